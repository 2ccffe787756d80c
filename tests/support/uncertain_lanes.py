"""Lanes of models that say how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydicom.dataset import FileDataset

from radlane.domain.input import Input
from radlane.domain.output import Output
from radlane.domain.uncertainty import Abstain, Uncertainty
from radlane.pipeline.lane import Lane
from support.doubtful import doubtful, maps, planar_maps
from support.lanes import lane
from support.radiographs import save
from support.said import classes, classification
from support.said_lanes import of_radiograph, of_volume
from support.volumes import saved

LEAN = 2.0
SHIFTS = (0.0, 1.5)
PLANAR = Uncertainty(
    entropy=True, entropy_map=True, augmentations=("flip-x", "flip-y"), abstain=Abstain(max_deviation=0.1)
)
SOLID = Uncertainty(entropy=True, entropy_map=True, augmentations=("flip-x", "flip-z"))
UNSIDED = classification(classes=tuple(replace(one, laterality=None) for one in classes()))


def doubtful_radiograph(folder: Path, image: FileDataset, wanted: Uncertainty = PLANAR, **changes: Any) -> Lane:
    """A lane with a radiograph, and an ensemble that outlines it and says its classes."""
    save(image, folder / "archive")
    return _lane(folder, of_radiograph(), (planar_maps(), UNSIDED), wanted, **changes)


def doubtful_volume(folder: Path, slices: Sequence[FileDataset], wanted: Uncertainty = SOLID, **changes: Any) -> Lane:
    """A lane with a volume, and an ensemble that labels it."""
    saved(slices, folder / "archive")
    return _lane(folder, of_volume(), (maps(),), wanted, **changes)


def _lane(folder: Path, read: Input, outputs: Sequence[Output], wanted: Uncertainty, **changes: Any) -> Lane:
    model = doubtful(folder / "models", read, outputs, wanted, **{"lean": LEAN, "shifts": SHIFTS, **changes})
    return replace(lane(folder), model=model)
