"""Where the frames of a SEG or a Parametric Map lie: where those lie that they were made from, or nowhere.

Reference: PS3.3 section A.51.5.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pydicom.dataset import Dataset

from radlane.domain.refs import is_uid
from radlane.encode.checks.frames import Frame, Source, frames_of, functional_groups, is_placed
from radlane.encode.checks.plane_places import check_planes
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.tile_places import check_tiles
from radlane.encode.places import read_places
from radlane.encode.planes import read_plane
from radlane.encode.reading import items, text
from radlane.encode.source_frame import SourceFrame, frame_numbers
from radlane.encode.tiles import read_tile


def is_slice(image: Dataset) -> bool:
    """Whether the frames of an image say where they lie in space, as slices and tiles do and projections do not."""
    first = SourceFrame(image=image, number=next(iter(frame_numbers(image)), None))
    lies = read_plane(first) is not None or read_tile(first) is not None
    return lies and is_uid(text(image, "FrameOfReferenceUID"))


def check_space(checked: ObjectSet) -> Iterator[Problem]:
    """What is made of slices lies where they do, in their Frame of Reference; what of a projection has no place."""
    for segmentation in checked.multi_frame:
        images, frames = images_in_series(segmentation, checked), frames_of(segmentation)
        if not is_placed(segmentation):
            yield from _check_unplaced(segmentation, list(_named(frames, images)))
        else:
            yield from _check_frame_of_reference(segmentation, images)
        if any(len(frame.sources) != 1 for frame in frames):
            yield problem("frame-source", segmentation, "a frame does not name the one frame of an image that it is of")
        if is_placed(segmentation) and any(frame.tile for frame in frames):
            yield from check_tiles(segmentation, frames, images)
        elif is_placed(segmentation):
            yield from check_planes(segmentation, frames, images, checked.frames)
        if max(Counter((frame.segment, frame.sources) for frame in frames).values(), default=0) > 1:
            yield problem("frame-duplicate", segmentation, "a segment has two frames of one frame of an image")
        known = {text(image, "SOPInstanceUID"): frame_numbers(image) for image in images}
        if not all(_is_named(source, known) for frame in frames for source in frame.sources):
            yield problem("frame-unknown", segmentation, "a frame is of a frame that its image has not")


def images_in_series(segmentation: Dataset, checked: ObjectSet) -> tuple[Dataset, ...]:
    """Return the images that Referenced Series names and that are here; of several series those that frames are of.

    A model may read several series, on one of which its segments lie; frames name the images of this one.
    """
    named = [
        checked.find(text(instance, "ReferencedSOPInstanceUID"))
        for series in items(segmentation, "ReferencedSeriesSequence")
        for instance in items(series, "ReferencedInstanceSequence")
    ]
    images = tuple(image for image in named if image is not None)
    if len({text(image, "SeriesInstanceUID") for image in images}) < 2:
        return images
    shown = {uid for frame in frames_of(segmentation) for uid in frame.images}
    of_frames = {text(image, "SeriesInstanceUID") for image in images if text(image, "SOPInstanceUID") in shown}
    return tuple(image for image in images if text(image, "SeriesInstanceUID") in of_frames) or images


def _named(frames: Sequence[Frame], images: Sequence[Dataset]) -> Iterator[SourceFrame]:
    """Yield those of the images' frames that the frames name."""
    by_uid = {text(image, "SOPInstanceUID"): image for image in images}
    for uid, number in dict.fromkeys(source for frame in frames for source in frame.sources):
        if uid in by_uid and number in frame_numbers(by_uid[uid]):
            yield SourceFrame(image=by_uid[uid], number=number)


def _check_unplaced(segmentation: Dataset, analysed: Sequence[SourceFrame]) -> Iterator[Problem]:
    macros = {keyword for group in functional_groups(segmentation) for keyword in group.dir()}
    if analysed and read_places(analysed) is not None:
        yield problem("frame-position", segmentation, "frames of slices have no position")
    if "FrameOfReferenceUID" in segmentation:
        yield problem("frame-of-reference", segmentation, "a Frame of Reference without plane positions")
    if "PixelMeasuresSequence" in macros:
        yield problem("pixel-measures", segmentation, "Pixel Measures without plane positions")


def _check_frame_of_reference(segmentation: Dataset, images: Sequence[Dataset]) -> Iterator[Problem]:
    stated = text(segmentation, "FrameOfReferenceUID")
    if not stated or {text(image, "FrameOfReferenceUID") for image in images} - {stated}:
        yield problem("frame-of-reference", segmentation, "the Frame of Reference is not that of the analysed images")


def _is_named(source: Source, known: Mapping[str, Sequence[int | None]]) -> bool:
    """Whether a frame is named as its image, if that is here, has it; one of one frame may be named as a whole."""
    uid, number = source
    numbers = known.get(uid, (number,))
    return len(numbers) == 1 if number is None else number in numbers
