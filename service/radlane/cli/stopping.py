"""What ends a command: the signals, and what they may not break off.

Python runs a signal's handler between any two instructions of the main thread, and what it raises there leaves a
transaction open that is just being begun or ended: what is put on record afterwards would wait for it in vain.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

_STOPPING: tuple[int, ...] = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def end_on_signals() -> None:
    """End the process on a signal as a command ends otherwise; what is ignored (nohup) stays so."""
    for number in _STOPPING:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)


@contextmanager
def stops_held() -> Iterator[Sequence[int]]:
    """Hold back a signal that comes meanwhile: it has its effect afterwards, or at once where another one follows.

    The value holds the signals that came.
    """
    came: list[int] = []
    if current_thread() is not main_thread():  # no handler runs there
        yield came
        return
    held = [number for number in _STOPPING if signal.getsignal(number) is _end]

    def hold(number: int, frame: FrameType | None) -> None:
        came.append(number)
        if len(came) > 1:  # who insists does not wait for a database
            _end(number, frame)

    for number in held:
        signal.signal(number, hold)
    try:
        yield came
    finally:
        if len(came) <= 1:
            for number in held:
                signal.signal(number, _end)
            for number in came:
                signal.raise_signal(number)


def _end(number: int, _: FrameType | None) -> None:
    """End like any other command: what is half stored is taken back, folders with objects of a patient are removed."""
    for stopping in _STOPPING:
        signal.signal(stopping, signal.SIG_IGN)  # not in the middle of that
    sys.exit(128 + number)
