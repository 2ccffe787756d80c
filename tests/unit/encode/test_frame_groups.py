"""Per-frame functional groups: bytes that read as the data sets they stand for."""

from io import BytesIO

import pytest
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset

from radlane.encode.dimensions import CONTENT, Dimension
from radlane.encode.frame_groups import (
    PER_FRAME,
    per_frame_groups,
    plane_macros,
    put_segment,
    source_groups,
    tile_macro,
)
from radlane.encode.planes import PatientPlane
from radlane.encode.segment_frames import SegmentFrame
from radlane.encode.source_frame import SourceFrame
from radlane.encode.stacks import Measures
from radlane.encode.tiles import SlideTile
from support.volume_sources import slices

PLANE = PatientPlane(
    position=(-90.0, 1.25, 1e-7), orientation=(1, 0, 0, 0, 0.8, 0.6), spacing_mm=(0.7, 0.9), thickness_mm=2.0
)


def parsed(data: bytes) -> Dataset:
    return read_dataset(BytesIO(data), is_implicit_VR=False, is_little_endian=True)


@pytest.mark.parametrize("number", [None, 3])
def test_a_frame_names_the_one_frame_that_it_was_made_from(number: int | None) -> None:
    image = slices()[0]
    (group,) = source_groups([SourceFrame(image=image, number=number)], (), [b""])
    derived = parsed(group.before).DerivationImageSequence[0]
    (source,) = derived.SourceImageSequence
    assert (source.ReferencedSOPClassUID, source.ReferencedSOPInstanceUID) == (image.SOPClassUID, image.SOPInstanceUID)
    assert source.get("ReferencedFrameNumber") == number
    assert source.SpatialLocationsPreserved == "YES"
    assert source.PurposeOfReferenceCodeSequence[0].CodeValue == "121322"  # PS3.3 section A.51.5.1
    assert derived.DerivationCodeSequence[0].CodeValue == "113076"


def test_a_plane_that_shares_its_direction_states_its_position() -> None:
    read = parsed(plane_macros(PLANE, None))
    assert list(read.dir()) == ["PlanePositionSequence"]
    assert tuple(read.PlanePositionSequence[0].ImagePositionPatient) == PLANE.position


@pytest.mark.parametrize(("distance", "thickness"), [(2.5, 2.0), (None, None)])
def test_a_plane_of_its_own_states_all(distance: float | None, thickness: float | None) -> None:
    measures = Measures(spacing_mm=(0.7, 0.9), distance_mm=distance, thickness_mm=thickness)
    read = parsed(plane_macros(PLANE, measures))
    assert tuple(read.PlaneOrientationSequence[0].ImageOrientationPatient) == PLANE.orientation
    stated = read.PixelMeasuresSequence[0]
    assert (list(stated.PixelSpacing), stated.get("SpacingBetweenSlices"), stated.get("SliceThickness")) == (
        [0.7, 0.9],
        distance,
        thickness,
    )


def test_a_tile_states_its_place() -> None:
    (read,) = parsed(tile_macro(SlideTile(row=21, column=1, offset=(20.5, 40.25, 3.0)))).PlanePositionSlideSequence
    assert (read.RowPositionInTotalImagePixelMatrix, read.ColumnPositionInTotalImagePixelMatrix) == (21, 1)
    offset = [read[f"{axis}OffsetInSlideCoordinateSystem"].value for axis in "XYZ"]
    assert offset == [20.5, 40.25, 3.0]


def groups(named: bool) -> Dataset:
    frames = [SourceFrame(image=image, number=None) for image in slices()[:2]]
    dimensions = [
        Dimension(attribute="ImagePositionPatient", macro="PlanePositionSequence", values=(1, 2)),
        Dimension(attribute="StackID", macro=CONTENT, values=(1, 2)),
        Dimension(attribute="InStackPositionNumber", macro=CONTENT, values=(3, 4)),
        Dimension(attribute="TemporalPositionIndex", macro=CONTENT, values=(5, 6)),
        Dimension(attribute="FrameLabel", macro=CONTENT, values=(7, 8)),
    ]
    places = [plane_macros(PLANE, None)] * 2
    arranged = [((1, 2), SegmentFrame(segment=9, source=1)), ((2, 1), SegmentFrame(segment=4, source=0))]
    dataset = Dataset()
    dataset[PER_FRAME] = per_frame_groups(arranged, source_groups(frames, dimensions, places), named=named)
    assert isinstance(dataset.get_item(PER_FRAME), RawDataElement)  # nobody has looked yet
    return dataset


def test_groups_hold_what_differs_and_what_does_not() -> None:
    first, second = groups(named=True).PerFrameFunctionalGroupsSequence
    content = first.FrameContentSequence[0]
    assert list(content.DimensionIndexValues) == [1, 2]
    assert (content.StackID, content.InStackPositionNumber) == ("2", 4)
    assert (content.TemporalPositionIndex, content.FrameLabel) == (6, "8")
    assert first.SegmentIdentificationSequence[0].ReferencedSegmentNumber == 9
    assert second.SegmentIdentificationSequence[0].ReferencedSegmentNumber == 4
    uids = [
        group.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID for group in (first, second)
    ]
    assert uids == [slices()[1].SOPInstanceUID, slices()[0].SOPInstanceUID]
    assert [element.tag for element in first] == sorted(element.tag for element in first)


def test_groups_that_name_no_segment() -> None:
    dataset = groups(named=False)
    assert not any("SegmentIdentificationSequence" in group for group in dataset.PerFrameFunctionalGroupsSequence)
    shared = Dataset()
    put_segment(shared, 4)
    assert shared.SegmentIdentificationSequence[0].ReferencedSegmentNumber == 4
