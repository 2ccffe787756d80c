"""Maps of the trained network of models/two-findings, with radlane's gradients, on findings whose place is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from types import ModuleType

import numpy as np
import pytest

from radlane.domain.explanation import LIKE, Method
from radlane.explain.evaluation import Case, Figures, Subject, Trial, evaluate
from radlane.explain.maps import make_map
from support.attributions import UNLIMITED
from support.model_code import code_beside
from support.sources import ROOT

FOLDER = ROOT / "models" / "two-findings"
DEFAULTS = (Method.CAM, Method.GRAD_CAM, Method.HIRES_CAM)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The network, and images that it was not trained on."""

    code: ModuleType
    draw: Callable[[int], dict[str, Subject]]
    subjects: dict[str, Subject]
    cases: list[Case]

    def figures(self, method: Method, count: int) -> Figures:
        ticks = iter(range(1_000_000))
        trial = Trial(options=self.code.options_of, start=lambda: UNLIMITED, clock=lambda: float(next(ticks)))
        return evaluate(method, self.subjects, self.cases[:count], trial)


@pytest.fixture(scope="module")
def measured() -> Iterator[Measured]:
    with code_beside(FOLDER) as load:
        cases = load("cases")
        yield Measured(
            code=load("explain"),
            draw=partial(cases.load_subjects, FOLDER / "package" / "model.onnx", share=1.0),
            subjects=cases.load_subjects(FOLDER / "package" / "model.onnx", 7),
            cases=cases.make_cases(11, 60),
        )


def test_the_network_knows_both(measured: Measured) -> None:
    for finding, subject in measured.subjects.items():
        logits = subject.network.score(np.stack([case.image for case in measured.cases]))
        right = (logits > 0) == [finding in case.findings for case in measured.cases]
        assert right.mean() >= 0.95


@pytest.mark.parametrize("method", DEFAULTS)
def test_the_default_points_at_the_finding_beside_the_other(measured: Measured, method: Method) -> None:
    figures = measured.figures(method, 60)
    assert figures.pointing_beside_others is not None
    assert figures.pointing_beside_others >= 0.9


@pytest.mark.parametrize("method", DEFAULTS)
def test_the_default_changes_with_the_weights(measured: Measured, method: Method) -> None:
    """By the rule of the lane: the median of five draws of all weights."""
    likenesses = []
    for seed in range(7, 12):
        drawn = replace(measured, subjects=measured.draw(seed))
        likenesses.append(drawn.figures(method, 30).likeness or 1.0)
    assert median(likenesses) < LIKE, likenesses


def test_each_finding_has_a_map_of_its_own(measured: Measured) -> None:
    case = measured.cases[2]
    options = measured.code.options_of(case.image)
    ring, blob = (
        make_map(Method.GRAD_CAM, subject.network, case.image, options, UNLIMITED, np.random.default_rng(0)).values
        for subject in measured.subjects.values()
    )
    for own, other, finding in ((ring, blob, "ring"), (blob, ring, "blob")):
        mask = case.findings[finding]
        assert own[mask].mean() > 5 * other[mask].mean()


def test_integrated_gradients_are_complete(measured: Measured) -> None:
    """Their sum is the difference of the logits; the rest is the rule's error, which more steps lessen."""
    image = measured.cases[2].image
    options = measured.code.options_of(image)
    subject = measured.subjects["ring"].network
    made = make_map(Method.INTEGRATED_GRADIENTS, subject, image, options, UNLIMITED, np.random.default_rng(0))
    ends = subject.score(np.stack([image, np.full_like(image, options.fill)]))
    assert abs(float(made.values.sum()) - float(ends[0] - ends[1])) < 0.1 * abs(float(ends[0] - ends[1]))
