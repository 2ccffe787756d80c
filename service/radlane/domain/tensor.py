"""What a network is given, and the way back to the source grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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


Outputs = Mapping[str, NDArray[np.float32]]
"""Name of the ONNX output -> raw values as the network gives them."""
