"""Elements as bytes are those that pydicom writes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.sequence import Sequence
from pydicom.valuerep import DSfloat

from radlane.encode.explicit_vr import element, header, item, sequence


def by_pydicom(**values: Any) -> bytes:
    dataset, buffer = Dataset(), DicomBytesIO()
    for keyword, value in values.items():
        setattr(dataset, keyword, value)
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    write_dataset(buffer, dataset)
    return bytes(buffer.getvalue())


@pytest.mark.parametrize(
    ("keyword", "values"),
    [
        ("ReferencedSOPInstanceUID", ["1.2.3"]),  # odd: a null byte
        ("ReferencedSOPInstanceUID", ["1.2.34"]),
        ("SpatialLocationsPreserved", ["YES"]),  # odd: a space
        ("ReferencedFrameNumber", [12]),
        ("StackID", ["3"]),
        ("FrameLabel", ["12"]),
        ("InStackPositionNumber", [70000]),
        ("DimensionIndexValues", [1, 2, 4294967295]),
        ("RowPositionInTotalImagePixelMatrix", [-5]),
        ("ReferencedSegmentNumber", [255]),
        ("ImagePositionPatient", [-90.0, 0.1, 1234567.891234567]),
    ],
)
def test_each_form_is_as_pydicom_writes_it(keyword: str, values: list[Any]) -> None:
    if keyword == "ImagePositionPatient":
        expected = by_pydicom(**{keyword: [DSfloat(value, auto_format=True) for value in values]})
    else:
        expected = by_pydicom(**{keyword: values if len(values) > 1 else values[0]})
    assert element(keyword, *values) == expected


@given(st.lists(st.floats(-1e5, 1e5, allow_nan=False), min_size=3, max_size=3), st.integers(1, 65535))
def test_nested_sequences_are_as_pydicom_writes_them(position: list[float], number: int) -> None:
    inner, outer, group = Dataset(), Dataset(), Dataset()
    inner.ImagePositionPatient = [DSfloat(value, auto_format=True) for value in position]
    outer.ReferencedSegmentNumber = number
    group.PlanePositionSequence = Sequence([inner])
    group.SegmentIdentificationSequence = Sequence([outer, outer])
    content = sequence("PlanePositionSequence", element("ImagePositionPatient", *position))
    content += sequence("SegmentIdentificationSequence", *[element("ReferencedSegmentNumber", number)] * 2)
    written = by_pydicom(PerFrameFunctionalGroupsSequence=Sequence([group, group]))
    assert sequence("PerFrameFunctionalGroupsSequence", content, content) == written
    assert item(content) * 2 == written[12:]


def test_long_and_short_lengths() -> None:
    assert header(0x7FE00010, "OB", 0x10002) == bytes.fromhex("e07f1000") + b"OB\0\0" + bytes.fromhex("02000100")
    assert header(0x00080060, "CS", 2) == bytes.fromhex("08006000") + b"CS" + bytes.fromhex("0200")


def test_text_that_is_not_ascii_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        element("FrameLabel", "é")
