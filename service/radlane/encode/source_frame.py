"""The analysed frames: what a result refers to.

In: the analysed images, with one frame or several. Out: their frames, one by one, as references name them.
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


def every_frame(images: Sequence[Dataset]) -> tuple[SourceFrame, ...]:
    """Return all frames of images in their order.

    An image with Number of Frames (0028,0008) is a multi-frame one, also where it has a single frame.
    """
    return tuple(SourceFrame(image=image, number=number) for image in images for number in _frame_numbers(image))


def _frame_numbers(image: Dataset) -> Sequence[int | None]:
    stated = numbers(image, "NumberOfFrames")
    return range(1, int(stated[0]) + 1) if stated else (None,)
