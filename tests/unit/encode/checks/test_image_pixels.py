from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import JPEG2000Lossless

from radlane.encode.checks.image_pixels import check_image_pixels
from radlane.encode.checks.problem import ObjectSet
from support import volume_encoding
from support.encoding import encoded
from support.mutated_results import results
from support.other_kinds import fractional, label_map, parametric_map
from support.radiographs import radiograph
from support.small_objects import CAPTURE, REPORT, item


def codes(*datasets: Dataset) -> list[str]:
    return [problem.code for problem in check_image_pixels(ObjectSet(objects=datasets, sources=()))]


@pytest.mark.parametrize("make", [label_map, fractional, parametric_map])
def test_other_kinds_describe_their_pixels(make: Callable[[], Dataset]) -> None:
    assert codes(make()) == []


def test_results_describe_their_pixels() -> None:
    assert codes(*encoded(radiograph()), *volume_encoding.encoded()) == []
    assert codes(item(SOPClassUID=REPORT), item(SOPClassUID="1.2.3")) == []


def segmentation() -> Dataset:
    return encoded(radiograph())[0]


def capture() -> Dataset:
    return encoded(radiograph())[1]


@pytest.mark.parametrize(
    ("make", "changes", "expected"),
    [
        (capture, {"PhotometricInterpretation": "ODD"}, ["photometric-interpretation"]),
        (capture, {"PhotometricInterpretation": "YBR_RCT"}, ["photometric-interpretation"]),  # of JPEG 2000
        (capture, {"PhotometricInterpretation": "YBR_FULL_422"}, []),
        (capture, {"PhotometricInterpretation": "MONOCHROME2"}, ["samples-per-pixel"]),
        (capture, {"PixelRepresentation": 1}, ["pixel-representation"]),
        (capture, {"PresentationLUTShape": "INVERSE"}, ["presentation-lut-shape"]),
        (capture, {"PresentationLUTShape": "IDENTITY"}, []),
        (capture, {"BitsAllocated": 12}, ["pixel-bits", "pixel-data-length"]),
        (capture, {"BitsAllocated": None}, ["pixel-bits", "pixel-data-length"]),
        (capture, {"BitsAllocated": 0}, ["pixel-bits", "pixel-data-length"]),
        (capture, {"BitsStored": 9}, ["pixel-bits"]),
        (capture, {"HighBit": 6}, ["pixel-bits"]),
        (capture, {"BitsStored": None}, []),  # missing: seen by its type
        (capture, {"Rows": 0}, ["pixel-data-length"]),
        (capture, {"NumberOfFrames": 2}, ["pixel-data-length"]),
        (capture, {"NumberOfFrames": 1}, []),
        (capture, {"PixelData": b"12"}, ["pixel-data-length"]),
        (capture, {"PixelData": None}, ["pixel-data-length"]),
        (segmentation, {"SegmentationType": "LABELMAP"}, ["segmentation-type"]),
        (segmentation, {"SegmentationType": "FRACTIONAL"}, ["pixel-bits"]),
        (segmentation, {"SegmentationType": "ODD"}, ["segmentation-type"]),
        (
            segmentation,
            {"PhotometricInterpretation": "MONOCHROME1"},
            ["presentation-lut-shape", "photometric-interpretation"],
        ),
        (label_map, {"SegmentationType": "BINARY"}, ["segmentation-type"]),
        (label_map, {"BitsStored": 7, "HighBit": 6}, ["pixel-bits"]),
        (parametric_map, {"BitsAllocated": 64}, ["pixel-data-length", "pixel-bits"]),
        (parametric_map, {"DoubleFloatPixelData": b"12345678"}, ["pixel-data-length", "pixel-data-kind"]),
    ],
)
def test_each_description(make: Callable[[], Dataset], changes: dict[str, Any], expected: list[str]) -> None:
    dataset = make()
    for keyword, value in changes.items():
        setattr(dataset, keyword, value)
    if changes.get("PhotometricInterpretation") == "MONOCHROME1":
        dataset.PresentationLUTShape = "IDENTITY"
    assert codes(dataset) == expected


def test_a_grey_image_that_is_inverted() -> None:
    image = {"PhotometricInterpretation": "MONOCHROME1", "PresentationLUTShape": "INVERSE", "SamplesPerPixel": 1}
    bits = {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7, "Rows": 2, "Columns": 1, "PixelData": b"12"}
    assert codes(item(SOPClassUID=CAPTURE, PixelRepresentation=0, **image, **bits)) == []


def test_compressed_pixels_are_not_counted() -> None:
    dataset = capture()
    dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
    dataset.PhotometricInterpretation = "YBR_RCT"
    dataset.PixelData = b"a stream"
    assert codes(dataset) == []


def heat_map() -> Dataset:
    """A Parametric Map of radlane's own."""
    return next(result for result in results() if result.name == "heat maps").objects[1]


def test_a_range_of_colours_is_stated() -> None:
    made = heat_map()
    made.PixelPresentation = "COLOR_RANGE"
    assert codes(made) == ["pixel-presentation"]
    made.SharedFunctionalGroupsSequence[0].StoredValueColorRangeSequence = [item()]
    assert codes(made) == []


def test_signed_pixels_have_no_values_above_those_of_their_bits() -> None:
    made = heat_map()
    made.PixelRepresentation = 1  # as of integers, which other writers use
    mapping = made.SharedFunctionalGroupsSequence[0].RealWorldValueMappingSequence[0]
    mapping.add_new("RealWorldValueLastValueMapped", "US", 0xFFFF)
    assert codes(made) == ["pixel-representation"]
    mapping.add_new("RealWorldValueLastValueMapped", "US", 0x7FFF)
    assert codes(made) == []
