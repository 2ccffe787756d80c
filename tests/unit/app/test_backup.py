"""An installation goes into a file, and comes out of it elsewhere as it was. With a server: tests/e2e."""

from __future__ import annotations

import fcntl
import hashlib
import json
import time
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from radlane.app import bundle as bundles
from radlane.app.backup import back_up, restore
from radlane.app.bundle import read_manifest
from radlane.app.records import Records, open_records
from radlane.app.registry import open_registry
from radlane.app.trail import database_url, who_runs
from radlane.errors import BackupInvalid, RecordsUnavailable, SettingsError, UsageError
from radlane.jobs.database import open_database
from radlane.jobs.dump import is_empty
from radlane.jobs.ledger import RunQuery
from radlane.security.audit_record import Action, Entry, Outcome
from radlane.security.files import read_site_key
from radlane.security.heads import HeadFile
from radlane.settings.audit import AuditSettings
from radlane.settings.tree import Settings
from support.asgi import settings_in
from support.jobs import Clock, drawing_models, world
from support.registry import ACT, small_archive
from support.trail import HEADS, KEY
from support.trail_edits import tampering
from support.withdrawals import run_of


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """An installation with a result that is stored in its archives."""
    settings = settings_in(tmp_path)
    data = settings.data_dir
    store = open_records(settings).store
    store.require_site(hashlib.sha256(read_site_key(data / "site.key")).hexdigest())
    on = world(tmp_path, drawing_models(tmp_path / "models"), Clock(), url=f"sqlite:///{data / 'jobs.sqlite'}")
    run_of(on)
    (tmp_path / "outbox").rename(data / "outbox")
    (data / "audit.key").write_bytes(KEY.secret)
    (tmp_path / HEADS).rename(data / HEADS)
    (data / "keys.json").write_text("{}")
    (data / "lock").touch()
    return settings


def runs(records: Records) -> list[str]:
    return [run.id for run in records.ledger.find(RunQuery())[0]]


def elsewhere(tmp_path: Path) -> Settings:
    return settings_in(tmp_path / "elsewhere")


def named(folder: Path, place: str) -> Settings:
    """An installation whose settings name a file as its database."""
    return settings_in(folder, database_url=SecretStr(f"sqlite:///{folder / place}"))


def test_it_comes_out_as_it_went_in(site: Settings, tmp_path: Path) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    assert (made.missing, made.damaged) == (0, ())
    names = {member.path for member in read_manifest(made.path).files}
    assert {"jobs.sqlite", "site.key", "keys.json"} < names
    assert not names & {"lock", "engine.sqlite"}
    there = elsewhere(tmp_path)
    found = restore(there, made.path)
    assert (found.files, found.size, found.damaged) == (made.files, made.size, ())
    assert runs(open_records(there)) == runs(open_records(site))
    assert (there.data_dir / "site.key").read_bytes() == (site.data_dir / "site.key").read_bytes()
    assert there.data_dir.stat().st_mode & 0o777 == 0o700
    before = {p.relative_to(site.data_dir): p.read_bytes() for p in (site.data_dir / "outbox").rglob("*.dcm")}
    after = {p.relative_to(there.data_dir): p.read_bytes() for p in (there.data_dir / "outbox").rglob("*.dcm")}
    assert before == after != {}


def test_models_come_out_with_their_bytes_and_half_uploads_do_not(site: Settings, tmp_path: Path) -> None:
    registry = open_registry(site, open_records(site).trail.engine)
    version, _ = registry.add(small_archive(tmp_path / "sent"), ACT)
    folder = site.data_dir / "models"
    (folder / "staging").mkdir(exist_ok=True)
    (folder / "staging" / "half").write_text("half")
    (folder / "blobs" / "incoming" / "half").write_text("half")
    there = elsewhere(tmp_path)
    restore(there, back_up(site, tmp_path / "backup.tar").path)
    again = open_registry(there, open_records(there).trail.engine)
    assert again.versions() == (version,)
    assert again.open(version).digest == version.digest
    assert not list((there.data_dir / "models").rglob("half"))


