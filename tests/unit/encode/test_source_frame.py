"""Frames of the analysed images."""

from pydicom.dataset import Dataset

from radlane.encode.source_frame import every_frame


def test_an_image_with_one_frame_has_no_frame_number() -> None:
    image = Dataset()

    (frame,) = every_frame([image])

    assert frame.image is image
    assert frame.number is None


def test_the_frames_of_multi_frame_images_are_counted_from_one_image_after_image() -> None:
    first, second = Dataset(), Dataset()
    first.NumberOfFrames, second.NumberOfFrames = 2, 1

    frames = every_frame([first, second])

    assert [(frame.image is first, frame.number) for frame in frames] == [(True, 1), (True, 2), (False, 1)]


def test_a_number_of_frames_that_cannot_be_read_is_none() -> None:
    image = Dataset()
    image.NumberOfFrames = None

    assert [frame.number for frame in every_frame([image])] == [None]
