"""An installation on PostgreSQL goes into a file and comes out of it in another database."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from radlane.app.backup import back_up, restore
from radlane.app.bundle import Writer, read_manifest
from radlane.app.records import open_records
from radlane.app.trail import HEADS_FILE, heads_file, open_trail, see_trail
from radlane.errors import BackupInvalid, SettingsError, UsageError
from radlane.jobs.database import open_database
from radlane.jobs.figures import Figures
from radlane.jobs.ledger import RunQuery
from radlane.jobs.store import Query
from radlane.security.audit_record import Action, Entry
from radlane.security.files import read_site_key
from radlane.security.heads import HeadFile
from radlane.security.verification import Damage
from radlane.settings.tree import Settings
from support.asgi import settings_in
from support.jobs import Clock, drawing_models, world
from support.postgres import Cluster
from support.trail import HEADS, KEY
from support.trail_edits import cut, tampering
from support.withdrawals import run_of


def site_on(folder: Path, url: str) -> Settings:
    return settings_in(folder, database_url=SecretStr(url))


@pytest.fixture
def site(tmp_path: Path, postgres: Cluster) -> Settings:
    """A result on PostgreSQL, and tables of the engine's own beside it."""
    settings = site_on(tmp_path, postgres.database())
    assert settings.database_url is not None
    url = settings.database_url.get_secret_value()
    on = world(tmp_path, drawing_models(tmp_path / "models"), Clock(), url=url)
    run_of(on)
    on.engine.dispose()
    settings.data_dir.mkdir()
    (tmp_path / "outbox").rename(settings.data_dir / "outbox")
    (settings.data_dir / "audit.key").write_bytes(KEY.secret)
    engine = open_database(url)
    (tmp_path / HEADS).rename(heads_file(settings))
    with engine.begin() as connection:
        digest = hashlib.sha256(read_site_key(settings.data_dir / "site.key")).hexdigest()
        connection.execute(text("INSERT INTO site VALUES (:digest)"), {"digest": digest})
        connection.execute(text("CREATE SCHEMA dbos"))
        connection.execute(text("CREATE TABLE dbos.workflow_status (id text)"))
    engine.dispose()
    return settings


def test_it_comes_out_as_it_went_in(site: Settings, tmp_path: Path, postgres: Cluster) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    assert made.damaged == ()
    assert (read_manifest(made.path).dialect, read_manifest(made.path).schema) == ("postgresql", "0002")
    there = site_on(tmp_path / "elsewhere", postgres.database())
    found = restore(there, made.path)
    assert (found.missing, found.damaged) == (0, ())
    assert not (there.data_dir / "jobs.dump").exists()
    before, after = open_records(site), open_records(there)
    assert after.ledger.find(RunQuery()) == before.ledger.find(RunQuery())
    assert after.store.find(Query()) == before.store.find(Query())
    verdict = after.trail.verify()
    assert (verdict.is_whole, verdict.anchored) == (True, verdict.head.number)
    for records in (before, after):
        records.store._engine.dispose()
    assert there.database_url is not None
    engine = open_database(there.database_url.get_secret_value())
    with engine.connect() as connection:
        schemas = connection.execute(text("SELECT nspname FROM pg_namespace WHERE nspname = 'dbos'")).all()
    engine.dispose()
    assert schemas == []


def test_whoever_has_the_database_alone_cannot_hide_a_cut(tmp_path: Path, postgres: Cluster) -> None:
    """Nor do other spellings of its address: there is one file of heads. With SQLite: tests/unit/app/test_trail.py."""
    url = postgres.database()
    more = "&" if "?" in url else "?"
    for spelling in (url, f"{url}{more}port=5432", f"{url}{more}application_name=another"):
        trail = open_trail(site_on(tmp_path, spelling))
        trail.record(Entry(action=Action.RESULT_READ))
        trail.engine.dispose()
    settings = site_on(tmp_path, url)
    assert [file.name for file in settings.data_dir.glob("*.heads")] == [HEADS_FILE]
    trail = open_trail(settings)
    assert (trail.verify().is_whole, trail.verify().anchored) == (True, 3)
    with tampering(trail.engine) as connection:
        cut(connection, 1)
    with pytest.raises(SettingsError, match="has no record"):
        open_trail(settings)
    found = see_trail(settings)
    assert [(one.first, one.last, one.damage) for one in found.verify().breaks] == [(1, 3, Damage.TRUNCATED)]
    for one in (trail, found):
        one.engine.dispose()


def test_another_database_on_the_same_volume_is_said(tmp_path: Path, postgres: Cluster) -> None:
    """Who goes from SQLite to PostgreSQL, as compose can, is told what to do."""
    open_trail(settings_in(tmp_path)).record(Entry(action=Action.RESULT_READ))
    with pytest.raises(SettingsError, match="has no record"):
        open_trail(site_on(tmp_path, postgres.database()))


def test_a_process_that_holds_the_trail_stops_no_backup(
    site: Settings, tmp_path: Path, postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("radlane.app.trail.HeadFile", partial(HeadFile, wait_s=0.2))
    trail = open_trail(site)
    with trail.saying(Entry(action=Action.RESULT_READ)) as say, trail.engine.begin() as connection:
        say(connection)
        made = back_up(site, tmp_path / "backup.tar")
    trail.engine.dispose()
    assert "does not answer" in made.unrecorded
    there = site_on(tmp_path / "elsewhere", postgres.database())
    assert restore(there, made.path).unrecorded == ""


def test_a_database_with_jobs_is_not_written_over(site: Settings, tmp_path: Path) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    assert site.database_url is not None
    same = site_on(tmp_path / "elsewhere", site.database_url.get_secret_value())
    with pytest.raises(UsageError, match="The database is not empty"):
        restore(same, made.path)


def test_half_a_restore_leaves_an_empty_database(
    site: Settings, tmp_path: Path, postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret is found to be another site's when the database is loaded already."""
    add, key = Writer.add, site.data_dir / "site.key"
    content = key.read_bytes()

    def adding(bundle: Writer, path: Path, name: str) -> None:
        key.write_bytes(content[::-1])
        add(bundle, path, name)

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "add", adding)
        made = back_up(site, tmp_path / "foreign.tar")
    key.write_bytes(content)
    there = site_on(tmp_path / "elsewhere", postgres.database())
    with pytest.raises(SettingsError, match="another data_dir"):
        restore(there, made.path)
    good = back_up(site, tmp_path / "good.tar")
    assert restore(there, good.path).damaged == ()  # nothing of the first try is in the way


def test_one_kind_does_not_go_into_the_other(site: Settings, tmp_path: Path) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    with pytest.raises(BackupInvalid, match="another kind"):
        restore(settings_in(tmp_path / "elsewhere"), made.path)


def test_the_clocks_of_two_machines_are_compared(postgres: Cluster) -> None:
    engine = open_database(postgres.database())
    ahead = Figures(engine, Clock()).clock_ahead_s()  # a clock of March 2026
    engine.dispose()
    assert ahead is not None
    assert ahead < -3600
