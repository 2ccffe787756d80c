"""Boxes on the network's grid -> boxes on the source grid.

In: edges of boxes, with the `Placement` or `VolumePlacement`. Out: the same boxes where they lie on the source, cut at
the edges of what the network was given; of a box beside it nothing is left: an axis along which it has no length.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from radlane.domain.tensor import Placement, VolumePlacement

Boxes = NDArray[np.float64]
"""float64 [k, 2, axes]: the lower edges, the upper edges; along each axis the first pixel goes from 0 to 1."""


def boxes_to_source(boxes: Boxes, placement: Placement) -> Boxes:
    """Bring boxes back from the grid of a projection.

    Parameters
    ----------
    boxes : float64 [k, 2, 2]
        Lower and upper edges along rows and columns [y, x] of the network's grid, in pixels.
    placement : Placement
        How the source was laid there.

    Returns
    -------
    float64 [k, 2, 2]
        On the source grid in stored orientation, within it.
    """
    turned = placement.source[::-1] if placement.transpose else placement.source
    flips = placement.flip_rows, placement.flip_columns
    axes = [
        _along((boxes[..., axis] - placement.offset[axis]) * side / placement.scaled[axis], side, flip=flips[axis])
        for axis, side in enumerate(turned)
    ]
    return _stacked(reversed(axes) if placement.transpose else axes)


def boxes_to_volume(boxes: Boxes, placement: VolumePlacement) -> Boxes:
    """Bring boxes back from a network's grid to a volume.

    Parameters
    ----------
    boxes : float64 [k, 2, 3]
        Lower and upper edges along the axes of the network's grid, in its voxels.
    placement : VolumePlacement
        How the source was laid there.

    Returns
    -------
    float64 [k, 2, 3]
        Along the source's axes [z, y, x], in its voxels, within the box that the network was given.
    """
    turned = [
        _along(boxes[..., axis] * side / placement.shape[axis], side, flip=placement.flips[axis])
        for axis, side in enumerate(placement.turned)
    ]
    own = [turned[placement.axes.index(axis)] + placement.box.start[axis] for axis in range(3)]
    return _stacked(own)


def _along(edges: Boxes, side: int, *, flip: bool) -> Boxes:
    """Cut edges [k, 2] at both ends of an axis, and count them from its other end where it is reversed."""
    cut = np.clip(edges, 0, side)
    return (side - cut)[:, ::-1] if flip else cut


def _stacked(axes: Iterable[Boxes]) -> Boxes:
    return np.stack(list(axes), axis=-1)
