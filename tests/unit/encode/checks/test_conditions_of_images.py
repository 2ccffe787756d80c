"""Each condition of images and functional groups: small data sets, and what is said of one place in them."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from radlane.encode.checks.conditions import check_conditions
from support.small_objects import CAPTURE, MAP, SEGMENTATION, coded, findings, item

COLOURS = "1.2.840.10008.5.1.4.1.1.7.4"  # frames may have all in common
MISSING, UNEXPECTED, FINE = "attribute-missing", "attribute-unexpected", ""


def said(dataset: Dataset, place: str) -> str:
    """What is said of one place: one code at most."""
    return next((code for code, found in findings(check_conditions, dataset) if found == place), "")


def tag(keyword: str) -> int:
    found = tag_for_keyword(keyword)
    assert found is not None
    return found


def groups(**macros: Any) -> list[Dataset]:
    return [item(**macros)]


@pytest.mark.parametrize(
    ("sop_class_uid", "attributes", "keyword", "expected"),
    [
        (CAPTURE, {}, "PatientOrientation", MISSING),
        (CAPTURE, {"ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}, "PatientOrientation", FINE),
        (SEGMENTATION, {}, "PatientOrientation", MISSING),
        (
            SEGMENTATION,
            {"SharedFunctionalGroupsSequence": groups(PlaneOrientationSequence=[item()])},
            "PatientOrientation",
            FINE,
        ),
        (CAPTURE, {"BodyPartExamined": "KNEE"}, "Laterality", MISSING),
        (CAPTURE, {"BodyPartExamined": "KNEE", "Laterality": None}, "Laterality", FINE),
        (CAPTURE, {"BodyPartExamined": "KNEE", "ImageLaterality": "L"}, "Laterality", FINE),
        (CAPTURE, {"BodyPartExamined": "CHEST"}, "Laterality", FINE),
        (CAPTURE, {"BodyPartExamined": "CHEST", "Laterality": "L"}, "Laterality", FINE),
        (
            MAP,
            {"BodyPartExamined": "KNEE", "SharedFunctionalGroupsSequence": groups(FrameAnatomySequence=[item()])},
            "Laterality",
            FINE,
        ),
        (CAPTURE, {"SamplesPerPixel": 3}, "PlanarConfiguration", MISSING),
        (CAPTURE, {"SamplesPerPixel": 1, "PlanarConfiguration": 0}, "PlanarConfiguration", UNEXPECTED),
        (CAPTURE, {"PlanarConfiguration": 0}, "PlanarConfiguration", UNEXPECTED),
        (CAPTURE, {"PhotometricInterpretation": "PALETTE COLOR"}, "RedPaletteColorLookupTableDescriptor", MISSING),
        (CAPTURE, {"PhotometricInterpretation": "RGB"}, "RedPaletteColorLookupTableDescriptor", FINE),
        (CAPTURE, {"PhotometricInterpretation": "PALETTE COLOR"}, "BluePaletteColorLookupTableData", MISSING),
        (
            CAPTURE,
            {
                "PhotometricInterpretation": "PALETTE COLOR",
                "SegmentedRedPaletteColorLookupTableData": b"12",
                "BluePaletteColorLookupTableData": b"12",
            },
            "BluePaletteColorLookupTableData",
            UNEXPECTED,
        ),
        (CAPTURE, {}, "PixelData", MISSING),
        (CAPTURE, {"PixelDataProviderURL": "http://x"}, "PixelData", FINE),
        (MAP, {"PixelData": b"12", "FloatPixelData": b"1234"}, "PixelData", UNEXPECTED),
        (
            SEGMENTATION,
            {"LossyImageCompression": "00", "LossyImageCompressionRatio": 2},
            "LossyImageCompressionRatio",
            UNEXPECTED,
        ),
        (SEGMENTATION, {"LossyImageCompression": "01"}, "LossyImageCompressionRatio", FINE),
        (MAP, {"FloatPixelData": b"1234", "BitsStored": 16}, "BitsStored", UNEXPECTED),
        (SEGMENTATION, {"SegmentationType": "FRACTIONAL"}, "MaximumFractionalValue", MISSING),
        (
            SEGMENTATION,
            {"SegmentationType": "BINARY", "SegmentationFractionalType": "OCCUPANCY"},
            "SegmentationFractionalType",
            UNEXPECTED,
        ),
        (SEGMENTATION, {}, "DimensionIndexSequence", MISSING),
        (SEGMENTATION, {"DimensionOrganizationType": "TILED_FULL"}, "DimensionIndexSequence", FINE),
        (SEGMENTATION, {"DimensionOrganizationType": "TILED_FULL"}, "PerFrameFunctionalGroupsSequence", FINE),
        (SEGMENTATION, {}, "PerFrameFunctionalGroupsSequence", MISSING),
        (COLOURS, {"SharedFunctionalGroupsSequence": groups()}, "PerFrameFunctionalGroupsSequence", FINE),
        (SEGMENTATION, {"ConcatenationUID": "1.2"}, "InConcatenationNumber", MISSING),
        (SEGMENTATION, {"InConcatenationNumber": 1}, "InConcatenationNumber", UNEXPECTED),
    ],
)
def test_conditions_of_the_object(sop_class_uid: str, attributes: dict[str, Any], keyword: str, expected: str) -> None:
    assert said(item(SOPClassUID=sop_class_uid, **attributes), keyword) == expected


def test_pixels_are_of_one_kind() -> None:
    """Bits are described of integers only; an object of integers has to describe them all."""
    dataset = item(SOPClassUID=MAP, PixelData=b"12")
    assert ("attribute-missing", "HighBit") not in findings(check_conditions, dataset)  # of Type 1 in Image Pixel
    assert said(item(SOPClassUID=MAP, FloatPixelData=b"1234", HighBit=15), "HighBit") == UNEXPECTED


@pytest.mark.parametrize(
    ("attributes", "keyword", "expected"),
    [
        ({"SegmentAlgorithmType": "AUTOMATIC"}, "SegmentAlgorithmName", MISSING),
        ({"SegmentAlgorithmType": "MANUAL"}, "SegmentAlgorithmName", FINE),
        ({"TrackingUID": "1.2"}, "TrackingID", MISSING),
        ({"TrackingID": "x"}, "TrackingUID", MISSING),
        ({"TrackingID": "x", "TrackingUID": "1.2"}, "TrackingUID", FINE),
    ],
)
def test_conditions_of_a_segment(attributes: dict[str, Any], keyword: str, expected: str) -> None:
    dataset = item(SOPClassUID=SEGMENTATION, SegmentSequence=[item(**attributes)])
    assert said(dataset, f"SegmentSequence[1]/{keyword}") == expected


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [(tag("ImagePositionPatient"), MISSING), (tag("PatientID"), FINE), (None, FINE)],
)
def test_a_pointer_into_a_functional_group_names_the_group(pointer: int | None, expected: str) -> None:
    index = item() if pointer is None else item(DimensionIndexPointer=pointer)
    dataset = item(SOPClassUID=SEGMENTATION, DimensionIndexSequence=[index])
    assert said(dataset, "DimensionIndexSequence[1]/FunctionalGroupPointer") == expected


SHARED = "SharedFunctionalGroupsSequence[1]/"


@pytest.mark.parametrize(
    ("sop_class_uid", "macro", "attributes", "keyword", "expected"),
    [
        (SEGMENTATION, "FrameContentSequence", {}, "DimensionIndexValues", MISSING),
        (SEGMENTATION, "FrameContentSequence", {"StackID": "1"}, "InStackPositionNumber", MISSING),
        (SEGMENTATION, "FrameContentSequence", {"InStackPositionNumber": 1}, "InStackPositionNumber", UNEXPECTED),
        (SEGMENTATION, "PlanePositionSequence", {}, "ImagePositionPatient", MISSING),
        (MAP, "PlaneOrientationSequence", {}, "ImageOrientationPatient", MISSING),
        (SEGMENTATION, "PixelMeasuresSequence", {"SliceThickness": 1}, "PixelSpacing", MISSING),
        (SEGMENTATION, "DerivationImageSequence", {}, "DerivationCodeSequence", MISSING),
        (
            SEGMENTATION,
            "DerivationImageSequence",
            {"DerivationCodeSequence": coded("1")},
            "DerivationCodeSequence",
            FINE,
        ),
        (MAP, "FrameVOILUTSequence", {}, "WindowCenter", MISSING),
        (MAP, "FrameVOILUTSequence", {}, "VOILUTSequence", MISSING),
        (MAP, "FrameVOILUTSequence", {"VOILUTSequence": [item()]}, "WindowCenter", FINE),
        (MAP, "FrameVOILUTSequence", {"WindowCenter": 1}, "VOILUTSequence", FINE),
        (MAP, "FrameVOILUTSequence", {"WindowCenter": 1}, "WindowWidth", MISSING),
        (MAP, "FrameVOILUTSequence", {"WindowWidth": 1}, "WindowWidth", UNEXPECTED),
        (MAP, "RealWorldValueMappingSequence", {}, "RealWorldValueSlope", MISSING),
        (MAP, "RealWorldValueMappingSequence", {"RealWorldValueLUTData": [1.0]}, "RealWorldValueSlope", FINE),
        (MAP, "RealWorldValueMappingSequence", {}, "RealWorldValueLUTData", MISSING),
        (MAP, "RealWorldValueMappingSequence", {"RealWorldValueIntercept": 0.0}, "RealWorldValueLUTData", FINE),
        (MAP, "RealWorldValueMappingSequence", {}, "RealWorldValueFirstValueMapped", MISSING),
        (MAP, "RealWorldValueMappingSequence", {}, "DoubleFloatRealWorldValueLastValueMapped", MISSING),
        (
            MAP,
            "RealWorldValueMappingSequence",
            {"DoubleFloatRealWorldValueFirstValueMapped": 1.0},
            "RealWorldValueFirstValueMapped",
            FINE,
        ),
        (
            MAP,
            "RealWorldValueMappingSequence",
            {"DoubleFloatRealWorldValueLastValueMapped": 1.0},
            "RealWorldValueLastValueMapped",
            FINE,
        ),
        (
            MAP,
            "RealWorldValueMappingSequence",
            {"RealWorldValueFirstValueMapped": 1},
            "DoubleFloatRealWorldValueFirstValueMapped",
            FINE,
        ),
        (
            MAP,
            "RealWorldValueMappingSequence",
            {"RealWorldValueLastValueMapped": 1},
            "DoubleFloatRealWorldValueLastValueMapped",
            FINE,
        ),
    ],
)
def test_conditions_of_functional_groups(
    sop_class_uid: str, macro: str, attributes: dict[str, Any], keyword: str, expected: str
) -> None:
    dataset = item(
        SOPClassUID=sop_class_uid,
        FrameOfReferenceUID="1.2",
        DimensionIndexSequence=[item()],
        SharedFunctionalGroupsSequence=groups(**{macro: [item(**attributes)]}),
    )
    assert said(dataset, f"{SHARED}{macro}[1]/{keyword}") == expected


def test_without_a_frame_of_reference_or_dimensions_there_is_nothing_to_say() -> None:
    macros = {"PixelMeasuresSequence": [item()], "FrameContentSequence": [item(DimensionIndexValues=[1])]}
    dataset = item(SOPClassUID=SEGMENTATION, SharedFunctionalGroupsSequence=groups(**macros))
    assert said(dataset, f"{SHARED}PixelMeasuresSequence[1]/PixelSpacing") == FINE
    assert said(dataset, f"{SHARED}FrameContentSequence[1]/DimensionIndexValues") == UNEXPECTED


def test_floating_point_pixels_are_mapped_by_a_line() -> None:
    mapping = groups(RealWorldValueMappingSequence=[item(RealWorldValueLUTData=[1.0])])
    dataset = item(SOPClassUID=MAP, FloatPixelData=b"1234", SharedFunctionalGroupsSequence=mapping)
    assert said(dataset, f"{SHARED}RealWorldValueMappingSequence[1]/RealWorldValueSlope") == MISSING


def test_a_picture_need_not_say_what_its_source_was_for() -> None:
    dataset = item(SOPClassUID=CAPTURE, SourceImageSequence=[item()], PixelSpacing=[1, 1])
    assert said(dataset, "SourceImageSequence[1]/PurposeOfReferenceCodeSequence") == FINE
    assert said(dataset, "PixelSpacing") == FINE
