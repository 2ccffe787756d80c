"""What a compressed frame says of its own size, before anything is decoded.

In: the bytes of one frame. Out: rows and columns, or None where the stream has no such marker.
Reference: ITU-T T.81 B.2.2 (SOF), T.87 C.2.2 (SOF55), T.800 A.5.1 (SIZ).
"""

from __future__ import annotations

import struct

_SOI = b"\xff\xd8"
_J2K = b"\xff\x4f\xff\x51"
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_NO_FRAME = frozenset({0xC4, 0xC8, 0xCC})


def declared_size(data: bytes) -> tuple[int, int] | None:
    """Return (rows, columns) that a JPEG, JPEG-LS or JPEG 2000 codestream declares, None if it declares none."""
    if data.startswith(_J2K):
        return _siz(data)
    if data.startswith(_SOI):
        return _start_of_frame(data)
    return None


def _siz(data: bytes) -> tuple[int, int] | None:
    """Size of the image area: reference grid less its offset."""
    if len(data) < 24:
        return None
    width, height, left, top = struct.unpack(">4I", data[8:24])
    return height - top, width - left


def _start_of_frame(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF or marker in _STANDALONE:
            position += 1 if marker == 0xFF else 2
            continue
        if (0xC0 <= marker <= 0xCF and marker not in _NO_FRAME) or marker == 0xF7:
            rows, columns = struct.unpack(">2H", data[position + 5 : position + 9])
            return rows, columns
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return None
