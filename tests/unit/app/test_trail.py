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

from radlane.app.trail import AUDIT_KEY_FILE, HEADS_FILE, heads_file, open_trail, see_trail, who_runs
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


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("postgresql+psycopg://radlane:one@db/radlane", "audit-"),
        ("sqlite:////elsewhere/jobs.sqlite", "audit-"),
        (None, HEADS_FILE),
    ],
)
def test_heads_are_those_of_a_database(tmp_path: Path, url: str | None, own: str) -> None:
    file = heads_file(settings_in(tmp_path, database_url=SecretStr(url) if url else None))
    assert file.name.startswith(own)
    other = heads_file(settings_in(tmp_path, database_url=SecretStr("postgresql+psycopg://radlane:one@db/other")))
    assert other != file


def test_whoever_uses_a_database_has_its_heads(tmp_path: Path) -> None:
    one, same = (
        heads_file(
            settings_in(tmp_path, database_url=SecretStr(f"postgresql+psycopg://{who}@db/radlane?connect_timeout={s}"))
        )
        for who, s in (("radlane:one", 1), ("radlane:two", 2))
    )
    assert one == same


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
