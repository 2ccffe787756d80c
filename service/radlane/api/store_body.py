"""A body of STOW-RS -> instances that are kept, as they come.

In: chunks of a multipart body, hostile. Out: what became of each part. A part is a file of its own until it is whole;
one that cannot be kept is read to its end all the same, so that the others are.
Reference: PS3.18 sections 8.6.1.2 and 10.5.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from io import BufferedWriter
from pathlib import Path

from radlane.dicomweb.multipart import Reader, boundary_of
from radlane.domain.arrival import Arrival, Failure
from radlane.errors import ArchiveUnavailable, StorageFull
from radlane.triggers.reception import Transfer

DICOM = "application/dicom"


@dataclass(kw_only=True)
class StoreBody:
    """The parts of one request.

    Attributes
    ----------
    study, expected : str, int or None
        What the request says of them (`Transfer.take`).
    most_parts, most_bytes : int
        So many parts, and so many bytes of one.
    arrivals : list of Arrival
        What became of the parts, in their order.
    """

    transfer: Transfer
    study: str | None
    expected: int | None
    most_parts: int
    most_bytes: int
    arrivals: list[Arrival] = field(default_factory=list)
    _coming: _Part | None = None

    def reader(self, content_type: str) -> Reader:
        """Return what takes the chunks of the body.

        Raises
        ------
        ArchiveUnavailable
            If its type names no boundary.
        """
        return Reader(boundary_of(content_type), self._open)

    def drop(self) -> None:
        """Leave nothing of a part that did not come whole."""
        if self._coming is not None:
            self._coming.drop()

    def _open(self, headers: Mapping[str, str]) -> _Part:
        if len(self.arrivals) >= self.most_parts:
            raise ArchiveUnavailable("The body has too many parts")
        kind = headers.get("content-type", DICOM).partition(";")[0].strip().lower()
        self._coming = _Part(self, None if kind == DICOM else Failure.UNREADABLE)
        return self._coming


class _Part:
    """One part: bytes that are written as they come, or thrown away."""

    def __init__(self, body: StoreBody, failure: Failure | None) -> None:
        self._body = body
        self._failure = failure
        self._size = 0
        self._path: Path = body.transfer.new_file()
        self._file: BufferedWriter | None = None

    def write(self, data: bytes | memoryview) -> None:
        """Take the next bytes."""
        self._size += len(data)
        if self._size > self._body.most_bytes:
            self._fail(Failure.TOO_LARGE)
        if self._failure is not None:
            return
        try:
            self._body.transfer.reception.require_room()
            if self._file is None:
                self._file = self._path.open("xb")
            self._file.write(data)
        except _NO_ROOM:
            self._fail(Failure.NO_ROOM)

    def close(self) -> None:
        """Keep the part."""
        transfer, body = self._body.transfer, self._body
        try:
            if self._file is not None:
                self._file.close()
        except OSError:
            self._fail(Failure.NO_ROOM)
        if self._failure is None and self._file is None:
            self._fail(Failure.UNREADABLE)  # it has no bytes
        if self._failure is not None:
            body.arrivals.append(transfer.refuse(self._failure))
        else:
            body.arrivals.append(transfer.take(self._path, body.study, body.expected))

    def drop(self) -> None:
        """Leave nothing of it on its way."""
        self._fail(Failure.PROCESSING)

    def _fail(self, failure: Failure) -> None:
        self._failure = self._failure or failure
        if self._file is not None:
            with suppress(OSError):  # what it still holds may find no room either
                self._file.close()
            self._file = None
            self._path.unlink(missing_ok=True)


_NO_ROOM = (OSError, StorageFull)


def type_of(content_type: str) -> tuple[str, str]:
    """Return a media type and the type of its parts, in lower case; empty where it says none."""
    message = Message()
    message["Content-Type"] = content_type
    inner = message.get_param("type")
    return message.get_content_type(), inner.lower() if isinstance(inner, str) else ""
