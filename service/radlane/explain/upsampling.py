"""Maps from a layer's grid to the network's.

In: float32 [n, ...] on a coarse grid. Out: the same on a finer one, linearly between the centres of cells. Both grids
cover the same field; what lies outside the outermost centres has their value ("align corners" false, as torch, onnx and
OpenCV say it).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from radlane.explain.network import Floats


def upsample(maps: Floats, size: Sequence[int]) -> Floats:
    """Bring maps to another grid.

    Parameters
    ----------
    maps : float32 [n, y, x] or [n, z, y, x]
        On a layer's grid.
    size : sequence of int
        Cells of the other grid along each axis.

    Returns
    -------
    float32 [n, *size]
    """
    for axis, cells in enumerate(size, start=1):
        maps = _along(maps, axis, cells)
    return maps


def _along(maps: Floats, axis: int, cells: int) -> Floats:
    length = maps.shape[axis]
    place = np.clip((np.arange(cells) + 0.5) * (length / cells) - 0.5, 0, length - 1)
    before = np.minimum(place.astype(np.intp), max(length - 2, 0))
    shape = [-1 if at == axis else 1 for at in range(maps.ndim)]
    share = (place - before).astype(np.float32).reshape(shape)
    near, far = maps.take(before, axis), maps.take(np.minimum(before + 1, length - 1), axis)
    between: Floats = near + (far - near) * share
    return between
