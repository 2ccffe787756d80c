"""What a rule may use of an operator."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.facts import Facts
from radlane.explain.graph.step import Step
from radlane.explain.graph.writer import Writer
from support.gradients import network


@pytest.fixture(name="step")
def _step() -> Step:
    case = network("Resize", {"x": np.zeros((2, 3))}, {"": None, "s": np.asarray([1, 2], np.float32)}, mode="linear")
    model = case.model(np.float32)
    return Step(node=model.graph.node[0], write=Writer(Facts(model)), upstream=("g",), wanted=frozenset({0}))


def test_inputs_outputs_and_attributes(step: Step) -> None:
    assert (step.x, step.y, step.gradient) == ("x", "y", "g")
    assert [step.input(position) for position in range(4)] == ["x", None, "s", None]
    assert (step.attribute("mode"), step.attribute("axes"), step.attribute("antialias", 0)) == ("linear", None, 0)
    assert step.constant(1) is None
    np.testing.assert_array_equal(step.constant(2), [1, 2])


@pytest.mark.parametrize("upstream", [(None, "g"), ("g", "h")])
def test_a_way_through_a_second_output_is_refused(step: Step, upstream: tuple[str | None, ...]) -> None:
    other = Step(node=step.node, write=step.write, upstream=upstream, wanted=step.wanted)
    with pytest.raises(ExplanationRefused, match="a second output"):
        _ = other.gradient
