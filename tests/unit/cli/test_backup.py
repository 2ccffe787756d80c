from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def test_into_a_folder_or_a_file_and_back(command: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("jobs", "list").code == 0
    (home / "backups").mkdir()
    said = command("backup", home / "backups", "--json")
    assert (said.code, said.json["missing"], said.json["damaged"]) == (0, 0, [])
    (written,) = (home / "backups").iterdir()
    assert said.json["path"] == str(written)
    assert written.name.startswith("radlane-20")
    assert "It holds secrets" in command("backup", home / "one.tar").out
    assert command("backup", home / "one.tar", "--json").error == "usage"  # it is there
    assert command("restore", home / "one.tar", "--json").error == "usage"  # data_dir is not empty
    monkeypatch.setenv("RADLANE_DATA_DIR", str(home / "new"))
    said = command("restore", home / "one.tar", "--json")
    assert (said.code, said.json["files"]) == (0, 3)
    assert (home / "new" / "audit.key").read_bytes() == (home / "data" / "audit.key").read_bytes()


def test_nothing_to_back_up_leaves_nothing(command: Any, home: Path) -> None:
    """A mistyped data_dir."""
    assert command("backup", home / "one.tar", "--json").error == "usage"
    assert not (home / "data").exists()
    (home / "data").mkdir()
    assert command("backup", home / "one.tar", "--json").error == "usage"
    assert not list((home / "data").iterdir())


def test_without_the_key_of_the_trail_there_is_a_backup_and_a_warning(
    command: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("keys", "create", "ris", "--scope", "metrics").code == 0
    (home / "data" / "audit.key").unlink()
    said = command("backup", home / "one.tar", "--json")
    assert said.code == 1
    assert "key of the audit trail" in said.json["unrecorded"]
    monkeypatch.setenv("RADLANE_DATA_DIR", str(home / "new"))
    restored = command("restore", home / "one.tar")
    assert restored.code == 1
    assert "NOT ON RECORD" in restored.out


def test_what_is_no_backup(command: Any, home: Path) -> None:
    (home / "junk").write_bytes(b"junk")
    assert command("restore", home / "junk", "--json").error == "backup-invalid"
    assert not (home / "data").exists()
