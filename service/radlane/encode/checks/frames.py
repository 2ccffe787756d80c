"""Frames of a SEG: their segments, their places, the frames that they were made from.

In: a SEG. Out: what each frame says of itself, or the group that holds for all.
Reference: PS3.3 sections C.7.6.16, C.8.12.6.1, C.8.20.3.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pydicom.datadict import tag_for_keyword
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.reading import items, numbers, text

# Of the patient, of the slide (PS3.3 section A.51.5.1).
_PLANE_POSITIONS = ("PlanePositionSequence", "PlanePositionSlideSequence")
_TILE = (
    "RowPositionInTotalImagePixelMatrix",
    "ColumnPositionInTotalImagePixelMatrix",
    *(f"{axis}OffsetInSlideCoordinateSystem" for axis in "XYZ"),
)

Source = tuple[str, int | None]
"""SOP Instance UID and Referenced Frame Number; None where a whole image is meant."""
Items = tuple[Dataset, ...]
_Element = DataElement | RawDataElement
_Value = TypeVar("_Value")


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of macros, and its elements by their tags: a data set takes long to find one, thousands of times."""

    dataset: Dataset
    elements: dict[int, _Element]

    @classmethod
    def of(cls, dataset: Dataset) -> Group:
        """Return a group of macros as rules read it."""
        return cls(dataset=dataset, elements={int(tag): element for tag, element in dataset.items()})


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Pixel Measures: pixel spacing, distance and thickness of slices in mm; empty where one is not stated."""

    spacing: tuple[float, ...]
    distance: tuple[float, ...]
    thickness: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a frame says of itself, in its own group or in the shared one.

    Attributes
    ----------
    segment : int or None
        Referenced Segment Number.
    position : tuple of float
        Image Position (Patient), three numbers; empty where the frame has none.
    orientation : tuple of float
        Image Orientation (Patient), six numbers; empty where the frame has none.
    measures : Measures
        Pixel Measures.
    tile : tuple of float
        Row and column in the total pixel matrix, X, Y and Z offset on the slide; empty where the frame is no tile.
    sources : tuple of (str, int or None)
        The frames that it was made from.
    """

    segment: int | None
    position: tuple[float, ...]
    orientation: tuple[float, ...]
    measures: Measures
    tile: tuple[float, ...]
    sources: tuple[Source, ...]

    @property
    def images(self) -> tuple[str, ...]:
        """SOP Instance UIDs of the images that it was made from."""
        return tuple(uid for uid, _ in self.sources)


def frames_of(segmentation: Dataset) -> list[Frame]:
    """Return the frames in their order."""
    common = shared_group(segmentation)
    segment = macro_reader("SegmentIdentificationSequence", _segment)
    position = macro_reader("PlanePositionSequence", _position)
    orientation = macro_reader("PlaneOrientationSequence", _orientation)
    measures = macro_reader("PixelMeasuresSequence", _measures)
    tile = macro_reader("PlanePositionSlideSequence", _tile)
    sources = macro_reader("DerivationImageSequence", _sources)
    return [
        Frame(
            segment=segment(group, common),
            position=position(group, common),
            orientation=orientation(group, common),
            measures=measures(group, common),
            tile=tile(group, common),
            sources=sources(group, common),
        )
        for group in map(Group.of, items(segmentation, "PerFrameFunctionalGroupsSequence"))
    ]


def shared_group(segmentation: Dataset) -> Group:
    """Return the group that holds for all frames; an empty one where there is none."""
    return Group.of(next(iter(items(segmentation, "SharedFunctionalGroupsSequence")), Dataset()))


def frame_segments(segmentation: Dataset) -> list[int | None]:
    """Return the segment of each frame; from the shared groups where there is one segment only."""
    return [frame.segment for frame in frames_of(segmentation)]


def is_placed(segmentation: Dataset) -> bool:
    """Whether the frames of a SEG have plane positions: of the patient, of the slide (PS3.3 section A.51.5.1)."""
    return any(keyword in group for group in functional_groups(segmentation) for keyword in _PLANE_POSITIONS)


def functional_groups(segmentation: Dataset) -> tuple[Dataset, ...]:
    """Return the items that hold macros: the shared one, and one for each frame."""
    common = items(segmentation, "SharedFunctionalGroupsSequence")
    return (*common, *items(segmentation, "PerFrameFunctionalGroupsSequence"))


def voxel_ml(frame: Frame) -> float | None:
    """Return the volume of a voxel of a frame in mL by its Pixel Measures; None where they do not say it."""
    sides = (*frame.measures.spacing, *frame.measures.distance)
    return math.prod(sides) / 1000.0 if len(sides) == 3 and min(sides) > 0 else None


def shared(segmentation: Dataset, keyword: str) -> Dataset:
    """Return the item that holds for all frames; an empty one where there is none."""
    groups = items(segmentation, "SharedFunctionalGroupsSequence")
    return next((item for group in groups for item in items(group, keyword)), Dataset())


def macro_reader(sequence: str, read: Callable[[Items], _Value]) -> Callable[[Group, Group], _Value]:
    """Return a reader of a macro: of a frame's group, or else of the shared one.

    An element that many frames share is read once.

    Parameters
    ----------
    sequence : str
        Keyword of the macro's sequence.
    read : callable
        Takes the items of the sequence.
    """
    tag = tag_for_keyword(sequence)
    assert tag is not None  # the keywords are of the dictionary
    known: dict[int, tuple[_Element | None, _Value]] = {}

    def value(group: Group, common: Group) -> _Value:
        holder = group if tag in group.elements else common
        element = holder.elements.get(tag)  # kept, so that no other one gets its id
        if id(element) not in known:
            known[id(element)] = element, read(items(holder.dataset, sequence))
        return known[id(element)][1]

    return value


def _segment(found: Items) -> int | None:
    return integer(_first(found), "ReferencedSegmentNumber")


def _position(found: Items) -> tuple[float, ...]:
    return numbers(_first(found), "ImagePositionPatient")


def _orientation(found: Items) -> tuple[float, ...]:
    return numbers(_first(found), "ImageOrientationPatient")


def _measures(found: Items) -> Measures:
    spacing, distance, thickness = (
        numbers(_first(found), keyword) for keyword in ("PixelSpacing", "SpacingBetweenSlices", "SliceThickness")
    )
    return Measures(spacing=spacing, distance=distance, thickness=thickness)


def _tile(found: Items) -> tuple[float, ...]:
    stated = [numbers(_first(found), keyword) for keyword in _TILE]
    return tuple(one[0] for one in stated) if all(len(one) == 1 for one in stated) else ()


def _sources(found: Items) -> tuple[Source, ...]:
    """Return what the items of Derivation Image name; a reference to several frames names each of them."""
    named: list[Source] = []
    for source in (source for derived in found for source in items(derived, "SourceImageSequence")):
        uid, frames = text(source, "ReferencedSOPInstanceUID"), numbers(source, "ReferencedFrameNumber")
        named += [(uid, int(number)) for number in frames] or [(uid, None)]
    return tuple(named)


def _first(found: Items) -> Dataset:
    return next(iter(found), Dataset())
