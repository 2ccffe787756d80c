"""Frames of the analysed images."""

from pydicom.dataset import Dataset

from radlane.encode.source_frame import every_frame, reference_frames, reference_image


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
