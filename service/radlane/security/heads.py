"""Heads of the audit trail, in a file outside the database: one line for each record, only ever added to.

In: the number and MAC of a record that is about to be committed. Out: those of all that were, so that a trail without
its newest records is found out. A line takes its place before the commit: where there is no room the record is refused.
It gets a MAC of its own after it: one without is no head, since its record was not committed or its process died. Where
power went the last line may lack its end too.
"""

from __future__ import annotations

import fcntl
import hmac
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from radlane.errors import AuditUnavailable, SettingsError
from radlane.security.anchors import Anchors
from radlane.security.chain import Head, TrailKey

WAIT_S = 5.0  # for another process that has the file, or the trail
_LOOK_S = 0.02
_SPACES = 2  # in a line: between the number, the record's MAC and the line's own
_OPEN = b"-" * 64  # in the place of a line's MAC, until its record is committed


@dataclass(frozen=True, kw_only=True)
class Heads:
    """What a file of heads says.

    Attributes
    ----------
    unclosed : int
        How many lines are no heads: nothing was committed, or the process died.
    damaged : tuple of int
        Lines that were changed, or that another key wrote.
    """

    anchors: Anchors
    unclosed: int
    damaged: tuple[int, ...]


class Slot:
    """The place of a head in the file; `with` lets go of it."""

    def __init__(self, descriptor: int, offset: int, mac: bytes) -> None:
        self._descriptor = descriptor
        self._offset = offset
        self._mac = mac

    def close(self) -> None:
        """Make it a head, through to the disk: its record was committed.

        Raises
        ------
        OSError
            If the disk fails.
        """
        _write(self._descriptor, self._mac, self._offset)
        os.fdatasync(self._descriptor)

    def __enter__(self) -> Self:
        """Hold the file open."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


class HeadFile:
    """The file of heads of one trail; several processes may add to it.

    Parameters
    ----------
    path : Path
        The file; made with the first head.
    key : TrailKey
        What lines are made with.
    wait_s : float
        So long another process may have the file to itself, or the trail.
    """

    def __init__(self, path: Path, key: TrailKey, wait_s: float = WAIT_S) -> None:
        self._path = path
        self._key = key
        self.wait_s = wait_s

    def add(self, head: Head) -> Slot:
        """Give a head its place.

        Raises
        ------
        AuditUnavailable
            If it cannot be written; from `BlockingIOError` where another process has the file.
        """
        with self._locked() as descriptor:
            size = os.fstat(descriptor).st_size
            is_torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
            said = f"{head.number} {head.mac}".encode()
            _write(descriptor, b"\n" * is_torn + said + b" " + _OPEN + b"\n", size)
            return Slot(os.dup(descriptor), size + is_torn + len(said) + 1, self._key.mac("head", said).encode())

    def require(self) -> None:
        """See whether a head could be added; none is, and no file is made.

        Raises
        ------
        AuditUnavailable
            If not.
        """
        if not os.path.lexists(self._path) and os.access(self._path.parent, os.W_OK | os.X_OK):
            return
        with self._locked():
            pass

    def read(self) -> Heads:
        """Return all heads.

        Raises
        ------
        AuditUnavailable
            If the file cannot be read.
        """
        anchors, unclosed, damaged = Anchors(), 0, []
        with _said_unreadable():
            for number, line in enumerate(_lines(self._path), 1):
                head = self._head(line)
                if isinstance(head, Head):
                    anchors.add(head)
                elif head:
                    unclosed += 1
                else:
                    damaged.append(number)
        return Heads(anchors=anchors, unclosed=unclosed, damaged=tuple(damaged))

    def has_some(self) -> bool:
        """Whether a record was anchored; no more is read than to the first one.

        Raises
        ------
        AuditUnavailable
            If the file cannot be read.
        """
        with _said_unreadable():
            return any(isinstance(self._head(line), Head) for line in _lines(self._path))

    def _head(self, line: bytes) -> Head | bool:
        """The head that a line says; True where it is the beginning of one, False where it is nothing of ours."""
        said, _, mac = line.rpartition(b" ")
        whole = self._key.mac("head", said).encode()
        if hmac.compare_digest(mac, whole):
            place, _, record = said.decode().partition(" ")
            return Head(number=int(place), mac=record)
        return line.count(b" ") < _SPACES or whole.startswith(mac.rstrip(b"-"))

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, open, and nobody else's for a while."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(descriptor, time.monotonic() + self.wait_s)
                yield descriptor
                fcntl.flock(descriptor, fcntl.LOCK_UN)  # what stays open of it would keep it
            finally:
                os.close(descriptor)
        except OSError as error:
            raise AuditUnavailable(
                "The audit trail cannot be written", why=error.strerror, remedy="Look at data_dir and the room in it"
            ) from error


def records_gone() -> SettingsError:
    """Say that there are heads, and no record."""
    return SettingsError(
        "The audit trail has no record, and audit.heads has those of one",
        why="all its records are gone, or it is of another database",
        remedy="Put that database back, or begin a new trail (docs/operations.md)",
    )


@contextmanager
def _said_unreadable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AuditUnavailable("The heads of the audit trail cannot be read", why=error.strerror) from error


def _lock(descriptor: int, end: float) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= end:
                raise AuditUnavailable(
                    "The audit trail cannot be written",
                    why="another process holds the file of heads",
                    remedy="End that process",
                ) from error
            time.sleep(_LOOK_S)


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines that have an end; what stands after the last one is torn."""
    try:
        with path.open("rb") as file:
            yield from (line[:-1] for line in file if line.endswith(b"\n"))
    except FileNotFoundError:
        return


def _write(descriptor: int, content: bytes, offset: int) -> None:
    """Write all, or raise."""
    while content:
        written = os.pwrite(descriptor, content, offset)
        content, offset = content[written:], offset + written
