"""Sources of every shape, and a run on each: what the SEG writer is tried on.

In: a shape. Out: its images and analysed frames, labels on them, the run and its conclusion; and what highdicom reads
of a SEG, frame by frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import highdicom
import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Finding, Presence, VolumeRegion
from radlane.domain.output import SegmentationType
from radlane.encode.context import EncodeContext
from radlane.encode.source_frame import SourceFrame, every_frame
from support import volume_encoding
from support.frame_sources import (
    CORONAL,
    cine,
    enhanced_ct,
    enhanced_mr,
    enhanced_pet,
    photograph,
    random_labels,
    repeated,
    slide,
    stack_planes,
    stills,
    uneven,
)
from support.volume_sources import CT, HARDLY_TILTED, MR, TILTED, slices

TYPES = tuple(SegmentationType)
OF_LABELS = (SegmentationType.BINARY, SegmentationType.LABELMAP)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Images, and which of their frames are analysed, in which order; None: all."""

    name: str
    images: Callable[[], Sequence[Dataset]]
    chosen: tuple[int, ...] | None = None
    placed: bool = True

    def frames(self) -> tuple[SourceFrame, ...]:
        """The analysed frames."""
        frames = every_frame(self.images())
        return frames if self.chosen is None else tuple(frames[place] for place in self.chosen)


def _again(sources: list[Dataset], later: str) -> list[Dataset]:
    """Slices of a second time are later."""
    for place, source in enumerate(sources):
        source.AcquisitionDate = "20240229"
        source.AcquisitionTime = "100000" if place < len(sources) // 2 else later
    return sources


SHAPES = (
    Shape(name="ct", images=lambda: slices(CT)),
    Shape(name="mr-oblique", images=lambda: slices(MR)),
    Shape(name="ct-tilted", images=lambda: slices(TILTED)),
    Shape(name="ct-hardly-tilted", images=lambda: slices(HARDLY_TILTED)),
    Shape(name="ct-uneven", images=uneven),
    Shape(name="ct-one-slice", images=lambda: slices(CT)[:1]),
    Shape(name="ct-backwards", images=lambda: slices(CT)[::-1]),
    Shape(name="mr-two-times", images=repeated),
    Shape(name="mr-two-moments", images=lambda: _again(list(repeated(stated=False)), "100001")),
    Shape(name="mr-two-echoes", images=lambda: repeated(stated=False)),
    Shape(name="enhanced-ct", images=lambda: [enhanced_ct(stack_planes())]),
    Shape(name="enhanced-ct-some", images=lambda: [enhanced_ct(stack_planes(7))], chosen=(5, 1, 2)),
    Shape(name="enhanced-ct-stacks", images=lambda: [enhanced_ct(stack_planes(3) + stack_planes(4, 4.0, CORONAL))]),
    Shape(name="enhanced-ct-times", images=lambda: [enhanced_ct(stack_planes(3) * 2, times=(1, 1, 1, 2, 2, 2))]),
    Shape(name="enhanced-ct-spacings", images=lambda: [enhanced_ct(stack_planes(3), spacings=(0.7, 0.7, 0.9))]),
    Shape(name="enhanced-mr", images=lambda: [enhanced_mr()]),
    Shape(name="enhanced-pet", images=lambda: [enhanced_pet()]),
    Shape(name="cine", images=lambda: [cine()], placed=False),
    Shape(name="cine-some", images=lambda: [cine()], chosen=(4, 2), placed=False),
    Shape(name="stills", images=lambda: [stills()], placed=False),
    Shape(name="photograph", images=lambda: [photograph()], placed=False),
    Shape(name="slide-full", images=lambda: [slide()]),
    Shape(name="slide-sparse", images=lambda: [slide(full=False)]),
    Shape(name="slide-turned", images=lambda: [slide(angle=0.3)], chosen=(0, 4, 7)),
    Shape(name="slide-planes-paths", images=lambda: [slide(planes=2, paths=2)]),
    Shape(name="slide-sparse-planes-paths", images=lambda: [slide(full=False, planes=2, paths=2)]),
)


def run(
    frames: Sequence[SourceFrame], *, segments: int = 3, kind: SegmentationType = SegmentationType.BINARY
) -> EncodeContext:
    """A run on frames, whose SEG is of a type."""
    base = volume_encoding.context([frames[0].image], segments=segments)
    return replace(base, frames=tuple(frames), chosen_type=kind)


def labels(shape: Shape, *, segments: int = 3) -> NDArray[np.uint8]:
    """Noise on the analysed frames; the same for the same shape, and something of each segment."""
    frames = shape.frames()
    grid = int(frames[0].image.Rows), int(frames[0].image.Columns)
    found = random_labels(np.random.default_rng(crc32(shape.name.encode())), len(frames), grid, segments=segments)
    found[0, 0, : segments + 1] = range(segments + 1)
    return found


def concluded(found: NDArray[np.uint8], *, segments: int = 3) -> Conclusion:
    """What labels say: of each segment whether it is there."""
    counts = np.bincount(found.ravel(), minlength=segments + 1)
    return Conclusion(findings=tuple(_finding(n, int(counts[n])) for n in range(1, segments + 1)), labels=found)


def _finding(number: int, voxels: int) -> Finding:
    described = volume_encoding.segment(number - 1)
    return Finding(
        id=described.id,
        concept=described.type,
        presence=Presence.PRESENT if voxels else Presence.ABSENT,
        region=VolumeRegion(segment=number, voxels=voxels),
    )


def read_back(segmentation: Dataset, frames: Sequence[SourceFrame], *, segments: int = 3) -> NDArray[np.bool_]:
    """What highdicom reads on each source frame, bool [frame, y, x, segment]."""
    read = highdicom.seg.Segmentation.from_dataset(segmentation)
    wanted, asked = range(1, segments + 1), {"assert_missing_frames_are_empty": True}
    planes = []
    for frame in frames:
        uid = str(frame.image.SOPInstanceUID)
        if frame.number is None:
            planes.append(read.get_pixels_by_source_instance([uid], segment_numbers=wanted, **asked)[0])
        else:
            planes.append(read.get_pixels_by_source_frame(uid, [frame.number], segment_numbers=wanted, **asked)[0])
    return np.stack(planes).astype(bool)
