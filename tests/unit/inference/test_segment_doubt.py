"""How sure a model is of its segments."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, Finding, Presence, Region
from radlane.domain.saliency import SaliencyQuantity
from radlane.domain.uncertainty import AGREEMENT, COEFFICIENT_OF_VARIANCE, ENTROPY, MEAN, SIZE_OF_RUNS, Uncertainty
from radlane.inference.class_doubt import answer_of
from radlane.inference.segment_doubt import agreement, doubt_segments
from support.doubtful import maps
from support.findings import LUNG

SHAPE = (6, 8)


def raw(*columns: int) -> list[dict[str, NDArray[np.float32]]]:
    """Runs in which the first columns are bright, and everything is sure."""
    runs = []
    for count in columns:
        v = np.full(SHAPE, -20, np.float32)
        v[:, :count] = 20
        runs.append({"maps": np.stack([-v, v])[np.newaxis]})
    return runs


def concluded(mask: NDArray[np.bool_]) -> Conclusion:
    presence = Presence.PRESENT if mask.any() else Presence.ABSENT
    region = Region(segment=1, mask=mask, contours=())
    return Conclusion(findings=(Finding(id="bright", concept=LUNG, presence=presence, region=region),))


def test_runs_that_differ_are_unsure_where_they_do() -> None:
    answer = answer_of(raw(2, 4), (maps(),))
    mask = np.zeros(SHAPE, bool)
    mask[:, :4] = True
    wanted = Uncertainty(entropy=True, entropy_map=True, augmentations=("flip-x",))
    found = doubt_segments(wanted, maps(), answer, concluded(mask), lambda values: values)
    stated = {(one.concept, one.derivation): one.value for one in found.findings[0].uncertainty}
    assert stated == {
        (ENTROPY, MEAN): pytest.approx(0.5, abs=1e-6),
        (AGREEMENT, None): pytest.approx(2 * 12 / 36),
        (SIZE_OF_RUNS, COEFFICIENT_OF_VARIANCE): pytest.approx(6 / 18),
    }
    (heatmap,) = found.heatmaps
    assert (heatmap.finding, heatmap.quantity) == (None, SaliencyQuantity.ENTROPY)
    expected = np.zeros((1, *SHAPE))
    expected[:, :, 2:4] = 1
    np.testing.assert_allclose(heatmap.values, expected, atol=1e-6)


def test_what_is_absent_has_no_figures_and_nothing_is_drawn_unasked() -> None:
    answer = answer_of(raw(0, 2), (maps(),))
    wanted = Uncertainty(entropy=True, augmentations=("flip-x",))
    found = doubt_segments(wanted, maps(), answer, concluded(np.zeros(SHAPE, bool)), lambda values: values)
    assert (found.findings[0].uncertainty, found.heatmaps) == ((), ())


def test_one_run_agrees_with_nobody() -> None:
    assert agreement([np.ones(SHAPE, bool)]) == ()


def test_empty_masks_are_equal_and_have_no_size() -> None:
    (dice,) = agreement([np.zeros(SHAPE, bool)] * 3)
    assert (dice.concept, dice.value) == (AGREEMENT, 1.0)