@pytest.mark.parametrize("place", ["database/x.sqlite", "data/x.sqlite"])
def test_a_database_that_the_settings_name_comes_back_there(tmp_path: Path, place: str) -> None:
    """Else the service went on with an empty one."""
    for folder in ("one", "other"):
        (tmp_path / folder / "database").mkdir(parents=True)
    site, there = (named(tmp_path / folder, place) for folder in ("one", "other"))
    trail = open_records(site).trail
    trail.record(Entry(action=Action.STUDY_QUERIED, via="test"))
    made = back_up(site, tmp_path / "backup.tar")
    assert [member.path for member in read_manifest(made.path).files] == ["audit.heads", "jobs.sqlite", "audit.key"]
    trail.engine.dispose()
    looked_at = open_database(database_url(there, "")) if place.startswith("database") else None
    assert looked_at is None or is_empty(looked_at)  # which makes a file, as `radlane doctor` does
    assert restore(there, made.path).unrecorded == ""
    assert not (there.data_dir / "jobs.sqlite").exists()
    found = open_records(there).trail
    assert [record.entry.action for record in found.walk()] == [
        Action.STUDY_QUERIED,
        Action.BACKED_UP,
        Action.RESTORED,
    ]
    assert found.verify().is_whole


@pytest.mark.parametrize("content", ["radlane", "a table of others", "something else"])
def test_a_database_that_is_not_empty_is_not_written_over(site: Settings, tmp_path: Path, content: str) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    there = named(tmp_path / "there", "x.sqlite")
    file = tmp_path / "there" / "x.sqlite"
    file.parent.mkdir()
    if content == "something else":
        file.write_bytes(b"a letter" * 999)
    else:
        with create_engine(f"sqlite:///{file}").begin() as connection:
            connection.execute(text(f"CREATE TABLE {'job' if content == 'radlane' else 'letter'} (id INTEGER)"))
    before = file.read_bytes()
    with pytest.raises(UsageError, match="The database is not empty"):
        restore(there, made.path)
    assert not there.data_dir.exists()
    if content == "something else":
        assert file.read_bytes() == before


