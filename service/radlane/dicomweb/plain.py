"""The header of a plain file, read in one pass.

In: the first bytes of a file from outside. Out: the header as pydicom would read it, in a fraction of the time; None
where the file is not plain, and pydicom has to read it. Plain is what nearly all files are: little endian, attributes
in the order of their tags, VRs of the standard, lengths that are stated (but of sequences), a header within `HEAD`.
Reference: PS3.10 section 7.1, PS3.5 section 7.1.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from struct import Struct
from typing import Any

from pydicom import Dataset, FileDataset
from pydicom.charset import convert_encodings, default_encoding
from pydicom.dataelem import DataElement, RawDataElement, convert_raw_data_element, empty_value_for_VR
from pydicom.dataset import FileMetaDataset
from pydicom.filereader import read_sequence
from pydicom.tag import BaseTag
from pydicom.valuerep import EXPLICIT_VR_LENGTH_32, VR
from pydicom.values import convert_string

from radlane.attribute import UNREADABLE, known_tag

HEAD = 64 << 10
"""So many bytes of a file hold the header of a plain one."""

MOST_COUNTED = HEAD // 4
"""Attributes and items that so many bytes have at most, counted once as they are and once as parts of sequences."""

BEHIND_HEADER = 0x7FE00007
"""The tag behind which pixels stand."""

PIXEL_DATA = 0x7FE00010

_PREFIX, _PREFIX_AT = b"DICM", 128
_META_AT = _PREFIX_AT + len(_PREFIX)
_META_LENGTH, _META_END, _SYNTAX, _CHARACTER_SET = 0x00020000, 0x0002FFFF, 0x00020010, 0x00080005
_ITEMS = 0xFFFE0000  # tags of items and of their ends are no attributes
_UNDEFINED = 0xFFFFFFFF
_EXPLICIT, _IMPLICIT, _LONG = Struct("<HH2sH"), Struct("<HHL"), Struct("<L")
_IMPLICIT_VR = b"1.2.840.10008.1.2"
_NATIVE = frozenset({_IMPLICIT_VR, b"1.2.840.10008.1.2.1"})
_SYNTAXES = _NATIVE | {b"1.2.840.10008.1.2.5"}
_SYNTAXES |= {f"1.2.840.10008.1.2.4.{number}".encode() for number in (50, 51, 57, 70, 80, 81, 90, 91, 201, 202, 203)}
# VR as it is stored -> its name, whether its length has four bytes, and what stands for no value.
_VRS: dict[bytes, tuple[str | None, bool, Any]] = {
    vr.encode(): (str(vr), vr in EXPLICIT_VR_LENGTH_32, empty_value_for_VR(vr, raw=True)) for vr in VR if len(vr) == 2
}
_NONE = (None, False, None)

_Elements = dict[BaseTag, RawDataElement | DataElement]


@dataclass(frozen=True, kw_only=True)
class Value:
    """An attribute whose value was not read: where that begins, and how long it is said to be."""

    tag: int
    vr: str | None
    begin: int
    length: int


@dataclass(frozen=True, kw_only=True)
class Plain:
    """What was read of a file.

    Attributes
    ----------
    header : FileDataset
        With file meta information; values are as they were read.
    behind : Value or None
        The first attribute that was not read; None where the file ends.
    is_native : bool
        Whether its pixels, if there are any, are stored as they are.
    is_implicit : bool
        Whether its VRs are not stored.
    head : bytes
        The first bytes of the file, from which it was read.
    """

    header: FileDataset
    behind: Value | None
    is_native: bool
    is_implicit: bool
    head: bytes


def read_plain(head: bytes, size: int, name: str, last: int, wanted: Collection[int] | None = None) -> Plain | None:
    """Read the header of a file.

    Parameters
    ----------
    head : bytes
        The first `HEAD` bytes of the file, or all of it.
    size : int
        Bytes of the file.
    name : str
        Its path.
    last : int
        No attribute with a higher tag is read.
    wanted : collection of int or None
        Tags that the header holds, beside Specific Character Set; None: all.

    Returns
    -------
    Plain or None
        None where the file is not plain, or cut.
    """
    if head[_PREFIX_AT:_META_AT] != _PREFIX:
        return None
    reader = _Reader(head, size)
    meta = reader.read_explicit(_META_AT, _META_END, None) or {}
    syntax = meta.get(known_tag(_SYNTAX))
    if syntax is None or reader.behind is None or not _is_sound(meta):
        return None
    named = (syntax.value or b"").removesuffix(b"\0")
    if named not in _SYNTAXES:
        return None
    begin, implicit = reader.at, named == _IMPLICIT_VR
    if _looks_explicit(head, begin) == implicit:
        return None
    kept = None if wanted is None else {*wanted, _CHARACTER_SET}
    elements = (reader.read_implicit if implicit else reader.read_explicit)(begin, last, kept)
    if elements is None:
        return None
    if kept is not None:  # sequences are read to come to their ends
        elements = {tag: element for tag, element in elements.items() if tag in kept}
    header = _file_dataset(name, head[:_PREFIX_AT], meta, elements, implicit=implicit)
    return Plain(header=header, behind=reader.behind, is_native=named in _NATIVE, is_implicit=implicit, head=head)


class _Reader:
    """Goes through the attributes of a data set; `behind` is where it stopped, None where the file ends."""

    def __init__(self, head: bytes, size: int) -> None:
        self._head = head
        self._size = size
        self.at = 0
        self.behind: Value | None = None

    def read_explicit(self, at: int, last: int, wanted: Collection[int] | None) -> _Elements | None:
        """Read attributes with VRs; None where they are not plain."""
        head, most, before = self._head, len(self._head) - 8, -1
        found: _Elements = {}
        while at <= most:
            group, number, stored, length = _EXPLICIT.unpack_from(head, at)
            tag, begin = group << 16 | number, at + 8
            vr, is_long, empty = _VRS.get(stored, _NONE)
            if is_long and at + 4 <= most:
                (length,), begin = _LONG.unpack_from(head, begin), begin + 4
            if tag > last == _META_END:  # behind file meta information may be a data set without VRs
                return self._stop(at, Value(tag=tag, vr=vr, begin=begin, length=length), found)
            if vr is None or not before < tag < _ITEMS or (is_long and begin == at + 8):
                return None
            if tag > last:
                return self._stop(at, Value(tag=tag, vr=vr, begin=begin, length=length), found)
            before, at = tag, begin + length
            if length == _UNDEFINED:
                at = self._add_sequence(found, tag, vr, begin)
            elif wanted is None or tag in wanted:
                value = head[begin:at] if length else empty
                found[known_tag(tag)] = RawDataElement(known_tag(tag), vr, length, value, begin, False, True)
        return self._end(at, found)

    def read_implicit(self, at: int, last: int, wanted: Collection[int] | None) -> _Elements | None:
        """Read attributes without VRs; None where they are not plain."""
        head, most, before = self._head, len(self._head) - 8, -1
        found: _Elements = {}
        while at <= most:
            group, number, length = _IMPLICIT.unpack_from(head, at)
            tag, begin = group << 16 | number, at + 8
            if not before < tag < _ITEMS:
                return None
            if tag > last:
                return self._stop(at, Value(tag=tag, vr=None, begin=begin, length=length), found)
            before, at = tag, begin + length  # an undefined length ends behind any head
            if wanted is None or tag in wanted:
                value = head[begin:at] if length else None
                found[known_tag(tag)] = RawDataElement(known_tag(tag), None, length, value, begin, True, True)
        return self._end(at, found)

    def _stop(self, at: int, behind: Value, found: _Elements) -> _Elements:
        self.at, self.behind = at, behind
        return found

    def _end(self, at: int, found: _Elements) -> _Elements | None:
        """What was found, where the file ends as the last value does."""
        self.at, self.behind = at, None
        return found if at == len(self._head) == self._size else None

    def _add_sequence(self, found: _Elements, tag: int, vr: str, begin: int) -> int:
        """Let pydicom read a sequence whose length is not stated, and say where it ends; behind the head where not."""
        beyond = len(self._head) + 1
        if vr != VR.SQ or tag == _CHARACTER_SET:
            return beyond
        file = BytesIO(self._head)
        file.seek(begin)
        charset = found.get(known_tag(_CHARACTER_SET))
        try:
            encoding = convert_encodings(convert_string((charset.value if charset else None) or b"", True))
            items = read_sequence(file, False, True, _UNDEFINED, encoding)
        except UNREADABLE:
            return beyond
        found[known_tag(tag)] = DataElement(known_tag(tag), vr, items, begin, is_undefined_length=True)
        return file.tell()


def _is_sound(meta: _Elements) -> bool:
    """Whether what pydicom looks at of file meta information, as it reads it, is what it has to be."""
    first, length = next(iter(meta.values())), meta.get(known_tag(_META_LENGTH))
    return first.VR in ("OB", "UI", "UL") and (length is None or (length.VR == "UL" and len(length.value or b"") == 4))


def _looks_explicit(head: bytes, at: int) -> bool:
    """Whether two capitals stand where a VR would, as pydicom asks."""
    return len(head) > at + 5 and all(0x40 < byte < 0x5B for byte in head[at + 4 : at + 6])


def _file_dataset(name: str, preamble: bytes, meta: _Elements, elements: _Elements, *, implicit: bool) -> FileDataset:
    """The data set, with all that pydicom notes of one that it has read."""
    file_meta = FileMetaDataset(meta)
    file_meta.set_original_encoding(is_implicit_vr=False, is_little_endian=True, character_encoding=default_encoding)
    charset = elements.get(known_tag(_CHARACTER_SET))
    stated = convert_raw_data_element(charset).value if isinstance(charset, RawDataElement) else None
    encoding = default_encoding if charset is None else convert_encodings(stated)
    header = FileDataset(name, Dataset(elements), preamble, file_meta, implicit, True)
    header.set_original_encoding(implicit, True, encoding)
    return header
