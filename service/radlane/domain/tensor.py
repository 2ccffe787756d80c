"""What a network is given, and the way back to the source grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from radlane.domain.volume import Box, Shape3


@dataclass(frozen=True, kw_only=True)
class Placement:
    """How a source grid was turned, scaled and placed on a network's grid.

    First the source is transposed (if `transpose`), then its rows and columns are reversed, then it is scaled to
    `scaled` and put at `offset` of the network's grid.

    Attributes
    ----------
    source : (int, int)
        Rows and columns of the source grid.
    transpose, flip_rows, flip_columns : bool
        The turn from the source's orientation to the network's; flips are applied after the transposition.
    scaled : (int, int)
        Rows and columns that the turned source fills on the network's grid.
    offset : (int, int)
        First row and column of the filled part.
    """

    source: tuple[int, int]
    transpose: bool
    flip_rows: bool
    flip_columns: bool
    scaled: tuple[int, int]
    offset: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class VolumePlacement:
    """How a box of a source grid was turned and stretched to a network's grid.

    First the source's axes are put into the network's order, then some are reversed, then the box is stretched to
    `shape`: edges of the box come to lie on edges of the grid. The network's index i along an axis looks at
    `(i + 0.5) * n / m - 0.5` of the n voxels of the turned box, where m is the grid's size; `nearest` takes the voxel
    `floor((i + 0.5) * n / m)` in float32 arithmetic, as torch's `nearest-exact` does.

    Attributes
    ----------
    source : (int, int, int)
        Shape of the source grid.
    box : Box
        The part of the source that the network is given.
    axes : (int, int, int)
        The network's axis k runs along the source's axis `axes[k]`.
    flips : (bool, bool, bool)
        Whether the network's axis k runs against it.
    shape : (int, int, int)
        Shape of the network's grid.
    interpolation : {'linear', 'nearest'}
        Of both ways.
    """

    source: Shape3
    box: Box
    axes: tuple[int, int, int]
    flips: tuple[bool, bool, bool]
    shape: Shape3
    interpolation: Literal["linear", "nearest"]

    @property
    def turned(self) -> Shape3:
        """Shape of the box in the network's order of axes."""
        z, y, x = (self.box.shape[axis] for axis in self.axes)
        return z, y, x


@dataclass(frozen=True, kw_only=True)
class Tensor:
    """One input of a network.

    Attributes
    ----------
    name : str
        Name of the ONNX input.
    values : float32 [1, c, y, x]
        The values, in the layout that the manifest states.
    placement : Placement
        The way back to the source grid.
    """

    name: str
    values: NDArray[np.float32]
    placement: Placement

    @property
    def feeds(self) -> dict[str, NDArray[Any]]:
        """As the network has it."""
        return {self.name: self.values}


@dataclass(frozen=True, kw_only=True)
class RawTensor:
    """One input of a network before anything is reckoned: what crosses to the device where the rest is done.

    Attributes
    ----------
    name : str
        Name of the ONNX input.
    codes : uint8, uint16 or int32 [y, x]
        Which level each pixel has (`Levels`), transposed where the network's axes are, never reversed.
    table : float32 [n]
        What the network sees of each level, where its code finds it.
    placement : Placement
        Where the pixels come to lie.
    """

    name: str
    codes: NDArray[Any]
    table: NDArray[np.float32]
    placement: Placement

    @property
    def feeds(self) -> dict[str, NDArray[Any]]:
        """As arrays whose first axis is the batch; those of several images of one size may follow each other."""
        placement = self.placement
        ends = zip(placement.scaled, placement.offset, (placement.flip_rows, placement.flip_columns), strict=True)
        arrays: tuple[NDArray[Any], ...] = (self.codes, self.table, np.array([*ends], np.float64))
        return {name: values[None] for name, values in zip(raw_names(self.name), arrays, strict=True)}


def raw_names(name: str) -> tuple[str, str, str]:
    """What stands for an input of a network where pixels are fed as they are stored: codes, table, and where they lie.

    The last one is float64 [n, 2, 3]: of rows and of columns, how many are filled, from which one, and whether they are
    reversed.
    """
    return f"{name}/codes", f"{name}/table", f"{name}/places"


Outputs = Mapping[str, NDArray[np.float32]]
"""Name of the ONNX output -> raw values as the network gives them."""
