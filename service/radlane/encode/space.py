"""Space: where a SEG as a whole lies, and what is the same for all of its frames.

In: the analysed frames and their places. Out: attributes of the SEG, Shared Functional Groups, and of each analysed
frame the macros that frames made from it have of their own.
Reference: PS3.3 sections A.51.3 and A.51.5.1 (a Frame of Reference only where frames have places), C.7.4.1,
C.7.6.16.2.1 to C.7.6.16.2.4, C.8.12.14 (total pixel matrix).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.valuerep import DSfloat

from radlane.encode.frame_groups import plane_macros, tile_macro
from radlane.encode.patient_study import copy_attributes
from radlane.encode.places import Places
from radlane.encode.planes import PatientPlane
from radlane.encode.reading import numbers, text
from radlane.encode.source_frame import SourceFrame, images_of
from radlane.encode.stacks import Measures, measures_of, stacks_of
from radlane.encode.subject_attributes import SLIDE
from radlane.encode.text import long_string
from radlane.encode.tiles import SlideTile


@dataclass(frozen=True, kw_only=True)
class Space:
    """Where the frames of a SEG lie.

    Attributes
    ----------
    shared : Dataset
        Macros that hold for all frames.
    own : tuple of bytes
        Of each analysed frame, its own macros, encoded.
    """

    shared: Dataset
    own: tuple[bytes, ...]


def describe_space(frames: Sequence[SourceFrame], places: Places) -> Space:
    """Return the macros of all and of each frame; none where frames have no places."""
    if places is None:
        return Space(shared=Dataset(), own=(b"",) * len(frames))
    if isinstance(places[0], SlideTile):
        return Space(shared=_slide_measures(frames[0]), own=tuple(map(tile_macro, places)))
    return _of_planes(places)


def put_space(draft: Dataset, frames: Sequence[SourceFrame], places: Places) -> None:
    """Put the Frame of Reference, and what a slide is; without places nothing."""
    if places is None:
        return
    source = frames[0].image
    indicators = {text(image, "PositionReferenceIndicator") for image in images_of(frames)}
    draft.FrameOfReferenceUID = text(source, "FrameOfReferenceUID")
    draft.PositionReferenceIndicator = long_string(indicators.pop()) if len(indicators) == 1 else None  # Type 2
    if isinstance(places[0], SlideTile):
        copy_attributes(source, draft, SLIDE)
        draft.TotalPixelMatrixFocalPlanes = len({tile.offset[2] for tile in places})
        draft.DimensionOrganizationType = "TILED_SPARSE"
        draft.PatientOrientation = None  # Type 2C also here (PS3.3 section C.7.6.1, note on other orientations)


def _of_planes(planes: tuple[PatientPlane, ...]) -> Space:
    """Return the macros of planes: those of one stack share orientation and spacing, others have their own."""
    measures = measures_of(planes)
    if max(stacks_of(planes)) == 1 and len(set(measures)) == 1:
        shared = Dataset()
        shared.PlaneOrientationSequence = Items([_orientation(planes[0])])
        shared.PixelMeasuresSequence = Items([_measures(measures[0])])
        return Space(shared=shared, own=tuple(plane_macros(plane, None) for plane in planes))
    return Space(shared=Dataset(), own=tuple(map(plane_macros, planes, measures)))


def _orientation(plane: PatientPlane) -> Dataset:
    item = Dataset()
    item.ImageOrientationPatient = [_decimal(number) for number in plane.orientation]
    return item


def _measures(measures: Measures) -> Dataset:
    item = Dataset()
    item.PixelSpacing = [_decimal(number) for number in measures.spacing_mm]
    if measures.distance_mm is not None:
        item.SpacingBetweenSlices = _decimal(measures.distance_mm)
    assert measures.thickness_mm is not None  # a plane without one has no place
    item.SliceThickness = _decimal(measures.thickness_mm)
    return item


def _slide_measures(frame: SourceFrame) -> Dataset:
    """Return Pixel Measures of a slide, which all of its tiles share (PS3.3 section A.32.8.4)."""
    shared, item, stated = Dataset(), Dataset(), frame.macro("PixelMeasuresSequence")
    item.PixelSpacing = [_decimal(number) for number in numbers(stated, "PixelSpacing")]
    for keyword in ("SliceThickness", "SpacingBetweenSlices"):
        for number in numbers(stated, keyword)[:1]:
            setattr(item, keyword, _decimal(number))
    shared.PixelMeasuresSequence = Items([item])
    return shared


def _decimal(number: float) -> DSfloat:
    """Return a DS: 16 characters at most."""
    return DSfloat(number, auto_format=True)
