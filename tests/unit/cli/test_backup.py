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
    assert (said.code, said.json["files"]) == (0, 4)
    assert (home / "new" / "site.key").read_bytes() == (home / "data" / "site.key").read_bytes()


def test_what_is_no_backup(command: Any, home: Path) -> None:
    (home / "junk").write_bytes(b"junk")
    assert command("restore", home / "junk", "--json").error == "backup-invalid"
    assert not (home / "data").exists()
