"""A deflated file as the same file in Explicit VR Little Endian.

In: a file from outside. Out: the bytes that it would have if it were not deflated, made as a reader comes to them: who
looks at a header must not inflate the pixels. What no reader goes back to is not kept.
What stands behind the end that a stream marks itself is no part of it: a NUL, or the check sum of gzip that some write.
Reference: PS3.5 annex A.5 (the data set is one stream of RFC 1951); PS3.10 section 7.1 (what stands before it is not
deflated).
"""

from __future__ import annotations

import math
import os
import zlib
from io import BytesIO, FileIO, RawIOBase
from typing import TYPE_CHECKING

from pydicom.dataelem import RawDataElement
from pydicom.filereader import data_element_generator
from pydicom.tag import BaseTag
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from radlane.dicomweb.bounds import refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Images with large empty parts deflate to a fiftieth, label maps of organs to a two-hundredth, and what is blank to a
# thousandth, which is the most that deflate can do: to small files it is granted, and it makes nothing large of them.
MOST_TIMES = 200
MOST_MORE = 8 << 20

_DEFLATED, _NATIVE = DeflatedExplicitVRLittleEndian.encode(), ExplicitVRLittleEndian.encode()
_NEAR = 1024  # four short attributes at most stand before the transfer syntax
_HEAD = 64 << 10  # of file meta information: some hundred bytes, unless there is private information in it
_PREFIX_END = 132
_META_GROUP = 0x0002
_GROUP_LENGTH, _TRANSFER_SYNTAX = 0x00020000, 0x00020010
_PACKED = _BLOCK = 16 << 10  # read, and inflated, at once: a header fits in
_KEPT = 128 << 10  # pydicom goes back over heads of attributes, and over 8 KiB in which it looked for a delimiter
_MOST_RETURNS = 4  # to what is not kept: pydicom goes twice over a long value of undefined length, which few files have


class Inflated(RawIOBase):
    """Shows a deflated file as one in Explicit VR Little Endian; closes nothing.

    Parameters
    ----------
    stored : FileIO
        The file.
    head : bytes
        What stands before the stream, as it is to be shown: as long as in the file.
    most : int
        So many bytes are shown at most.
    """

    def __init__(self, stored: FileIO, head: bytes, most: int) -> None:
        super().__init__()
        self.name = stored.name  # pydicom notes what it has read
        self._stored = stored
        self._head = head
        self._most = most
        self._at = 0
        self._returns_left = _MOST_RETURNS
        self._begin()

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is; nothing is inflated before somebody reads there, or asks where the end is."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move on or back, and return where that is; it may be behind the end.

        Raises
        ------
        ValueError
            If it is before the beginning; with `SEEK_END` as `readinto`.
        InputRefused
            As `readinto`.
        """
        if whence == os.SEEK_CUR:
            offset += self._at
        elif whence == os.SEEK_END:
            self._come_to(math.inf)
            offset += self._front
        if offset < 0:
            raise ValueError("there is nothing before a file")
        self._at = offset
        return offset

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read some bytes, none at the end; the end is one only where the stream says so.

        Raises
        ------
        ValueError
            If the stream is cut or none, or if somebody goes back too often.
        InputRefused
            `file-unreadable` if there is more than may be shown.
        """
        self._come_to(self._at)
        room = memoryview(buffer)
        begin = self._at - self._first
        found = self._held[begin : begin + len(room)]
        room[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _begin(self) -> None:
        self._stored.seek(len(self._head))
        self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
        self._first, self._held = 0, bytearray(self._head)

    @property
    def _front(self) -> int:
        """Where what is held ends."""
        return self._first + len(self._held)

    def _come_to(self, position: float) -> None:
        """Hold the byte at a position, or those before the end."""
        if position < self._first:
            self._return()
        while position >= self._front and (block := self._next()):
            self._held += block
            gone = max(0, len(self._held) - _KEPT)
            del self._held[:gone]
            self._first += gone

    def _return(self) -> None:
        """Begin anew; each time costs as much as the whole file may."""
        self._returns_left -= 1
        if self._returns_left < 0:
            raise ValueError("it is gone back too often")
        self._begin()

    def _next(self) -> bytes:
        """Inflate some more, at least a byte; nothing where the end is."""
        left = self._most - self._front
        block = self._inflate(min(_BLOCK, max(left, 1)))
        if block and left <= 0:
            raise refused(f"A deflated file, or its header, has more than {self._most} bytes")
        return block

    def _inflate(self, most: int) -> bytes:
        while not self._stream.eof:
            packed = self._stream.unconsumed_tail or self._stored.read(_PACKED)
            try:
                block = self._stream.decompress(packed, most)
            except zlib.error as error:
                raise ValueError("this is no deflated stream") from error
            if block:
                return block
            if not packed:
                raise ValueError("the deflated stream is cut")
        return b""


def undeflated(stored: FileIO, most: int) -> FileIO | Inflated:
    """Return a file as it is, or, where its transfer syntax is the deflated one, inflated.

    Parameters
    ----------
    stored : FileIO
        A plain file, at its beginning.
    most : int
        So many bytes of it are shown at most, and never more than `MOST_TIMES` what it has, and `MOST_MORE`.
    """
    near = stored.read(_NEAR)
    stored.seek(0)
    if _DEFLATED not in near:
        return stored
    head = _shown_head(stored.read(_HEAD))
    if head is None:
        stored.seek(0)
        return stored
    return Inflated(stored, head, min(most, MOST_TIMES * os.fstat(stored.fileno()).st_size + MOST_MORE))


def _shown_head(begin: bytes) -> bytes | None:
    """What stands before the stream, with the transfer syntax that is shown; None where the file's is another."""
    syntax, end = _transfer_syntax(begin)
    if syntax is None or not syntax.value or syntax.value.rstrip(b"\0 ") != _DEFLATED:
        return None
    shown = _NATIVE.ljust(len(syntax.value), b"\0")
    return begin[: syntax.value_tell] + shown + begin[syntax.value_tell + len(shown) : end]


def _transfer_syntax(begin: bytes) -> tuple[RawDataElement | None, int]:
    """Find the attribute as pydicom reads it, and where file meta information ends.

    It ends where its group length says, if an attribute does. A stream may begin with the number of the group.
    """
    file = BytesIO(begin)
    file.seek(_PREFIX_END)
    found, stated = None, 0
    for element in data_element_generator(file, is_implicit_VR=False, is_little_endian=True, stop_when=_is_behind):
        if not isinstance(element, RawDataElement):
            break
        if element.tag == _TRANSFER_SYNTAX:
            found = element
        elif element.tag == _GROUP_LENGTH:
            stated = file.tell() + int.from_bytes(element.value or b"", "little")
        if file.tell() == stated:
            break
    return found, file.tell()


def _is_behind(tag: BaseTag, _vr: str | None, _length: int) -> bool:
    return tag >> 16 != _META_GROUP
