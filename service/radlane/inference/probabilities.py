"""Slabs -> the values of all channels.

In: averaged raw outputs, slab by slab. Out: float16 or float32 [C, z, y, x]. For grids where the way back to the source
grid needs the values and not their labels, and not in the order in which they come (`Planes`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radlane.errors import InferenceFailed
from radlane.inference.labels import Activation
from radlane.inference.tiling import Slab
from radlane.inference.windows import Triple

Stored = np.float16 | np.float32


class Probabilities:
    """Collects the values of a volume.

    Parameters
    ----------
    channels : int
        Channels of the output.
    shape : (int, int, int)
        Voxels of the volume.
    activation : {'softmax', 'sigmoid', 'none'}
        What is done to the raw outputs; softmax is over all channels.
    dtype : type
        float16 is off by at most 0.00025 of a probability.

    Attributes
    ----------
    values : float16 or float32 [C, z, y, x]
        The values; 0 where no slab was added.
    """

    def __init__(self, channels: int, shape: Triple, activation: Activation, dtype: type[Stored] = np.float32) -> None:
        self.values: NDArray[Stored] = np.zeros((channels, *shape), dtype)
        self._activation = activation

    def add(self, slab: Slab) -> None:
        """Keep the values of a slab.

        Raises
        ------
        InferenceFailed
            If a value is too large for float16.
        """
        planes, rows = slab.part
        for plane in range(slab.values.shape[1]):
            out = self.values[:, planes.start + plane, rows]
            keep(slab.values[:, plane], self._activation, out)


def keep(raw: NDArray[np.float32], activation: Activation, out: NDArray[Stored]) -> None:
    """Write raw outputs [C, ...] after their activation.

    Raises
    ------
    InferenceFailed
        If a value is too large for float16.
    """
    values = activate(raw, activation)
    if np.abs(values).max() > np.finfo(out.dtype).max:
        raise InferenceFailed("The network's output is too large to be kept", why="it does not fit in float16")
    out[...] = values


def activate(raw: NDArray[np.float32], activation: Activation) -> NDArray[np.float32]:
    """Return raw outputs [C, ...] after their activation, without overflow."""
    if activation == "none":
        return raw
    values: NDArray[np.float32]
    if activation == "sigmoid":
        values = np.float32(0.5) * (1 + np.tanh(np.float32(0.5) * raw))
        return values
    values = np.exp(raw - raw.max(axis=0))
    values /= values.sum(axis=0)
    return values
