"""One engine a data folder, one data folder a database."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from pydantic import SecretStr

from radlane.app.engine import held, lock_file, open_sender
from radlane.app.records import open_records
from radlane.app.service import create_app
from radlane.errors import SettingsError
from radlane.settings.audit import AuditSettings
from support.asgi import client, settings_in


@pytest.mark.asyncio
async def test_one_database_belongs_to_one_site(tmp_path: Path) -> None:
    """Another data folder has another secret: the same input would be analysed and stored there once more."""
    shared = SecretStr(f"sqlite:///{tmp_path / 'shared.sqlite'}")
    audit = AuditSettings(key_file=tmp_path / "audit.key")  # which several workers of a site share
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    async with client(create_app(settings_in(tmp_path / "one", database_url=shared, audit=audit), Event())) as caller:
        assert (await caller.get("/livez")).status_code == 200
    with pytest.raises(SettingsError, match="another data_dir"):
        async with client(create_app(settings_in(tmp_path / "other", database_url=shared, audit=audit), Event())):
            pass


@pytest.mark.asyncio
async def test_one_process_works_in_a_data_folder(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    async with client(create_app(settings, Event())):
        before = [record.entry.action for record in open_records(settings).trail.walk()]
        with pytest.raises(SettingsError, match="Another process"):
            async with client(create_app(settings, Event())):
                pass
        after = [record.entry.action for record in open_records(settings).trail.walk()]
    assert after == before  # nothing started


def test_workers_on_postgresql_hold_a_lock_each(tmp_path: Path) -> None:
    """A worker's name is its host and its folder; on SQLite nobody shares."""
    shared = SecretStr("postgresql+psycopg://user@/x")
    (tmp_path / "other").symlink_to(tmp_path)
    here = lock_file(settings_in(tmp_path, database_url=shared))
    assert here == lock_file(settings_in(tmp_path, database_url=shared))
    assert here.name != lock_file(settings_in(tmp_path / "other", database_url=shared)).name
    assert lock_file(settings_in(tmp_path)).name == lock_file(settings_in(tmp_path / "other")).name == "lock"


def test_workers_of_their_own_need_postgresql(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with pytest.raises(SettingsError, match="PostgreSQL"), open_sender(settings, open_records(settings)):
        pass


def test_who_ended_is_known_from_the_lock(tmp_path: Path) -> None:
    """A process that died left what it had drawn; one that ended left nothing, since it gave its lease back."""
    settings = settings_in(tmp_path)
    records = open_records(settings)
    with held(settings, records) as first:
        assert first.ended == ()
        left = lock_file(settings).read_text()
    with held(settings, records) as second:
        assert second.ended == ()
    lock_file(settings).write_text(left)
    with held(settings, records) as third:
        assert third.ended == (first.boot,)
        assert lock_file(settings).read_text().split() == [first.boot, third.boot]
