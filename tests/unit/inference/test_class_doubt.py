"""How sure a model is of its classes, and when it does not speak."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.finding import Conclusion, Finding, Presence
from radlane.domain.uncertainty import BIT, ENTROPY, PROBABILITY, STANDARD_DEVIATION, Abstain, Member, Uncertainty
from radlane.errors import InferenceFailed
from radlane.inference.class_doubt import answer_of, doubt_classes
from radlane.inference.whole import conclude_whole, join
from support.calibrated import temperature
from support.said import PERCENT, SHARE, classification, ground, regression

TWICE = (Member(id="other", weights="other.onnx"),)


def said(wanted: Uncertainty, *logits: tuple[float, float], outputs: Any = None) -> Conclusion:
    kinds = outputs or (classification(),)
    runs = [{"labels": np.float32([pair]), "share": np.float32([[pair[0] / 10]])} for pair in logits]
    answer = answer_of(runs, kinds)
    found = join([conclude_whole(output, answer.pooled, ground()) for output in kinds])
    return doubt_classes(wanted, kinds, answer, found, ground())


def figures(finding: Finding) -> dict[tuple[str, str | None], float]:
    return {(one.concept.value, one.derivation and one.derivation.value): one.value for one in finding.uncertainty}


def test_the_spread_is_that_of_the_runs_and_the_number_their_mean() -> None:
    first, second = said(Uncertainty(members=TWICE), (2.0, -3.0), (0.0, -3.0)).findings
    likely = 1 / (1 + np.exp(-np.array([2.0, 0.0])))
    assert first.probability is not None
    assert first.probability.value == pytest.approx(likely.mean(), abs=1e-6)
    assert figures(first) == {(PROBABILITY.value, STANDARD_DEVIATION.value): pytest.approx(likely.std(), abs=1e-6)}
    assert figures(second)[PROBABILITY.value, STANDARD_DEVIATION.value] == pytest.approx(0, abs=1e-6)


def test_the_entropy_is_that_of_the_mean() -> None:
    first, _ = said(Uncertainty(entropy=True, members=TWICE), (3.0, 0.0), (-3.0, 0.0)).findings
    assert figures(first)[ENTROPY.value, None] == pytest.approx(1.0, abs=1e-6)  # each run alone is sure
    assert first.uncertainty[0].unit == BIT
    alone, _ = said(Uncertainty(entropy=True), (3.0, 0.0)).findings
    likely = 1 / (1 + np.exp(-3.0))
    bits = -likely * np.log2(likely) - (1 - likely) * np.log2(1 - likely)
    assert figures(alone) == {(ENTROPY.value, None): pytest.approx(bits, abs=1e-5)}


def test_of_a_softmax_all_classes_have_the_entropy_of_the_one_answer() -> None:
    output = classification(activation="softmax")
    first, second = said(Uncertainty(entropy=True), (2.0, 2.0), outputs=(output,)).findings
    assert figures(first) == figures(second) == {(ENTROPY.value, None): pytest.approx(1.0, abs=1e-6)}


def test_what_is_stated_is_calibrated() -> None:
    hot = classification(calibration=temperature(4.0))
    first, _ = said(Uncertainty(members=TWICE), (2.0, 0.0), (-2.0, 0.0), outputs=(hot,)).findings
    likely = 1 / (1 + np.exp(-np.array([0.5, -0.5])))
    assert figures(first)[PROBABILITY.value, STANDARD_DEVIATION.value] == pytest.approx(likely.std(), abs=1e-6)


def test_values_have_a_spread_in_their_unit() -> None:
    (found,) = said(Uncertainty(members=TWICE), (2.0, 0.0), (1.0, 0.0), outputs=(regression(),)).findings
    (spread,) = found.uncertainty
    assert (spread.concept, spread.unit, spread.derivation) == (SHARE, PERCENT, STANDARD_DEVIATION)
    assert spread.value == pytest.approx(5.0, rel=1e-5)  # 20 and 10 percent
    assert found.measurements[0].value == pytest.approx(15.0, rel=1e-5)


@pytest.mark.parametrize(
    ("limits", "presences"),
    [
        (Abstain(), ["present", "absent"]),
        (Abstain(max_deviation=0.1), ["indeterminate", "absent"]),
        (Abstain(max_deviation=0.3), ["present", "absent"]),
        (Abstain(max_entropy=0.7), ["indeterminate", "absent"]),
        (Abstain(max_entropy=0.2), ["indeterminate", "indeterminate"]),
    ],
)
def test_beyond_a_limit_the_model_does_not_speak(limits: Abstain, presences: list[str]) -> None:
    found = said(Uncertainty(members=TWICE, abstain=limits), (2.0, -3.0), (0.0, -3.0))
    assert [str(one.presence) for one in found.findings] == presences
    unsure = [one for one in found.findings if one.presence is Presence.INDETERMINATE]
    assert [str(one.code) for one in found.reasons] == (["uncertain"] if unsure else [])
    assert all(one.concept.meaning in found.reasons[0].text for one in unsure)


def test_a_run_that_says_no_probability_is_no_result() -> None:
    """Its mean with another one may be one."""
    output = classification(activation="none")
    with pytest.raises(InferenceFailed, match="no probability"):
        said(Uncertainty(members=TWICE), (1.25, 0.5), (0.25, 0.5), outputs=(output,))
