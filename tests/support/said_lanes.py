"""Lanes for what classifies, measures and detects: images with something bright in them, and where that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import FileDataset

from radlane.domain.image import Direction
from radlane.domain.input import Input, MinMax
from radlane.domain.output import Output
from radlane.pipeline.lane import Lane
from support.lanes import lane, reference_model
from support.radiographs import radiograph, save
from support.said import loaded, package
from support.volume_models import geometry, stage
from support.volumes import Block, block, rotation, saved, series

ROWS, COLUMNS = slice(12, 24), slice(8, 18)  # of a radiograph of 48 x 40
BOX = (slice(2, 7), slice(4, 11), slice(3, 8))  # of a volume of SHAPE
SHAPE = (9, 14, 12)
Towards = tuple[Direction, Direction, Direction]


def of_radiograph(size: tuple[int, int] = (48, 40)) -> Input:
    """A grid for the radiograph, its own by default; values from 0 to 1."""
    (source,) = reference_model().manifest.inputs
    return replace(source, geometry=replace(source.geometry, size=size), intensity=(MinMax(op="minmax"),))


def of_volume(orientation: str = "HPL", size: tuple[int, int, int] | None = None) -> Input:
    """A grid for the volume, its own voxels by default; HU from 0 to 1000 are values from 0 to 1."""
    own = dict(zip("HPL", SHAPE, strict=True)) | dict(zip("FAR", SHAPE, strict=True))
    sides = size or tuple(own[letter] for letter in orientation)
    towards = tuple(Direction(letter) for letter in orientation)
    where = geometry(window=None, size=sides, orientation=towards)  # type: ignore[arg-type]
    return stage(where).inputs[0]


def bright_radiograph(**attributes: Any) -> FileDataset:
    """Dark, with a bright block; named attributes as `radiograph` takes them."""
    pixels = np.zeros((48, 40), np.uint16)
    pixels[ROWS, COLUMNS] = 4000
    return radiograph(pixels, **attributes)


def bright_head(*, degrees: Sequence[float] = (0, 0, 0), found: bool = True) -> list[FileDataset]:
    """HU 100, and 900 in a box that is symmetric in nothing; turned in space by angles about x, y and z."""
    values = np.full(SHAPE, 100, np.int16)
    values[BOX] = 900 if found else 200
    source = Block(values=values, affine=block().affine).moved(rotation(degrees))
    return series(source, BodyPartExamined="HEAD")


def lane_of_radiograph(
    folder: Path, outputs: Sequence[Output], image: FileDataset, wanted: Input | None = None
) -> Lane:
    """A lane whose archive holds the image, with a model of these outputs."""
    made = lane(folder)
    save(image, folder / "archive")
    package(folder / "models", wanted or of_radiograph(), outputs)
    return replace(made, model=loaded(folder / "models"))


def lane_of_volume(
    folder: Path, outputs: Sequence[Output], slices: Sequence[FileDataset], wanted: Input | None = None
) -> Lane:
    """A lane whose archive holds the slices, with a model of these outputs."""
    made = lane(folder)
    saved(slices, folder / "archive")
    package(folder / "models", wanted or of_volume(), outputs)
    return replace(made, model=loaded(folder / "models"))
