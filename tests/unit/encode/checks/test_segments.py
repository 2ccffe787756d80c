import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

from radlane.domain.finding import Conclusion
from radlane.encode.checks.frame_pixels import frame_values, is_countable, is_native, pixel_bits, pixel_data
from radlane.encode.checks.frames import frame_segments
from radlane.encode.checks.segments import pixels_of, segment_numbers, segment_pixels, side
from support import volume_encoding
from support.encoding import conclusion, encoded, lungs
from support.radiographs import radiograph
from support.volume_sources import CT, MR, TILTED, Stack, volume


def segmentation() -> Dataset:
    return encoded(radiograph())[0]


def pixel_counts(found: Dataset) -> dict[int, int]:
    return {number: pixels.count for number, pixels in segment_pixels(found).items()}


def test_what_a_segmentation_says_of_itself() -> None:
    found = segmentation()
    assert segment_numbers(found) == frame_segments(found) == [1, 2]
    assert pixel_bits(found) == 2 * 48 * 40
    assert pixel_counts(found) == {1: int(lungs(48, 40)[0].sum()), 2: int(lungs(48, 40)[1].sum())}
    assert [side(segment)[1] for segment in found.SegmentSequence] == ["24028007", "7771000"]


def test_a_segment_without_a_frame_has_no_pixels() -> None:
    found = encoded(radiograph(), conclusion(48, 40, present=(False, True)))[0]
    assert pixel_counts(found) == {1: 0, 2: int(lungs(48, 40)[1].sum())}


def test_a_single_segment_stands_in_the_shared_groups() -> None:
    found = encoded(radiograph(), Conclusion(findings=conclusion(48, 40).findings[:1]), segments=1)[0]
    assert frame_segments(found) == [1]
    assert pixel_counts(found) == {1: int(lungs(48, 40)[0].sum())}


def test_a_frame_is_unpacked_where_it_begins() -> None:
    rows, columns = 47, 39
    found = encoded(radiograph(np.arange(rows * columns, dtype=np.uint16).reshape(rows, columns)))[0]
    assert is_countable(found)
    for index, mask in enumerate(lungs(rows, columns)):
        np.testing.assert_array_equal(frame_values(found, index), mask)


def test_frames_of_an_odd_number_of_pixels_follow_each_other_bit_by_bit() -> None:
    rows, columns = 47, 39
    found = encoded(radiograph(np.arange(rows * columns, dtype=np.uint16).reshape(rows, columns)))[0]
    assert pixel_counts(found) == {number: int(mask.sum()) for number, mask in enumerate(lungs(rows, columns), start=1)}


def test_an_empty_object_says_nothing() -> None:
    empty = Dataset()
    assert segment_numbers(empty) == frame_segments(empty) == []
    assert pixel_bits(empty) is None
    assert pixel_data(empty) == b""
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


def test_encapsulated_pixels_are_not_counted() -> None:
    found = segmentation()
    found.file_meta.TransferSyntaxUID = RLELossless
    assert pixel_bits(found) is None
    assert not is_native(found)


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
