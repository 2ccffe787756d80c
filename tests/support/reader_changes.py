"""What is done to a file before it is read: its attributes, its items, its fragments, its bytes.

In: a file and a change. Out: the file after it; as it was where the change has nothing to act on, or cannot be written.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from hypothesis import strategies as st
from pydicom import Dataset, dcmread
from pydicom.dataelem import RawDataElement
from pydicom.sequence import Sequence
from pydicom.tag import Tag

from radlane.dicomweb.part10 import UNREADABLE
from radlane.domain.select import SELECTABLE
from radlane.imaging.slices import HEADER
from radlane.imaging.stacks import PARTING
from radlane.imaging.suv import SUV_KEYWORDS

_MOST_DATASETS = 200
_OTHERS = (
    "PatientOrientation", "ViewPosition", "ViewCodeSequence", "AnatomicRegionSequence", "BodyPartExamined",
    "WindowCenter", "WindowWidth", "VOILUTFunction", "VOILUTSequence", "LUTDescriptor", "LUTData",
    "PlanarConfiguration", "ImagerPixelSpacing", "PixelSpacingCalibrationType", "FrameTime", "FrameTimeVector",
    "CineRate", "FrameIncrementPointer", "PerFrameFunctionalGroupsSequence", "SharedFunctionalGroupsSequence",
    "PixelData", "PlanePositionSequence", "PixelMeasuresSequence", "PixelValueTransformationSequence",
    "RealWorldValueSlope", "RealWorldValueIntercept", "MeasurementUnitsCodeSequence", "RadionuclideTotalDose",
    "RadionuclideHalfLife", "RadiopharmaceuticalStartTime", "RadiopharmaceuticalStartDateTime", "CodeValue",
    "CodingSchemeDesignator", "RedPaletteColorLookupTableDescriptor", "RedPaletteColorLookupTableData",
    "PresentationLUTShape", "SegmentedRedPaletteColorLookupTableData", "ContrastBolusAgentSequence",
    "PixelPresentation", "OverlayData", "SliceVector", "TimeSlotVector", "RRIntervalVector",
    "DetectorInformationSequence", "SpacingBetweenSlices", "RealWorldValueMappingSequence", "ViewModifierCodeSequence",
)  # fmt: skip
KEYWORDS = tuple(dict.fromkeys((*HEADER, *PARTING, *SUV_KEYWORDS, *_OTHERS, *sorted(SELECTABLE))))
"""What readers, choosing and criteria look at."""

VRS = ("AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OD", "OF", "OL", "OW", "PN", "SH",
       "SL", "SQ", "SS", "ST", "SV", "TM", "UC", "UI", "UL", "UN", "UR", "US", "UT", "UV", "XX")  # fmt: skip
_WORDS = [0, 1, 2, 3, 7, 8, 12, 16, 32, 255, 256, 4095, 32767, 32768, 65535]
_LONG_WORDS = [0, 1, 4, 8, 12, 255, 65536, 2**31 - 1, 2**31, 2**32 - 8, 2**32 - 2, 2**32 - 1]
_TEXTS = (
    b"", b" ", b"0 ", b"1 ", b"-1", b"0.5 ", b"1.5 ", b"1e400 ", b"-1e300 ", b"1e-320", b"nan ", b"inf ", b"\\", b"\0",
    b"0\\0 ", b"1\\1 ", b"1\\2\\3 ", b"1\\0\\0\\0\\1\\0 ", b"0\\0\\0\\0\\0\\0 ", b"1\\0\\0\\0\\x\\-1 ", b"9" * 20,
    b"a\\b\\c\\d\\e\\f ", b"MONOCHROME1 ", b"MONOCHROME2 ", b"RGB ", b"PALETTE COLOR ", b"YBR_FULL_422", b"YBR_ICT ",
    b"YBR_FULL", b"DERIVED\\SECONDARY\\MOSAIC", b"ORIGINAL\\PRIMARY\\LOCALIZER ", b"ORIGINAL\\PRIMARY\\RECON TOMO",
    b"IDENTITY", b"INVERSE ", b"BQML", b"GML ", b"20240229", b"19000101", b"99991231235959.999999+1400", b"000000",
    b"HU", b"CT", b"MR", b"PT", b"NM", b"CR", b"COLOR ", b"\xfe\xff\x00\xe0\xff\xff\xff\xff",
    b"\xfe\xff\x00\xe0\x00\x00\x00\x00",
)  # fmt: skip
_DATA = st.one_of(
    st.sampled_from(_TEXTS),
    st.binary(max_size=24),
    st.lists(st.sampled_from(_WORDS), max_size=6).map(lambda words: np.array(words, "<u2").tobytes()),
    st.lists(st.sampled_from(_LONG_WORDS), max_size=4).map(lambda words: np.array(words, "<u4").tobytes()),
    st.lists(st.floats(width=64), max_size=6).map(lambda values: np.array(values, "<f8").tobytes()),
)
_PLACE = st.integers(0, 2**16 - 1)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of one file.

    Attributes
    ----------
    kind : str
        What is done, one of the keys of the table below.
    file : int
        Which file of the study, counted round.
    place, other : int
        Where in it; what they count depends on the kind, and goes round too.
    keyword : str
        Of an attribute that is put.
    vr : str or None
        Of it; None as in Implicit VR.
    data : bytes
        Its value, or the bytes that are put.
    """

    kind: str
    file: int
    place: int
    other: int
    keyword: str
    vr: str | None
    data: bytes

    def apply(self, content: bytes) -> bytes:
        """Return a file after this change."""
        return _KINDS[self.kind](self, content)


