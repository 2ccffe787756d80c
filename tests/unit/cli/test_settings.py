from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml


def test_what_is_in_use_is_shown(command: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "radlane.yaml").write_text("workers: 3\n")
    monkeypatch.setenv("RADLANE_DATABASE_URL", "postgresql+psycopg://user:CANARYZQ7@db/radlane")
    said = command("settings", "show", "--json")
    assert (said.code, said.json["workers"], said.json["limits"]["decode_seconds"]) == (0, 3, 60.0)
    people = command("settings", "show")
    assert yaml.safe_load(people.out) == said.json
    assert "CANARYZQ7" not in said.out + people.out


def test_settings_that_are_wrong(command: Any, home: Path) -> None:
    (home / "radlane.yaml").write_text("workers: many\n")
    assert command("settings", "show", "--json").error == "settings-invalid"
