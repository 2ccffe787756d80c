"""What SEG writers are measured on: label maps of blobs on a CT of 300 slices, its headers, and what is found in files.

The blobs are as long and as large as the organs of a whole-body model: 104 of them reach about 6000 slices together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset

from support.volume_sources import Stack, slices

SHAPE = (300, 512, 512)
SPACING = (0.8, 0.8)
DISTANCE = 1.5
_SEED = 7


@dataclass(frozen=True, kw_only=True)
class Blobs:
    """How many segments; their length along z and their half widths, as shares of the volume's sides."""

    classes: int
    length: tuple[float, float]
    width: tuple[float, float]


FEW = Blobs(classes=5, length=(0.5, 0.9), width=(0.1, 0.25))
MANY = Blobs(classes=104, length=(0.05, 0.36), width=(0.02, 0.11))


def labels(blobs: Blobs, shape: tuple[int, int, int] = SHAPE) -> np.ndarray:
    """Leaning ellipsoids, uint8 [z, y, x]; later ones lie over earlier ones."""
    rng = np.random.default_rng(_SEED)
    found = np.zeros(shape, np.uint8)
    for number in rng.permutation(blobs.classes) + 1:
        half = rng.uniform(*blobs.length) * shape[0] / 2
        middle = rng.uniform(half + 1, shape[0] - half - 1), *(rng.uniform(0.25, 0.75) * side for side in shape[1:])
        lean, widths = rng.uniform(-0.3, 0.3, 2), rng.uniform(*blobs.width, 2) * shape[1]
        for z in range(int(np.ceil(middle[0] - half)), int(middle[0] + half) + 1):
            along = z - middle[0]
            size = np.maximum(widths * np.sqrt(max(0.0, 1 - (along / half) ** 2)), 1)
            _draw(found[z], number, np.array(middle[1:]) + lean * along, size)
    return found


def _draw(plane: np.ndarray, number: int, middle: np.ndarray, size: np.ndarray) -> None:
    low = np.maximum((middle - size).astype(int), 0)
    high = np.minimum((middle + size).astype(int) + 2, plane.shape)
    part = plane[low[0] : high[0], low[1] : high[1]]
    y, x = np.ogrid[low[0] : high[0], low[1] : high[1]]
    part[((y - middle[0]) / size[0]) ** 2 + ((x - middle[1]) / size[1]) ** 2 <= 1] = number


def headers(shape: tuple[int, int, int] = SHAPE) -> list[FileDataset]:
    """The slices of a straight CT in the order of their positions, with a token of pixels, for which dcmqi asks."""
    found = slices(Stack(shape=(shape[0], 1, 1), step=(0.0, 0.0, DISTANCE), spacing=SPACING))
    for one in found:
        one.PixelData = bytes(2)
        one.Rows, one.Columns = shape[1:]
    return found


def frames_in(path: Path) -> dict[tuple[int | None, float], str]:
    """SHA-256 of each frame that is not empty, by Segment Number (none in a label map) and Z of its position."""
    made = dcmread(path)
    data, size = made.PixelData, made.Rows * made.Columns * made.BitsAllocated // 8
    found = {}
    for place, group in enumerate(made.PerFrameFunctionalGroupsSequence):
        frame = data[place * size : (place + 1) * size]
        if any(frame):
            z = round(float(group.PlanePositionSequence[0].ImagePositionPatient[2]), 3)
            found[_segment(group), z] = hashlib.sha256(frame).hexdigest()
    return found


def _segment(group: Dataset) -> int | None:
    stated = group.get("SegmentIdentificationSequence")
    return int(stated[0].ReferencedSegmentNumber) if stated else None
