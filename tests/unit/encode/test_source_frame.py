"""Frames of the analysed images."""

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.encode.source_frame import (
    SourceFrame,
    every_frame,
    frame_numbers,
    images_of,
    reference_frames,
    reference_image,
)
from support.frame_sources import CORONAL, enhanced_ct, stack_planes


def test_an_image_with_one_frame_has_no_frame_number() -> None:
    image = Dataset()

    (frame,) = every_frame([image])

    assert frame.image is image
    assert frame.number is None


def test_the_frames_of_multi_frame_images_are_counted_from_one_image_after_image() -> None:
    first, second = Dataset(), Dataset()
    first.NumberOfFrames, second.NumberOfFrames = 2, 1
    second.SharedFunctionalGroupsSequence = Sequence([Dataset()])

    frames = every_frame([first, second])

    assert [(frame.image is first, frame.number) for frame in frames] == [(True, 1), (True, 2), (False, 1)]
    assert [image is first for image in images_of(frames)] == [True, False]


def test_an_image_that_claims_one_frame_and_describes_none_is_no_multi_frame_one() -> None:
    image = Dataset()
    image.NumberOfFrames = 1
    assert [frame.number for frame in every_frame([image])] == [None]


def test_a_reference_to_more_frames_than_an_attribute_can_name_is_to_all() -> None:
    many = image(14_001)
    frames = every_frame([many])
    (few,) = reference_frames(frames[:10_000])
    assert few.frames == tuple(range(1, 10_001))
    (most,) = reference_frames(frames[:-1])
    assert most.frames is None


def test_a_number_of_frames_that_cannot_be_read_is_none() -> None:
    image = Dataset()
    image.NumberOfFrames = None

    assert [frame.number for frame in every_frame([image])] == [None]


def image(frames: int | None = None) -> Dataset:
    made = Dataset()
    made.SOPClassUID, made.SOPInstanceUID = "1.2", f"1.2.{frames}"
    if frames is not None:
        made.NumberOfFrames = frames
    return made


def test_a_reference_names_frames_only_where_it_is_not_to_all_of_them() -> None:
    single, one, three = image(), image(1), image(3)
    frames = every_frame([single, one, three])
    assert [reference.frames for reference in reference_frames(frames)] == [None, None, None]
    assert [reference.frames for reference in reference_frames(frames[:3])] == [None, None, (1,)]
    some = reference_frames([frames[4], frames[2], frames[4]])
    assert [(reference.sop_instance_uid, reference.frames) for reference in some] == [("1.2.3", (1, 3))]


def test_an_image_is_referred_to_whole() -> None:
    reference = reference_image(image(3))
    assert (reference.sop_class_uid, reference.sop_instance_uid, reference.frames) == ("1.2", "1.2.3", None)


@pytest.mark.parametrize(("stated", "count"), [(3, 3), (0, 0), (-2, 0), (10**30, 2**31 - 1)])
def test_an_image_may_claim_any_number_of_frames(stated: int, count: int) -> None:
    image = Dataset()
    image.NumberOfFrames = stated

    assert len(frame_numbers(image)) == count
    assert list(frame_numbers(image)[:1]) == [1][:count]


def test_a_functional_group_is_the_frames_own_or_else_the_shared_one() -> None:
    image = enhanced_ct([*stack_planes(1), *stack_planes(1, orientation=CORONAL)])
    first, second = every_frame([image])
    assert second.macro("PlaneOrientationSequence").ImageOrientationPatient == list(CORONAL)
    assert first.macro("PlaneOrientationSequence").ImageOrientationPatient != list(CORONAL)
    assert first.macro("PixelMeasuresSequence").PixelSpacing == [0.7, 0.7]
    assert first.macro("FrameVOILUTSequence").WindowWidth == 102


def test_a_group_that_is_nowhere_is_empty() -> None:
    image = Dataset()
    image.PerFrameFunctionalGroupsSequence = Sequence([Dataset()])
    for number in (None, 1, 2):
        assert SourceFrame(image=image, number=number).macro("PlanePositionSequence") == Dataset()
    image.PerFrameFunctionalGroupsSequence = None
    assert SourceFrame(image=image, number=1).macro("PlanePositionSequence") == Dataset()
