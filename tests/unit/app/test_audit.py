"""What the service puts on record of itself. That a receiver gets it: tests/e2e/test_audit.py."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError

from radlane.app.audit import audited_service, settings_digest
from radlane.app.records import open_records
from radlane.app.service import create_app
from radlane.app.trail import AUDIT_KEY_FILE
from radlane.errors import SettingsError
from radlane.security.audit_record import Action, Entry
from radlane.settings.audit import AuditSettings, SyslogSettings
from radlane.settings.limits import LimitSettings
from support.asgi import client, registry_in, settings_in
from support.trail import HEADS


@pytest.mark.asyncio
async def test_a_service_says_that_it_starts_with_what_and_that_it_stops(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    async with client(create_app(settings, Event())) as caller:
        await caller.get("/livez")
    added, records = [], list(open_records(settings).trail.walk())
    while records[0].entry.action in (Action.MODEL_ADDED, Action.MODEL_TAGGED):
        added.append(records.pop(0).entry.facts["model"])
    assert added == ["ct-tissue:1.0.0", "cxr-acquisition:1.0.0", "cxr-lungs:1.0.0"] * 2
    assert [record.entry.action for record in records] == [
        Action.SERVICE_STARTED,
        Action.SETTINGS_USED,
        Action.MODELS_USED,
        Action.SERVICE_STOPPED,
    ]
    assert records[1].entry.facts == {"digest": settings_digest(settings)}
    assert set(records[2].entry.facts["models"]) == set(added)
    assert records[2].entry.facts["tags"]["cxr-lungs"] == {"production": "1.0.0"}


@pytest.mark.asyncio
async def test_a_service_with_another_key_than_its_trail_does_not_start(tmp_path: Path) -> None:
    open_records(settings_in(tmp_path)).trail.record(Entry(action=Action.RESULT_READ))
    (tmp_path / "other.key").write_bytes(b"k" * 32)
    other = settings_in(tmp_path, audit=AuditSettings(key_file=tmp_path / "other.key"))
    with pytest.raises(SettingsError, match="another key"):
        async with client(create_app(other, Event())):
            pass


@pytest.mark.asyncio
async def test_what_cannot_be_put_on_record_is_counted_and_said(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    async with client(create_app(settings, Event())) as caller:
        heads = settings.data_dir / HEADS
        (tmp_path / HEADS).hardlink_to(heads)
        (tmp_path / "folder").symlink_to(tmp_path)
        (tmp_path / "folder").replace(heads)  # in one step: /readyz makes a file that is missing
        assert (await caller.get("/v1/jobs")).json()["code"] == "audit-unavailable"
        assert "\nradlane_audit_failures_total 1.0\n" in (await caller.get("/metrics")).text
        (tmp_path / HEADS).replace(heads)


def test_other_settings_have_another_digest(tmp_path: Path) -> None:
    one, other = settings_in(tmp_path), settings_in(tmp_path, limits=LimitSettings(file_bytes=1))
    open_records(one)
    assert settings_digest(one) == settings_digest(settings_in(tmp_path))
    assert settings_digest(one) != settings_digest(other)


def test_other_secrets_have_another_digest(tmp_path: Path) -> None:
    open_records(settings_in(tmp_path))
    urls = [f"postgresql+psycopg://{who}/radlane" for who in ("u:x@one", "u:y@one", "u:x@other")]
    digests = {settings_digest(settings_in(tmp_path, database_url=SecretStr(url))) for url in urls}
    assert len(digests) == len(urls)


@pytest.mark.parametrize(("mode", "warnings"), [(0o600, 0), (0o640, 1), (0o604, 1)])
def test_a_key_that_others_may_read_is_told(
    tmp_path: Path, mode: int, warnings: int, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_in(tmp_path)
    records = open_records(settings)
    (settings.data_dir / AUDIT_KEY_FILE).chmod(mode)
    with audited_service(settings, registry_in(settings, records), records):
        pass
    assert [record.msg for record in caplog.records] == ["others may read the key of the audit trail"] * warnings


def test_an_end_that_cannot_be_put_on_record_is_an_end_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_in(tmp_path)
    records = open_records(settings)

    def away(_: Entry) -> None:
        raise OperationalError("", {}, Exception())

    with audited_service(settings, registry_in(settings, records), records):
        records.trail.record = away  # type: ignore[method-assign, assignment]
    assert [record.msg for record in caplog.records] == ["the end of the service is not on record"]


def test_a_receiver_that_is_away_holds_nothing_up(tmp_path: Path) -> None:
    nobody = SyslogSettings(host="localhost", ca_file=tmp_path / "absent.pem")
    settings = settings_in(tmp_path, audit=AuditSettings(syslog=nobody))
    records = open_records(settings)
    with audited_service(settings, registry_in(settings, records), records):
        assert records.trail.verify().head.number == 3
