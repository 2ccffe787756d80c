"""Frames of a SEG on tiles of a slide: where those lie that they were made from, in the same total pixel matrix.

In: the frames of a SEG and the images. Out: where they differ.
Reference: PS3.3 sections C.8.12.6.1 (Plane Position (Slide)), C.8.12.14 (total pixel matrix), C.7.6.17.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydicom.dataset import Dataset

from radlane.encode.checks.frames import Frame, Source
from radlane.encode.checks.problem import Problem, problem
from radlane.encode.checks.subject import slide_of, stated
from radlane.encode.reading import items, numbers, text
from radlane.encode.source_frame import SourceFrame
from radlane.encode.subject_attributes import SLIDE
from radlane.encode.tiles import read_tile

_MATRIX = ("ImageOrientationSlide", "TotalPixelMatrixRows", "TotalPixelMatrixColumns")
_OTHERS = tuple(keyword for keyword in SLIDE if keyword not in {*_MATRIX, "TotalPixelMatrixOriginSequence"})
_OFFSETS = tuple(f"{axis}OffsetInSlideCoordinateSystem" for axis in "XYZ")
_NEAR = 1e-6  # mm or um: offsets are written with 16 characters, and pixels may be 1e-4 mm wide


def check_tiles(segmentation: Dataset, frames: Sequence[Frame], images: Sequence[Dataset]) -> Iterator[Problem]:
    """Frames lie on the tiles that they were made from, and the SEG is as large and lies as the slide does."""
    by_uid = {text(image, "SOPInstanceUID"): image for image in images}
    if any(_matrix(segmentation) != _matrix(image) or not _same_origin(segmentation, image) for image in images):
        yield problem("slide-matrix", segmentation, "the total pixel matrix is not that of the analysed images")
    for keyword in _OTHERS:
        if images and all(slide_of(image)[keyword] != stated(segmentation, keyword) for image in images):
            yield problem("slide-differs", segmentation, "it is not what an analysed image says", attribute=keyword)
    if text(segmentation, "DimensionOrganizationType") != "TILED_SPARSE":
        yield problem("slide-matrix", segmentation, "frames that state their tiles are not said to be TILED_SPARSE")
    spacings = {
        numbers(SourceFrame(image=image, number=1).macro("PixelMeasuresSequence"), "PixelSpacing") for image in images
    }
    if any(len(frame.measures.spacing) != 2 for frame in frames) or any(
        not _near(frame.measures.spacing, spacing) for frame in frames for spacing in spacings
    ):
        yield problem("pixel-measures", segmentation, "Pixel Spacing is not that of the analysed images")
    if any(not _has_tile(frame, source, by_uid) for frame in frames for source in frame.sources):
        yield problem("frame-position", segmentation, "a frame does not lie where the tile that it is of does")


def _has_tile(frame: Frame, source: Source, by_uid: dict[str, Dataset]) -> bool:
    uid, number = source
    if uid not in by_uid:
        return bool(frame.tile)
    tile = read_tile(SourceFrame(image=by_uid[uid], number=number))
    return tile is not None and _near(frame.tile, (tile.row, tile.column, *tile.offset))


def _matrix(dataset: Dataset) -> tuple[tuple[float, ...], ...]:
    return tuple(numbers(dataset, keyword) for keyword in _MATRIX)


def _same_origin(segmentation: Dataset, image: Dataset) -> bool:
    stated, expected = (
        [numbers(item, keyword) for item in items(dataset, "TotalPixelMatrixOriginSequence") for keyword in _OFFSETS]
        for dataset in (segmentation, image)
    )
    return stated == expected


def _near(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))
