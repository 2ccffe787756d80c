"""What `mr-brain` does with series that it was not made for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from support.brain import MODEL, PACKAGES, require_set_up
from support.lane import NOT_ANALYSED, Run, run
from support.volumes import Block, block, ch2, saved, series

SHAPE = (120, 128, 128)
SEED = 0


def analyse(source: Block, folder: Path, *, modality: str = "MR", **attributes: str) -> Run:
    """A series through the lane."""
    require_set_up()
    archive = saved(series(source, modality=modality, **attributes), folder / "archive")
    return run(archive, model=MODEL, RADLANE_MODELS_DIR=str(PACKAGES), RADLANE_DEVICE="cpu")


def head(values: NDArray[Any]) -> Block:
    """Values with voxels of 1 mm, where ch2's are."""
    return replace(ch2(), values=values.astype(np.uint16))


def noise() -> Block:
    """No object in the coil: the magnitude of noise in two channels (Rayleigh)."""
    channels = np.random.default_rng(SEED).normal(0, 15, (2, *SHAPE))
    return head(np.hypot(*channels))


def one_voxel() -> Block:
    """Black but for one voxel."""
    values = np.zeros(SHAPE)
    values[60, 60, 60] = 1000
    return head(values)


def test_a_ct_of_the_abdomen(tmp_path: Path) -> None:
    done = analyse(block((8, 16, 16)), tmp_path, modality="CT", BodyPartExamined="ABDOMEN")
    assert (done.ended.code, done.reasons) == (NOT_ANALYSED, {"no-matching-series"})
    assert done.stored_nothing


def test_an_mr_of_the_abdomen(tmp_path: Path) -> None:
    done = analyse(block((8, 16, 16)), tmp_path, BodyPartExamined="ABDOMEN")
    assert (done.ended.code, done.reasons) == (NOT_ANALYSED, {"body-part-mismatch"})
    assert done.stored_nothing


def test_a_single_slice(tmp_path: Path) -> None:
    done = analyse(head(ch2().values[90:91]), tmp_path)
    assert (done.ended.code, done.reasons) == (NOT_ANALYSED, {"slices-too-few"})
    assert done.stored_nothing


def test_a_volume_of_one_value(tmp_path: Path) -> None:
    done = analyse(head(np.full(SHAPE, 7)), tmp_path)
    assert (done.ended.code, done.reasons) == (NOT_ANALYSED, {"pixels-blank"})
    assert done.stored_nothing


@pytest.mark.parametrize("source", [noise, one_voxel], ids=lambda source: source.__name__)
def test_what_is_no_head(source: Callable[[], Block], tmp_path: Path) -> None:
    """deepbet marks some hundred millilitres of noise as brain; its two networks do not mark the same ones."""
    done = analyse(source(), tmp_path)
    assert (done.ended.code, done.reasons) == (NOT_ANALYSED, {"input-not-acceptable"})
    assert done.stored_nothing
