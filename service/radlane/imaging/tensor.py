"""Image -> the network's grid, and maps back to the source grid.

In: `Image` and the manifest's `Input`. Out: `Tensor` with the way back, or `RawTensor`, of which a device makes the
same one (`inference.front`). Scaling is Pillow's bilinear filter with antialiasing, mode F.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Picture

from radlane.domain.image import Direction, Image, Orientation
from radlane.domain.input import Input, ProjectionGeometry
from radlane.domain.reason import ReasonCode
from radlane.domain.tensor import Placement, RawTensor, Tensor
from radlane.errors import InputRefused
from radlane.imaging.intensity import apply_intensity, map_levels
from radlane.imaging.levels import levels_of

OPPOSITE = {"L": "R", "R": "L", "A": "P", "P": "A", "H": "F", "F": "H"}


def to_tensor(image: Image, wanted: Input) -> Tensor:
    """Lay a radiograph on the network's grid.

    Parameters
    ----------
    image : Image
        The radiograph in stored orientation.
    wanted : Input
        The manifest's input.

    Returns
    -------
    Tensor
        float32 [1, 1, y, x] in the manifest's orientation, centred, padded; a radiograph of unknown orientation is
        laid as it is stored.

    Raises
    ------
    InputRefused
        `view-mismatch` where no turn brings the image into the manifest's orientation.
    """
    geometry = wanted.geometry
    assert isinstance(geometry, ProjectionGeometry)  # the manifest reads projections
    placement = place(image, geometry)
    values = apply_intensity(image, wanted.intensity, geometry.pad)
    scaled = _resize(turn(values, placement), placement.scaled)
    grid = np.full(geometry.size, geometry.pad, np.float32)
    grid[_window(placement)] = scaled
    return Tensor(name=wanted.name, values=grid[None, None], placement=placement)


def to_raw(image: Image, wanted: Input) -> RawTensor:
    """Say how a radiograph is laid on the network's grid: `to_tensor`, before anything is done to a pixel.

    Raises
    ------
    InputRefused
        As `to_tensor`.
    """
    geometry = wanted.geometry
    assert isinstance(geometry, ProjectionGeometry)  # the manifest reads projections
    placement, levels = place(image, geometry), levels_of(image)
    codes = levels.codes.T if placement.transpose else levels.codes
    return RawTensor(
        name=wanted.name,
        codes=np.ascontiguousarray(codes),
        table=levels.table(map_levels(image, levels, wanted.intensity, geometry.pad)),
        placement=placement,
    )


def to_source(values: NDArray[np.float32], placement: Placement) -> NDArray[np.float32]:
    """Bring a map from the network's grid back to the source grid.

    Parameters
    ----------
    values : float32 [y, x]
        On the network's grid.
    placement : Placement
        How the source was laid there.

    Returns
    -------
    float32 [y, x]
        On the source grid, in stored orientation.
    """
    rows, columns = placement.source
    turned_size = (columns, rows) if placement.transpose else (rows, columns)
    return unturn(_resize(values[_window(placement)], turned_size), placement)


def place(image: Image, geometry: ProjectionGeometry) -> Placement:
    """Find the turn, the scale and the offset."""
    rows, columns = image.values.shape
    transpose, flip_rows, flip_columns = _turn_of(image, geometry)
    turned = (columns, rows) if transpose else (rows, columns)
    factor = min(target / side for target, side in zip(geometry.size, turned, strict=True))
    scaled = tuple(max(1, min(t, round(side * factor))) for t, side in zip(geometry.size, turned, strict=True))
    return Placement(
        source=(rows, columns),
        transpose=transpose,
        flip_rows=flip_rows,
        flip_columns=flip_columns,
        scaled=(scaled[0], scaled[1]),
        offset=((geometry.size[0] - scaled[0]) // 2, (geometry.size[1] - scaled[1]) // 2),
    )


def turn(values: NDArray[np.float32], placement: Placement) -> NDArray[np.float32]:
    """Transpose, then reverse rows and columns."""
    turned = values.T if placement.transpose else values
    return turned[:: -1 if placement.flip_rows else 1, :: -1 if placement.flip_columns else 1]


def unturn(values: NDArray[np.float32], placement: Placement) -> NDArray[np.float32]:
    """Undo `turn`."""
    straight = values[:: -1 if placement.flip_rows else 1, :: -1 if placement.flip_columns else 1]
    return np.ascontiguousarray(straight.T if placement.transpose else straight)


def _turn_of(image: Image, geometry: ProjectionGeometry) -> tuple[bool, bool, bool]:
    """Transposition, reversal of rows, reversal of columns that lead to the manifest's orientation."""
    if image.orientation is None:
        return False, False, False
    wanted_row, wanted_column = geometry.orientation
    for transpose in (False, True):
        row, column = _directions(image.orientation, transpose)
        if row in _axis(wanted_row) and column in _axis(wanted_column):
            return transpose, column != wanted_column, row != wanted_row
    raise InputRefused(
        ReasonCode.VIEW_MISMATCH,
        "Patient Orientation says that this is another projection than the model reads",
        uid=image.ref.sop_instance_uid,
    )


def _directions(orientation: Orientation, transpose: bool) -> tuple[Direction, Direction]:
    pair = (orientation.row, orientation.column)
    return (pair[1], pair[0]) if transpose else pair


def _axis(direction: Direction) -> tuple[str, str]:
    return direction.value, OPPOSITE[direction.value]


def _window(placement: Placement) -> tuple[slice, slice]:
    (top, left), (height, width) = placement.offset, placement.scaled
    return slice(top, top + height), slice(left, left + width)


def _resize(values: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    picture = Picture.fromarray(np.ascontiguousarray(values, dtype=np.float32))
    return np.asarray(picture.resize((size[1], size[0]), Picture.Resampling.BILINEAR), dtype=np.float32)
