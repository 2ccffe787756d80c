from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def test_other_addresses_are_refused(command: Any) -> None:
    said = command("serve", "--host", "0.0.0.0", "--json")
    assert (said.code, said.error) == (2, "usage")
    assert "without access control" in said.json["error"]["detail"]


def test_a_device_that_is_not_there_is_refused_before_the_start(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_DEVICE", "cuda")
    assert command("serve", "--json").error == "device-unavailable"


def test_the_contract_is_printed(command: Any) -> None:
    said = command("openapi", "--json")
    assert (said.code, said.json["openapi"][:2]) == (0, "3.")
    assert json.loads(command("openapi").out) == said.json


def test_the_contracts_are_written(command: Any) -> None:
    said = command("openapi", "--out", "new/folder")
    assert (said.code, said.out) == (0, "")
    assert json.loads(Path("new/folder/radlane.json").read_text())["openapi"][:2] == "3."
    assert "properties" in json.loads(Path("new/folder/model.schema.json").read_text())


def test_a_folder_that_cannot_be_written_is_said(command: Any) -> None:
    Path("file").touch()
    said = command("openapi", "--out", "file", "--json")
    assert (said.code, said.error) == (1, "archive-unavailable")


def test_the_settings_may_say_where_it_listens(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that cannot be served is refused whoever names it; the option goes before the setting."""
    monkeypatch.setenv("RADLANE_HOST", "0.0.0.0")
    assert command("serve", "--json").error == "usage"
    monkeypatch.setenv("RADLANE_DEVICE", "cuda")  # what is refused next, where the host is allowed
    assert command("serve", "--host", "127.0.0.1", "--json").error == "device-unavailable"
