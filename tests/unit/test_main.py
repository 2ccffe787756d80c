from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator

import pytest

from radlane.__main__ import main


@pytest.fixture(autouse=True)
def _process() -> Iterator[None]:
    """The process's own handlers, of signals and of logs, come back after the test."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    handlers = list(logging.getLogger().handlers)
    yield
    logging.captureWarnings(False)
    logging.getLogger().handlers[:] = handlers
    for number, handler in before.items():
        signal.signal(number, handler)


class _Witness:
    """Sees what Ctrl-C would do while a module is looked for."""

    def __init__(self) -> None:
        self.seen: set[object] = set()

    def find_spec(self, *_: object) -> None:
        self.seen.add(signal.getsignal(signal.SIGINT))


def ended(monkeypatch: pytest.MonkeyPatch, *words: str) -> object:
    monkeypatch.setattr(sys, "argv", ["radlane", *words])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


@pytest.mark.parametrize(("words", "code"), [(("--help",), 0), (("nosuch",), 2)])
def test_it_ends_as_the_command_line_does(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int) -> None:
    assert ended(monkeypatch, *words) == code


@pytest.mark.parametrize(
    ("before", "meanwhile", "afterwards"),
    [
        (signal.default_int_handler, signal.SIG_DFL, "_end"),  # it ends at once, and without a traceback
        (signal.SIG_IGN, signal.SIG_IGN, "SIG_IGN"),  # a job in the background
    ],
)
def test_ctrl_c_ends_it_at_once_while_it_starts(
    monkeypatch: pytest.MonkeyPatch, before: signal.Handlers, meanwhile: signal.Handlers, afterwards: str
) -> None:
    witness = _Witness()
    signal.signal(signal.SIGINT, before)
    monkeypatch.delitem(sys.modules, "radlane.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [witness, *sys.meta_path])
    assert ended(monkeypatch, "--help") == 0
    assert meanwhile in witness.seen
    handler = signal.getsignal(signal.SIGINT)
    assert getattr(handler, "name", getattr(handler, "__name__", None)) == afterwards
