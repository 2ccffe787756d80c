"""`radlane pause` and `radlane resume`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from radlane.app.records import open_records
from radlane.settings.reading import load_settings


def test_a_model_is_paused_and_resumed(command: Any, home: Path) -> None:
    assert "cxr-lungs is paused since" in command("pause", "cxr-lungs", "--reason", "it errs").out
    store = open_records(load_settings()).store
    assert store.pauses.find()["cxr-lungs"].reason == "it errs"
    again = command("pause", "cxr-lungs", "--reason", "again", "--json").json
    assert (again["paused"], again["reason"]) == (True, "it errs")
    assert "goes on; 0 jobs" in command("resume", "cxr-lungs", "--reason", "mended").out
    assert command("resume", "cxr-lungs", "--reason", "mended", "--json").json["paused"] is False
    assert store.pauses.find() == {}


def test_a_model_that_is_not_there(command: Any, home: Path) -> None:
    assert command("pause", "other", "--reason", "it errs").code == 1
    assert command("resume", "other", "--reason", "it errs").code == 1
