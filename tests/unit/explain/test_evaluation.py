"""A linear network on bright squares: its maps are known, and so is what they are worth."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from radlane.domain.explanation import Method
from radlane.errors import ExplanationRefused
from radlane.explain.evaluation import Case, Subject, Trial, evaluate, judge, summarise
from radlane.explain.faithfulness import as_probability
from radlane.explain.maps import Explained, Options
from radlane.explain.network import Floats
from support.attributions import UNLIMITED, lasting, linear, linear_gradient

LEFT, RIGHT = (np.zeros((4, 8), bool) for _ in range(2))
LEFT[1:3, 1:3] = RIGHT[1:3, 5:7] = True
METHOD = Method.INTEGRATED_GRADIENTS


def network(weights: Floats) -> Explained:
    return Explained(score=linear(weights, bias=-2), at_input=linear_gradient(weights))


def sees(mask: np.ndarray) -> Floats:
    return mask[None].astype(np.float32)


def trial() -> Trial:
    """A clock that ticks once each time it is read: a plain run takes one, and so does a map."""
    ticks = count()
    options = Options(fill=np.float32(0), steps=2)
    return Trial(options=lambda _: options, start=lambda: UNLIMITED, clock=lambda: float(next(ticks)))


BOTH = Case(image=sees(LEFT | RIGHT), findings={"left": LEFT, "right": RIGHT})
ONE = Case(image=sees(LEFT | RIGHT), findings={"left": LEFT})
UNKNOWN = Case(image=sees(LEFT | RIGHT), findings={"left": None})


def subject(mask: np.ndarray, randomised: Explained | None = None) -> Subject:
    seen = network(sees(mask))
    return Subject(network=seen, value=as_probability(seen.score), randomised=randomised)


RIGHTLY = subject(LEFT, network(sees(RIGHT)))
WRONGLY = subject(RIGHT)  # what it takes for the left one is the right one


def test_a_map_that_is_right() -> None:
    judged = judge(METHOD, RIGHTLY, BOTH, "left", trial())
    assert (judged.hit, judged.energy, judged.beside_others, judged.cost) == (True, 1.0, True, 1.0)
    np.testing.assert_array_equal(judged.attribution.values, LEFT.astype(np.float32))
    assert judged.deletion < 0.2 < 0.8 < judged.insertion  # 4 of 32 places hold all of it
    assert judged.likeness == pytest.approx(1 / 7, abs=1e-6)  # 4 of 32 places each, and none of both


def test_a_map_that_is_elsewhere() -> None:
    judged = judge(METHOD, WRONGLY, ONE, "left", trial())
    assert (judged.hit, judged.energy, judged.beside_others, judged.likeness) == (False, 0.0, False, None)


def test_without_a_mask_it_is_judged_by_the_network_alone() -> None:
    judged = judge(METHOD, RIGHTLY, UNKNOWN, "left", trial())
    assert (judged.hit, judged.energy) == (None, None)
    assert judged.deletion < judged.insertion


def test_what_is_deleted_is_measured_by_the_value_and_not_by_the_logit() -> None:
    """A value that is a probability already stays one."""
    flat = replace(RIGHTLY, value=lambda images: np.zeros(len(images), np.float32))
    judged = judge(METHOD, flat, BOTH, "left", trial())
    assert (judged.deletion, judged.insertion) == (0, 0)


def test_means() -> None:
    figures = evaluate(METHOD, {"left": RIGHTLY, "right": RIGHTLY}, [BOTH, ONE, UNKNOWN], trial())
    assert (figures.method, figures.maps) == (METHOD, 4)
    assert figures.pointing == pytest.approx(2 / 3)  # the map of the right one points left
    assert figures.pointing_beside_others == 0.5
    assert figures.energy == pytest.approx(2 / 3)
    assert figures.likeness == pytest.approx(1 / 7, abs=1e-6)
    assert figures.depends_on_weights


def test_what_is_no_subject_is_not_explained() -> None:
    figures = evaluate(METHOD, {"left": RIGHTLY}, [BOTH], trial())
    assert (figures.maps, figures.pointing_beside_others) == (1, 1.0)


def test_a_map_that_randomised_weights_do_not_change() -> None:
    same = replace(RIGHTLY, randomised=RIGHTLY.network)
    assert evaluate(METHOD, {"left": same}, [ONE], trial()).depends_on_weights is False


def test_nothing_to_average() -> None:
    figures = summarise(METHOD, [])
    assert (figures.maps, figures.pointing, figures.cost, figures.depends_on_weights) == (0, None, None, None)


def test_masks_of_rise_are_the_same_for_both_networks() -> None:
    same = replace(RIGHTLY, randomised=RIGHTLY.network)
    assert judge(Method.RISE, same, ONE, "left", trial()).likeness == pytest.approx(1)


def test_too_little_time() -> None:
    with pytest.raises(ExplanationRefused, match="steps"):
        judge(METHOD, RIGHTLY, ONE, "left", replace(trial(), start=lambda: lasting(0)))
