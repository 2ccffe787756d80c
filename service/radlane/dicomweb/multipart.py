"""A multipart/related body as it comes -> its parts, whole or not at all.

In: chunks of bytes of any size, hostile. Out: for each part its headers and its bytes, given on as they come. Only the
closing delimiter proves that a body is whole: some servers end an answer by closing the connection, without a length,
and a cut answer then looks like a short last part.
Reference: RFC 2046 section 5.1, RFC 2387, PS3.18 section 8.6.1.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from email.message import Message
from typing import Protocol

from radlane.errors import ArchiveUnavailable

MOST_HEADER_BYTES = 16 << 10
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]", re.ASCII)


class Part(Protocol):
    """Where the bytes of one part go."""

    def write(self, data: bytes | memoryview) -> object:
        """Take the next bytes."""

    def close(self) -> object:
        """Take note that the part is whole."""


OpenPart = Callable[[Mapping[str, str]], Part]
"""Headers of a part, names in lower case -> where its bytes go."""


def boundary_of(content_type: str) -> bytes:
    """Return the boundary that a Content-Type states; case and quotes of its parameters do not matter.

    Raises
    ------
    ArchiveUnavailable
        If it is no multipart/related, or states no valid boundary.
    """
    message = Message()
    message["Content-Type"] = content_type
    boundary = message.get_param("boundary")
    if message.get_content_type() != "multipart/related" or not isinstance(boundary, str):
        raise _broken("the answer is no multipart/related with a boundary")
    if not _BOUNDARY.fullmatch(boundary):
        raise _broken("the answer's boundary is none")
    return boundary.encode("ascii")


def read_parts(chunks: Iterable[bytes], boundary: bytes, open_part: OpenPart) -> int:
    """Read a body to its end.

    Parameters
    ----------
    chunks : iterable of bytes
        The body; not decoded by a Content-Encoding.
    boundary : bytes
        From `boundary_of`.
    open_part : OpenPart
        Called at the beginning of each part.

    Returns
    -------
    int
        Number of parts, each of them whole.

    Raises
    ------
    ArchiveUnavailable
        If the body ends before its closing delimiter, or is no multipart body; what a part got until then is not whole,
        and its `close` was not called.
    """
    reader = Reader(boundary, open_part)
    for chunk in chunks:
        reader.feed(chunk)
    return reader.finish()


class Reader:
    """The state between two chunks: what was not decided yet, and the part that is open.

    Parameters
    ----------
    boundary : bytes
        What stands between parts.
    open_part : OpenPart
        Called at the beginning of each part.
    """

    def __init__(self, boundary: bytes, open_part: OpenPart) -> None:
        self._delimiter = b"\r\n--" + boundary
        self._open_part = open_part
        self._rest = bytearray(b"\r\n")  # the first delimiter may stand at the very beginning
        self._part: Part | None = None
        self._step: Callable[[], bool] = self._preamble
        self._parts = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; raises as `read_parts`."""
        self._rest += chunk
        while self._step():
            pass

    def finish(self) -> int:
        """Return the number of parts of a body that is whole; raises as `read_parts`."""
        if self._step != self._epilogue:
            raise _broken("the answer ended before its closing delimiter")
        return self._parts

    def _preamble(self) -> bool:
        """Skip what stands before the first delimiter."""
        return self._until_delimiter(lambda _: None)

    def _body(self) -> bool:
        """Give the part's bytes on, but for what may be the beginning of a delimiter."""
        assert self._part is not None  # the step of an open part
        if not self._until_delimiter(self._part.write):
            return False
        self._part.close()
        self._part = None
        return True

    def _until_delimiter(self, take: Callable[[memoryview], object]) -> bool:
        found = self._rest.find(self._delimiter)
        known = found if found >= 0 else max(0, len(self._rest) - len(self._delimiter) + 1)
        if known:
            with memoryview(self._rest) as view, view[:known] as data:
                take(data)
            del self._rest[:known]
        if found < 0:
            return False
        del self._rest[: len(self._delimiter)]
        self._step = self._after_delimiter
        return True

    def _after_delimiter(self) -> bool:
        """Two hyphens close the body; a line end, after white space, begins a part."""
        if self._rest.startswith(b"--"):
            self._step = self._epilogue
            return True
        end = self._rest.find(b"\r\n")
        if end < 0:
            if len(self._rest) > MOST_HEADER_BYTES:
                raise _broken("a delimiter does not end")
            return False
        if self._rest[:end].strip(b" \t"):
            raise _broken("a delimiter is followed by something else than a line end")
        del self._rest[:end]  # the line end stays: a part without headers has none of its own
        self._step = self._headers
        return True

    def _headers(self) -> bool:
        end = self._rest.find(b"\r\n\r\n")
        if (end if end >= 0 else len(self._rest)) > MOST_HEADER_BYTES:
            raise _broken("a part's headers are too long")
        if end < 0:
            return False
        headers = _parsed(bytes(self._rest[2:end])) if end else {}
        del self._rest[: end + 4]
        self._part = self._open_part(headers)
        self._parts += 1
        self._step = self._body
        return True

    def _epilogue(self) -> bool:
        """Skip what stands after the closing delimiter."""
        self._rest.clear()
        return False


def _parsed(block: bytes) -> dict[str, str]:
    headers = {}
    for line in block.decode("latin-1").split("\r\n"):
        name, colon, value = line.partition(":")
        if not colon:
            raise _broken("a part's headers are none")
        headers[name.strip().lower()] = value.strip()
    return headers


def _broken(why: str) -> ArchiveUnavailable:
    return ArchiveUnavailable("The archive's answer is broken", why=why, remedy="It is asked for again")
