"""Pixel Data of a SEG: one bit or one byte a pixel, frame after frame.

In: frames one by one. Out: native Pixel Data of even length. No more than one frame is held beside the result.
Reference: PS3.5 section 8.1.1 and annex D (a bit is the lowest that is free; frames follow each other without padding),
section 8.2 (padding to an even length); PS3.3 section C.8.20.2.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

_BYTE = 8


def pack_bits(frames: Iterable[NDArray[np.bool_]]) -> bytes:
    """Return frames, bool [y, x], as BINARY Pixel Data; each is used up before the next one is asked for."""
    packed, rest = BytesIO(), np.zeros(0, np.bool_)
    for frame in frames:
        bits = np.concatenate([rest, frame.reshape(-1)]) if rest.size else frame.reshape(-1)
        whole = bits.size // _BYTE * _BYTE
        packed.write(np.packbits(bits[:whole], bitorder="little").data)
        rest = bits[whole:].copy()
    packed.write(np.packbits(rest, bitorder="little").data)
    return _even(packed)


def pack_bytes(frames: Iterable[NDArray[np.uint8]]) -> bytes:
    """Return frames, uint8 [y, x], as FRACTIONAL or LABELMAP Pixel Data."""
    packed = BytesIO()
    for frame in frames:
        packed.write(np.ascontiguousarray(frame).data)
    return _even(packed)


def _even(packed: BytesIO) -> bytes:
    """Return what was written, and a null byte where its length is odd; `getvalue` copies nothing of it."""
    if packed.tell() % 2:
        packed.write(b"\0")
    return packed.getvalue()
