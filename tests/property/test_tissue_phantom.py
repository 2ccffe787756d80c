"""Phantoms of the CT tissue model: the same state gives the same body, classes and HU agree, scans do what they say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from types import ModuleType

import numpy as np
import pytest

from support.sources import ROOT

FOLDER = ROOT / "models" / "ct-tissue"
OUTSIDE, AIR, LUNG, SOFT, BONE = range(5)
CHEST = ("trunk", (12, 88, 96), (110.0, -30.0, -75.0))
HEAD = ("head", (16, 80, 72), (-60.0, -40.0, 0.0))


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    """The generator's modules lie beside the model, outside any package; their names are forgotten afterwards."""
    names = {path.stem for path in FOLDER.glob("*.py")}
    before = {name: sys.modules.pop(name) for name in names & sys.modules.keys()}
    sys.path.insert(0, str(FOLDER))
    yield import_module("phantom")
    sys.path.remove(str(FOLDER))
    for name in names:
        sys.modules.pop(name, None)
    sys.modules.update(before)


@pytest.mark.parametrize("body", [CHEST, HEAD, ("legs", (8, 48, 64), (0.0, 0.0, 60.0))])
def test_equal_states_give_equal_bodies(generator: ModuleType, body: tuple[object, ...]) -> None:
    first, second = (generator.paint(*body, np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(first.hu, second.hu)
    np.testing.assert_array_equal(first.tissue, second.tissue)
    other = generator.paint(*body, np.random.default_rng(4))
    assert (other.tissue != first.tissue).mean() > 0.01


def test_another_window_shows_the_same_patient(generator: ModuleType) -> None:
    shape, (z, y, x) = (8, 64, 64), (110.0, 0.0, -60.0)
    first = generator.paint("trunk", shape, (z, y, x), np.random.default_rng(3))
    moved = generator.paint("trunk", shape, (z, y, x + 20 * generator.SPACING), np.random.default_rng(3))
    same = first.tissue[..., 20:] == moved.tissue[..., :-20]
    assert same.mean() > 0.97  # the grain, which bends layers of fat a little, is the window's own


def test_a_chest_holds_every_class_with_its_hu(generator: ModuleType) -> None:
    scene = generator.paint(*CHEST, np.random.default_rng(0))
    counts = np.bincount(scene.tissue.ravel(), minlength=5)
    assert len(counts) == 5
    assert counts.min() > 50
    middle = {tissue: np.median(scene.hu[scene.tissue == tissue]) for tissue in range(5)}
    assert middle[OUTSIDE] == pytest.approx(-1000, abs=1)
    assert middle[AIR] == pytest.approx(-1000, abs=40)
    assert -950 < middle[LUNG] < -650
    assert -130 < middle[SOFT] < 100
    assert np.percentile(scene.hu[scene.tissue == BONE], 95) > 300  # the marrow may hold more fat than bone


def test_a_head_has_air_in_bone_and_no_lung(generator: ModuleType) -> None:
    scene = generator.paint(*HEAD, np.random.default_rng(1))
    counts = np.bincount(scene.tissue.ravel(), minlength=5)
    assert counts[LUNG] == 0
    assert min(counts[AIR], counts[SOFT], counts[BONE]) > 300


def test_a_thin_cortex_has_its_share_of_each_voxel(generator: ModuleType) -> None:
    """Bone of 0.75 mm round fat, in voxels of 1.5 mm: its shares add up to its thickness, its HU to its shares."""
    shapes = sys.modules["shapes"]
    sheet = shapes.canvas((0.0, 0.0, 0.0), (16, 9, 9), 1.5, (0, 0, 0), np.random.default_rng(0))
    flat = replace(sheet, body=sheet.place, margin=0.0, shift=np.zeros(3, np.float32))
    for surface in (6.0, 6.4, 7.2):
        for half, hu, tissue in ((surface, 1000.0, BONE), (surface - 0.75, -100.0, SOFT)):
            flat.paint(shapes.Box(centre=(0, 6, 6), half=(half, 50.0, 50.0), rounding=0.0), hu, tissue)
        profile, values = flat.shares[:, :, 4, 4], flat.hu[:, 4, 4]
        assert 1.5 * profile[BONE].sum() == pytest.approx(0.75, abs=0.2)
        np.testing.assert_allclose(profile.T @ [-1000, -1000, -850, -100, 1000], values, atol=0.5)
        flat.hu[:], flat.shares[:] = -1000, 0
        flat.shares[OUTSIDE] = 1


@pytest.mark.parametrize("noise", [5.0, 60.0])
@pytest.mark.parametrize(("texture", "thickness"), [(1.3, 1.0), (-1.5, 1.0), (0.6, 4.0)])
def test_a_scan_has_the_noise_it_says(generator: ModuleType, noise: float, texture: float, thickness: float) -> None:
    scanner = sys.modules["scanner"]
    protocol = scanner.Protocol(
        blur=0.5, edge=0.0, thickness=thickness, noise=noise, texture=texture, streaks=0.0, gain=1.0, offset=12.0
    )
    water = np.zeros((32, 48, 48), np.float32)
    shown = scanner.scan(water, 1.5, protocol, np.random.default_rng(5))
    assert shown.mean() == pytest.approx(12.0, abs=0.1 * noise)
    fewer = np.sqrt(2 / 3) if thickness > 1.5 else 1.0  # interpolated slices are smoother
    assert shown.std() == pytest.approx(noise * fewer, rel=0.2)


def test_a_sharp_kernel_overshoots_and_a_soft_one_does_not(generator: ModuleType) -> None:
    scanner = sys.modules["scanner"]
    edge = np.zeros((4, 40, 40), np.float32)
    edge[..., 20:] = 1000.0
    quiet = {"thickness": 1.0, "noise": 0.0, "texture": 0.0, "streaks": 0.0, "gain": 1.0, "offset": 0.0}
    soft, sharp = (
        scanner.scan(edge, 1.5, scanner.Protocol(blur=blur, edge=over, **quiet), np.random.default_rng(0))
        for blur, over in ((1.2, 0.0), (0.1, 1.0))
    )
    assert sharp.max() > 1050
    assert soft.max() <= 1000.1
    assert soft.min() >= -0.1


def test_what_the_field_of_view_leaves_out_is_outside(generator: ModuleType) -> None:
    scene = generator.paint(*CHEST, np.random.default_rng(0))
    seen = np.zeros_like(scene.seen)
    seen[:, 30:60, 30:60] = True
    shown = generator.expose(
        replace(scene, seen=seen),
        sys.modules["scanner"].draw_protocol(np.random.default_rng(1)),
        np.random.default_rng(2),
    )
    assert (shown[~seen] == -1024).all()
    assert shown[seen].max() > -500


def test_the_network_reads_zero_to_one(generator: ModuleType) -> None:
    hu = np.array([-3000, -1024, 488, 2000, 3071], np.float32)
    np.testing.assert_allclose(generator.normalise(hu), [0, 0, 0.5, 1, 1], atol=1e-6)
