"""The transpose of a matrix along each axis of an array."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import ValueInfoProto

from radlane.explain.graph.facts import Facts
from radlane.explain.graph.rules.separable import transpose_each
from radlane.explain.graph.step import Step
from radlane.explain.graph.writer import Writer
from support.gradients import network, onnxruntime_session

SHAPE = (2, 3, 4, 5)


@pytest.mark.parametrize("axes", [[0], [1], [2], [3], [2, 3], [1, 3], []])
def test_each_axis_is_multiplied_with_the_transpose(axes: list[int]) -> None:
    """The operator sums what comes before, so that its transpose sums what comes after."""
    gradient = np.random.default_rng(0).standard_normal(SHAPE).astype(np.float32)
    model = network("Identity", {"x": np.zeros(SHAPE)}).model(np.float32)
    write = Writer(Facts(model))
    step = Step(node=model.graph.node[0], write=write, upstream=("y",), wanted=frozenset({0}))
    made = transpose_each(step, axes, lambda _, unit: write.op("CumSum", unit, write.integer(1)))
    model.graph.node.extend(write.nodes)
    model.graph.initializer.extend(write.constants)
    if axes:
        model.graph.output.append(ValueInfoProto(name=made))
    (found,) = onnxruntime_session(model).run([made], {"x": gradient})
    expected = gradient
    for axis in axes:
        expected = np.flip(np.cumsum(np.flip(expected, axis), axis), axis)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)
