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
_RGB_OR_TRANSFORMED = frozenset({"RGB", "YBR_RCT", "YBR_ICT"})
_AS_THEY_ARE = frozenset({"RGB", "YBR_FULL", "YBR_FULL_422"})
_LUMINANCE = frozenset({"YBR_FULL", "YBR_FULL_422"})
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


def begins(data: bytes) -> bool:
    """Whether data begin like a stream that `declared` reads, or like a file around one; no more of it is looked at."""
    return data.startswith((_SOI, _J2K, _JP2))


def colours_of(data: bytes) -> frozenset[str]:
    """Return which photometric interpretations a stream of three components can have by what it says itself.

    A JPEG stream says it by its markers (JFIF, Adobe) or by components that are called R, G and B; a JPEG 2000 stream
    by whether its components are transformed, which decoding undoes. Empty where it does not say.
    """
    if data.startswith(_J2K):
        return _RGB_OR_TRANSFORMED if _is_transformed(data) else _AS_THEY_ARE
    is_luminance = _is_luminance(data)
    return frozenset() if is_luminance is None else _LUMINANCE if is_luminance else frozenset({"RGB"})


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


def _is_transformed(data: bytes) -> bool:
    """Whether COD, in the main header, says that components are transformed (T.800 A.6.1)."""
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF and data[position + 1] != 0x90:
        if data[position + 1] == 0x52:
            return data[position + 8] == 1
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return False


def _is_luminance(data: bytes) -> bool | None:
    """What the markers before the scan say: JFIF is luminance and differences, Adobe says which."""
    position, jfif, names = 2, False, b""
    while position + 4 <= len(data) and data[position] == 0xFF and data[position + 1] != 0xDA:
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == 0xFF or marker in _STANDALONE:
            position += 1 if marker == 0xFF else 2
            continue
        segment = data[position + 4 : position + 2 + length]
        if marker == 0xEE and segment.startswith(b"Adobe") and len(segment) >= 12:
            return segment[11] != 0
        jfif = jfif or (marker == 0xE0 and segment.startswith(b"JFIF"))
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            names = segment[6:15:3]
        position += 2 + length
    return True if jfif else False if names == b"RGB" else None


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
