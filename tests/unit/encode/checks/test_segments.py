from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.domain.output import SegmentationType
from radlane.encode.checks.frame_pixels import is_countable
from radlane.encode.checks.frames import frame_segments, frames_of, voxel_ml
from radlane.encode.checks.segments import pixels_of, segment_numbers, segment_pixels, segments_of, side
from radlane.encode.segmentation import build_segmentation
from support import volume_encoding
from support.encoding import conclusion, encoded, lungs
from support.encoding import context as encoding_context
from support.radiographs import radiograph
from support.shapes import OF_LABELS, SHAPES, Shape, concluded, labels, run
from support.variants_of_regions import with_fractions
from support.volume_sources import CT, MR, TILTED, Stack, volume


def segmentation() -> Dataset:
    return encoded(radiograph())[0]


def pixel_counts(found: Dataset) -> dict[int, int]:
    return {number: pixels.count for number, pixels in segment_pixels(found).items()}


def test_what_a_segmentation_says_of_itself() -> None:
    found = segmentation()
    assert segment_numbers(found) == frame_segments(found) == [1, 2]
    assert pixel_counts(found) == {1: int(lungs(48, 40)[0].sum()), 2: int(lungs(48, 40)[1].sum())}
    assert [side(segment)[1] for segment in found.SegmentSequence] == ["24028007", "7771000"]


def test_a_segment_without_a_frame_has_no_pixels() -> None:
    found = encoded(radiograph(), conclusion(48, 40, present=(False, True)))[0]
    assert pixel_counts(found) == {1: 0, 2: int(lungs(48, 40)[1].sum())}


def test_a_single_segment_stands_in_the_shared_groups() -> None:
    found = encoded(radiograph(), Conclusion(findings=conclusion(48, 40).findings[:1]), segments=1)[0]
    assert frame_segments(found) == [1]
    assert pixel_counts(found) == {1: int(lungs(48, 40)[0].sum())}


def test_frames_of_an_odd_number_of_pixels_follow_each_other_bit_by_bit() -> None:
    rows, columns = 47, 39
    found = encoded(radiograph(np.arange(rows * columns, dtype=np.uint16).reshape(rows, columns)))[0]
    assert pixel_counts(found) == {number: int(mask.sum()) for number, mask in enumerate(lungs(rows, columns), start=1)}


def test_an_empty_object_says_nothing() -> None:
    empty = Dataset()
    assert segment_numbers(empty) == frame_segments(empty) == []
    assert pixel_counts(empty) == {}
    assert side(empty) == ("", "")


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("SegmentationType", "FRACTIONAL"),  # not one bit a pixel
        ("PixelData", b"\x00\x00"),  # too short
        ("NumberOfFrames", 0),  # nothing to count
        ("BitsAllocated", 3),  # still too short
        ("PerFrameFunctionalGroupsSequence", [Dataset()] * 7),  # bits that do not divide
    ],
)
def test_pixels_that_cannot_be_counted(keyword: str, value: object) -> None:
    found = segmentation()
    setattr(found, keyword, value)
    assert not is_countable(found)
    assert pixel_counts(found) == {}


def test_frames_of_no_segment_count_for_none() -> None:
    found = segmentation()
    for frame in found.PerFrameFunctionalGroupsSequence:
        del frame.SegmentIdentificationSequence
    del found.SegmentSequence[1].SegmentNumber
    assert pixel_counts(found) == {1: 0}


def test_the_centre_is_that_of_the_pixels() -> None:
    mask = np.zeros((5, 8), np.uint8)
    mask[1:3, 2:6] = 1
    assert (pixels_of([mask]).count, pixels_of([mask]).centre) == (8, (4.0, 2.0))


def test_a_segment_of_several_frames_or_of_none_has_no_centre() -> None:
    frame = np.ones((2, 3), np.uint8)
    assert (pixels_of([frame, frame]).count, pixels_of([frame, frame]).mask) == (12, None)
    assert (pixels_of([]).count, pixels_of([]).mask) == (0, None)


@pytest.mark.parametrize("stack", [CT, MR, TILTED, Stack(shape=(5, 19, 23))])
def test_the_pixels_of_a_volume_are_counted_and_their_centre_is_in_the_patient(stack: Stack) -> None:
    labels, affine = volume_encoding.labels(stack), volume(stack).grid.affine
    found = segment_pixels(volume_encoding.encoded(stack)[0])
    for number, pixels in found.items():
        mask = labels == number
        assert (pixels.count, pixels.mask) == (int(mask.sum()), None)
        expected = affine[:3, :3] @ np.argwhere(mask).mean(axis=0) + affine[:3, 3]
        np.testing.assert_allclose(pixels.centre, expected, atol=1e-3)


@pytest.mark.parametrize("macro", ["PixelMeasuresSequence", "PlaneOrientationSequence"])
def test_pixels_whose_place_is_not_known_are_counted(macro: str) -> None:
    segmentation = volume_encoding.encoded()[0]
    del segmentation.SharedFunctionalGroupsSequence[0][macro]
    found = segment_pixels(segmentation)
    assert [(pixels.count > 0, pixels.centre) for pixels in found.values()] == [(True, ())] * 3


def test_an_empty_segment_of_a_volume_has_no_centre() -> None:
    said = volume_encoding.conclusion(found=volume_encoding.labels(present=(1, 3)))
    found = segment_pixels(volume_encoding.encoded(found=said)[0])
    assert (found[2].count, found[2].centre) == (0, ())


@pytest.mark.parametrize(
    "shape", [shape for shape in SHAPES if shape.name.startswith("enhanced")], ids=lambda one: one.name
)
@pytest.mark.parametrize("kind", OF_LABELS)
def test_the_volume_is_that_of_the_voxels_of_each_frame(shape: Shape, kind: SegmentationType) -> None:
    """Also where frames have other spacings; of frames that are not evenly apart it is not known."""
    found = build_segmentation(run(shape.frames(), kind=kind), concluded(labels(shape)))
    assert found is not None
    frames = frames_of(found)
    for number, pixels in segment_pixels(found).items():
        assert pixels.count == int((labels(shape) == number).sum())
        if any(voxel_ml(frame) is None for frame in frames):
            assert pixels.volume_ml is None
        elif shape.name != "enhanced-ct-stacks":
            assert pixels.volume_ml == pytest.approx(pixels.count * (voxel_ml(frames[0]) or 0))


def test_the_segments_of_a_label_map_are_not_its_background() -> None:
    run_on_it = replace(encoding_context(radiograph()), chosen_type=SegmentationType.LABELMAP)
    found = build_segmentation(run_on_it, conclusion(48, 40))
    assert found is not None
    assert [item.SegmentNumber for item in segments_of(found)] == segment_numbers(found) == [1, 2]
    one, other = lungs(48, 40)
    pixels = segment_pixels(found)
    assert {number: own.count for number, own in pixels.items()} == {1: int(one.sum()), 2: int(other.sum())}
    np.testing.assert_array_equal(pixels[2].mask, other)
    assert pixels[1].centre == pixels_of([one.astype(np.uint8)]).centre
    del found["PixelPaddingValue"]
    assert segment_numbers(found) == [0, 1, 2]
    assert set(segment_pixels(found)) == {0, 1, 2}


def test_probabilities_are_not_counted() -> None:
    run_on_it = replace(encoding_context(radiograph()), chosen_type=SegmentationType.FRACTIONAL)
    found = build_segmentation(run_on_it, with_fractions(conclusion(48, 40)))
    assert found is not None
    assert segment_pixels(found) == {}
