"""What lies too far off is refused, after the gates; where nobody looks, nothing is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from radlane.domain.out_of_distribution import Distance
from radlane.domain.reason import ReasonCode
from radlane.errors import InferenceFailed, InputRefused
from radlane.explain.graph.features import FEATURES
from radlane.inference.class_doubt import Answer
from radlane.pipeline.familiarity import judge_whole, mean_features, require_familiar
from radlane.pipeline.models import LoadedModel
from support.lanes import reference_model
from support.novelty import PLAIN, SECTION

UID = "1.2.3"


def model(**changes: Any) -> LoadedModel:
    found = reference_model()
    manifest = replace(found.manifest, out_of_distribution=replace(SECTION, **changes))
    return replace(found, manifest=manifest, fitted=PLAIN)


def outputs(*features: float, gate: float = 9.0) -> Answer:
    """What the network said: a gate's logit and features; and another one of its ensemble, which gives none."""
    chest = {"chest": np.array([[gate]], np.float32)}
    return Answer(runs=({**chest, FEATURES: np.array([features], np.float32)}, chest), pooled=chest)


def test_what_is_near_has_its_distance() -> None:
    assert judge_whole(model(), outputs(3, 4), UID) == Distance(distance=5.0, threshold=5.0)


def test_what_is_far_is_refused_with_both_numbers() -> None:
    with pytest.raises(InputRefused, match=r"at a distance of 10\.0, and up to 5\.0 is accepted") as caught:
        judge_whole(model(), outputs(6, 8), UID)
    assert (caught.value.code, caught.value.uid) == (ReasonCode.OUT_OF_DISTRIBUTION, UID)


def test_what_a_gate_refuses_keeps_its_reason() -> None:
    with pytest.raises(InputRefused) as caught:
        judge_whole(model(), outputs(6, 8, gate=-9.0), UID)
    assert caught.value.code == ReasonCode.INPUT_NOT_ACCEPTABLE


def test_without_a_fit_nobody_looks() -> None:
    plain = reference_model()
    plain = replace(plain, manifest=replace(plain.manifest, out_of_distribution=None), fitted=None)
    assert judge_whole(plain, outputs(600, 800), UID) is None
    assert judge_whole(replace(model(), fitted=None), outputs(600, 800), UID) is None
    assert judge_whole(model(stage="look"), outputs(600, 800), UID) is None  # another network gives them


def test_other_features_than_were_fitted_are_no_distance() -> None:
    with pytest.raises(InferenceFailed, match="not those that were fitted"):
        judge_whole(model(), outputs(1, 2, 3), UID)


def test_of_windows_the_mean_counts() -> None:
    runs = (np.array([[0, 0], [6, 0]], np.float32), np.array([[0, 12]], np.float32))
    np.testing.assert_array_equal(mean_features(runs), [2, 4])
    network = model().manifest.networks[-1]
    assert require_familiar(model(), network, runs, UID) == Distance(distance=20**0.5, threshold=5.0)
