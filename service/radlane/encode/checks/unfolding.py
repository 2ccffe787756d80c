"""Functional groups of thousands of frames, read without reading the same thing thousands of times.

In: a SEG whose Per-frame Functional Groups are still bytes, as they are written and as files hold them. Out: the SEG
with a data set for each frame, in which equal elements are one and the same object.
Reference: PS3.5 sections 7.1.2 (explicit VR), 7.5 (sequences); PS3.3 section C.7.6.16.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, MutableSequence

from pydicom.dataelem import DataElement, RawDataElement, convert_raw_data_element
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag, Tag

from radlane.attribute import UNREADABLE

_PER_FRAME = Tag("PerFrameFunctionalGroupsSequence")
_ITEM = 0xE000FFFE  # group and element, read as one little-endian number
_HEADER = 8
_SEQUENCE_HEADER = 12
_UNDEFINED = 0xFFFFFFFF


class _Unusual(Exception):
    """The bytes are not sequences of defined length all through; pydicom reads them."""


def unfold(dataset: Dataset) -> Dataset:
    """Return a shallow copy whose groups of frames are read; the data set itself where there is nothing to read.

    What is read is what stands in the bytes, whoever wrote them. Groups that hold anything but sequences of defined
    length, or that cannot be read, are left to pydicom.
    """
    element = dataset.get_item(_PER_FRAME) if _PER_FRAME in dataset else None
    if not isinstance(element, RawDataElement) or element.is_implicit_VR or not element.is_little_endian:
        return dataset
    try:
        groups = _read_groups(bytes(element.value or b""), dataset.original_character_set)
        unfolded = dataset[:]
        unfolded[_PER_FRAME] = DataElement(_PER_FRAME, "SQ", Sequence(groups))  # reads Pixel Representation
    except (_Unusual, *UNREADABLE):
        return dataset
    if hasattr(dataset, "file_meta"):
        unfolded.file_meta = dataset.file_meta
    return unfolded


def _read_groups(data: bytes, character_set: str | MutableSequence[str]) -> list[Dataset]:
    known: dict[tuple[int, bytes], DataElement] = {}
    groups = []
    for group in _items(data):
        elements: dict[BaseTag, DataElement | RawDataElement] = {}
        for tag, value in _sequences(group):
            if (tag, value) not in known:
                raw = RawDataElement(
                    BaseTag(tag), "SQ", len(value), value, 0, is_implicit_VR=False, is_little_endian=True
                )
                known[tag, value] = convert_raw_data_element(raw, encoding=character_set)
            elements[BaseTag(tag)] = known[tag, value]
        groups.append(Dataset(elements))
    return groups


def _items(data: bytes) -> Iterator[bytes]:
    """Yield the content of each item."""
    place = 0
    while place < len(data):
        tag, length = struct.unpack_from("<II", data, place)
        if tag != _ITEM or length == _UNDEFINED or place + _HEADER + length > len(data):
            raise _Unusual
        yield data[place + _HEADER : place + _HEADER + length]
        place += _HEADER + length


def _sequences(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and content of each element, all of which are sequences in a group of macros."""
    place = 0
    while place < len(data):
        group, element, vr, _, length = struct.unpack_from("<HH2sHI", data, place)
        end = place + _SEQUENCE_HEADER + length
        if vr != b"SQ" or length == _UNDEFINED or end > len(data):
            raise _Unusual
        yield group << 16 | element, data[place + _SEQUENCE_HEADER : end]
        place = end
