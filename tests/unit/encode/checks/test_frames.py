from copy import deepcopy

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.frames import (
    Group,
    frame_segments,
    frames_of,
    functional_groups,
    is_placed,
    macro_reader,
    shared,
    shared_group,
    voxel_ml,
)
from radlane.encode.checks.unfolding import unfold
from radlane.encode.segmentation import build_segmentation
from support import volume_encoding
from support.encoding import encoded
from support.radiographs import INSTANCE, radiograph
from support.shapes import SHAPES, concluded, labels, run
from support.volume_sources import CT, TILTED, Stack, slices


def test_the_frames_of_a_projection_have_no_place() -> None:
    found = encoded(radiograph())[0]
    assert not is_placed(found)
    frames = frames_of(found)
    assert [(frame.segment, frame.position, frame.sources) for frame in frames] == [
        (1, (), ((INSTANCE, None),)),
        (2, (), ((INSTANCE, None),)),
    ]
    assert {(frame.orientation, frame.tile, voxel_ml(frame)) for frame in frames} == {((), (), None)}


def test_the_frames_of_a_volume_lie_where_their_slices_do() -> None:
    sources = {str(one.SOPInstanceUID): tuple(map(float, one.ImagePositionPatient)) for one in slices()}
    found = volume_encoding.encoded()[0]
    assert is_placed(found)
    frames = frames_of(found)
    assert [frame.segment for frame in frames] == frame_segments(found) == [1] * 4 + [2] * 3 + [3] * 3
    assert all(frame.position == sources[frame.images[0]] for frame in frames)


@pytest.mark.parametrize("stack", [CT, TILTED])
def test_the_volume_of_a_voxel(stack: Stack) -> None:
    for frame in frames_of(volume_encoding.encoded(stack)[0]):
        assert voxel_ml(frame) == pytest.approx(stack.voxel_ml, rel=1e-9)


def test_shared_groups() -> None:
    found = volume_encoding.encoded()[0]
    assert shared(found, "PixelMeasuresSequence").SliceThickness == 2
    assert shared(found, "PixelValueTransformationSequence") == Dataset()
    assert len(functional_groups(found)) == 1 + found.NumberOfFrames


def test_an_empty_object_says_nothing() -> None:
    empty = Dataset()
    assert frames_of(empty) == frame_segments(empty) == []
    assert not is_placed(empty)
    assert shared_group(empty).elements == {}


def test_a_frame_has_its_own_macro_before_the_shared_one() -> None:
    found = volume_encoding.encoded()[0]
    own = deepcopy(found.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence)
    own[0].SliceThickness = 7
    found.PerFrameFunctionalGroupsSequence[1].PixelMeasuresSequence = own
    assert [frame.measures.thickness for frame in frames_of(found)][:3] == [(2,), (7,), (2,)]


def test_frames_of_a_multi_frame_image_name_its_frames() -> None:
    shape = next(shape for shape in SHAPES if shape.name == "enhanced-ct-some")
    found = build_segmentation(run(shape.frames()), concluded(labels(shape)))
    assert found is not None
    named = {frame.sources[0][1] for frame in frames_of(found)}
    assert named <= {6, 2, 3}
    derived = found.PerFrameFunctionalGroupsSequence[0].DerivationImageSequence[0].SourceImageSequence[0]
    derived.ReferencedFrameNumber = [1, 2]
    uid = derived.ReferencedSOPInstanceUID
    assert frames_of(found)[0].sources == ((uid, 1), (uid, 2))
    assert frames_of(found)[0].images == (uid, uid)


def test_tiles_of_a_slide() -> None:
    shape = next(shape for shape in SHAPES if shape.name == "slide-full")
    found = build_segmentation(run(shape.frames()), concluded(labels(shape)))
    assert found is not None
    assert frames_of(found)[0].tile == (1, 1, 20.5, 40.25, 3)
    del found.PerFrameFunctionalGroupsSequence[0].PlanePositionSlideSequence[0].ZOffsetInSlideCoordinateSystem
    assert frames_of(found)[0].tile == ()


@pytest.mark.parametrize("raw", [True, False])
def test_an_element_that_frames_share_is_read_once(*, raw: bool) -> None:
    """Also where pydicom puts another object in the place of a raw one."""
    read = volume_encoding.encoded()[0]
    found = read if raw else unfold(read)
    seen: list[int] = []
    reader = macro_reader("DerivationImageSequence", lambda items: seen.append(len(items)))
    groups = [Group.of(group) for group in found.PerFrameFunctionalGroupsSequence]
    for group in (*groups, *groups):
        reader(group, group)
    assert len(seen) == (len(groups) if raw else len({frame.sources for frame in frames_of(found)}))
