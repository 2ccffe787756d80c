"""How much each voxel of a window counts.

In: `Windows`. Out: a gaussian over a window, or ones, and their sums over all windows of a layer. They are MONAI's
`compute_importance_map`, mode gaussian, sigma_scale 0.125.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from radlane.inference.windows import Triple, Windows

_SIGMA = 0.125
_FLOOR = 1e-3


def gaussian_weights(roi: Triple) -> NDArray[np.float32]:
    """Weights of a window, float32 [z, y, x]: 1 in its middle, nowhere below 0.001.

    A product of three gaussians, each with an eighth of the window's side as standard deviation. The floor is laid on
    the product, so the weights are no product any more; they stay symmetric about the middle of each axis.
    """
    z, y, x = (_gaussian(side) for side in roi)
    weights: NDArray[np.float32] = np.maximum(z[:, None, None] * y[:, None] * x, np.float32(_FLOOR))
    return weights


def window_weights(windows: Windows) -> NDArray[np.float32]:
    """Weights of a window as its windows say: `gaussian_weights`, or 1 everywhere, MONAI's mode constant."""
    return gaussian_weights(windows.roi) if windows.blend == "gaussian" else np.ones(windows.roi, np.float32)


def _gaussian(side: int) -> NDArray[np.float32]:
    distance = np.arange(side, dtype=np.float32) - np.float32((side - 1) / 2)
    gaussian: NDArray[np.float32] = np.exp(distance**2 / np.float32(-2 * (side * _SIGMA) ** 2))
    return gaussian


class WeightSums:
    """What the weights of all windows that cover a voxel add up to, without a map of the whole volume.

    Every layer (the windows with one z start) has the same y and x starts. So the sum over a layer depends on the depth
    in the window and on y and x only, and the sum over all windows is that over the layers that cover a plane. The
    depths mirror each other, so one half of them is kept.

    Parameters
    ----------
    windows : Windows
        The windows.
    weights : float32 [z, y, x]
        `gaussian_weights(windows.roi)`, symmetric along z.
    """

    def __init__(self, windows: Windows, weights: NDArray[np.float32]) -> None:
        depth, height, width = windows.roi
        self._starts, self._depth = windows.starts[0], depth
        half = weights[: (depth + 1) // 2]
        self._layer = np.zeros((len(half), *windows.padded[1:]), np.float32)
        for y, x in product(*windows.starts[1:]):
            self._layer[:, y : y + height, x : x + width] += half

    def plane(self, z: int, rows: slice = slice(None)) -> NDArray[np.float32]:
        """Sums of some rows of the plane z of the padded grid, float32 [y, x]."""
        depths = [z - start for start in self._starts if start <= z < start + self._depth]
        layers = [self._at(depth)[rows] for depth in depths]
        total: NDArray[np.float32] = sum(layers[1:], layers[0])
        return total

    def _at(self, depth: int) -> NDArray[np.float32]:
        layer: NDArray[np.float32] = self._layer[min(depth, self._depth - 1 - depth)]
        return layer
