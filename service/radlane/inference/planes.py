"""Slabs -> the values of all channels, plane after plane, while the network still runs.

In: averaged raw outputs, slab by slab. Out: float16 or float32 [C, y, x] for ascending planes. Only the planes of one
layer of slabs are kept, and the last plane of the layer before.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from radlane.errors import UsageError
from radlane.inference.labels import Activation
from radlane.inference.probabilities import Stored, keep
from radlane.inference.tiling import Slab


class Planes:
    """Pulls slabs as planes are asked for.

    Parameters
    ----------
    slabs : iterable of Slab
        As they come from `slide`: in the order of their planes, and of the same planes in the order of their rows.
    height : int
        Rows of the volume.
    activation : {'softmax', 'sigmoid', 'none'}
        What is done to the raw outputs; softmax is over all channels.
    dtype : type
        As for `Probabilities`.
    """

    def __init__(
        self, slabs: Iterable[Slab], height: int, activation: Activation, dtype: type[Stored] = np.float32
    ) -> None:
        self._slabs = iter(slabs)
        self._height = height
        self._activation = activation
        self._dtype = dtype
        self._first = 0  # what lies before it is behind
        self._stop = 0  # all rows are there up to it
        self._kept: dict[int, NDArray[Stored]] = {}

    def plane(self, z: int) -> NDArray[Stored]:
        """Return the values of a plane.

        Parameters
        ----------
        z : int
            Not less than the one before the highest that was asked for: what lies before that is forgotten.

        Returns
        -------
        float16 or float32 [C, y, x]
            Only to be read.

        Raises
        ------
        InferenceFailed
            Whatever the network raises, or if a value is too large for float16.
        UsageError
            If the plane is behind, or not in the volume.
        """
        self._first = max(self._first, z - 1)
        for behind in [index for index in self._kept if index < self._first]:
            del self._kept[behind]
        while self._stop <= z and self._pull():
            pass
        if z not in self._kept:
            raise UsageError("The plane is forgotten, or not in the volume")
        return self._kept[z]

    def finish(self) -> None:
        """Let the network run to its end: what it fails on counts, even where nothing looks at it."""
        self._first = np.iinfo(np.int64).max
        self._kept.clear()
        while self._pull():
            pass

    def _pull(self) -> bool:
        """Keep what is not behind of the next slab; False where there is none."""
        slab = next(self._slabs, None)
        if slab is None:
            return False
        planes, rows = slab.part
        channels, _, _, width = slab.values.shape
        for z in range(max(planes.start, self._first), planes.stop):
            if z not in self._kept:
                self._kept[z] = np.empty((channels, self._height, width), self._dtype)
            keep(slab.values[:, z - planes.start], self._activation, self._kept[z][:, rows])
        if rows.stop == self._height:
            self._stop = planes.stop
        return True
