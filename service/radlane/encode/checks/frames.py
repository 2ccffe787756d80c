"""Frames of a SEG: their segments, their places, the images that they are of (PS3.3 sections C.7.6.16, C.8.20.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.reading import items, numbers, text

# Of the patient, of the slide (PS3.3 section A.51.5.1).
_PLANE_POSITIONS = ("PlanePositionSequence", "PlanePositionSlideSequence")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a frame says of itself.

    Attributes
    ----------
    segment : int or None
        Referenced Segment Number; from the shared groups where there is one segment only.
    position : tuple of float
        Image Position (Patient), three numbers; empty where the frame has none.
    images : tuple of str
        SOP Instance UIDs of the images that it was derived from.
    """

    segment: int | None
    position: tuple[float, ...]
    images: tuple[str, ...]


def frame_segments(segmentation: Dataset) -> list[int | None]:
    """Return the segment of each frame; from the shared groups where there is one segment only."""
    stated = [_identified(group) for group in items(segmentation, "SharedFunctionalGroupsSequence")]
    common = next((number for number in stated if number is not None), None)
    frames = items(segmentation, "PerFrameFunctionalGroupsSequence")
    return [common if (number := _identified(frame)) is None else number for frame in frames]


def is_placed(segmentation: Dataset) -> bool:
    """Whether the frames of a SEG have plane positions: of the patient, of the slide (PS3.3 section A.51.5.1)."""
    return any(keyword in group for group in functional_groups(segmentation) for keyword in _PLANE_POSITIONS)


def functional_groups(segmentation: Dataset) -> tuple[Dataset, ...]:
    """Return the items that hold macros: the shared one, and one for each frame."""
    common = items(segmentation, "SharedFunctionalGroupsSequence")
    return (*common, *items(segmentation, "PerFrameFunctionalGroupsSequence"))


def frames_of(segmentation: Dataset) -> list[Frame]:
    """Return the frames in their order."""
    frames = items(segmentation, "PerFrameFunctionalGroupsSequence")
    return [
        Frame(segment=segment, position=_position(frame), images=_images(frame))
        for segment, frame in zip(frame_segments(segmentation), frames, strict=True)
    ]


def voxel_ml(segmentation: Dataset) -> float | None:
    """Return the volume of a voxel in mL by the Pixel Measures of a SEG; None where they do not say it."""
    measures = shared(segmentation, "PixelMeasuresSequence")
    sides = (*numbers(measures, "PixelSpacing"), *numbers(measures, "SpacingBetweenSlices"))
    return math.prod(sides) / 1000.0 if len(sides) == 3 and min(sides) > 0 else None


def shared(segmentation: Dataset, keyword: str) -> Dataset:
    """Return the item that holds for all frames; an empty one where there is none."""
    groups = items(segmentation, "SharedFunctionalGroupsSequence")
    return next((item for group in groups for item in items(group, keyword)), Dataset())


def _position(frame: Dataset) -> tuple[float, ...]:
    return next((numbers(item, "ImagePositionPatient") for item in items(frame, "PlanePositionSequence")), ())


def _images(frame: Dataset) -> tuple[str, ...]:
    return tuple(
        text(source, "ReferencedSOPInstanceUID")
        for derived in items(frame, "DerivationImageSequence")
        for source in items(derived, "SourceImageSequence")
    )


def _identified(group: Dataset) -> int | None:
    for item in items(group, "SegmentIdentificationSequence"):
        return integer(item, "ReferencedSegmentNumber")
    return None
