import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.frames import frame_segments, frames_of, functional_groups, is_placed, shared, voxel_ml
from support import volume_encoding
from support.encoding import encoded
from support.radiographs import INSTANCE, radiograph
from support.volume_sources import CT, TILTED, Stack, slices


def test_the_frames_of_a_projection_have_no_place() -> None:
    found = encoded(radiograph())[0]
    assert not is_placed(found)
    assert [(frame.segment, frame.position, frame.images) for frame in frames_of(found)] == [
        (1, (), (INSTANCE,)),
        (2, (), (INSTANCE,)),
    ]
    assert voxel_ml(found) is None


def test_the_frames_of_a_volume_lie_where_their_slices_do() -> None:
    sources = {str(one.SOPInstanceUID): tuple(map(float, one.ImagePositionPatient)) for one in slices()}
    found = volume_encoding.encoded()[0]
    assert is_placed(found)
    frames = frames_of(found)
    assert [frame.segment for frame in frames] == frame_segments(found) == [1] * 4 + [2] * 3 + [3] * 3
    assert all(frame.position == sources[frame.images[0]] for frame in frames)


@pytest.mark.parametrize("stack", [CT, TILTED])
def test_the_volume_of_a_voxel(stack: Stack) -> None:
    assert voxel_ml(volume_encoding.encoded(stack)[0]) == pytest.approx(stack.voxel_ml, rel=1e-9)


def test_shared_groups() -> None:
    found = volume_encoding.encoded()[0]
    assert shared(found, "PixelMeasuresSequence").SliceThickness == 2
    assert shared(found, "PixelValueTransformationSequence") == Dataset()
    assert len(functional_groups(found)) == 1 + found.NumberOfFrames


def test_an_empty_object_says_nothing() -> None:
    empty = Dataset()
    assert frames_of(empty) == frame_segments(empty) == []
    assert not is_placed(empty)
    assert voxel_ml(empty) is None
