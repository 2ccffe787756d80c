"""Data elements as bytes, in Explicit VR Little Endian: for what is written thousands of times in one object.

In: keywords and values. Out: elements, items and sequences of defined length, as pydicom writes them.
Reference: PS3.5 sections 6.2 (padding), 7.1.2 (explicit VR), 7.5 (sequences of items).
"""

from __future__ import annotations

import struct

from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.valuerep import format_number_as_ds

# VRs whose length has 32 bits, after two reserved bytes (PS3.5 table 7.1-1), as far as they are written here.
_LONG_VRS = frozenset({"OB", "OF", "OW", "SQ"})
_INTEGERS = {"SL": "i", "UL": "I", "US": "H"}
_ITEM = 0xFFFE, 0xE000


def element(keyword: str, *values: str | int | float) -> bytes:
    """Return an element with its values: ASCII text, whole numbers, or for a DS any number.

    Parameters
    ----------
    keyword : str
        An attribute of the dictionary whose VR is one of AT, CS, DS, IS, LO, SH, SL, UI, UL, US.
    values : str, int or float
        The values in their order.
    """
    vr = dictionary_VR(keyword)
    if vr in _INTEGERS:
        return _with_header(keyword, vr, struct.pack(f"<{len(values)}{_INTEGERS[vr]}", *values))
    texts = [format_number_as_ds(float(value)) if vr == "DS" else str(value) for value in values]
    encoded = "\\".join(texts).encode("ascii")
    return _with_header(keyword, vr, encoded + (b"\0" if vr == "UI" else b" ") * (len(encoded) % 2))


def sequence(keyword: str, *items: bytes) -> bytes:
    """Return a sequence whose items hold elements in the order of their tags."""
    return _with_header(keyword, "SQ", b"".join(map(item, items)))


def item(content: bytes) -> bytes:
    """Return an item of a sequence."""
    return struct.pack("<HHI", *_ITEM, len(content)) + content


def header(tag: int, vr: str, length: int) -> bytes:
    """Return what stands before the value of an element: tag, VR and length in bytes."""
    if vr in _LONG_VRS:
        return struct.pack("<HH2sHI", tag >> 16, tag & 0xFFFF, vr.encode(), 0, length)
    return struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, vr.encode(), length)


def _with_header(keyword: str, vr: str, value: bytes) -> bytes:
    tag = tag_for_keyword(keyword)
    assert tag is not None  # the keywords are of the dictionary
    return header(tag, vr, len(value)) + value
