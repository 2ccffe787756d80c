"""Graphs with gradients run as other networks do: bounded in time, and finite."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from radlane.errors import InferenceFailed, ModelMismatch
from radlane.inference.derived import DerivedSession, open_derived
from radlane.inference.devices import choose_device
from support.networks import endless_nodes, nan_nodes, network, network_of

IMAGE = {"image": np.full((1, 1, 4, 4), 0.25, np.float32)}


def opened(graph: bytes) -> DerivedSession:
    return open_derived(graph, network_of(graph), choose_device("cpu", ()), 1)


def test_what_is_asked_for_is_given() -> None:
    session = opened(network())
    found = session.run(IMAGE, ("chest",), 10.0)
    assert set(found) == {"chest"}
    assert found["chest"].tolist() == [[0.25]]
    assert session.device == "cpu"


def test_what_is_not_finite_is_no_explanation() -> None:
    with pytest.raises(InferenceFailed, match="chest is not finite"):
        opened(network(nan_nodes())).run(IMAGE, ("chest",), 10.0)


def test_the_time_ends_a_run() -> None:
    with pytest.raises(InferenceFailed, match="time for the explanation"):
        opened(network(endless_nodes())).run(IMAGE, ("chest",), 0.2)
    with pytest.raises(InferenceFailed, match="time for the explanation"):
        opened(network()).run(IMAGE, ("chest",), 0.0)


def test_what_is_no_graph_is_not_loaded() -> None:
    with pytest.raises(ModelMismatch):
        open_derived(b"no graph", network_of(network()), choose_device("cpu", ()), 1)


def test_a_network_that_reckons_in_half_precision_is_fed_and_read_as_any_other() -> None:
    """The seed of its gradient has the type of what is explained."""
    model = onnx.load_from_string(network())
    seed, half = "radlane.seed", TensorProto.FLOAT16
    model.graph.input.append(helper.make_tensor_value_info(seed, half, [1, 1]))
    model.graph.node.append(helper.make_node("Identity", [seed], ["gradient"]))
    model.graph.output.append(helper.make_tensor_value_info("gradient", half, [1, 1]))
    feeds = {**IMAGE, seed: np.full((1, 1), 0.5, np.float32)}
    found = opened(model.SerializeToString()).run(feeds, ("gradient",), 10.0)
    assert found["gradient"].dtype == np.float32
    assert found["gradient"].tolist() == [[0.5]]
