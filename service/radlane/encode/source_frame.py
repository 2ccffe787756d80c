"""The analysed frames: what a result refers to.

In: the analysed images, with one frame or several. Out: their frames, one by one, as references name them, and what
their functional groups say of them.
Reference: PS3.3 section 10.3 (Image SOP Instance Reference Macro: Referenced Frame Number), C.7.6.6 (Multi-frame),
C.7.6.16.1 (functional groups: shared, or per frame).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from radlane.attribute import value
from radlane.encode.reading import items, numbers

_LONGEST = 0xFFFE  # bytes of Referenced Frame Number: an IS has a length of 16 bits (PS3.5 section 7.1.2)
FUNCTIONAL_GROUPS = ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence")
_MOST_FRAMES = 2**31 - 1  # what an IS can say (PS3.5 section 6.2)


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

    def macro(self, sequence: str) -> Dataset:
        """Return the first item of a functional group: the frame's own, else the shared one, else an empty one.

        Parameters
        ----------
        sequence : str
            Keyword of the functional group's sequence, for example `PlanePositionSequence`.
        """
        groups = (*self._own_group(), *items(self.image, "SharedFunctionalGroupsSequence"))
        return next((item for group in groups for item in items(group, sequence)), Dataset())

    def _own_group(self) -> Sequence[Dataset]:
        found = value(self.image, "PerFrameFunctionalGroupsSequence")
        # not `items`, which copies the list of all frames
        return found[self.number - 1 : self.number] if isinstance(found, Items) and self.number is not None else ()


@dataclass(frozen=True, kw_only=True)
class ImageReference:
    """A reference to an instance; `frames` only where it is not to all of them (PS3.3 table 10-3, Type 1C).

    To more frames than an attribute can name, it is to all.
    """

    sop_class_uid: str
    sop_instance_uid: str
    frames: tuple[int, ...] | None = None


def every_frame(images: Sequence[Dataset]) -> tuple[SourceFrame, ...]:
    """Return all frames of images in their order.

    An image with Number of Frames (0028,0008) is a multi-frame one, also where it has a single frame with groups.
    """
    return tuple(SourceFrame(image=image, number=number) for image in images for number in frame_numbers(image))


def images_of(frames: Iterable[SourceFrame]) -> tuple[Dataset, ...]:
    """Return the images that hold frames, each once."""
    return tuple({id(frame.image): frame.image for frame in frames}.values())


def frame_numbers(image: Dataset) -> Sequence[int | None]:
    """Return the Referenced Frame Numbers of an image: a range, as many as it claims to have.

    One None where it is no multi-frame image: it claims nothing, or one frame, and describes that by no groups.
    """
    stated = numbers(image, "NumberOfFrames")
    if stated == (1,) and not any(keyword in image for keyword in FUNCTIONAL_GROUPS):
        return (None,)
    return range(1, min(int(stated[0]), _MOST_FRAMES) + 1) if stated else (None,)


def reference_frames(frames: Sequence[SourceFrame]) -> tuple[ImageReference, ...]:
    """Return references to frames, one for each image that holds some of them, in their order."""
    images = images_of(frames)
    numbered: dict[int, list[int]] = {id(image): [] for image in images}
    for frame in frames:
        if frame.number is not None:
            numbered[id(frame.image)].append(frame.number)
    return tuple(_reference(image, numbered[id(image)]) for image in images)


def reference_image(image: Dataset) -> ImageReference:
    """Return a reference to an instance, whole."""
    return ImageReference(
        sop_class_uid=str(image["SOPClassUID"].value), sop_instance_uid=str(image["SOPInstanceUID"].value)
    )


def _reference(image: Dataset, numbered: Sequence[int]) -> ImageReference:
    whole = reference_image(image)
    frames = tuple(sorted(set(numbered)))
    if len(frames) in (0, len(frame_numbers(image))) or len("\\".join(map(str, frames))) > _LONGEST:
        return whole
    return replace(whole, frames=frames)
