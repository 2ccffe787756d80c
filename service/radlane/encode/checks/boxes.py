"""Boxes of the SR: closed, on an analysed image and inside it, or in the Frame of Reference of the images.

Reference: PS3.16 CID 219 ("Bounded by"); PS3.3 sections C.18.6 (SCOORD), C.18.9 (SCOORD3D).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.domain.finding import BoxRegion, Conclusion, Finding, VolumeBoxRegion
from radlane.domain.form import COMPREHENSIVE_3D_SR
from radlane.encode.checks import content
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.runs import Run
from radlane.encode.codes import COMMENT, QUALITATIVE_EVALUATIONS
from radlane.encode.forms import corner_words
from radlane.encode.reading import items, numbers, text
from radlane.encode.source_frame import SourceFrame, reference_frames

_FACES = 2
_EVALUATIONS, _COMMENT = ((code.scheme, code.value) for code in (QUALITATIVE_EVALUATIONS, COMMENT))
Place = tuple[str, tuple[float, ...], tuple[float, ...]]
"""Where a box is: instance or Frame of Reference, frame number if there is one, coordinates as floats of 32 bits."""
_NEAR_MM = 1e-3  # coordinates are floats of 32 bits


def check_boxes(run: Run) -> Iterator[Problem]:
    """A box has edges along the rows and columns of its image, or two parallel faces in space."""
    for group in content.groups(run.report):
        if content.is_boxed(group):
            drawn = content.coordinates(group)
            in_space = [item for item in drawn if text(item, "ValueType") == "SCOORD3D"]
            yield from _check_in_space(run, in_space) if in_space else _check_in_image(run, drawn)


def check_concluded_boxes(checked: ObjectSet, conclusion: Conclusion) -> Iterator[Problem]:
    """Each box that was concluded is there once, where it was, for its finding and with its numbers; no other is."""
    for report in checked.of_modality("SR"):
        drawn = [finding for finding in conclusion.findings if _is_drawable(report, finding)]
        concluded = Counter(
            ((finding.concept.scheme, finding.concept.value), _numbers_of(finding), place)
            for finding in drawn
            for place in _places_of(finding, checked.analysed)
        )
        boxed = [group for group in content.groups(report) if content.is_boxed(group)]
        stated = Counter(
            (concept, _numbers(group), _place(item))
            for group in boxed
            for concept in content.findings(group)
            for item in content.coordinates(group)
        )
        told = all(_is_drawable(report, one) or _is_told(report, one) for one in conclusion.findings)
        if stated != concluded or not told:
            yield problem("box-set", report, "the boxes and their numbers are not those that were concluded")


def _is_drawable(report: Dataset, finding: Finding) -> bool:
    """Whether the SOP Class of a report has coordinates of the kind of a finding's region."""
    return not isinstance(finding.region, VolumeBoxRegion) or text(report, "SOPClassUID") == COMPREHENSIVE_3D_SR


def _is_told(report: Dataset, finding: Finding) -> bool:
    """Whether a report says the corners of a box in words."""
    comments = [item for holder in content.named(report, _EVALUATIONS) for item in content.named(holder, _COMMENT)]
    return isinstance(finding.region, VolumeBoxRegion) and any(
        text(item, "TextValue").endswith(corner_words(finding.region)) for item in comments
    )


def _numbers_of(finding: Finding) -> tuple[float, ...]:
    likely = [] if finding.probability is None else [finding.probability.value]
    return tuple(sorted([*(float(measurement.value) for measurement in finding.measurements), *likely]))


def _numbers(group: Dataset) -> tuple[float, ...]:
    """Return the numbers that a group states, in the order of their size; the exact ones where there are some."""
    stated = [number.value if number.exact is None else number.exact for number in content.stated_numbers(group)]
    return tuple(sorted(value for value in stated if value is not None))


def _places_of(finding: Finding, frames: Sequence[SourceFrame]) -> list[Place]:
    region = finding.region
    if isinstance(region, BoxRegion):
        (reference,) = reference_frames([frames[region.frame]])
        (left, top), (right, bottom) = (region.left, region.top), (region.right, region.bottom)
        line = (left, top, right, top, right, bottom, left, bottom, left, top)
        return [(reference.sop_instance_uid, reference.frames or (), _single(line))]
    if isinstance(region, VolumeBoxRegion):
        place = text(frames[0].image, "FrameOfReferenceUID")
        faces = region.corners.reshape(2, 4, 3)
        return [(place, (), _single(np.concatenate([face, face[:1]]).ravel().tolist())) for face in faces]
    return []


