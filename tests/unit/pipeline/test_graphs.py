"""Graphs are compared with what the manifest allows, and with onnx's own checker."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from radlane.domain.model import Artifact, OnnxRules
from radlane.errors import PackageRefused
from radlane.pipeline.graphs import check_model, checked_graph, in_half, with_ranges
from support.attack_graphs import EXTERNAL_OF, NETWORKS, with_external
from support.networks import endless_nodes, network, network_of

OUTSIDE = Artifact(role="external", path="outside.bin", sha256="0" * 64, size=len(EXTERNAL_OF["outside.bin"]))


def test_the_manifest_allows_more() -> None:
    with_file = replace(network_of(with_external()), external=(OUTSIDE,))
    checked_graph(with_external(), with_file, OnnxRules())
    loop = network(endless_nodes())
    checked_graph(loop, network_of(loop), OnnxRules(allow_control_flow=True))
    with pytest.raises(PackageRefused):
        checked_graph(loop, network_of(loop), OnnxRules())


def test_the_checker_is_not_shown_weights() -> None:
    model = onnx.load_model_from_string(network())
    model.graph.initializer.append(numpy_helper.from_array(np.ones(100_000, np.float32), "heavy"))
    check_model(model.SerializeToString())
    check_model(with_external())


@pytest.mark.parametrize("name", [name for name, (_, code, _) in NETWORKS.items() if code == "graph-invalid"])
def test_what_the_checker_finds_is_refused(name: str) -> None:
    with pytest.raises(PackageRefused) as caught:
        check_model(NETWORKS[name][0]())
    assert caught.value.code == "graph-invalid"


def test_a_file_in_half_precision_and_one_that_rounds_like_it() -> None:
    half, rounding = in_half(network())
    check_model(half)
    check_model(rounding)
    stated = replace(network_of(half), weights=replace(network_of(half).weights, precision="fp16"))
    checked_graph(half, stated, OnnxRules())
    checked_graph(rounding, network_of(rounding), OnnxRules())
    with pytest.raises(PackageRefused) as caught:
        checked_graph(half, network_of(half), OnnxRules())
    assert caught.value.code == "graph-precision"
    assert in_half(network()) == (half, rounding)


def test_the_largest_magnitudes_take_the_place_of_outputs() -> None:
    data, tensors = with_ranges(network())
    check_model(data)
    assert set(tensors.values()) == {"negative", "lungs", "peak", "chest"}
    assert [value.name for value in onnx.load_model_from_string(data).graph.output] == list(tensors)
