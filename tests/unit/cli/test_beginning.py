from __future__ import annotations

import logging
from pathlib import Path

import pytest

from radlane.cli.beginning import begin
from support.terminal import terminal


def level(monkeypatch: pytest.MonkeyPatch, wanted: str) -> str:
    monkeypatch.setenv("RADLANE_LOG_LEVEL", wanted)
    begin()
    return logging.getLevelName(logging.getLogger("radlane").level)


@pytest.mark.parametrize(("wanted", "said"), [("info", "INFO"), ("debug", "DEBUG"), ("error", "ERROR")])
def test_the_settings_say_what_is_logged(home: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, said: str) -> None:
    assert level(monkeypatch, wanted) == said


@pytest.mark.parametrize(("wanted", "said"), [("info", "WARNING"), ("debug", "DEBUG"), ("error", "ERROR")])
def test_a_terminal_has_progress_in_place_of_information(
    home: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, said: str
) -> None:
    with terminal(monkeypatch):
        assert level(monkeypatch, wanted) == said
