"""A package that was brought, run on a part of a real head: what comes out, voxel by voxel."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread

from support.lane import DONE, radlane
from support.volumes import Block, cranium, saved, series

TAGS = "tags.json"


def model_root(folder: Path, name: str) -> dict[str, str]:
    """Put a package in production, and return the variables with which a command finds it."""
    (folder / TAGS).write_text(json.dumps({name: {"production": "1.0.0"}}))
    return {"RADLANE_MODELS_DIR": str(folder)}


def part_of_a_head() -> Block:
    """A corner of a real head CT with some air; unequal sides, slices that are farther apart than its pixels."""
    return cranium().part(slice(30, 66), slice(20, 92), slice(40, 120))


def run(block: Block, models: Path, name: str, tmp_path: Path) -> tuple[dict[str, Any], NDArray[np.uint8]]:
    """Analyse a block; the result and the labels on its grid, by segment number."""
    archive = saved(series(block, name=name), tmp_path / f"archive-{name}")
    ended = radlane(
        "run", archive, "--model", name, "--out", tmp_path / f"out-{name}", "--no-store", "--json",
        home=tmp_path, **model_root(models, name),
    )  # fmt: skip
    assert ended.code == DONE, ended.stdout + ended.stderr
    result = ended.answer
    (made,) = (item for item in result["objects"] if item["role"] == "segmentation")
    return result, labels_of(tmp_path / f"out-{name}" / Path(made["path"]).name, block)


def labels_of(path: Path, block: Block) -> NDArray[np.uint8]:
    """The label map of a SEG on the grid of a block, found by the positions of its frames."""
    dataset = dcmread(path)
    labels = np.zeros(block.values.shape, np.uint8)
    (shared,) = dataset.SharedFunctionalGroupsSequence
    frames = dataset.pixel_array.reshape(-1, *block.values.shape[1:])
    for frame, groups in zip(frames, dataset.PerFrameFunctionalGroupsSequence, strict=True):
        place = np.array([*groups.PlanePositionSequence[0].ImagePositionPatient, 1], float)
        z, y, x, _ = np.linalg.solve(block.affine, place)
        assert np.allclose([z - round(z), y, x], 0, atol=1e-3)
        own = groups if "SegmentIdentificationSequence" in groups else shared  # shared where there is one segment
        number = own.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        labels[round(z)][frame > 0] = number
    return labels


def dice(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float(2 * (one & other).sum() / (one.sum() + other.sum()))
