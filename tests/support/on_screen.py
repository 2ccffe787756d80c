"""Where pixels of an image lie in a viewport: OHIF shows a whole image, as large as fits, in the middle.

Coordinates of images are those of SCOORD: the first pixel's outer corner is (0, 0) (PS3.3 section C.18.6.1.2).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An image of square pixels in a viewport; `corner` is where its first pixel's corner is, (x, y)."""

    scale: float
    corner: NDArray[np.float64]
    shape: tuple[int, int]

    def points(self, line: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where points (x, y) of the image are in the viewport, float64 [n, 2]."""
        return line * self.scale + self.corner

    def spread(self, image: NDArray[np.generic], size: tuple[int, int]) -> NDArray[np.generic]:
        """The image as the viewport of this size [y, x] shows it, pixel by pixel; zero around it."""
        rows, columns = (np.arange(length) + 0.5 for length in size)
        y = np.floor((rows - self.corner[1]) / self.scale).astype(int)
        x = np.floor((columns - self.corner[0]) / self.scale).astype(int)
        inside = ((y >= 0) & (y < self.shape[0]))[:, None] & ((x >= 0) & (x < self.shape[1]))[None]
        spread = image[np.clip(y, 0, self.shape[0] - 1)][:, np.clip(x, 0, self.shape[1] - 1)]
        return np.where(inside.reshape(inside.shape + (1,) * (image.ndim - 2)), spread, np.zeros_like(spread))


def placed(image: Dataset, size: tuple[int, int]) -> Placed:
    """The place of an image in a viewport of this size [y, x]."""
    shape = int(image.Rows), int(image.Columns)
    scale = min(size[0] / shape[0], size[1] / shape[1])
    corner = np.array([size[1] - shape[1] * scale, size[0] - shape[0] * scale]) / 2
    return Placed(scale=scale, corner=corner, shape=shape)


def overlap(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Pixels of both over pixels of either (Jaccard)."""
    return float((one & other).sum() / (one | other).sum())
