"""Phantoms of the model cxr-acquisition: labels are what was done to the picture, and what was done can be seen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.shown import beside

SIZE = 64


@pytest.fixture(scope="module")
def acquisition() -> Iterator[ModuleType]:
    """How a picture is shown wrongly."""
    with beside("cxr-acquisition", "cxr-lungs"):
        yield import_module("acquisition")


@pytest.fixture(scope="module")
def scenes(acquisition: ModuleType) -> ModuleType:
    """The generator of upright pictures."""
    return import_module("scenes")


@pytest.fixture(scope="module")
def collimator(scenes: ModuleType) -> ModuleType:
    """The blades and the shutter."""
    return sys.modules["collimator"]


def ways(acquisition: ModuleType) -> list[object]:
    """All 16 ways to show a picture."""
    return [
        acquisition.Acquisition(mirrored=mirrored, quarters=quarters, inverted=inverted, collimated=False)
        for mirrored in (False, True)
        for quarters in range(4)
        for inverted in (False, True)
    ]


@given(st.integers(0, 2**32 - 1), st.tuples(st.integers(2, 9), st.integers(2, 9)))
def test_each_way_to_show_a_picture_has_labels_of_its_own(
    acquisition: ModuleType, seed: int, shape: tuple[int, int]
) -> None:
    picture = np.random.default_rng(seed).random(shape, np.float32)
    shown = {acquisition.show(picture, way).tobytes() for way in ways(acquisition)}
    labels = {way.labels().tobytes() for way in ways(acquisition)}  # type: ignore[attr-defined]
    assert len(shown) == len(labels) == 16


@given(st.integers(0, 2**32 - 1))
def test_turns_are_clockwise_and_after_the_mirror(acquisition: ModuleType, seed: int) -> None:
    """The pixel at the upper left goes to the upper right, and from the upper right where it was mirrored, further."""
    picture = np.random.default_rng(seed).random((5, 7), np.float32)
    for mirrored, corner in ((False, picture[0, 0]), (True, picture[0, -1])):
        way = acquisition.Acquisition(mirrored=mirrored, quarters=1, inverted=False, collimated=False)
        assert acquisition.show(picture, way)[0, -1] == corner
        assert acquisition.show(picture, way).shape == (7, 5)


@given(st.integers(0, 2**32 - 1))
def test_drawn_labels_are_those_of_the_way_it_is_shown(acquisition: ModuleType, seed: int) -> None:
    drawn = acquisition.draw_acquisition(np.random.default_rng(seed), collimated=bool(seed % 2))
    said = dict(zip(acquisition.CLASSES, drawn.labels(), strict=True))
    assert (said["inverted"], said["mirrored"], said["collimated"]) == (drawn.inverted, drawn.mirrored, seed % 2)
    assert [said[f"turned-{90 * number}"] for number in (1, 2, 3)] == [drawn.quarters == number for number in (1, 2, 3)]


@pytest.mark.parametrize("collimated", [False, True])
def test_equal_states_give_equal_scenes(scenes: ModuleType, collimated: bool) -> None:
    first, second = (scenes.chest(SIZE, np.random.default_rng(3), collimated=collimated) for _ in range(2))
    np.testing.assert_array_equal(first.values, second.values)
    assert (first.chest, first.collimated) == (True, collimated)
    other = scenes.chest(SIZE, np.random.default_rng(4), collimated=collimated)
    assert other.values.shape != first.values.shape or (other.values != first.values).any()


@given(st.integers(0, 2**32 - 1))
def test_the_heart_of_every_patient_lies_at_the_right_of_the_image(scenes: ModuleType, seed: int) -> None:
    """Its middle, the aortic arch and the stomach; `chest` never mirrors them."""
    assert scenes.draw_chest(np.random.default_rng(seed)).heart[0] > 0


@given(st.integers(0, 2**32 - 1), st.tuples(st.integers(48, 96), st.integers(48, 96)))
def test_a_collimator_leaves_at_least_half_open_and_covers_a_border(
    collimator: ModuleType, seed: int, shape: tuple[int, int]
) -> None:
    blades = collimator.draw_collimator(np.random.default_rng(seed), 0.03)
    covered = ~collimator.field(blades, shape)
    assert all(border == 0 or border >= 0.03 for border in blades.borders)
    assert 0 < covered.mean() < 0.6
    middle = slice(shape[0] // 3, 2 * shape[0] // 3), slice(shape[1] // 3, 2 * shape[1] // 3)
    assert not covered[middle].any()


def test_a_shutter_as_dark_as_what_lies_beside_it_is_not_visible(collimator: ModuleType) -> None:
    blades = collimator.Collimator(
        borders=(0.1, 0.0, 0.0, 0.0), tilt=0.0, penumbra=0.01, shutter=collimator.Shutter.BLACK
    )
    open_field = collimator.field(blades, (SIZE, SIZE))
    dark_above = np.linspace(-0.5, 1, SIZE, dtype=np.float32).clip(0)[:, None].repeat(SIZE, axis=1)
    bright_above = dark_above[::-1]
    rng = np.random.default_rng(0)
    assert not collimator.is_visible(np.clip(collimator.cover(dark_above, blades, open_field, rng), 0, 1), open_field)
    assert collimator.is_visible(np.clip(collimator.cover(bright_above, blades, open_field, rng), 0, 1), open_field)


def test_what_the_blades_cover_is_brighter_than_what_they_leave(collimator: ModuleType) -> None:
    """Outside the field hardly a photon comes through: the border is as bright as metal."""
    blades = collimator.Collimator(
        borders=(0.1, 0.1, 0.1, 0.1), tilt=0.0, penumbra=0.005, shutter=collimator.Shutter.NONE
    )
    open_field = collimator.field(blades, (SIZE, SIZE))
    attenuation = np.full((SIZE, SIZE), 1.5, np.float32)
    absorbed = collimator.absorb(attenuation, blades, open_field)
    assert absorbed[~open_field].mean() > absorbed[open_field].mean() + 3
