"""What a process that examines a stranger's network says to its parent.

In: lines of JSON in a pipe, from a process that may be the stranger's by now. Out: strings and nothing else, in time.
"""

from __future__ import annotations

import json
import os
import time
from multiprocessing.connection import Connection

_MOST_LINE = 4096  # a pipe takes as much at once
_MOST_CODE, _MOST_DETAIL = 64, 800


class SaidNothing(Exception):
    """The process ended, or says what it should not."""


class Said:
    """The parent's side: reads what is there, and never waits for the rest of a line beyond its time."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._held = b""

    def begins(self, name: str, until: float) -> None:
        """Wait until a check begins, and no longer than `time.monotonic` says `until`.

        Raises
        ------
        SaidNothing
            If it says anything else, or ends.
        TimeoutError
            If the time is up.
        """
        if self._next(until) != {"begins": name}:
            raise SaidNothing

    def ends(self, until: float) -> tuple[str | None, str]:
        """Wait until the check ends: its code, None where it passed, and the detail.

        Raises
        ------
        SaidNothing, TimeoutError
            As `begins`.
        """
        said = self._next(until)
        if not isinstance(said, dict) or set(said) != {"code", "detail"}:
            raise SaidNothing
        code, detail = said["code"], said["detail"]
        if not isinstance(detail, str) or not (code is None or (isinstance(code, str) and code)):
            raise SaidNothing
        return (None if code is None else code[:_MOST_CODE]), detail[:_MOST_DETAIL]

    def _next(self, until: float) -> object:
        line = self._line(until)
        try:
            return json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SaidNothing from error

    def _line(self, until: float) -> bytes:
        while b"\n" not in self._held:
            left = until - time.monotonic()
            if left <= 0 or not self._pipe.poll(left):
                raise TimeoutError
            piece = os.read(self._pipe.fileno(), _MOST_LINE)  # what is there: poll says that there is something
            self._held += piece
            if not piece or len(self._held) > 2 * _MOST_LINE:
                raise SaidNothing
        line, _, self._held = self._held.partition(b"\n")
        return line


def say_begin(pipe: Connection, name: str) -> None:
    """Say that a check begins."""
    _say(pipe, {"begins": name})


def say_end(pipe: Connection, code: str | None, detail: str) -> None:
    """Say what came of it."""
    _say(pipe, {"code": code, "detail": detail[:_MOST_DETAIL]})


def _say(pipe: Connection, said: object) -> None:
    os.write(pipe.fileno(), json.dumps(said).encode() + b"\n")
