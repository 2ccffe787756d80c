"""What `mr-brain` does with series that it was not made for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from scipy import ndimage

from support.brain import MODEL, PACKAGES, require_set_up
from support.lane import NOT_ANALYSED, Run, run
from support.radiographs import real
from support.volumes import Block, block, ch2, cranium, saved, series

SHAPE = (120, 128, 128)
SEED = 0


def analyse(source: Block, folder: Path, *, modality: str = "MR", **attributes: str | None) -> Run:
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


def abdomen(name: str) -> Block:
    """A real slice of an abdomen as a volume: 80 times, each a little smaller or larger than the one before."""
    plane = dcmread(real(name)).pixel_array.astype(np.float32)[::2, ::2]
    middle, grown = np.array(plane.shape) / 2, (1 + 0.004 * abs(place - 40) for place in range(80))
    slices = [ndimage.affine_transform(plane, np.eye(2) * by, middle * (1 - by), order=1) for by in grown]
    values = np.stack(slices)
    return Block(values=(values - values.min()).astype(np.uint16), affine=block().affine)


@pytest.mark.parametrize("source", [noise, one_voxel], ids=lambda source: source.__name__)
def test_what_is_no_head(source: Callable[[], Block], tmp_path: Path) -> None:
    """deepbet marks some hundred millilitres of noise as brain; the features of its first network are none of heads."""
    done = analyse(source(), tmp_path)
    assert (done.ended.code, done.reasons) == (NOT_ANALYSED, {"out-of-distribution"})
    assert done.stored_nothing


@pytest.mark.parametrize("name", ["693_UNCI.dcm", "explicit_VR-UN.dcm", "MR-SIEMENS-DICOM-WithOverlays.dcm"])
def test_an_abdomen_with_the_tags_of_a_head(name: str, tmp_path: Path) -> None:
    """A CT with Modality and SOP Class of MR, and no Body Part Examined."""
    done = analyse(abdomen(name), tmp_path, BodyPartExamined=None)
    assert (done.ended.code, done.reasons) == (NOT_ANALYSED, {"out-of-distribution"})
    assert done.stored_nothing


def test_a_ct_of_the_head_with_the_tags_of_mr(tmp_path: Path) -> None:
    values = cranium().values.astype(np.int32)
    done = analyse(replace(cranium(), values=(values - values.min()).astype(np.uint16)), tmp_path)
    assert (done.ended.code, done.reasons) == (NOT_ANALYSED, {"out-of-distribution"})
