"""Opsets: what is raised, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import ModelProto, helper

from radlane.errors import ExplanationRefused
from radlane.explain.graph.opset import require_opset
from support.gradients import network


def model(opset: int, *nodes: object) -> ModelProto:
    made = network("Relu", {"x": np.zeros(2)}, opset=13).model(np.float32)
    made.graph.node.extend(nodes)
    made.opset_import[0].version = opset
    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [(13, 16), (15, 16), (16, 16), (23, 23)],  # raised to the first that can add while it scatters; else left
)
def test_older_opsets_are_raised(before: int, after: int) -> None:
    made = model(before)
    assert require_opset(made) == after
    assert made.opset_import[0].version == after
    assert made.ir_version >= 8 or before == after


@pytest.mark.parametrize("opset", [12, 27])
def test_other_opsets_are_refused(opset: int) -> None:
    with pytest.raises(ExplanationRefused, match=f"opset is {opset}"):
        require_opset(model(opset))


def test_a_model_that_names_no_opset_is_refused() -> None:
    made = model(17)
    made.opset_import[0].domain = "com.example"
    with pytest.raises(ExplanationRefused, match="opset is 0"):
        require_opset(made)


@pytest.mark.parametrize(
    "node",
    [
        helper.make_node("RoiAlign", ["x", "r", "i"], ["a"]),
        helper.make_node("BatchNormalization", list("xsbmv"), ["a", "m2", "v2"], training_mode=1),
    ],
    ids=["RoiAlign", "BatchNormalization"],
)
def test_what_changed_between_is_refused(node: object) -> None:
    with pytest.raises(ExplanationRefused, match="an operator changed"):
        require_opset(model(14, node))
    assert require_opset(model(16, node)) == 16
