"""Places of the analysed frames: all of one kind, in one Frame of Reference, or none."""

import pytest

from radlane.encode.places import read_places
from radlane.encode.planes import PatientPlane
from radlane.encode.source_frame import every_frame
from radlane.encode.tiles import SlideTile
from support.frame_sources import cine, photograph, slide
from support.radiographs import radiograph
from support.shapes import SHAPES, Shape
from support.volume_sources import slices


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_each_frame_has_a_place_or_none_has(shape: Shape) -> None:
    places = read_places(shape.frames())
    assert (places is not None) == shape.placed
    if places is not None:
        kind = SlideTile if shape.name.startswith("slide") else PatientPlane
        assert len(places) == len(shape.frames())
        assert all(isinstance(place, kind) for place in places)


def test_what_lies_nowhere() -> None:
    for image in (radiograph(), radiograph(FrameOfReferenceUID="1.2.3"), cine(), photograph()):
        assert read_places(every_frame([image])) is None


@pytest.mark.parametrize("uid", ["1.2.3", ""])
def test_frames_that_share_no_frame_of_reference_have_no_places(uid: str) -> None:
    sources = slices()
    sources[2].FrameOfReferenceUID = uid
    assert read_places(every_frame(sources)) is None


def test_one_frame_without_a_place_leaves_all_without() -> None:
    sources = slices()
    del sources[2].ImagePositionPatient
    assert read_places(every_frame(sources)) is None
    image = slide(full=False)
    del image.PerFrameFunctionalGroupsSequence[3].PlanePositionSlideSequence
    assert read_places(every_frame([image])) is None
