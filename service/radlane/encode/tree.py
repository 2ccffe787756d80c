"""The tree of a report as bytes: as pydicom writes it, which looks several times at each attribute of a thousand items.

In: the items of a sequence, of a data set in UTF-8. Out: what stands in the sequence, in Explicit VR Little Endian with
lengths; nothing where an attribute is not as radlane makes them: pydicom knows how to write that one.
Reference: PS3.5 sections 6.2 (padding), 7.1.2 (explicit VR), 7.5 (sequences of items).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import Any

from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag

from radlane.encode.explicit_vr import header, item
from radlane.encode.fixed import FixedElement, FixedSequence

UTF_8 = "ISO_IR 192"
_CHARACTER_SET = BaseTag(0x00080005)
_MOST_BYTES = 0xFFFF  # of a value whose length has 16 bits
_ASCII = frozenset({"AE", "AS", "CS", "DA", "DS", "DT", "IS", "TM", "UI", "UR"})  # in any character set
_TEXT = frozenset({"AE", "AS", "CS", "DA", "DT", "LO", "LT", "SH", "ST", "TM", "UC", "UI", "UR", "UT"})
_NUMBERS = {"FD": "d", "FL": "f", "SL": "i", "SS": "h", "UL": "I", "US": "H"}
_LONG = frozenset({"UC", "UR", "UT"})
_BYTES = "bytes"


class _NotPlainError(Exception):
    """An attribute that is not written here."""


_UNWRITTEN = (_NotPlainError, UnicodeError, OverflowError, struct.error)


def sequence_bytes(items: Sequence) -> bytes | None:
    """Return the items as bytes; None where something in them is not plain."""
    try:
        return _sequence(items)
    except _UNWRITTEN:
        return None


def element_bytes(tag: BaseTag, element: DataElement | RawDataElement) -> bytes | None:
    """Return an element with its value as bytes; None where something in it is not plain."""
    try:
        return _element(tag, element)
    except _UNWRITTEN:
        return None


def _sequence(items: Sequence) -> bytes:
    if not isinstance(items, FixedSequence):
        return b"".join([item(_dataset(one)) for one in items])
    if _BYTES not in items.memo:
        items.memo[_BYTES] = b"".join([item(_dataset(one)) for one in items])
    found: bytes = items.memo[_BYTES]
    return found


def _dataset(dataset: Dataset) -> bytes:
    if getattr(dataset, "is_undefined_length_sequence_item", False):
        raise _NotPlainError
    elements = dict(dataset.items())
    return b"".join([_element(tag, elements[tag]) for tag in sorted(elements, key=int)])


def _element(tag: BaseTag, element: DataElement | RawDataElement) -> bytes:
    if isinstance(element, RawDataElement) or element.is_undefined_length or tag == _CHARACTER_SET or not tag & 0xFFFF:
        raise _NotPlainError
    if isinstance(element, FixedElement):
        element.encoded = element.encoded or _plain(tag, element)
        return element.encoded
    return _plain(tag, element)


def _plain(tag: BaseTag, element: DataElement) -> bytes:
    vr, value = str(element.VR), element.value
    encoded = _sequence(value) if vr == "SQ" else _padded(vr, _values(vr, value))
    if vr in _LONG:
        return struct.pack("<HH2sHI", tag >> 16, tag & 0xFFFF, vr.encode(), 0, len(encoded)) + encoded
    if vr != "SQ" and len(encoded) > _MOST_BYTES:
        raise _NotPlainError
    return header(tag, vr, len(encoded)) + encoded


def _values(vr: str, value: Any) -> bytes:  # noqa: ANN401 - as pydicom types it
    if vr not in _NUMBERS and vr not in _WRITE:
        raise _NotPlainError
    if value is None:
        return b""
    values = list(value) if isinstance(value, MultiValue | list) else [value]
    if vr in _NUMBERS:
        return struct.pack(f"<{len(values)}{_NUMBERS[vr]}", *values)
    write = _WRITE[vr]
    return "\\".join([write(one) for one in values]).encode("ascii" if vr in _ASCII else "utf-8")


def _text(value: Any) -> str:  # noqa: ANN401 - as pydicom types it
    if not isinstance(value, str):
        raise _NotPlainError
    return value


def _number(value: Any) -> str:  # noqa: ANN401 - as pydicom types it
    return str(getattr(value, "original_string", value))


_WRITE: Mapping[str, Callable[[Any], str]] = {"DS": _number, "IS": _number, **dict.fromkeys(_TEXT, _text)}


def _padded(vr: str, encoded: bytes) -> bytes:
    return encoded + (b"\0" if vr == "UI" else b" ") if len(encoded) % 2 else encoded
