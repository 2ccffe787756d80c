"""Who may read the data folder, and whether the outbox and the database agree. PostgreSQL's clock: tests/contract."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from radlane.app.keys import open_keys
from radlane.app.records import open_records
from radlane.cli.checkups import MOST_AHEAD_S, NOTHING_YET, _clock, access, of_the_records, permissions
from radlane.errors import ArtifactCorrupt, RadlaneError, RecordsUnavailable, SettingsError
from radlane.jobs.figures import Figures
from radlane.security.heads import HeadFile
from radlane.security.scopes import Scope
from radlane.settings.audit import AuditSettings
from radlane.settings.tree import Settings
from support.asgi import settings_in
from support.jobs import Clock, drawing_models, world
from support.trail import HEADS, KEY
from support.withdrawals import run_of


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """An installation with a result."""
    settings = settings_in(tmp_path)
    open_records(settings)
    data = settings.data_dir
    run_of(world(tmp_path, drawing_models(tmp_path / "models"), Clock(), url=f"sqlite:///{data / 'jobs.sqlite'}"))
    (tmp_path / "outbox").rename(data / "outbox")
    (data / "outbox").chmod(0o700)
    (data / "audit.key").write_bytes(KEY.secret)
    (tmp_path / HEADS).rename(data / HEADS)
    return settings


def looked(settings: Settings) -> dict[str, str | RadlaneError]:
    found: dict[str, str | RadlaneError] = {}
    for name, look in of_the_records(settings):
        try:
            found[name] = look()
        except RadlaneError as error:
            found[name] = error
    return found


def test_all_is_well(site: Settings) -> None:
    found = looked(site)
    assert found["permissions"] == "only their owner reads them"
    assert str(found["access"]).startswith("none: only this machine")
    assert found["database"] == "sqlite, schema 0002"
    assert found["clock"] == "the database has this machine's"
    assert found["outbox"] == "as it is on record"
    assert found["audit"] == "its key is there and fits, and a record could be written"


def test_a_trail_that_cannot_go_on_is_said(site: Settings) -> None:
    key = site.data_dir / "audit.key"
    key.write_bytes(b"k" * 32)
    assert "written with another key" in str(looked(site)["audit"])
    key.unlink()
    assert "cannot be read" in str(looked(site)["audit"])


@pytest.mark.parametrize("start", [False, True], ids=["before a start", "after it"])
@pytest.mark.parametrize("key", [False, True], ids=["no key", "the key"])
def test_a_start_that_is_refused_is_said(site: Settings, start: bool, key: bool) -> None:
    """The database is lost, and nothing is on record in another one."""
    for file in site.data_dir.glob("jobs.sqlite*"):
        file.unlink()
    if not key:
        (site.data_dir / "audit.key").unlink()
    if start:
        with pytest.raises(SettingsError):
            open_records(site)
    assert ("has no record" if key else "cannot be read") in str(looked(site)["audit"])
    (site.data_dir / HEADS).unlink()
    if key:
        assert str(looked(site)["audit"]).startswith("its key is there" if start else NOTHING_YET)
    else:
        assert looked(site)["audit"] == NOTHING_YET
    open_records(site)


def test_a_record_that_could_not_be_written_is_said(site: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest row was read just now; it is the place of its head that is missing, or the database's writer."""
    heads = (site.data_dir / HEADS).rename(site.data_dir / "aside")
    (site.data_dir / HEADS).mkdir()
    assert "cannot be written" in str(looked(site)["audit"])
    (site.data_dir / HEADS).rmdir()
    heads.rename(site.data_dir / HEADS)
    monkeypatch.setattr("radlane.app.trail.HeadFile", partial(HeadFile, wait_s=0.1))
    with create_engine(f"sqlite:///{site.data_dir / 'jobs.sqlite'}").connect() as holder:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        assert isinstance(looked(site)["audit"], RecordsUnavailable)


def test_before_the_first_start_nothing_is_made(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    found = looked(settings)
    assert {found[name] for name in ("permissions", "database", "clock", "outbox", "audit")} == {NOTHING_YET}
    assert not settings.data_dir.exists()
    empty = settings_in(tmp_path, database_url=SecretStr(f"sqlite:///{tmp_path / 'empty.sqlite'}"))
    assert looked(empty)["database"] == NOTHING_YET


@pytest.mark.parametrize(
    ("name", "mode", "mend"),
    [
        ("", 0o750, "chmod 0700 "),
        ("site.key", 0o644, "chmod 0600 "),
        ("outbox", 0o755, "chmod 0700 "),
        ("audit.key", 0o640, "chmod 0600 "),
        ("audit.heads", 0o604, "chmod 0600 "),
    ],
)
def test_what_others_may_read_is_said(site: Settings, name: str, mode: int, mend: str) -> None:
    path = site.data_dir / name
    path.touch()
    path.chmod(mode)
    with pytest.raises(SettingsError, match=f"its mode is 0{mode:o}") as open_to_all:
        permissions(site)
    assert open_to_all.value.remedy == f"{mend}{path}"


def test_a_key_of_the_trail_elsewhere_is_looked_at_too(site: Settings, tmp_path: Path) -> None:
    key = tmp_path / "audit.key"
    key.touch(0o644)
    elsewhere = site.model_copy(update={"audit": AuditSettings(key_file=key)})
    with pytest.raises(SettingsError, match=r"read audit\.key"):
        permissions(elsewhere)
    key.chmod(0o400)
    assert permissions(elsewhere) == permissions(site)


def test_keys_that_nobody_has(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, access="keys")
    keys = open_keys(settings)
    keys.create("old", (Scope.JOBS_READ,), datetime.now(UTC) - timedelta(days=1))
    with pytest.raises(SettingsError, match="no valid API key"):
        access(settings)
    key, _ = keys.create("new", (Scope.JOBS_READ,), datetime.now(UTC) + timedelta(days=1))
    assert access(settings) == "keys"
    keys.revoke(key.id)
    with pytest.raises(SettingsError, match="radlane keys create"):
        access(settings)


def test_an_outbox_that_is_not_as_it_is_on_record(site: Settings) -> None:
    first, *_, last = sorted((site.data_dir / "outbox").rglob("*.dcm"))
    first.unlink()
    assert isinstance(looked(site)["outbox"], ArtifactCorrupt)
    kept = site.model_copy(update={"keep_days": 30})
    assert looked(kept)["outbox"] == "as it is on record"  # it was removed on purpose
    last.write_bytes(b"other")
    assert "1 different" in str(looked(kept)["outbox"])
    assert "1 different, 1 missing" in str(looked(site)["outbox"])


def test_a_database_of_a_newer_radlane(site: Settings) -> None:
    with create_engine(f"sqlite:///{site.data_dir / 'jobs.sqlite'}").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "newer radlane" in str(looked(site)["database"])


def test_a_database_that_is_away(tmp_path: Path) -> None:
    away = settings_in(tmp_path, database_url=SecretStr(f"sqlite:///{tmp_path}/nowhere/jobs.sqlite"))
    found = looked(away)["database"]
    assert isinstance(found, RecordsUnavailable)
    assert found.remedy


@pytest.mark.parametrize("ahead", [0.4, -MOST_AHEAD_S - 1, MOST_AHEAD_S + 1])
def test_a_clock_that_is_not_the_databases(site: Settings, ahead: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Figures, "clock_ahead_s", lambda _: ahead)
    engine = create_engine("sqlite://")
    if abs(ahead) < MOST_AHEAD_S:
        assert _clock(site, engine) == "+0.4 s from the database's"
    else:
        with pytest.raises(RecordsUnavailable, match="time server"):
            _clock(site, engine)
