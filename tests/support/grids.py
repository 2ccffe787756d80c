"""Volumes and inputs of networks for tests of the network's grid, and how SimpleITK sees them."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Direction
from radlane.domain.input import Channel, Input, Intensity, VolumeGeometry
from radlane.domain.select import Select
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Grid, Volume

ORIENTATIONS = tuple("".join(direction) for axes in permutations(("LR", "PA", "HF")) for direction in product(*axes))
"""All 48 ways in which three indices may grow."""

_TOWARDS = {"L": (1, 0, 0), "R": (-1, 0, 0), "P": (0, 1, 0), "A": (0, -1, 0), "H": (0, 0, 1), "F": (0, 0, -1)}
_NOTHING = Select(modalities=(), sop_classes=(), body_parts=(), regions=(), views=(), view_codes=())


def affine(orientation: str, spacing: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> NDArray[np.float64]:
    """Affine of a grid whose indices z, y, x grow towards these directions; voxel (0, 0, 0) lies at (10, -20, 30)."""
    matrix = np.eye(4)
    matrix[:3, :3] = np.array([_TOWARDS[direction] for direction in orientation], np.float64).T * spacing
    matrix[:3, 3] = 10, -20, 30
    return matrix


def volume(values: NDArray[Any], matrix: NDArray[np.float64] | None = None, **changes: Any) -> Volume:
    """A volume; the indices of its grid grow towards head, back and left unless `matrix` says otherwise."""
    facts: dict[str, Any] = {
        "refs": (),
        "frame_of_reference_uid": "1.2",
        "values": values,
        "slope": 1.0,
        "intercept": 0.0,
        "padding": None,
        "grid": Grid(shape=values.shape, affine=affine("HPL") if matrix is None else matrix),
        "tilt_degrees": 0.0,
    }
    return Volume(**(facts | changes))


def geometry(orientation: str = "HPL", **changes: Any) -> VolumeGeometry:
    facts: dict[str, Any] = {
        "kind": "volume",
        "orientation": tuple(Direction(letter) for letter in orientation),
        "interpolation": "linear",
        "pad": -7.0,
    }
    return VolumeGeometry(**(facts | changes))


def wanted(laid: VolumeGeometry, *operations: Intensity) -> Input:
    channels = (Channel(id="a", select=_NOTHING),)
    return Input(name="volume", layout="NCDHW", dtype="float32", channels=channels, geometry=laid, intensity=operations)


def two_channels(laid: VolumeGeometry, *operations: Intensity, **of_second: Any) -> Input:
    """An input with the channels a and b."""
    channels = (Channel(id="a", select=_NOTHING), Channel(id="b", select=_NOTHING, **of_second))
    return Input(name="volume", layout="NCDHW", dtype="float32", channels=channels, geometry=laid, intensity=operations)


def turned(values: NDArray[Any], placement: VolumePlacement) -> NDArray[Any]:
    """The box in the network's orientation, by numpy's own means."""
    box = values[placement.box.slices].transpose(placement.axes)
    return np.flip(box, [axis for axis, flip in enumerate(placement.flips) if flip])


def upwards(seen: list[NDArray[Any]], placement: VolumePlacement) -> list[NDArray[Any]]:
    """What was decided slice by slice, from the source's first slice to its last."""
    return seen[::-1] if placement.flips[placement.axes.index(0)] else seen


def point(grid: Grid, index: tuple[float, ...]) -> NDArray[np.float64]:
    """Where an index [z, y, x] lies, in mm, LPS."""
    there: NDArray[np.float64] = (grid.affine @ (*index, 1))[:3]
    return there
