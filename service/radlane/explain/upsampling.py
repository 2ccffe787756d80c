"""Maps from a layer's grid to the network's.

In: float32 [n, ...] on a coarse grid. Out: the same on a finer one, linearly between the centres of cells. What lies
outside the outermost centres has their value. Where nothing else is said, both grids cover the same field ("align
corners" false, as torch and onnx say it). Behind strided convolutions of odd width they do not: the cells of a
ResNet-50 lie half a cell from there, and a map that is laid evenly over the image is off by as much.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from radlane.explain.network import Floats, Lattice


def upsample(maps: Floats, size: Sequence[int], lattice: Lattice | None = None) -> Floats:
    """Bring maps to another grid.

    Parameters
    ----------
    maps : float32 [n, y, x] or [n, z, y, x]
        On a layer's grid.
    size : sequence of int
        Cells of the other grid along each axis.
    lattice : Lattice, optional
        Where on it the layer's cells have their centres; left out: the cells cover the same field.

    Returns
    -------
    float32 [n, *size]
    """
    steps = [cells / length for cells, length in zip(size, maps.shape[1:], strict=True)]
    firsts: Sequence[float] = [(step - 1) / 2 for step in steps]
    if lattice is not None:
        firsts, steps = lattice.first, list(lattice.step)
    for axis, (cells, first, step) in enumerate(zip(size, firsts, steps, strict=True), start=1):
        maps = _along(maps, axis, (np.arange(cells) - first) / step)
    return maps


def _along(maps: Floats, axis: int, place: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Floats:
    """Read maps at places along an axis, in cells."""
    length = maps.shape[axis]
    place = np.clip(place, 0, length - 1)
    before = np.minimum(place.astype(np.intp), max(length - 2, 0))
    shape = [-1 if at == axis else 1 for at in range(maps.ndim)]
    share = (place - before).astype(np.float32).reshape(shape)
    near, far = maps.take(before, axis), maps.take(np.minimum(before + 1, length - 1), axis)
    between: Floats = near + (far - near) * share
    return between
