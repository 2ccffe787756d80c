"""SEGs on sources of every shape before tools that are not ours, and read back by them onto the source grid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from support.noise import NOISE_LIST, read_noise, without_noise
from support.nrrd import positions_of, read_nrrd
from support.shape_files import MAPPED, ShapeResult, voxels_of
from support.shape_results import shape_named
from support.shapes import SHAPES, Shape, read_back
from support.validators import segimage2itkimage

OF_LABEL_MAPS = read_noise(NOISE_LIST.with_name("noise_label_map.toml"))
NAMES = [f"{shape.name}-BINARY" for shape in SHAPES] + [f"{name}-LABELMAP" for name in MAPPED]
# dcmqi makes one regular volume of the frames, or nothing: no tilt, no uneven distances, one stack, time and spacing.
READ_BY_DCMQI = ("ct", "mr-oblique", "ct-one-slice", "ct-backwards", "enhanced-ct", "enhanced-ct-some", "enhanced-mr")
WITHOUT_A_VOLUME = ("ct-tilted", "cine", "stills", "photograph", "slide-full")


@pytest.mark.parametrize("name", [*NAMES, "radiograph-FRACTIONAL"])
def test_the_judges_complain_of_noise_only(judged: Any, name: str) -> None:
    noise = [*read_noise(), *(OF_LABEL_MAPS if name.endswith("LABELMAP") else ())]
    mine = [said for said in judged.of_results if said[1].split()[0] == name]
    left = [said for said in mine if without_noise(said[0], [said[2]], noise)]
    assert mine
    assert not left, "\n".join(" | ".join(said) for said in left)


def test_every_entry_of_the_noise_of_label_maps_is_needed(judged: Any) -> None:
    said = [(tool, line) for tool, subject, line in judged.of_results if "LABELMAP" in subject]
    idle = [entry for entry in OF_LABEL_MAPS if not any(entry.covers(tool, line) for tool, line in said)]
    assert not idle
    assert all(entry.clause.startswith("PS3.") and entry.why for entry in OF_LABEL_MAPS)


@pytest.mark.parametrize("name", NAMES)
def test_highdicom_reads_each_frame_of_the_file(shape_results: dict[str, ShapeResult], name: str) -> None:
    shape = shape_named(name.rpartition("-")[0])
    read = read_back(shape_results[name].dataset(), shape.frames())
    np.testing.assert_array_equal(read, voxels_of(shape)[..., np.newaxis] == np.arange(1, 4))


@pytest.mark.parametrize("name", READ_BY_DCMQI)
def test_dcmqi_reads_each_voxel_where_it_is(shape_results: dict[str, ShapeResult], name: str, tmp_path: Path) -> None:
    shape = shape_named(name)
    files = segimage2itkimage(shape_results[f"{name}-BINARY"].segmentation, tmp_path / "nrrd")
    assert len(files) == 3
    for number, file in enumerate(files, start=1):
        _compare(read_nrrd(file).positions(), shape, number)


def test_dcmqi_reads_a_label_map(shape_results: dict[str, ShapeResult], tmp_path: Path) -> None:
    (file,) = segimage2itkimage(shape_results["ct-LABELMAP"].segmentation, tmp_path / "nrrd")
    read = read_nrrd(file)
    for number in (1, 2, 3):
        shown = read.__class__(values=(read.values == number).astype(np.int16), affine=read.affine)
        _compare(shown.positions(), shape_named("ct"), number)


@pytest.mark.parametrize("name", WITHOUT_A_VOLUME)
def test_dcmqi_has_no_image_for_what_is_no_regular_volume(
    shape_results: dict[str, ShapeResult], name: str, tmp_path: Path
) -> None:
    assert segimage2itkimage(shape_results[f"{name}-BINARY"].segmentation, tmp_path / "nrrd") == ()


def _compare(read: NDArray[np.float64], shape: Shape, number: int) -> None:
    """Every voxel of a segment lies in the patient where its frame and pixel say."""
    found = positions_of(shape.frames(), voxels_of(shape) == number)
    assert len(read) == len(found)
    np.testing.assert_allclose(read, found, atol=2e-3)
