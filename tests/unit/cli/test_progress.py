from __future__ import annotations

import os
import select
import sys

import pytest

from radlane.cli.progress import progress
from support.terminal import terminal


def test_a_terminal_shows_the_step(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as screen:
        with progress() as show:
            show("infer")
        shown = b""
        while b"infer" not in shown:
            assert select.select([screen], [], [], 5)[0], shown
            shown += os.read(screen, 65536)


def test_no_terminal_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as show:
        show("infer")
    assert capsys.readouterr() == ("", "")


def test_a_stream_that_is_closed_wants_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with progress() as show:
        show("infer")
