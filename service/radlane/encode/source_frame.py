"""The analysed frames: what a result refers to.

In: the analysed images, with one frame or several. Out: their frames, one by one, and references to them.
Reference: PS3.3 section 10.3 (Image SOP Instance Reference Macro: Referenced Frame Number), C.7.6.6 (Multi-frame).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydicom.dataset import Dataset

from radlane.encode.reading import numbers


@dataclass(frozen=True, kw_only=True)
class SourceFrame:
    """One frame.

    Attributes
    ----------
    image : Dataset
        The instance that holds it.
    number : int or None
        Referenced Frame Number, from 1; None where the instance is no multi-frame one: a reference then has none.
    """

    image: Dataset
    number: int | None


@dataclass(frozen=True, kw_only=True)
class ImageReference:
    """A reference to an instance; `frames` only where it is not to all of them (PS3.3 table 10-3, Type 1C)."""

    sop_class_uid: str
    sop_instance_uid: str
    frames: tuple[int, ...] | None = None


def every_frame(images: Sequence[Dataset]) -> tuple[SourceFrame, ...]:
    """Return all frames of images in their order.

    An image with Number of Frames (0028,0008) is a multi-frame one, also where it has a single frame.
    """
    return tuple(SourceFrame(image=image, number=number) for image in images for number in _frame_numbers(image))


def reference_frames(frames: Sequence[SourceFrame]) -> tuple[ImageReference, ...]:
    """Return references to frames, one for each image that holds some of them, in their order."""
    images = {id(frame.image): frame.image for frame in frames}
    numbered: dict[int, list[int]] = {key: [] for key in images}
    for frame in frames:
        if frame.number is not None:
            numbered[id(frame.image)].append(frame.number)
    return tuple(_reference(image, numbered[key]) for key, image in images.items())


def reference_image(image: Dataset) -> ImageReference:
    """Return a reference to an instance, whole."""
    return ImageReference(
        sop_class_uid=str(image["SOPClassUID"].value), sop_instance_uid=str(image["SOPInstanceUID"].value)
    )


def _reference(image: Dataset, numbered: Sequence[int]) -> ImageReference:
    whole = reference_image(image)
    if len(set(numbered)) == len(_frame_numbers(image)) or not numbered:
        return whole
    return ImageReference(
        sop_class_uid=whole.sop_class_uid, sop_instance_uid=whole.sop_instance_uid, frames=tuple(sorted(set(numbered)))
    )


def _frame_numbers(image: Dataset) -> Sequence[int | None]:
    stated = numbers(image, "NumberOfFrames")
    return range(1, int(stated[0]) + 1) if stated else (None,)
