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

from radlane.app.trail import AUDIT_KEY_FILE, HEADS_FILE, all_heads, open_trail, see_trail, who_runs
from radlane.errors import SettingsError
from radlane.security.audit_record import Action, Entry
from radlane.settings.audit import AuditSettings
from support.asgi import settings_in


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


def test_a_database_has_its_heads_however_it_is_addressed(tmp_path: Path) -> None:
    """Else a cut is forgotten with the spelling; with PostgreSQL's: tests/contract/test_backup.py."""
    (tmp_path / "way").symlink_to(tmp_path)
    one, same, other = (
        settings_in(tmp_path, database_url=SecretStr(f"sqlite:///{path}.sqlite"))
        for path in (tmp_path / "one", tmp_path / "way" / "one", tmp_path / "other")
    )
    for settings, count in ((one, 2), (same, 2), (other, 1)):
        for _ in range(count):
            open_trail(settings).record(Entry(action=Action.RESULT_READ))
    assert see_trail(one).verify().anchored == see_trail(same).verify().anchored == 4
    assert [file.name.startswith("audit-") for file in all_heads(one)] == [True, True]


def test_heads_of_the_own_database_have_a_plain_name(tmp_path: Path) -> None:
    own = settings_in(tmp_path)
    (tmp_path / "way").symlink_to(own.data_dir)
    for url in (None, SecretStr(f"sqlite:///{tmp_path}/way/jobs.sqlite")):
        open_trail(settings_in(tmp_path, database_url=url)).record(Entry(action=Action.RESULT_READ))
    assert [file.name for file in all_heads(own)] == [HEADS_FILE]


def test_another_database_on_the_same_volume_begins_a_trail_of_its_own(tmp_path: Path) -> None:
    own = settings_in(tmp_path)
    other = settings_in(tmp_path, database_url=SecretStr(f"sqlite:///{tmp_path}/other.sqlite"))
    for _ in range(3):
        open_trail(own).record(Entry(action=Action.RESULT_READ))
    open_trail(other).record(Entry(action=Action.RESULT_READ))
    for settings, count in ((own, 3), (other, 1)):
        verdict = see_trail(settings).verify()
        assert (verdict.is_whole, verdict.head.number, verdict.anchored) == (True, count, count)


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