def changes() -> st.SearchStrategy[list[Change]]:
    """One to four changes."""
    return st.lists(
        st.builds(
            Change,
            kind=st.sampled_from(sorted(_KINDS)),
            file=st.integers(0, 7),
            place=_PLACE,
            other=_PLACE,
            keyword=st.sampled_from(KEYWORDS),
            vr=st.one_of(st.none(), st.sampled_from(VRS)),
            data=_DATA,
        ),
        min_size=1,
        max_size=4,
    )


def _in_header(edit: Callable[[Change, Dataset], None]) -> Callable[[Change, bytes], bytes]:
    """A change of attributes: the file is read, changed and written again."""

    def change(one: Change, content: bytes) -> bytes:
        try:
            dataset = dcmread(BytesIO(content))
            held = [one for one in _datasets(dataset) if one]
            if not held:
                return content
            edit(one, held[one.place % len(held)])
            written = BytesIO()
            dataset.save_as(written, enforce_file_format=False)
        except (*UNREADABLE, AssertionError):
            return content
        return written.getvalue()

    return change


def _datasets(dataset: Dataset) -> Iterator[Dataset]:
    """The data set, and all items in it, as far as they can be read."""
    waiting: list[Dataset] = [dataset]
    for _ in range(_MOST_DATASETS):
        if not waiting:
            return
        found = waiting.pop(0)
        yield found
        for tag in sorted(found.keys()):
            try:
                value: Any = found[tag].value
            except UNREADABLE:
                continue
            if isinstance(value, Sequence):
                waiting.extend(value)


def _put(one: Change, dataset: Dataset) -> None:
    tag = Tag(one.keyword)
    dataset[tag] = RawDataElement(tag, one.vr, len(one.data), one.data, 0, one.vr is None, True)


def _replace(one: Change, dataset: Dataset) -> None:
    """Another value of an attribute that is there, of its own VR or another."""
    tags = sorted(dataset.keys())
    tag = tags[one.other % len(tags)]
    vr = one.vr if one.other % 3 == 0 else dataset[tag].VR
    dataset[tag] = RawDataElement(tag, vr, len(one.data), one.data, 0, vr is None, True)


def _drop(one: Change, dataset: Dataset) -> None:
    tags = sorted(dataset.keys())
    del dataset[tags[one.other % len(tags)]]


def _repeat(one: Change, dataset: Dataset) -> None:
    """An item more, or a few hundred, of a sequence that is there."""
    found = [element for element in dataset.values() if element.VR == "SQ" and element.value]
    if found:
        chosen = found[one.other % len(found)].value
        chosen.extend([chosen[0]] * (1 if one.other % 4 else 300))


def _of_pixels(one: Change, dataset: Dataset) -> None:
    """Bytes of the pixels: of tables of offsets, of heads of streams, of what lies behind."""
    if "PixelData" in dataset:
        data = dataset.PixelData
        at = _early(one, len(data))
        dataset.PixelData = data[:at] + one.data + data[at + len(one.data) * (one.other % 2) :]


def _early(one: Change, size: int) -> int:
    """A place, every other time among the first 128 bytes, where lengths and heads are."""
    return min(one.place % 128, size) if one.other % 4 < 2 else one.place * size // 2**16


def _bytes(one: Change, content: bytes) -> bytes:
    at = one.place * len(content) // 2**16
    return content[:at] + one.data + content[at + len(one.data) * (one.other % 2) :]


def _cut(one: Change, content: bytes) -> bytes:
    return content[: one.place * len(content) // 2**16]


def _length(one: Change, content: bytes) -> bytes:
    """A word of four bytes, anywhere on an even place: of a length, often."""
    at = one.place * len(content) // 2**16 // 2 * 2
    return content[:at] + struct.pack("<L", _LONG_WORDS[one.other % len(_LONG_WORDS)]) + content[at + 4 :]


_KINDS: dict[str, Callable[[Change, bytes], bytes]] = {
    "put": _in_header(_put),
    "replace": _in_header(_replace),
    "drop": _in_header(_drop),
    "repeat": _in_header(_repeat),
    "pixels": _in_header(_of_pixels),
    "bytes": _bytes,
    "cut": _cut,
    "length": _length,
}
