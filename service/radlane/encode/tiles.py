"""Tiles: where a frame of a whole slide lies.

In: a frame of a VL Whole Slide Microscopy Image. Out: its tile, as its functional group says it, or as its number does.
Reference: PS3.3 sections C.8.12.2 (slide coordinates), C.8.12.6.1 (Plane Position (Slide)), C.8.12.14 (total pixel
matrix), C.7.6.17.3 (TILED_FULL and TILED_SPARSE).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.reading import items, numbers, text
from radlane.encode.source_frame import SourceFrame

_UM_PER_MM = 1000.0


@dataclass(frozen=True, kw_only=True)
class SlideTile:
    """A tile of a whole slide.

    Attributes
    ----------
    row, column : int
        Row (Column) Position in Total Image Pixel Matrix of the tile's first pixel, from 1.
    offset : (float, float, float)
        X, Y (mm) and Z (um) Offset in Slide Coordinate System of the tile's first pixel, as the standard has them.
    """

    row: int
    column: int
    offset: tuple[float, float, float]


def read_tile(frame: SourceFrame) -> SlideTile | None:
    """Return the tile of a frame of a tiled slide; None where it is none."""
    image = frame.image
    if frame.number is None or len(numbers(image, "ImageOrientationSlide")) != 6 or not _is_whole(frame):
        return None
    stated = frame.macro("PlanePositionSlideSequence")
    if "RowPositionInTotalImagePixelMatrix" not in stated:
        return _tile_of_full(image, frame.number)
    row, column = (integer(stated, f"{axis}PositionInTotalImagePixelMatrix") for axis in ("Row", "Column"))
    offset = [numbers(stated, f"{axis}OffsetInSlideCoordinateSystem") for axis in "XYZ"]
    if row is None or column is None or any(len(one) != 1 for one in offset):
        return None
    return SlideTile(row=row, column=column, offset=(offset[0][0], offset[1][0], offset[2][0]))


def _is_whole(frame: SourceFrame) -> bool:
    """Whether a slide says what all that lies on it has to say: its matrix, its spacing, its thickness."""
    sides = [integer(frame.image, f"TotalPixelMatrix{side}") for side in ("Rows", "Columns")]
    measures = frame.macro("PixelMeasuresSequence")
    spacing, thickness = numbers(measures, "PixelSpacing"), numbers(measures, "SliceThickness")
    known = all(side is not None and side > 0 for side in sides) and bool(_origin(frame.image))
    return known and len(spacing) == 2 and min(spacing) > 0 and len(thickness) == 1


def _tile_of_full(image: Dataset, number: int) -> SlideTile | None:
    """Return the tile of a frame whose place follows from its number: columns, rows, focal planes, optical paths."""
    sides = [integer(image, keyword) for keyword in ("Rows", "Columns", "TotalPixelMatrixRows")]
    wide, planes = integer(image, "TotalPixelMatrixColumns"), integer(image, "TotalPixelMatrixFocalPlanes") or 1
    origin, steps = _origin(image), _steps(image)
    known = [side for side in (*sides, wide) if side is not None and side > 0]
    if text(image, "DimensionOrganizationType") != "TILED_FULL" or len(known) != 4 or not origin:
        return None
    rows, columns, matrix_rows, matrix_columns = known
    across, down = -(-matrix_columns // columns), -(-matrix_rows // rows)
    tile, plane = (number - 1) % (across * down), (number - 1) // (across * down) % planes
    row, column = tile // across * rows, tile % across * columns
    x, y, z = np.array(origin) + row * steps[0] + column * steps[1] + plane * steps[2]
    return SlideTile(row=row + 1, column=column + 1, offset=(float(x), float(y), float(z)))


def _origin(image: Dataset) -> tuple[float, ...]:
    """Return X and Y (mm) and Z (um) of the total pixel matrix's first pixel; empty where it is not stated."""
    for item in items(image, "TotalPixelMatrixOriginSequence"):
        x, y, z = (numbers(item, f"{axis}OffsetInSlideCoordinateSystem") for axis in "XYZ")
        return (x[0], y[0], z[0] if len(z) == 1 else 0.0) if len(x) == len(y) == 1 else ()
    return ()


def _steps(image: Dataset) -> NDArray[np.float64]:
    """Return the way from a pixel to the next row, column and focal plane, float64 [3, 3]: x and y in mm, z in um.

    The slide says how it lies, and what its spacing is (`_is_whole`).
    """
    measures = SourceFrame(image=image, number=1).macro("PixelMeasuresSequence")
    orientation, spacing = numbers(image, "ImageOrientationSlide"), numbers(measures, "PixelSpacing")
    directions = np.array(orientation).reshape(2, 3) * (1.0, 1.0, _UM_PER_MM)
    depth = next(iter(numbers(measures, "SpacingBetweenSlices")), 0.0) * _UM_PER_MM
    return np.array([directions[1] * spacing[0], directions[0] * spacing[1], (0.0, 0.0, depth)])
