"""Whatever stands in a header, it gives an image or a reason, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import Dataset
from pydicom.dataelem import RawDataElement
from pydicom.dataset import FileDataset
from pydicom.tag import Tag

from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.display import render
from radlane.imaging.radiograph import read_radiograph
from support.headers import put_raw
from support.radiographs import radiograph

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
READ = (
    "PhotometricInterpretation", "SamplesPerPixel", "NumberOfFrames", "Rows", "Columns", "BitsAllocated", "BitsStored",
    "HighBit", "PixelRepresentation", "PixelData", "PixelPaddingValue", "PixelPaddingRangeLimit", "RescaleSlope",
    "RescaleIntercept", "ModalityLUTSequence", "VOILUTSequence", "WindowCenter", "WindowWidth", "VOILUTFunction",
    "PatientOrientation", "ViewPosition", "ViewCodeSequence", "ImageOrientationPatient", "PixelSpacing",
    "ImagerPixelSpacing", "NominalScannedPixelSpacing", "PixelSpacingCalibrationType",
)  # fmt: skip
IN_ITEMS = ("LUTDescriptor", "LUTData", "CodeValue", "CodingSchemeDesignator", "LongCodeValue")
VRS = ("AE", "AS", "AT", "CS", "DA", "DS", "FD", "FL", "IS", "LO", "OB", "OW", "PN", "SH", "SL", "SQ", "SS", "TM", "UI",
       "UL", "UN", "US", "UT", "UV", "XX")  # fmt: skip
DATA = st.one_of(
    st.sampled_from([b"", b"1 ", b"a\\b\\c\\d\\e\\f ", b"1.5 ", b"1e400 ", b"-1e300", b"nan ", b"L\\F ", b"\\", b"\0"]),
    st.sampled_from([b"0\\0 ", b"1\\2\\3 ", b"1\\0\\0\\0\\x\\-1 ", b"MONOCHROME1\\MONOCHROME2 ", b"9" * 20]),
    st.binary(max_size=24),
    st.lists(st.integers(0, 65535), max_size=6).map(lambda words: np.array(words, "<u2").tobytes()),
    st.lists(st.floats(width=64), max_size=6).map(lambda values: np.array(values, "<f8").tobytes()),
)  # fmt: skip


@st.composite
def raw_elements(draw: st.DrawFn, keywords: tuple[str, ...]) -> RawDataElement:
    """An attribute as a file holds it: any VR, or none as in Implicit VR, over any bytes."""
    tag, data = Tag(draw(st.sampled_from(keywords))), draw(DATA)
    vr = draw(st.one_of(st.none(), st.sampled_from(VRS)))
    return RawDataElement(tag, vr, len(data), data, 0, vr is None, True)


@st.composite
def headers(draw: st.DrawFn) -> FileDataset:
    """A sound radiograph with a few of its attributes replaced."""
    dataset = radiograph()
    for keyword in draw(st.lists(st.sampled_from(["ModalityLUTSequence", "VOILUTSequence", "ViewCodeSequence"]))):
        item = Dataset()
        for element in draw(st.lists(raw_elements(IN_ITEMS), max_size=3)):
            item[element.tag] = element
        setattr(dataset, keyword, [item])
    for element in draw(st.lists(raw_elements(READ), max_size=4)):
        dataset[element.tag] = element
    return dataset


def outcome(dataset: FileDataset) -> None:
    """Read, and show what was read."""
    try:
        image, _ = read_radiograph(dataset, REF, decode_frame)
    except InputRefused:
        return
    assert np.isfinite(image.values).all()
    assert render(image).shape == image.values.shape


@settings(max_examples=300)
@given(headers())
def test_any_header_gives_an_image_or_a_reason(dataset: FileDataset) -> None:
    outcome(dataset)


@pytest.mark.parametrize("keyword", READ)
@pytest.mark.parametrize(
    ("vr", "data"),
    [
        (None, b""),
        (None, b"1 "),  # one value, where six may be meant
        (None, b"a\\b\\c\\d\\e\\f "),  # no numbers
        (None, b"1\\1 "),  # two, where one is meant
        (None, b"\x01"),  # half a word
        ("DS", b"x "),
        ("IS", b"1.5 "),
        ("US", b"\x01\x00\x02\x00"),
        ("LO", b"text"),
        ("SQ", b"\xfe\xff\x00\xe0\xff\xff\xff\xff"),  # an item without an end
        ("FD", b"\x00\x00\x00\x00\x00\x00\xf8\x7f"),  # not a number
        ("XX", b"no such VR"),
    ],
)
def test_each_attribute_may_be_anything(keyword: str, vr: Any, data: bytes) -> None:
    dataset = radiograph()
    put_raw(dataset, keyword, vr, data)
    outcome(dataset)


@pytest.mark.parametrize(
    ("attributes", "readable"),
    [
        ({}, True),
        ({"PatientOrientation": ["L", "F"], "ImageOrientationPatient": [1, 0, 0, 0, 0, -1]}, True),
        ({"Rows": 47}, False),
    ],
)
def test_the_judge_sees_both_ends(attributes: dict[str, Any], readable: bool) -> None:
    if readable:
        read_radiograph(radiograph(**attributes), REF, decode_frame)
    else:
        with pytest.raises(InputRefused):
            read_radiograph(radiograph(**attributes), REF, decode_frame)