def _place(item: Dataset) -> Place:
    """Return where a drawn line is: in a Frame of Reference, or on the image that it is selected from."""
    line = _single(numbers(item, "GraphicData"))
    if text(item, "ValueType") == "SCOORD3D":
        return text(item, "ReferencedFrameOfReferenceUID"), (), line
    for reference in (one for child in items(item, "ContentSequence") for one in items(child, "ReferencedSOPSequence")):
        return text(reference, "ReferencedSOPInstanceUID"), numbers(reference, "ReferencedFrameNumber"), line
    return "", (), line


def _single(line: Sequence[float]) -> tuple[float, ...]:
    """Return numbers as Graphic Data (FL) holds them."""
    return tuple(np.array(line, dtype=np.float32).tolist())


def _check_in_image(run: Run, drawn: list[Dataset]) -> Iterator[Problem]:
    outlines = [_points(item, "POLYLINE", 2) for item in drawn]
    if len(drawn) != 1 or not all(outline is not None and _is_rectangle(outline) for outline in outlines):
        yield problem("box-invalid", run.report, "a box in an image is no one closed rectangle along rows and columns")
        return
    (outline,), image = outlines, _image(run, drawn[0])
    if run.images and image is None:
        yield problem("box-image", run.report, "a box is on no analysed image, or on a frame that it has not")
    elif image is not None and outline is not None and _leaves(outline, image):
        yield problem("box-outside", run.report, "a box leaves its image")


def _check_in_space(run: Run, drawn: list[Dataset]) -> Iterator[Problem]:
    faces = [_points(item, "POLYGON", 3) for item in drawn]
    if len(drawn) != _FACES or not _are_opposite(faces):
        yield problem("box-invalid", run.report, "a box in space has not two opposite faces")
    places = {text(image, "FrameOfReferenceUID") for image in run.images}
    if run.images and {text(item, "ReferencedFrameOfReferenceUID") for item in drawn} != places:
        yield problem("box-frame-of-reference", run.report, "a box is in another Frame of Reference than the images")


def _points(item: Dataset, kind: str, size: int) -> NDArray[np.float64] | None:
    """Return the points of a closed quadrangle, float64 [5, size], None where it is none."""
    data = numbers(item, "GraphicData")
    if text(item, "GraphicType") != kind or len(data) != 5 * size or data[:size] != data[-size:]:
        return None
    return np.array(data, dtype=np.float64).reshape(5, size)


def _is_rectangle(outline: NDArray[np.float64]) -> bool:
    """Whether each side runs along x or y, by turns, and none is a point."""
    sides = np.diff(outline, axis=0) != 0
    return bool((sides.sum(axis=1) == 1).all() and (sides[0] != sides[1]).all() and (sides[:2] == sides[2:]).all())


def _are_opposite(faces: list[NDArray[np.float64] | None]) -> bool:
    """Whether two faces are one parallelogram, moved."""
    if any(face is None for face in faces):
        return False
    one, other = (np.asarray(face) for face in faces)
    moved = other - one
    same = bool((np.abs(moved - moved[0]).max(axis=1) <= _NEAR_MM).all())
    return same and bool((np.abs(one[0] + one[2] - one[1] - one[3]) <= _NEAR_MM).all()) and bool(moved[0].any())


def _image(run: Run, item: Dataset) -> Dataset | None:
    """Return the analysed image that a box is drawn on, None where it is on none or on a frame that is not there."""
    for reference in (one for child in items(item, "ContentSequence") for one in items(child, "ReferencedSOPSequence")):
        uid, frames = text(reference, "ReferencedSOPInstanceUID"), numbers(reference, "ReferencedFrameNumber")
        for image in run.images:
            if text(image, "SOPInstanceUID") == uid and _has_frame(image, frames):
                return image
    return None


def _has_frame(image: Dataset, frames: tuple[float, ...]) -> bool:
    """Whether a reference names one frame of an image; it names none where there is but one (PS3.3 table 10-3)."""
    there = integer(image, "NumberOfFrames") or 1
    return len(frames) == 1 and 1 <= frames[0] <= there if there > 1 else not frames


def _leaves(outline: NDArray[np.float64], image: Dataset) -> bool:
    limits = integer(image, "Columns") or 0, integer(image, "Rows") or 0
    return bool((outline < 0).any() or (outline > limits).any())
