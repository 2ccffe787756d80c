"""Frames of a SEG on planes in the patient: they lie where those do that they were made from, as large, as turned.

In: the frames of a SEG, the images, and of these the analysed frames where they are known. Out: where they differ.
Reference: PS3.3 sections C.7.6.16.2.1 to C.7.6.16.2.4, A.51.5.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydicom.dataset import Dataset

from radlane.encode.checks.frames import Frame, Measures, Source
from radlane.encode.checks.problem import Problem, problem
from radlane.encode.planes import PatientPlane, read_plane
from radlane.encode.reading import text
from radlane.encode.source_frame import SourceFrame, frame_numbers
from radlane.encode.stacks import measures_of, same_spacing

_NEAR_MM = 1e-3  # positions are written with 16 characters
_NEAR = 1e-3  # slices of one stack may differ in the last digits of direction and spacing
_Planes = Mapping[Source, PatientPlane | None]


def check_planes(
    segmentation: Dataset,
    frames: Sequence[Frame],
    images: Sequence[Dataset],
    analysed: Sequence[SourceFrame] | None,
) -> Iterator[Problem]:
    """Frames have the place, the spacings and the direction of what they were made from.

    Which frames of a multi-frame image were analysed, and how far they are apart, the image alone does not say.
    """
    planes = {_source(frame): read_plane(frame) for frame in _named(frames, images)}
    if any(
        len(frame.measures.spacing) != 2 or min(*frame.measures.spacing, *frame.measures.distance) <= 0
        for frame in frames
    ):
        yield problem("pixel-measures", segmentation, "Pixel Measures lack a spacing, or one is none")
    elif any(not _has_spacing(frame, planes) for frame in frames):
        yield problem("pixel-measures", segmentation, "Pixel Spacing is not that of the analysed images")
    elif analysed is not None or all(map(_is_single, images)):
        yield from _check_stacks(segmentation, frames, planes if analysed is None else _of_these(images, analysed))
    if any(len(frame.orientation) != 6 or not _has_direction(frame, planes) for frame in frames):
        yield problem("plane-orientation", segmentation, "the planes are not turned as the analysed images are")
    if any(len(frame.position) != 3 or not _has_position(frame, planes) for frame in frames):
        yield problem("frame-position", segmentation, "a frame does not lie where the image that it is of does")


def _check_stacks(segmentation: Dataset, frames: Sequence[Frame], planes: _Planes) -> Iterator[Problem]:
    """Spacing Between Slices and Slice Thickness are those of the stack that a frame is of."""
    expected = _measures(planes)
    of_frames = [
        (frame.measures, expected[source]) for frame in frames for source in frame.sources if source in expected
    ]
    if any(
        not _near(stated.distance, stack.distance, _NEAR * max(stated.distance, default=1.0))
        for stated, stack in of_frames
    ):
        yield problem("pixel-measures", segmentation, "Spacing Between Slices is not that of the analysed images")
    elif any(not _near(stated.thickness, stack.thickness, _NEAR) for stated, stack in of_frames):
        yield problem("pixel-measures", segmentation, "Slice Thickness is not that of the analysed images")


def _measures(planes: _Planes) -> dict[Source, Measures]:
    """Return the measures that frames made from each plane should state."""
    known = [(source, plane) for source, plane in planes.items() if plane is not None]
    measures = measures_of([plane for _, plane in known])
    return {
        source: Measures(
            spacing=own.spacing_mm,
            distance=() if own.distance_mm is None else (own.distance_mm,),
            thickness=() if own.thickness_mm is None else (own.thickness_mm,),
        )
        for (source, _), own in zip(known, measures, strict=True)
    }


def _named(frames: Sequence[Frame], images: Sequence[Dataset]) -> Iterator[SourceFrame]:
    """Yield single-frame images, and those frames of others that the SEG names: an image may claim any number."""
    sources = {source for frame in frames for source in frame.sources}
    for image in images:
        numbers = frame_numbers(image)
        if not _is_single(image):
            uid, there = text(image, "SOPInstanceUID"), numbers
            numbers = [number for own, number in sources if own == uid and number is not None and number in there]
        yield from (SourceFrame(image=image, number=number) for number in numbers)


def _is_single(image: Dataset) -> bool:
    return next(iter(frame_numbers(image)), 0) is None


def _of_these(images: Sequence[Dataset], analysed: Sequence[SourceFrame]) -> _Planes:
    uids = {text(image, "SOPInstanceUID") for image in images}
    return {_source(frame): read_plane(frame) for frame in analysed if text(frame.image, "SOPInstanceUID") in uids}


def _source(frame: SourceFrame) -> Source:
    return text(frame.image, "SOPInstanceUID"), frame.number


def _has_spacing(frame: Frame, planes: _Planes) -> bool:
    return all(
        plane is not None and same_spacing(frame.measures.spacing, plane.spacing_mm) for plane in _own(frame, planes)
    )


def _has_direction(frame: Frame, planes: _Planes) -> bool:
    return all(
        plane is not None and _near(frame.orientation, plane.orientation, _NEAR) for plane in _own(frame, planes)
    )


def _has_position(frame: Frame, planes: _Planes) -> bool:
    return all(plane is not None and _near(frame.position, plane.position, _NEAR_MM) for plane in _own(frame, planes))


def _own(frame: Frame, planes: _Planes) -> list[PatientPlane | None]:
    """Return the planes of what a frame was made from, as far as it is here."""
    return [planes[source] for source in frame.sources if source in planes]


def _near(one: Sequence[float], other: Sequence[float], within: float) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= within for a, b in zip(one, other, strict=True))
