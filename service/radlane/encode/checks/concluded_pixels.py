"""The pixels of a SEG against what was concluded: each frame, and that there is one wherever a segment is.

In: the objects, the analysed frames in the order of the labels, the conclusion. Out: where they differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Region
from radlane.encode.checks.conclusion import count_pixels, regions_of
from radlane.encode.checks.frame_pixels import is_readable, shows
from radlane.encode.checks.frames import Frame, Source, frames_of
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.places import read_places
from radlane.encode.planes import PatientPlane
from radlane.encode.reading import text
from radlane.encode.segment_frames import label_map
from radlane.encode.source_frame import SourceFrame

_NEAR_MM = 1e-3  # positions are written with 16 characters


def check_pixels(checked: ObjectSet, conclusion: Conclusion) -> Iterator[Problem]:
    """Each frame is what was concluded of its source, and each source that a segment reaches has a frame of it.

    One frame at a time is unpacked.
    """
    places = _places(checked.analysed, in_space=conclusion.labels is not None)
    for segmentation in filter(is_readable, checked.of_modality("SEG")):
        yield from _check_pixels_of(segmentation, places, _Concluded(conclusion, segmentation))


def _check_pixels_of(segmentation: Dataset, places: _Places, concluded: _Concluded) -> Iterator[Problem]:
    seen, reached, differs, stray = set(), 0, False, False
    for index, frame in enumerate(frames_of(segmentation)):
        place = places.find(frame)
        expected = None if place is None else concluded.of(place, frame.segment)
        if expected is None or (place, frame.segment) in seen:
            stray = True
            continue
        seen.add((place, frame.segment))
        values, pixels = expected
        reached, stray = reached + pixels, stray or not pixels
        differs = differs or not shows(segmentation, index, values)
    if differs:
        yield problem("pixels-mismatch", segmentation, "the pixels of a frame are not what was concluded of its image")
    if stray or reached != concluded.pixels:
        yield problem("frame-set", segmentation, "there is not one frame for each image that a segment reaches")


@dataclass(frozen=True, kw_only=True)
class _Places:
    """Where the analysed frames are: their index, and float64 [n, 3] in mm, LPS, where they lie on planes."""

    index: dict[Source, int]
    positions: NDArray[np.float64] | None

    def find(self, frame: Frame) -> int | None:
        """Return the index of the source that a frame is of and, in space, lies on."""
        found = self.index.get(frame.sources[0]) if len(frame.sources) == 1 else None
        if found is None or self.positions is None:
            return found
        position = np.array(frame.position if len(frame.position) == 3 else np.nan)
        apart = np.abs(self.positions[found] - position).max()
        return found if apart <= _NEAR_MM else None


def _places(frames: Sequence[SourceFrame], *, in_space: bool) -> _Places:
    index = {(text(frame.image, "SOPInstanceUID"), frame.number): place for place, frame in enumerate(frames)}
    places = (read_places(frames) if in_space else None) or ()
    positions = [place.position for place in places if isinstance(place, PatientPlane)]
    return _Places(index=index, positions=np.array(positions) if positions else None)


class _Concluded:
    """What was concluded, as a SEG of its Segmentation Type shows it."""

    def __init__(self, conclusion: Conclusion, segmentation: Dataset) -> None:
        self.pixels = count_pixels(conclusion)
        self._kind = text(segmentation, "SegmentationType")
        self._regions = regions_of(conclusion)
        masks = [region for region in self._regions.values() if isinstance(region, Region)]
        self._labels = conclusion.labels
        if self._kind == "LABELMAP" and self._labels is None:
            self._labels = label_map(masks)[np.newaxis]

    def of(self, place: int, number: int | None) -> tuple[NDArray[np.bool_] | NDArray[np.uint8], int] | None:
        """Return what a frame of a source shows of a segment, and how many pixels are its; None where there is none.

        A frame of a label map is of all segments.
        """
        labels, region = self._labels, self._regions.get(number)
        if labels is not None and place >= len(labels):
            return None
        if labels is not None and self._kind == "LABELMAP":
            return (labels[place], int(np.count_nonzero(labels[place]))) if number is None else None
        if region is None:
            return None
        if isinstance(region, Region):
            values = region.fractions if self._kind == "FRACTIONAL" else region.mask
            return None if values is None else (values, int(np.count_nonzero(region.mask)))
        assert labels is not None  # a volume's conclusion has some
        mask = labels[place] == np.uint8(region.segment)
        return mask, int(np.count_nonzero(mask))
