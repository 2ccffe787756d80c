"""Which tensors are images, and how coarse their grids are."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from radlane.explain.graph.facts import Facts
from radlane.explain.graph.images import find_images
from support.gradients import Network, node

X = {"x": np.zeros((1, 4, 8, 8))}
W = {"w": np.zeros((4, 4, 2, 2))}


def images(
    *nodes: object, constants: dict[str, np.ndarray] | None = None, dynamic: bool = False
) -> dict[str, Fraction]:
    case = Network(nodes=nodes, inputs=X, constants={**W, **(constants or {})}, dynamic=dynamic, fixed=frozenset({1}))
    model = case.model(np.float32)
    return find_images(model.graph, Facts(model), ["x"])


def test_strides_make_a_grid_coarser_and_transposed_ones_finer() -> None:
    found = images(
        node("Conv", ["x", "w"], ["a"], strides=[2, 2]),
        node("MaxPool", ["a"], ["b"], kernel_shape=[2, 2], strides=[2, 2]),
        node("ConvTranspose", ["b", "w"], ["c"], strides=[2, 2]),
        node("Concat", ["c", "a"], ["y"], axis=1),
    )
    assert found == {"x": 1, "a": 4, "b": 16, "c": 4, "y": 4}


def test_resized_grids_by_sizes_by_scales_or_by_half() -> None:
    twice = node("Resize", ["x", "", "scales"], ["y"])
    scales = {"scales": np.asarray([1, 1, 2, 2], np.float32)}
    assert images(twice, constants=scales)["y"] == Fraction(1, 4)
    assert images(twice, constants=scales, dynamic=True)["y"] == Fraction(1, 4)
    nodes = (node("Shape", ["x"], ["s"]), node("Resize", ["x", "", "", "s"], ["y"]))
    assert images(*nodes, dynamic=True)["y"] == Fraction(1, 4)


def test_blocks_and_depth() -> None:
    found = images(node("SpaceToDepth", ["x"], ["a"], blocksize=2), node("DepthToSpace", ["a"], ["y"], blocksize=2))
    assert found == {"x": 1, "a": 4, "y": 1}


def test_means_tokens_and_matrices_are_none() -> None:
    found = images(
        node("GlobalAveragePool", ["x"], ["p"]),
        node("Conv", ["p", "v"], ["squeezed"]),
        node("Reshape", ["x", "tokens"], ["t"]),
        node("MatMul", ["t", "t"], ["scores"]),
        node("ReduceMean", ["x"], ["y"], keepdims=1),
        constants={
            "tokens": np.asarray([1, 4, 8, 8], np.int64)[[0, 1, 3, 2]] * [1, 2, 1, 1] // [1, 1, 2, 1],
            "v": np.zeros((4, 4, 1, 1)),
        },
    )
    assert set(found) == {"x"}


def test_groups_are_reshaped_there_and_back() -> None:
    found = images(
        node("Reshape", ["x", "groups"], ["r"]),
        node("InstanceNormalization", ["r", "s", "s"], ["n"]),
        node("Reshape", ["n", "back"], ["b"]),
        node("Mul", ["b", "scale"], ["y"]),
        constants={
            "groups": np.asarray([0, 2, -1], np.int64),
            "back": np.asarray([1, 4, 8, 8], np.int64),
            "s": np.ones(2),
            "scale": np.ones((4, 1, 1)),
        },
    )
    assert list(found) == ["x", "b", "y"]


def test_groups_are_reshaped_back_by_a_shape_that_is_read() -> None:
    found = images(
        node("Conv", ["x", "w"], ["c"], strides=[2, 2]),
        node("Reshape", ["c", "groups"], ["r"]),
        node("Shape", ["c"], ["s"]),
        node("Reshape", ["r", "s"], ["b"]),
        node("Sigmoid", ["b"]),
        constants={"groups": np.asarray([0, 2, -1], np.int64)},
        dynamic=True,
    )
    assert found == {"x": 1, "c": 4, "b": 4, "y": 4}


def test_the_scale_of_what_comes_of_tokens_is_known_by_its_size_alone() -> None:
    nodes = (
        node("Reshape", ["x", "tokens"], ["t"]),
        node("MatMul", ["t", "square"], ["m"]),
        node("Reshape", ["m", "grid"], ["g"]),
        node("Conv", ["g", "w"]),
    )
    constants = {
        "tokens": np.asarray([0, 4, 64], np.int64),
        "square": np.zeros((64, 64)),
        "grid": np.asarray([0, 4, 4, 16], np.int64),
    }
    assert images(*nodes, constants=constants)["y"] == Fraction(64, 45)
