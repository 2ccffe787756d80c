"""Where the frames of a SEG lie: on the slices that they were made from, or nowhere (PS3.3 section A.51.5.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from pydicom.dataset import Dataset
from pydicom.uid import CTImageStorage, MRImageStorage, PositronEmissionTomographyImageStorage

from radlane.encode.checks.frames import Frame, frames_of, functional_groups, is_placed, shared
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.planes import normal, read_planes
from radlane.encode.reading import items, numbers, text

# Classes whose images have a plane in space (PS3.3 section C.7.6.2 is mandatory for them).
_SLICES = frozenset(map(str, (CTImageStorage, MRImageStorage, PositronEmissionTomographyImageStorage)))
_NEAR_MM = 1e-3  # positions are written with 16 characters
_NEAR = 1e-3  # slices of one stack may differ in the last digits of direction and spacing


def is_slice(image: Dataset) -> bool:
    """Whether an image is a slice, which lies somewhere in space, and no projection."""
    return text(image, "SOPClassUID") in _SLICES


def check_space(checked: ObjectSet) -> Iterator[Problem]:
    """A SEG of slices lies where they do, in their Frame of Reference; one of a projection has no place."""
    for segmentation in checked.of_modality("SEG"):
        images = images_in_series(segmentation, checked)
        if not is_placed(segmentation):
            yield from _check_unplaced(segmentation, images)
            continue
        for rule in (_check_frame_of_reference, _check_measures, _check_orientation, _check_frames):
            yield from rule(segmentation, images)


def images_in_series(segmentation: Dataset, checked: ObjectSet) -> tuple[Dataset, ...]:
    """Return the images that Referenced Series names and that are here."""
    named = [
        checked.find(text(instance, "ReferencedSOPInstanceUID"))
        for series in items(segmentation, "ReferencedSeriesSequence")
        for instance in items(series, "ReferencedInstanceSequence")
    ]
    return tuple(image for image in named if image is not None)


def _check_unplaced(segmentation: Dataset, images: Sequence[Dataset]) -> Iterator[Problem]:
    macros = {keyword for group in functional_groups(segmentation) for keyword in group.dir()}
    if any(map(is_slice, images)):
        yield problem("frame-position", segmentation, "frames of slices have no position")
    if "FrameOfReferenceUID" in segmentation:
        yield problem("frame-of-reference", segmentation, "a Frame of Reference without plane positions")
    if "PixelMeasuresSequence" in macros:
        yield problem("pixel-measures", segmentation, "Pixel Measures without plane positions")


def _check_frame_of_reference(segmentation: Dataset, images: Sequence[Dataset]) -> Iterator[Problem]:
    stated = text(segmentation, "FrameOfReferenceUID")
    if not stated or {text(image, "FrameOfReferenceUID") for image in images} - {stated}:
        yield problem("frame-of-reference", segmentation, "the Frame of Reference is not that of the analysed images")


def _check_measures(segmentation: Dataset, images: Sequence[Dataset]) -> Iterator[Problem]:
    measures = shared(segmentation, "PixelMeasuresSequence")
    spacing = numbers(measures, "PixelSpacing")
    distance = numbers(measures, "SpacingBetweenSlices")
    if len(spacing) != 2 or len(distance) != 1 or min(*spacing, *distance) <= 0:
        yield problem("pixel-measures", segmentation, "Pixel Measures lack a spacing")
        return
    if any(not _near(spacing, numbers(image, "PixelSpacing"), _NEAR * min(spacing)) for image in images):
        yield problem("pixel-measures", segmentation, "Pixel Spacing is not that of the analysed images")
    planes = read_planes(_in_order(images)) if images else None
    if images and (planes is None or not _near(distance, (planes.distance_mm,), _NEAR * distance[0])):
        yield problem("pixel-measures", segmentation, "Spacing Between Slices is not that of the analysed images")
    elif planes is not None and not _near(numbers(measures, "SliceThickness"), (planes.thickness_mm,), _NEAR):
        yield problem("pixel-measures", segmentation, "Slice Thickness is not that of the analysed images")


def _check_orientation(segmentation: Dataset, images: Sequence[Dataset]) -> Iterator[Problem]:
    stated = numbers(shared(segmentation, "PlaneOrientationSequence"), "ImageOrientationPatient")
    if len(stated) != 6 or any(not _near(stated, numbers(i, "ImageOrientationPatient"), _NEAR) for i in images):
        yield problem("plane-orientation", segmentation, "the planes are not turned as the analysed images are")


def _check_frames(segmentation: Dataset, images: Sequence[Dataset]) -> Iterator[Problem]:
    """Each frame is of one image and lies where that does; a segment has one frame at a place."""
    frames = frames_of(segmentation)
    positions = {text(image, "SOPInstanceUID"): numbers(image, "ImagePositionPatient") for image in images}
    if any(len(frame.images) != 1 for frame in frames):
        yield problem("frame-source", segmentation, "a frame does not name the one image that it is of")
    if any(_is_elsewhere(frame, positions) for frame in frames):
        yield problem("frame-position", segmentation, "a frame does not lie where the image that it is of does")
    by_image = Counter((frame.segment, frame.images) for frame in frames)
    by_place = Counter((frame.segment, frame.position) for frame in frames)
    if max((*by_image.values(), *by_place.values()), default=0) > 1:
        yield problem("frame-duplicate", segmentation, "a segment has two frames at one place")


def _is_elsewhere(frame: Frame, positions: dict[str, tuple[float, ...]]) -> bool:
    own = [positions[uid] for uid in frame.images if uid in positions]
    return len(frame.position) != 3 or any(not _near(frame.position, position, _NEAR_MM) for position in own)


def _in_order(images: Sequence[Dataset]) -> list[Dataset]:
    """Return images in the order of their positions along the first one's normal; as they are where one has none."""
    orientation = numbers(images[0], "ImageOrientationPatient")
    positions = [numbers(image, "ImagePositionPatient") for image in images]
    if len(orientation) != 6 or any(len(position) != 3 for position in positions):
        return list(images)
    along = np.array(positions) @ normal(orientation)
    return [images[index] for index in np.argsort(along, kind="stable")]


def _near(one: Sequence[float], other: Sequence[float], within: float) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= within for a, b in zip(one, other, strict=True))
