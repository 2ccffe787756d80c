"""A picture on a network's grid, and back.

In: planes of a picture, the manifest's `PlanarGeometry`. Out: planes on the grid with the `Placement`; maps and boxes
where they lie on the picture. Scaling is Pillow's bilinear filter with antialiasing, mode F. Of a picture that is
cropped only the part that is seen is scaled, however long the rest is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from radlane.domain.planar import PlanarGeometry
from radlane.domain.tensor import Placement
from radlane.imaging.boxes import Boxes, boxes_to_source

UNSEEN = np.float32(-np.inf)  # reaches no threshold
Size = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class _Axis:
    """One axis of a picture and of the grid.

    Attributes
    ----------
    side, scaled, offset : int
        Pixels of the picture, what they are scaled to, and where the first of these lies on the grid.
    low, high : int
        The part of the scaled picture that lies on the grid.
    """

    side: int
    scaled: int
    offset: int
    low: int
    high: int

    @property
    def filled(self) -> slice:
        """The part of the grid that shows the picture."""
        return slice(self.low + self.offset, self.high + self.offset)

    @property
    def shown(self) -> tuple[float, float]:
        """The part of the picture that lies on the grid, in its pixels."""
        return self.low * self.side / self.scaled, self.high * self.side / self.scaled

    @property
    def seen(self) -> slice:
        """The pixels of the picture that lie on the grid whole; one at least."""
        first, stop = -(-self.low * self.side // self.scaled), self.high * self.side // self.scaled
        middle = (self.low + self.high) * self.side // (2 * self.scaled)
        return slice(first, stop) if first < stop else slice(middle, middle + 1)

    @property
    def under_seen(self) -> tuple[float, float]:
        """The part of what is filled under these pixels."""
        ends = (end * self.scaled / self.side - self.low for end in (self.seen.start, self.seen.stop))
        first, stop = (min(max(end, 0.0), float(self.high - self.low)) for end in ends)
        return first, stop


def place_picture(shape: Size, geometry: PlanarGeometry) -> Placement:
    """Find scale and offset of a picture of so many rows and columns; it is never turned."""
    scaled = _scaled(shape, geometry)
    rows, columns = (
        round((side - own) / 2) if side < own else (side - own) // 2
        for side, own in zip(geometry.size, scaled, strict=True)
    )
    return Placement(
        source=shape, transpose=False, flip_rows=False, flip_columns=False, scaled=scaled, offset=(rows, columns)
    )


def lay(plane: NDArray[np.float32], placement: Placement, size: Size) -> NDArray[np.float32]:
    """Lay a plane of a picture on the grid.

    Parameters
    ----------
    plane : float32 [y, x]
        In stored orientation.
    placement : Placement
        Of `place_picture`.
    size : (int, int)
        Rows and columns of the grid.

    Returns
    -------
    float32 [y, x]
        On the grid; 0 where there is no picture.
    """
    rows, columns = _axes(placement, size)
    grid = np.zeros(size, np.float32)
    shape = (rows.high - rows.low, columns.high - columns.low)
    grid[rows.filled, columns.filled] = _resize(plane, shape, rows.shown, columns.shown)
    return grid


def filled(placement: Placement, size: Size) -> NDArray[np.bool_]:
    """Where the grid shows the picture, bool [y, x]."""
    rows, columns = _axes(placement, size)
    there = np.zeros(size, np.bool_)
    there[rows.filled, columns.filled] = True
    return there


def seen(placement: Placement, size: Size) -> NDArray[np.bool_] | None:
    """Which pixels of the picture the network sees whole, bool [y, x]; None where it sees all."""
    rows, columns = _axes(placement, size)
    there = np.zeros(placement.source, np.bool_)
    there[rows.seen, columns.seen] = True
    return None if there.all() else there


def picture_to_source(values: NDArray[np.float32], placement: Placement) -> NDArray[np.float32]:
    """Bring a map back to the picture.

    Parameters
    ----------
    values : float32 [y, x]
        On the network's grid.
    placement : Placement
        Of `place_picture`.

    Returns
    -------
    float32 [y, x]
        On the picture's grid; minus infinity where the network did not see it.
    """
    rows, columns = _axes(placement, (values.shape[0], values.shape[1]))
    found = np.full(placement.source, UNSEEN, np.float32)
    shape = (rows.seen.stop - rows.seen.start, columns.seen.stop - columns.seen.start)
    shown = values[rows.filled, columns.filled]  # filters reach beyond a part of it: padding would be mixed in
    found[rows.seen, columns.seen] = _resize(shown, shape, rows.under_seen, columns.under_seen)
    return found


def boxes_to_picture(boxes: Boxes, placement: Placement, size: Size) -> Boxes:
    """Bring boxes back to the picture, cut at the edges of what the network saw of it (`boxes.boxes_to_source`)."""
    return boxes_to_source(np.clip(boxes, 0, size), placement)


def _scaled(shape: Size, geometry: PlanarGeometry) -> Size:
    """Rows and columns of the scaled picture; of a crop the longer side is rounded down, as by torchvision."""
    (rows, columns), (height, width) = shape, geometry.size
    if geometry.fit == "stretch":
        return geometry.size
    if geometry.fit == "pad":
        factor = min(height / rows, width / columns)
        return max(1, min(height, round(rows * factor))), max(1, min(width, round(columns * factor)))
    if geometry.shorter is not None:
        height = width = geometry.shorter
    if height * columns >= width * rows:  # rows are the side that has to fill the grid
        return height, columns * height // rows
    return rows * width // columns, width


def _axes(placement: Placement, size: Size) -> tuple[_Axis, _Axis]:
    rows, columns = (
        _Axis(side=side, scaled=scaled, offset=offset, low=max(0, -offset), high=min(scaled, own - offset))
        for side, scaled, offset, own in zip(placement.source, placement.scaled, placement.offset, size, strict=True)
    )
    return rows, columns


def _resize(
    values: NDArray[np.float32], shape: Size, rows: tuple[float, float], columns: tuple[float, float]
) -> NDArray[np.float32]:
    """A part of a plane, between two rows and two columns, stretched to a shape."""
    picture = Image.fromarray(np.ascontiguousarray(values, dtype=np.float32))
    box = (columns[0], rows[0], columns[1], rows[1])
    return np.asarray(picture.resize((shape[1], shape[0]), Image.Resampling.BILINEAR, box), dtype=np.float32)
