"""Reconstructed slices of nuclear medicine (SPECT), told as enhanced images tell theirs.

In: the header of an NM image, hostile. Out: the same with functional groups: where each frame lies, and of which gate
it is. An NM image says the place of its first slice and the distance of the next ones; vectors say for each frame the
number of its slice, its time slot and so on.
Reference: PS3.3 sections C.8.4.8 (NM Multi-frame), C.8.4.11 (NM Detector), C.8.4.15 (NM Reconstruction).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.attribute import items, numbers
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.pixels import count_frames
from radlane.imaging.reading import text

NUCLEAR_CLASS = "1.2.840.10008.5.1.4.1.1.20"
"""Nuclear Medicine Image Storage."""

_RECONSTRUCTED = (["RECON TOMO"], ["RECON GATED TOMO"])  # value 3 of Image Type
_MOST_FRAMES = 16384  # each becomes a data set
# What tells frames of one slice apart besides their gate, in the order in which stacks are named.
_OTHERS = (
    *("EnergyWindowVector", "DetectorVector", "PhaseVector", "RRIntervalVector"),
    *("AngularViewVector", "TimeSliceVector"),
)


def add_groups(header: Dataset) -> None:
    """Put functional groups into the header of reconstructed NM slices; any other stays as it is.

    Slice s lies at the position of the first one, which has to be that of the first frame, and, along the normal of
    rows and columns, s - 1 times Spacing Between Slices, whose sign says whether slices follow along the normal or
    against it. A gate (Time Slot Vector) is a temporal position; energy windows, intervals between beats and so on are
    stacks of their own.

    Parameters
    ----------
    header : Dataset
        Of an image of any SOP Class, with or without Pixel Data; it has Shared and Per-Frame Functional Groups Sequence
        then. A frame whose place it does not say has none there, and `slices.read_plane` refuses it.

    Raises
    ------
    InputRefused
        `pixel-description-invalid` where a vector has not one number for each frame, none names the slices, or the
        first frame is not the first slice; `image-too-large` beyond 16384 frames.
    """
    if text(header, "SOPClassUID") != NUCLEAR_CLASS or text(header, "ImageType").split("\\")[2:3] not in _RECONSTRUCTED:
        return
    uid = text(header, "SOPInstanceUID")
    count = count_frames(header, uid)
    if count > _MOST_FRAMES:
        raise InputRefused(ReasonCode.IMAGE_TOO_LARGE, f"There are more than {_MOST_FRAMES} frames", uid=uid)
    slices, slots = (_vector(header, name, count, uid) for name in ("SliceVector", "TimeSlotVector"))
    if slices is None:
        raise _invalid("No Slice Vector says which slice each frame is", uid)
    if slices[0] != 1:  # the position is that of the first slice, or of the first frame: nobody knows
        raise _invalid("The first frame is not the first slice: it is not known which of them the position is of", uid)
    others = [found for name in _OTHERS if (found := _vector(header, name, count, uid)) is not None]
    places = _places(header, slices)
    header.SharedFunctionalGroupsSequence = [_shared(header)]
    header.PerFrameFunctionalGroupsSequence = [
        _own(
            None if places is None else places[frame],
            "-".join(str(found[frame]) for found in others),
            None if slots is None else slots[frame],
        )
        for frame in range(count)
    ]


def _vector(header: Dataset, keyword: str, count: int, uid: str) -> tuple[int, ...] | None:
    """A number for each frame, from 1; None where the image does not number frames so."""
    found = numbers(header, keyword)
    if found == ():
        return None
    if found is None or len(found) != count or not all(number.is_integer() and number > 0 for number in found):
        raise _invalid(f"{keyword} has not one number for each frame", uid)
    return tuple(int(number) for number in found)


def _places(header: Dataset, slices: tuple[int, ...]) -> NDArray[np.float64] | None:
    """Image Position (Patient) of each frame, mm, float64 [frame, 3]; None where the image does not say it."""
    detector = _detector(header)
    position, directions = (numbers(detector, f"Image{name}Patient") or () for name in ("Position", "Orientation"))
    spacing = numbers(header, "SpacingBetweenSlices") or ()
    if (len(position), len(directions), len(spacing)) != (3, 6, 1):
        return None
    normal = np.cross(directions[:3], directions[3:])
    steps = (np.array(slices) - 1.0) * spacing[0]
    places: NDArray[np.float64] = np.array(position) + steps[:, np.newaxis] * normal
    return places if bool(np.isfinite(places).all()) else None


def _detector(header: Dataset) -> Dataset:
    """What says where the slices lie: of several detectors nobody knows which one does."""
    found = items(header, "DetectorInformationSequence") or ()
    return found[0] if len(found) == 1 else Dataset()


def _shared(header: Dataset) -> Dataset:
    """What all frames have in common."""
    group, measures, turned = Dataset(), Dataset(), Dataset()
    for dataset, source, keyword in (
        (measures, header, "PixelSpacing"),
        (measures, header, "SliceThickness"),
        (turned, _detector(header), "ImageOrientationPatient"),
    ):
        if found := numbers(source, keyword):
            setattr(dataset, keyword, list(found) if len(found) > 1 else found[0])
    group.PixelMeasuresSequence, group.PlaneOrientationSequence = [measures], [turned]
    return group


def _own(place: NDArray[np.float64] | None, stack: str, slot: int | None) -> Dataset:
    """What one frame says: its place, and which of several frames at that place it is."""
    group, position, content = Dataset(), Dataset(), Dataset()
    if place is not None:
        position.ImagePositionPatient = place.tolist()
    content.StackID = stack or "1"
    if slot is not None:
        content.TemporalPositionIndex = slot
    group.PlanePositionSequence, group.FrameContentSequence = [position], [content]
    return group


def _invalid(why: str, uid: str) -> InputRefused:
    return InputRefused(ReasonCode.PIXEL_DESCRIPTION_INVALID, why, uid=uid)
