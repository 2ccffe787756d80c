"""The trail that settings name."""

from __future__ import annotations

import os
import pwd
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from radlane.app.trail import AUDIT_KEY_FILE, HEADS_FILE, open_audit_key, open_trail, see_trail, who_runs
from radlane.errors import AuditUnavailable, SettingsError
from radlane.jobs.database import Engine
from radlane.jobs.trail import Trail, TrailQuery, is_unwritten
from radlane.security.audit_record import Action, Entry, Record
from radlane.security.chain import Head
from radlane.security.heads import HeadFile
from radlane.security.verification import Damage
from radlane.settings.audit import AuditSettings
from support.asgi import settings_in
from support.trail_edits import cut, tampering


def test_who_runs_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "somebody-else")
    assert who_runs() == f"os:{pwd.getpwuid(os.geteuid()).pw_name}"


def test_a_user_without_a_name_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 2**31 - 3)
    assert who_runs() == f"os:{2**31 - 3}"


def test_key_and_heads_are_beside_the_database_and_their_owner_s_alone(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    open_trail(settings).record(Entry(action=Action.RESULT_READ))
    assert open_trail(settings).verify().anchored == 1
    for name in (AUDIT_KEY_FILE, HEADS_FILE):
        assert stat.S_IMODE((settings.data_dir / name).stat().st_mode) == 0o600


def test_whoever_has_the_database_alone_cannot_hide_a_cut(tmp_path: Path) -> None:
    """Nor by moving it: there is one file of heads, which nothing in the database names. PostgreSQL: tests/contract."""
    settings = settings_in(tmp_path)
    trail = open_trail(settings)
    for _ in range(6):
        trail.record(Entry(action=Action.RESULT_READ))
    with tampering(trail.engine) as connection:
        cut(connection, 4)
    trail.engine.dispose()
    moved = settings_in(tmp_path, database_url=SecretStr(f"sqlite:///{tmp_path}/moved.sqlite"))
    (settings.data_dir / "jobs.sqlite").rename(tmp_path / "moved.sqlite")
    open_trail(moved).record(Entry(action=Action.RESULT_READ))
    breaks = see_trail(moved).verify().breaks
    assert [(one.first, one.last, one.damage) for one in breaks] == [(4, 6, Damage.TRUNCATED)]


def test_a_database_without_a_record_does_not_begin_beside_heads(tmp_path: Path) -> None:
    """All its records were taken away, or it is another database: SQLite's, then PostgreSQL's on the same volume."""
    own = settings_in(tmp_path)
    other = settings_in(tmp_path, database_url=SecretStr(f"sqlite:///{tmp_path}/other.sqlite"))
    trail = open_trail(own)
    for _ in range(3):
        trail.record(Entry(action=Action.RESULT_READ))
    with pytest.raises(SettingsError, match="has no record") as refused:
        open_trail(other)
    assert "begin a new trail" in (refused.value.remedy or "")
    assert [(one.first, one.last, one.damage) for one in see_trail(other).verify().breaks] == [(1, 3, Damage.TRUNCATED)]
    assert open_trail(own).verify().is_whole
    (own.data_dir / HEADS_FILE).rename(tmp_path / HEADS_FILE)
    assert open_trail(other).record(Entry(action=Action.RESULT_READ)).number == 1


def test_lines_of_what_was_never_committed_stop_no_trail(tmp_path: Path) -> None:
    """The process died in its first record; or another one makes the first just now."""
    settings = settings_in(tmp_path)
    trail = open_trail(settings)
    heads = HeadFile(settings.data_dir / HEADS_FILE, open_audit_key(settings))
    with heads.add(Head(number=1, mac="a" * 64)):
        pass
    open_trail(settings).record(Entry(action=Action.RESULT_READ))
    assert trail.verify().is_whole


def test_the_first_record_of_another_process_is_no_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it comes after the first look for one, or after the second."""
    settings = settings_in(tmp_path)
    other, find = open_trail(settings), Trail.find

    def finding(trail: Trail, query: TrailQuery) -> tuple[tuple[Record, ...], int | None]:
        found = find(trail, query)
        other.record(Entry(action=Action.RESULT_READ))
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Trail, "find", finding)
        assert open_trail(settings).verify().is_whole

    (tmp_path / "later").mkdir()
    later = settings_in(tmp_path / "later")
    other = open_trail(later)

    def looking(engine: Engine) -> bool:
        found = is_unwritten(engine)
        other.record(Entry(action=Action.RESULT_READ))
        return found

    monkeypatch.setattr("radlane.jobs.trail.is_unwritten", looking)
    assert open_trail(later).verify().is_whole


def test_records_that_are_all_taken_away_are_missed_at_once(tmp_path: Path) -> None:
    """By the next record, and by who looks whether there could be one."""
    trail = open_trail(settings_in(tmp_path))
    trail.record(Entry(action=Action.RESULT_READ))
    with tampering(trail.engine) as connection:
        cut(connection, 1)
    for ask in (trail.require, lambda: trail.record(Entry(action=Action.RESULT_READ))):
        with pytest.raises(AuditUnavailable, match="are gone"):
            ask()


def test_a_key_is_made_for_a_new_trail_only(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    open_trail(settings).record(Entry(action=Action.RESULT_READ))
    (settings.data_dir / AUDIT_KEY_FILE).unlink()
    with pytest.raises(SettingsError, match="cannot be read"):
        open_trail(settings)
    (settings.data_dir / "jobs.sqlite").unlink()  # the heads say that there were records
    with pytest.raises(SettingsError, match="cannot be read"):
        open_trail(settings)
    (settings.data_dir / HEADS_FILE).unlink()
    assert open_trail(settings).record(Entry(action=Action.RESULT_READ)).number == 1


def test_the_key_may_be_elsewhere(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, audit=AuditSettings(key_file=tmp_path / "key"))
    open_trail(settings)
    assert (tmp_path / "key").exists()
    assert not (settings.data_dir / AUDIT_KEY_FILE).exists()


def test_what_the_documentation_says_begins_a_new_trail(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    trail = open_trail(settings)
    trail.record(Entry(action=Action.RESULT_READ))
    trail.engine.dispose()
    page = (Path(__file__).parents[3] / "docs" / "operations.md").read_text()
    script = page.split("(`sqlite3 jobs.sqlite`):\n\n```sql\n")[1].split("```")[0]
    with closing(sqlite3.connect(settings.data_dir / "jobs.sqlite")) as database:
        database.executescript(script)
    (settings.data_dir / AUDIT_KEY_FILE).unlink()
    (settings.data_dir / HEADS_FILE).unlink()
    assert open_trail(settings).record(Entry(action=Action.RESULT_READ)).number == 1
    assert see_trail(settings).verify().is_whole
    with closing(sqlite3.connect(settings.data_dir / "jobs.sqlite")) as database:
        for deed in ("DELETE FROM audit", "UPDATE audit SET caller = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                database.execute(deed)
