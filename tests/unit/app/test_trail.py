"""The trail that settings name."""

from __future__ import annotations

import os
import pwd
import stat
from pathlib import Path

import pytest

from radlane.app.trail import AUDIT_KEY_FILE, HEADS_FILE, open_trail, who_runs
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


def test_the_key_may_be_elsewhere(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, audit=AuditSettings(key_file=tmp_path / "key"))
    open_trail(settings)
    assert (tmp_path / "key").exists()
    assert not (settings.data_dir / AUDIT_KEY_FILE).exists()
