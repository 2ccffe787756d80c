"""How much Python may make of a header from outside.

In: the reads of pydicom, and what it made of them; values of sequences are still bytes there. Out: nothing, or
`file-unreadable`. A byte of a header can become a hundred in memory: an empty item of a sequence has eight, and so has
an empty attribute; a number in a list has two.
Reference: PS3.5 section 7 (structure of data sets).
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pydicom import Dataset
from pydicom.datadict import dictionary_VR
from pydicom.dataelem import RawDataElement
from pydicom.filereader import read_sequence
from pydicom.hooks import raw_element_vr

from radlane.attribute import UNREADABLE
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused

MOST_LEVELS = 64
MOST_LIST_BYTES = 256 << 10  # explicit VRs have room for 64 KiB; a table of 65536 entries has 128 KiB
_HEAD = 8  # bytes that are read of an attribute, or of an item, before its value
_SMALL = 4 << 10  # what this holds is neither many nor deep
_TINY = 2 * _HEAD
_UNSAID = (None, "UN")
# Values of these are lists of Python's own; of "US or OW" and its like too.
_LISTS = frozenset(
    {
        *("AE", "AS", "AT", "CS", "DA", "DS", "DT", "IS", "LO", "PN", "SH", "TM", "UC", "UI"),
        *("FD", "FL", "SL", "SS", "SV", "UL", "US", "UV"),
    }
)


class Meter:
    """Counts attributes and items as they are read.

    Parameters
    ----------
    most : int
        So many may be read.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._left = most

    def note(self, size: int) -> None:
        """Take note of a read; what is as short as a head counts as one.

        Raises
        ------
        InputRefused
            `file-unreadable` if there are too many.
        """
        if size == _HEAD:
            self._left -= 1
            self.require()

    def require(self) -> None:
        """Refuse what had too many.

        Raises
        ------
        InputRefused
            `file-unreadable`.
        """
        if self._left < 0:
            raise refused(f"A file has more than {self._most} attributes and items")


class _Counted(BytesIO):
    def __init__(self, value: bytes, meter: Meter) -> None:
        super().__init__(value)
        self._meter = meter

    def read(self, size: int | None = -1, /) -> bytes:
        self._meter.note(size or 0)
        return super().read(size)


def require_bounded(dataset: Dataset, meter: Meter) -> None:
    """See that no value becomes too much when it is asked for; sequences are read once, and thrown away.

    Parameters
    ----------
    dataset : Dataset
        As it was read: nobody has asked for a value yet.
    meter : Meter
        What its elements were counted with.

    Raises
    ------
    InputRefused
        `file-unreadable`.
    """
    waiting = [(dataset, 0)]
    while waiting:
        found, level = waiting.pop()
        if level > MOST_LEVELS:
            raise refused(f"A file has sequences in more than {MOST_LEVELS} levels")
        waiting += [(item, level + 1) for item in _items_of(found, meter)]


def refused(what: str) -> InputRefused:
    """Return the refusal of a file."""
    return InputRefused(ReasonCode.FILE_UNREADABLE, what)


def _items_of(dataset: Dataset, meter: Meter) -> list[Dataset]:
    """Return the items of all sequences: none where all of them together are small."""
    items: list[Dataset] = []
    raw: list[RawDataElement] = []
    for element in dataset.values():
        if not isinstance(element, RawDataElement):
            items += element.value if element.VR == "SQ" else ()  # of undefined length: read already
        elif element.value is not None and len(element.value) > _TINY:
            vr = _vr_of(element, dataset)
            if vr == "SQ":
                raw.append(element)
            elif len(element.value) > MOST_LIST_BYTES and not _LISTS.isdisjoint(vr.split()):
                raise refused(f"A file has a list of more than {MOST_LIST_BYTES} bytes")
    if sum(len(element.value or b"") for element in raw) > _SMALL:
        items += [item for element in raw for item in _read(element, meter)]
    return items


def _vr_of(element: RawDataElement, dataset: Dataset) -> str:
    """The VR that pydicom will read a value with."""
    if element.VR not in _UNSAID:
        return str(element.VR)
    data: dict[str, str] = {}
    try:
        if element.VR is None and not element.tag.is_private:
            return dictionary_VR(element.tag)  # pydicom would warn of a tag that it does not know
        raw_element_vr(element, data, ds=dataset)
    except UNREADABLE:
        return "UN"
    return data["VR"]


def _read(element: RawDataElement, meter: Meter) -> Sequence[Dataset]:
    """The items as pydicom will make them; none where it will fail."""
    value = element.value or b""
    try:
        items: Sequence[Dataset] = read_sequence(
            _Counted(value, meter), element.is_implicit_VR, element.is_little_endian, len(value), "iso8859"
        )
    except UNREADABLE:
        meter.require()  # pydicom makes an error of its own of every one
        return ()
    return items
