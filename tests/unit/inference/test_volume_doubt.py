"""How sure a model is of the segments of a volume, while its slabs go by."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, Finding, Presence, VolumeRegion
from radlane.domain.uncertainty import AGREEMENT, ENTROPY, SIZE_OF_RUNS, Uncertainty
from radlane.inference.labels import LabelRule, label_values
from radlane.inference.tiling import Slab
from radlane.inference.volume_doubt import VolumeDoubt
from support.findings import LUNG

SHAPE = (4, 5, 6)
RULE = LabelRule(channels=(1,), activation="softmax", threshold=0.5)
WANTED = Uncertainty(entropy=True, entropy_map=True, augmentations=("flip-x",))


def raw(columns: int) -> NDArray[np.float32]:
    """[2, z, y, x]: the first columns are bright, and everything is sure."""
    v = np.full(SHAPE, -20, np.float32)
    v[..., :columns] = 20
    return np.stack([-v, v])


def slabs(*runs: NDArray[np.float32]) -> list[tuple[Slab, ...]]:
    """Blocks of two planes and of three rows, then the rest."""
    parts = [(z, y) for z in (0, 2) for y in (0, 3)]
    return [tuple(Slab(z=z, y=y, values=run[:, z : z + 2, y : y + 3].copy()) for run in runs) for z, y in parts]


def test_slabs_of_the_mean_go_on_and_the_rest_is_kept() -> None:
    doubt = VolumeDoubt(WANTED, SHAPE, RULE)
    passed = list(doubt.watch(slabs(raw(2), raw(4))))
    whole = np.zeros(SHAPE, np.uint8)
    for slab in passed:
        whole[slab.part] = label_values(slab.values, RULE)
    np.testing.assert_array_equal(whole, label_values(raw(2), RULE))  # of two that are equal the first one
    assert [int(one.values.sum()) for one in doubt.labels] == [40, 80]
    expected = np.zeros(SHAPE)
    expected[..., 2:4] = 1
    assert doubt.bits is not None
    np.testing.assert_allclose(doubt.bits, expected, atol=1e-5)


def test_figures_are_of_what_is_there() -> None:
    doubt = VolumeDoubt(WANTED, SHAPE, RULE)
    list(doubt.watch(slabs(raw(2), raw(4))))
    labels = label_values(raw(4), RULE)
    there = Finding(id="bright", concept=LUNG, presence=Presence.PRESENT, region=VolumeRegion(segment=1, voxels=80))
    said = Conclusion(findings=(there,), labels=labels)
    found = doubt.state(said, doubt.bits)
    assert {one.concept: one.value for one in found.findings[0].uncertainty} == {
        ENTROPY: pytest.approx(0.5, abs=1e-5),
        AGREEMENT: pytest.approx(2 * 40 / 120),
        SIZE_OF_RUNS: pytest.approx(20 / 60),
    }
    assert [one.values.shape for one in found.heatmaps] == [SHAPE]


def test_what_nobody_asks_for_is_not_made() -> None:
    doubt = VolumeDoubt(Uncertainty(), SHAPE, RULE)
    given = slabs(raw(2))
    assert [one.values is pair[0].values for one, pair in zip(doubt.watch(given), given, strict=True)] == [True] * 4
    assert (doubt.bits, doubt.labels) == (None, ())
