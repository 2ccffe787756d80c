"""Slices, gathers and borders against central differences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.gradient import append_gradient
from support.gradients import Network, network, require_gradient, require_half_gradient

RNG = np.random.default_rng(0)
X = {"x": RNG.standard_normal((4, 7, 6))}
IMAGE = {"x": RNG.standard_normal((2, 3, 5, 6))}


def ints(*values: int) -> np.ndarray:
    return np.asarray(values, np.int64)


def sliced(starts: np.ndarray, ends: np.ndarray, **further: np.ndarray) -> Network:
    return network("Slice", X, {"starts": starts, "ends": ends, **further})


CASES = {
    "ends cut, and from behind": sliced(ints(1, -3), ints(9999, -1), axes=ints(0, 2)),
    "the first axes": sliced(ints(1, 2), ints(3, 4)),
    "an axis from behind": sliced(ints(1), ints(3), axes=ints(-1)),
    "single steps": sliced(ints(1, 0), ints(9999, 2), axes=ints(0, 2), steps=ints(1, 1)),
    "every other": sliced(ints(1), ints(9999), axes=ints(1), steps=ints(2)),
    "backwards": sliced(ints(-1), ints(-9999), axes=ints(1), steps=ints(-2)),
    "32 bits": sliced(ints(1).astype(np.int32), ints(3).astype(np.int32), axes=ints(1).astype(np.int32)),
    "one": network("Gather", X, {"i": np.asarray(2, np.int64)}, axis=1),
    "some twice": network("Gather", X, {"i": np.asarray([[0, -1, 3], [3, 3, 1]], np.int64)}, axis=1),
    "along the first": network("Gather", X, {"i": np.asarray([1, 1], np.int32)}),
    "a border": network("Pad", IMAGE, {"pads": ints(0, 0, 1, 2, 0, 0, 3, 1)}, opset=13),
    "a border that cuts": network("Pad", IMAGE, {"pads": ints(0, 0, 1, -2, 0, 0, -1, 1)}),
    "a border of axes": network("Pad", IMAGE, {"pads": ints(1, 2, 3, 1), "": None, "axes": ints(2, -1)}),
    "a mirror": network("Pad", IMAGE, {"pads": ints(0, 0, 1, 2, 0, 0, 3, 1)}, mode="reflect", opset=13),
    "a mirror of axes": network("Pad", IMAGE, {"pads": ints(1, 3), "": None, "axes": ints(-2)}, mode="reflect"),
    "the edge": network("Pad", IMAGE, {"pads": ints(1, 0, 1, 2, 0, 2, 3, 1)}, mode="edge"),
    "wrapped": network("Pad", IMAGE, {"pads": ints(0, 0, 1, 2, 0, 0, 3, 1)}, mode="wrap", opset=19),
}


@pytest.mark.parametrize("case", CASES)
def test_indexing(case: str) -> None:
    require_gradient(CASES[case], np.random.default_rng(1))


@pytest.mark.parametrize(
    ("case", "open_input", "why"),
    [
        (sliced(ints(1), ints(3), axes=ints(1)), "axes", "axes are not constant"),
        (sliced(ints(1, 2), ints(6, 6), axes=ints(1, 2), steps=ints(2, 2)), None, "several axes"),
        (replace(CASES["a mirror of axes"]), "axes", "axes are not constant"),
    ],
)
def test_what_is_refused(case: Network, open_input: str | None, why: str) -> None:
    model = case.model(np.float32)
    if open_input is not None:
        kept = [tensor for tensor in model.graph.initializer if tensor.name != open_input]
        del model.graph.initializer[:]
        model.graph.initializer.extend(kept)
        model.graph.input.append(_int_input(open_input))
    with pytest.raises(ExplanationRefused, match=why):
        append_gradient(model, of="y", at=["x"])


def _int_input(name: str) -> object:
    from onnx import TensorProto, helper

    return helper.make_tensor_value_info(name, TensorProto.INT64, [1])


@pytest.mark.parametrize("case", ["every other", "some twice"])
def test_in_half_precision(case: str) -> None:
    """onnxruntime adds no halves at places."""
    require_half_gradient(CASES[case], 1)