def test_half_a_restore_leaves_an_empty_database(
    site: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    there = named(tmp_path, "x.sqlite").model_copy(update={"data_dir": tmp_path / "there"})

    def failing(*_: object) -> None:
        raise SettingsError("It is another one's")

    with monkeypatch.context() as patched:
        patched.setattr("radlane.app.backup._require_site", failing)
        with pytest.raises(SettingsError, match="another one's"):
            restore(there, made.path)
    assert list(there.data_dir.iterdir()) == []
    assert restore(there, made.path).damaged == ()  # nothing of the first try is in the way
    assert runs(open_records(there)) == runs(open_records(site))


def test_a_database_that_cannot_be_made_is_said(site: Settings, tmp_path: Path) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    for place in ("nowhere/x.sqlite", "data/nowhere/x.sqlite"):
        with pytest.raises(RecordsUnavailable):
            restore(named(tmp_path / "there", place), made.path)


def test_what_was_removed_is_counted_and_what_is_damaged_is_named(site: Settings, tmp_path: Path) -> None:
    records = open_records(site)
    first, *_, last = records.ledger.objects(runs(records)[0])
    first.path.unlink()
    last.path.write_bytes(b"other")
    made = back_up(site, tmp_path / "backup.tar")
    assert (made.missing, made.damaged) == (1, (last.ref.sop_instance_uid,))
    found = restore(elsewhere(tmp_path), made.path)
    assert (found.missing, found.damaged) == (made.missing, made.damaged)


def test_nothing_is_no_backup(tmp_path: Path) -> None:
    """Nor is anything made to copy it."""
    settings = settings_in(tmp_path)
    for _ in range(2):
        with pytest.raises(UsageError, match="nothing to back up yet"):
            back_up(settings, tmp_path / "backup.tar")
        assert not any(file.is_file() for file in tmp_path.rglob("*"))
        settings.data_dir.mkdir(exist_ok=True)


def test_without_the_site_s_secret_there_is_no_backup(site: Settings, tmp_path: Path) -> None:
    """Nobody could restore it."""
    key = site.data_dir / "site.key"
    content = key.read_bytes()
    key.unlink()
    with pytest.raises(SettingsError, match="site's key"):
        back_up(site, tmp_path / "backup.tar")
    assert not key.exists()
    key.write_bytes(content[::-1])
    with pytest.raises(SettingsError, match="another data_dir"):
        back_up(site, tmp_path / "backup.tar")
    assert not (tmp_path / "backup.tar").exists()


@pytest.mark.parametrize("loss", ["key", "other key", "row"])
def test_a_trail_that_cannot_be_used_stops_no_backup(site: Settings, tmp_path: Path, loss: str) -> None:
    """Nor its restore; that neither is on record is said."""
    key = site.data_dir / "audit.key"
    if loss == "key":
        key.unlink()
    elif loss == "other key":
        key.write_bytes(b"k" * 32)
    else:
        with tampering(create_engine(f"sqlite:///{site.data_dir / 'jobs.sqlite'}")) as connection:
            connection.execute(text("UPDATE audit SET caller = 'mallory'"))
    made = back_up(site, tmp_path / "backup.tar")
    there = elsewhere(tmp_path)
    found = restore(there, made.path)
    assert "audit trail" in made.unrecorded
    assert found.unrecorded == made.unrecorded
    assert (there.data_dir / "site.key").exists()
    if loss != "row":
        (there.data_dir / "audit.key").write_bytes(KEY.secret)
        assert open_records(there).trail.verify().is_whole


def test_heads_that_nobody_can_write_stop_no_backup(site: Settings, tmp_path: Path) -> None:
    (site.data_dir / HEADS).rename(tmp_path / HEADS)
    (site.data_dir / HEADS).mkdir()
    made = back_up(site, tmp_path / "backup.tar")
    assert made.unrecorded.startswith("The audit trail cannot be written: Is a directory")
    there = elsewhere(tmp_path)
    restore(there, made.path)
    assert runs(open_records(there)) == runs(open_records(site))


def test_a_process_that_holds_the_trail_stops_no_backup(
    site: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the beginning, with the file of heads or with the database; or when all is in the file."""
    monkeypatch.setattr("radlane.app.trail.HeadFile", partial(HeadFile, wait_s=0.2))
    trail = open_records(site).trail
    with (site.data_dir / HEADS).open("rb") as heads:
        fcntl.flock(heads, fcntl.LOCK_EX)
        assert "holds the file of heads" in back_up(site, tmp_path / "a.tar").unrecorded
    with trail.engine.begin():
        begin = time.monotonic()
        assert "does not answer" in back_up(site, tmp_path / "b.tar").unrecorded
        assert time.monotonic() - begin < 5
    end = bundles.Writer.close
    with ExitStack() as stack:

        def closing(bundle: bundles.Writer, facts: dict[str, Any]) -> None:
            end(bundle, facts)
            stack.enter_context(trail.engine.begin())

        monkeypatch.setattr(bundles.Writer, "close", closing)
        assert "does not answer" in back_up(site, tmp_path / "c.tar").unrecorded
    said = [(record.entry.action, record.entry.outcome) for record in trail.walk()]
    assert said[-1] == (Action.BACKED_UP, Outcome.BEGUN)
    assert said.count(said[-1]) == 1
    for name in ("a", "b", "c"):
        there = settings_in(tmp_path / name)
        restore(there, tmp_path / f"{name}.tar")
        assert runs(open_records(there)) == runs(open_records(site))


def test_what_stops_a_backup_is_said_where_the_trail_fails_too(site: Settings, tmp_path: Path) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    (site.data_dir / HEADS).unlink()
    (site.data_dir / HEADS).mkdir()
    with pytest.raises(UsageError, match="There is a file of that name"):
        back_up(site, made.path)


def test_a_restore_that_cannot_be_put_on_record_is_one(
    site: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There was room for all but its own record."""
    made = back_up(site, tmp_path / "backup.tar")
    there = elsewhere(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("radlane.app.trail.HEADS_FILE", "nowhere/audit.heads")
        assert restore(there, made.path).unrecorded.startswith("The audit trail cannot be written: No such file")
    assert runs(open_records(there)) == runs(open_records(site))
    assert open_records(there).trail.verify().is_whole


@pytest.mark.parametrize("place", ["backup.tar", "outbox/backup.tar", "../link/backup.tar"])
def test_it_does_not_lie_in_what_it_is_of(site: Settings, tmp_path: Path, place: str) -> None:
    (tmp_path / "link").symlink_to(site.data_dir)
    before = sorted(site.data_dir.rglob("*"))
    with pytest.raises(UsageError, match="does not lie in data_dir"):
        back_up(site, site.data_dir / place)
    assert sorted(site.data_dir.rglob("*")) == before


def test_nothing_is_overwritten(site: Settings, tmp_path: Path) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    before = runs(open_records(site))
    with pytest.raises(UsageError, match="data_dir is not empty"):
        restore(site, made.path)
    assert runs(open_records(site)) == before


def test_half_a_restore_leaves_an_empty_folder(site: Settings, tmp_path: Path) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    content = bytearray(made.path.read_bytes())
    key = (site.data_dir / "site.key").read_bytes()
    at = content.index(key)
    content[at] ^= 1
    made.path.write_bytes(content)
    there = elsewhere(tmp_path)
    with pytest.raises(BackupInvalid, match="damaged"):
        restore(there, made.path)
    assert list(there.data_dir.iterdir()) == []


def test_the_secret_has_to_be_the_databases(site: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle that somebody put together: its results would get other UIDs."""
    add = bundles.Writer.add

    def adding(bundle: bundles.Writer, path: Path, name: str) -> None:
        with create_engine(f"sqlite:///{site.data_dir / 'jobs.sqlite'}").begin() as connection:
            connection.execute(text("UPDATE site SET key_digest = 'another'"))
        add(bundle, path, name)

    monkeypatch.setattr(bundles.Writer, "add", adding)
    made = back_up(site, tmp_path / "backup.tar")
    there = elsewhere(tmp_path)
    with pytest.raises(SettingsError, match="another data_dir"):
        restore(there, made.path)
    assert list(there.data_dir.iterdir()) == []


@pytest.mark.parametrize(
    ("facts", "why"), [({"dialect": "postgresql"}, "another kind of database"), ({"schema": "9999"}, "newer radlane")]
)
def test_what_does_not_fit_is_refused(
    site: Settings, tmp_path: Path, facts: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(site, tmp_path / "backup.tar")
    other = replace(read_manifest(made.path), **facts)  # type: ignore[arg-type]
    monkeypatch.setattr(bundles, "read_manifest", lambda _: other)
    monkeypatch.setattr("radlane.app.backup.read_manifest", lambda _: other)
    with pytest.raises(BackupInvalid, match=why):
        restore(elsewhere(tmp_path), made.path)
    assert json.dumps(facts)


def test_a_trail_that_is_written_meanwhile_comes_back_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the copy of the heads and that of the rows, and after both, somebody records."""
    site = settings_in(tmp_path)
    trail = open_records(site).trail
    trail.record(Entry(action=Action.STUDY_QUERIED, via="test"))
    add = bundles.Writer.add

    def adding(bundle: bundles.Writer, path: Path, name: str) -> None:
        add(bundle, path, name)
        trail.record(Entry(action=Action.STUDY_QUERIED, via="test"))

    monkeypatch.setattr(bundles.Writer, "add", adding)
    made = back_up(site, tmp_path / "backup.tar")
    there = elsewhere(tmp_path)
    restore(there, made.path)
    found = open_records(there).trail.verify()
    assert found.is_whole
    assert found.head.number > 1


def test_a_backup_and_its_restore_are_on_record(tmp_path: Path) -> None:
    site, there = settings_in(tmp_path), elsewhere(tmp_path)
    trail = open_records(site).trail
    trail.record(Entry(action=Action.STUDY_QUERIED, via="test"))
    made = back_up(site, tmp_path / "backup.tar")
    with pytest.raises(UsageError):
        back_up(site, made.path)
    restore(there, made.path)
    said = [(r.entry.action, r.entry.outcome, r.entry.via, dict(r.entry.facts)) for r in trail.walk()][1:]
    before = (Action.BACKED_UP, Outcome.BEGUN, "radlane backup", {})
    assert said == [
        before,
        (Action.BACKED_UP, Outcome.DONE, "radlane backup", {"files": made.files}),
        before,
        (Action.BACKED_UP, Outcome.FAILED, "radlane backup", {"code": "usage"}),
    ]
    restored = open_records(there).trail
    assert [(r.entry.action, r.entry.caller) for r in restored.walk()][1:] == [
        (Action.BACKED_UP, who_runs()),
        (Action.RESTORED, who_runs()),
    ]
    assert (restored.verify().is_whole, restored.verify().anchored) == (True, 3)


def test_a_trail_whose_key_is_elsewhere_waits_for_it(tmp_path: Path) -> None:
    kept = AuditSettings(key_file=tmp_path / "kept.key")
    site = settings_in(tmp_path, audit=kept)
    open_records(site).trail.record(Entry(action=Action.STUDY_QUERIED, via="test"))
    made = back_up(site, tmp_path / "backup.tar")
    there = elsewhere(tmp_path)
    assert "key of the audit trail" in restore(there, made.path).unrecorded
    assert not (there.data_dir / "audit.key").exists()
    with pytest.raises(SettingsError, match="key of the audit trail"):
        open_records(there)
    with_key = settings_in(tmp_path / "elsewhere", audit=kept)
    assert open_records(with_key).trail.verify().is_whole
