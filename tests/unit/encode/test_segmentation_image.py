"""Modules of a SEG that speak of the whole image."""

import pytest
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from radlane.domain.output import SegmentationType
from radlane.encode.dimensions import Dimension
from radlane.encode.segmentation_image import put_dimensions, put_references, segmentation_image
from support.encoding import context
from support.radiographs import radiograph
from support.volume_sources import slices


@pytest.mark.parametrize(
    ("kind", "bits", "own"),
    [
        ("BINARY", 1, {}),
        ("FRACTIONAL", 8, {"SegmentationFractionalType": "PROBABILITY", "MaximumFractionalValue": 255}),
        ("LABELMAP", 8, {"PixelPaddingValue": 0}),
    ],
)
def test_the_bits_of_each_type(kind: str, bits: int, own: dict[str, object]) -> None:
    """Table C.8.20-2."""
    draft = segmentation_image(context(radiograph()), SegmentationType(kind))
    assert (draft.BitsAllocated, draft.BitsStored, draft.HighBit) == (bits, bits, bits - 1)
    assert (draft.SegmentationType, draft.PhotometricInterpretation) == (kind, "MONOCHROME2")
    assert (draft.Rows, draft.Columns, list(draft.ImageType)) == (48, 40, ["DERIVED", "PRIMARY"])
    special = ("SegmentationFractionalType", "MaximumFractionalValue", "PixelPaddingValue")
    assert {keyword: draft[keyword].value for keyword in special if keyword in draft} == own


def test_references_are_by_series_in_the_order_of_the_images() -> None:
    sources = slices()[:4]
    sources[1].SeriesInstanceUID = "1.2.3"
    draft = Dataset()
    put_references(draft, sources)
    uids = [source.SOPInstanceUID for source in sources]
    assert [item.ReferencedSOPInstanceUID for item in draft.SourceImageSequence] == uids
    series = {
        item.SeriesInstanceUID: [one.ReferencedSOPInstanceUID for one in item.ReferencedInstanceSequence]
        for item in draft.ReferencedSeriesSequence
    }
    assert series == {sources[0].SeriesInstanceUID: [uids[0], *uids[2:]], "1.2.3": [uids[1]]}
    assert {item.ReferencedSOPClassUID for item in draft.SourceImageSequence} == {sources[0].SOPClassUID}


@pytest.mark.parametrize("segments", [True, False])
def test_dimensions_point_at_attributes_in_their_macros(*, segments: bool) -> None:
    draft, position = Dataset(), Dimension(attribute="ImagePositionPatient", macro="PlanePositionSequence", values=())
    put_dimensions(draft, "1.2.3", [position], segments=segments)
    assert [item.DimensionOrganizationUID for item in draft.DimensionOrganizationSequence] == ["1.2.3"]
    assert {item.DimensionOrganizationUID for item in draft.DimensionIndexSequence} == {"1.2.3"}
    *first, last = draft.DimensionIndexSequence
    assert len(first) == segments
    assert (last.DimensionIndexPointer, last.FunctionalGroupPointer) == (
        Tag("ImagePositionPatient"),
        Tag("PlanePositionSequence"),
    )
    assert last.DimensionDescriptionLabel == "Image Position Patient"
    for item in first:
        assert item.DimensionIndexPointer == Tag("ReferencedSegmentNumber")
        assert item.FunctionalGroupPointer == Tag("SegmentIdentificationSequence")
