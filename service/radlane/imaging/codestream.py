"""What a compressed frame says of itself, before anything is decoded.

In: the bytes of one frame. Out: its size, depth and sign, or None where the stream has no such marker.
Reference: ITU-T T.81 B.2.2 (SOF), T.87 C.2.2 (SOF55), T.800 A.5.1 (SIZ) and annex I (boxes).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_SOI = b"\xff\xd8"
_J2K = b"\xff\x4f\xff\x51"
_JP2 = b"\x00\x00\x00\x0cjP  "
_BOX = 8  # bytes of a box's length and type
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_NO_FRAME = frozenset({0xC4, 0xC8, 0xCC})
_SIZ_LENGTH = 43  # up to the depth of the first component, after their number


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What a stream declares.

    Attributes
    ----------
    rows, columns : int
        Size of the picture.
    samples : int
        Components of a pixel.
    precision : int
        Bits of a sample.
    signed : bool or None
        Whether samples are signed; None for JPEG and JPEG-LS, which do not know it: they carry the bit patterns.
    """

    rows: int
    columns: int
    samples: int
    precision: int
    signed: bool | None


def bare(data: bytes) -> bytes:
    """Return a JPEG 2000 codestream without the boxes of a file around it, which do not belong in DICOM; else the data.

    What boxes say of colours is not heard: the header says it (PS3.5 section A.4.4).
    """
    if not data.startswith(_JP2):
        return data
    position = 0
    while position + _BOX <= len(data):
        length, kind = struct.unpack(">I4s", data[position : position + _BOX])
        if kind == b"jp2c":
            return data[position + _BOX : position + length if length > _BOX else len(data)]
        if length < _BOX:
            break
        position += length
    return data


def declared(data: bytes) -> Declared | None:
    """Return what a JPEG, JPEG-LS or JPEG 2000 codestream declares, None if it declares nothing."""
    if data.startswith(_J2K):
        return _siz(data)
    if data.startswith(_SOI):
        return _start_of_frame(data)
    return None


def _siz(data: bytes) -> Declared | None:
    """Image area (reference grid less its offset), depth and sign of the first component."""
    if len(data) < _SIZ_LENGTH:
        return None
    width, height, left, top = struct.unpack(">4I", data[8:24])
    samples, depth = struct.unpack(">HB", data[_SIZ_LENGTH - 3 : _SIZ_LENGTH])
    return Declared(
        rows=height - top,
        columns=width - left,
        samples=samples,
        precision=(depth & 0x7F) + 1,
        signed=bool(depth & 0x80),
    )


def _start_of_frame(data: bytes) -> Declared | None:
    position = 2
    while position + 10 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF or marker in _STANDALONE:
            position += 1 if marker == 0xFF else 2
            continue
        if (0xC0 <= marker <= 0xCF and marker not in _NO_FRAME) or marker == 0xF7:
            precision, rows, columns, samples = struct.unpack(">B2HB", data[position + 4 : position + 10])
            return Declared(rows=rows, columns=columns, samples=samples, precision=precision, signed=None)
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return None
