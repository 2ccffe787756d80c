"""A command in this process: an empty working folder, settings of its own, and what was said."""

from __future__ import annotations

import json
import logging
import os
import signal
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from radlane.cli import call
from radlane.cli.stopping import end_on_signals


@dataclass(frozen=True, kw_only=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The code of the error in the JSON."""
        return str(self.json["error"]["code"])


_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
Command = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder, which is empty; logs go back to where they went before."""
    for name in [name for name in os.environ if name.startswith("RADLANE_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("RADLANE_DATA_DIR", str(folder / "data"))
    loggers = [logging.getLogger(name) for name in (None, "radlane", "pydicom", "highdicom", "uvicorn.error")]
    before = [(logger, logger.level, list(logger.handlers)) for logger in loggers]
    with warnings.catch_warnings():
        yield folder
    logging.captureWarnings(False)
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers


@pytest.fixture
def command(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Call the command line."""

    def run(*arguments: str | Path) -> Said:
        capsys.readouterr()
        code = call([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Said(code=code, out=out, err=err)

    return run


@pytest.fixture
def handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in _STOPPING}
    for number in _STOPPING:
        signal.signal(number, signal.SIG_DFL)
    end_on_signals()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
