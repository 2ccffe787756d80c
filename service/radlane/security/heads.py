"""Heads of the audit trail, in a file outside the database: one line for each record, only ever added to.

In: the number and MAC of a record that was committed. Out: all that were, so that a trail without its newest records
is found out. Each line has a MAC of its own; a last line without its end was being written when power went.
"""

from __future__ import annotations

import fcntl
import hmac
import os
from pathlib import Path

from radlane.errors import AuditDamaged, AuditUnavailable
from radlane.security.chain import Head, TrailKey

_SPACES = 2  # in a line: between the number, the record's MAC and the line's own


class HeadFile:
    """The file of heads of one data folder; several processes may add to it.

    Parameters
    ----------
    path : Path
        The file; made with the first head.
    key : TrailKey
        What lines are made with.
    """

    def __init__(self, path: Path, key: TrailKey) -> None:
        self._path = path
        self._key = key

    def add(self, head: Head) -> None:
        """Add a head, through to the disk.

        Raises
        ------
        AuditUnavailable
            If it cannot be written.
        """
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                size = os.fstat(descriptor).st_size
                is_torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
                _write(descriptor, b"\n" * is_torn + self._line(head))
                os.fdatasync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise AuditUnavailable(
                "The audit trail cannot be written", why=error.strerror, remedy="Look at data_dir and the room in it"
            ) from error

    def read(self) -> tuple[Head, ...]:
        """Return all heads, in the order in which they were added.

        Raises
        ------
        AuditDamaged
            If a line is none that was written with this key.
        AuditUnavailable
            If the file cannot be read.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise AuditUnavailable("The heads of the audit trail cannot be read", why=error.strerror) from error
        lines = content.split(b"\n")[:-1]  # what stands after the last end of a line is torn
        return tuple(head for number, line in enumerate(lines, 1) if (head := self._head(line, number)) is not None)

    def _line(self, head: Head) -> bytes:
        said = f"{head.number} {head.mac}"
        return f"{said} {self._key.mac('head', said.encode())}\n".encode()

    def _head(self, line: bytes, number: int) -> Head | None:
        """The head that a line says; None where the line is the beginning of one, after which power went."""
        said, _, mac = line.rpartition(b" ")
        whole = self._key.mac("head", said).encode()
        if hmac.compare_digest(mac, whole):
            place, _, record = said.decode().partition(" ")
            return Head(number=int(place), mac=record)
        if line.count(b" ") < _SPACES or whole.startswith(mac):
            return None
        raise AuditDamaged(f"Line {number} of the file of heads was changed, or another key wrote it")


def _write(descriptor: int, content: bytes) -> None:
    """Write all, or raise."""
    while content:
        content = content[os.write(descriptor, content) :]
