"""A cell lies at the centre of what it sees: of the pixels whose change changes it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from radlane.explain.graph.centres import find_centres

WIDTH = 64
FLOOR = {"nearest_mode": "floor"}


def op(kind: str, inputs: str, output: str, **attributes: object) -> NodeProto:
    return helper.make_node(kind, inputs.split(), [output], **attributes)


def network(nodes: Sequence[NodeProto], width: int = WIDTH) -> ModelProto:
    """Convolutions have weights of one: w3 is 3 wide, s3 has as many inputs and outputs the other way round."""
    weights = {f"w{size}": np.ones((1, 1, size, 1), np.float32) for size in (1, 2, 3, 4, 7)}
    constants = {
        **weights,
        "quarter": np.array([1, 1, 0.25, 1], np.float32),
        "twice": np.array([1, 1, 2, 1], np.float32),
        "none": np.zeros(0, np.float32),
        "half": np.array([1, 1, width // 2, 1], np.int64),
        "begin": np.array([3], np.int64),
        "end": np.array([width], np.int64),
        "axis": np.array([2], np.int64),
        "grouped": np.array([0, 1, -1], np.int64),
        "back": np.array([1, 1, width, 1], np.int64),
    }
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        list(nodes),
        "places",
        [value("x", TensorProto.FLOAT, [1, 1, width, 1])],
        [value("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])


def seen(model: ModelProto, cell: int) -> float:
    """The middle of the pixels that a cell sees, far from the edges."""
    run = ReferenceEvaluator(model)
    pixels = np.eye(WIDTH, dtype=np.float32)
    moved = [abs(run.run(None, {"x": one[None, None, :, None]})[0].ravel()[cell]) > 1e-6 for one in pixels]
    return float(np.flatnonzero(moved)[[0, -1]].mean())


def conv(kernel: int, stride: int, pad: int, source: str = "x", output: str = "y", **more: object) -> NodeProto:
    return op("Conv", f"{source} w{kernel}", output, strides=[stride, 1], pads=[pad, 0, pad, 0], **more)


CHAINS = {
    "odd": [conv(3, 2, 1)],
    "even": [conv(4, 2, 1)],
    "as ResNet begins": [
        conv(7, 2, 3, output="a"),
        op("MaxPool", "a", "b", kernel_shape=[3, 1], strides=[2, 1], pads=[1, 0, 1, 0]),
        conv(3, 2, 1, "b"),
    ],
    "as DenseNet goes on": [
        conv(7, 2, 3, output="a"),
        op("AveragePool", "a", "y", kernel_shape=[2, 1], strides=[2, 1]),
    ],
    "unpadded": [conv(3, 1, 0)],
    "dilated": [conv(3, 2, 1, dilations=[3, 1])],
    "padded on one side": [op("Conv", "x w3", "y", strides=[2, 1], pads=[2, 0, 0, 0])],
    "residual": [
        conv(3, 2, 1, output="a"),
        conv(1, 2, 0, output="b"),
        op("Add", "a b", "c"),
        op("Relu", "c", "y"),
    ],
    "transposed": [
        conv(4, 2, 1, output="a"),
        op("ConvTranspose", "a w2", "y", strides=[2, 1]),
    ],
    "transposed, odd": [
        conv(3, 2, 1, output="a"),
        op("ConvTranspose", "a w3", "y", strides=[2, 1], pads=[1, 0, 1, 0]),
    ],
    "resized": [
        conv(2, 2, 0, output="a"),
        op(
            "Resize",
            "a none twice",
            "y",
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        ),
    ],
}


@pytest.mark.parametrize("name", CHAINS)
def test_cells_lie_at_the_centre_of_what_they_see(name: str) -> None:
    model = network(CHAINS[name])
    lattice = find_centres(model, "y")
    assert lattice is not None
    alternate = name in ("transposed", "transposed, odd", "resized")  # neighbours see the same: their mean counts
    for cell in (2, 4, 5)[: 2 if alternate else 3]:
        cells = (cell, cell + 1) if alternate else (cell,)
        expected = np.mean([lattice.first[0] + lattice.step[0] * one for one in cells])
        found = np.mean([seen(model, one) for one in cells])
        assert found == pytest.approx(expected), (name, cell)
    assert (lattice.first[1], lattice.step[1]) == (0, 1)


def test_resnet_is_half_a_cell_off_and_densenet_is_not() -> None:
    """32 pixels a cell: evenly over the image, the first would lie at 15.5."""
    resnet = [conv(7, 2, 3, output="a0")] + [conv(3, 2, 1, f"a{at}", f"a{at + 1}") for at in range(4)]
    pools = [op("AveragePool", f"a{at}", f"a{at + 1}", kernel_shape=[2, 1], strides=[2, 1]) for at in range(1, 4)]
    densenet = [conv(7, 2, 3, output="a0"), conv(3, 2, 1, "a0", "a1"), *pools]
    found = [find_centres(network([*nodes, op("Relu", "a4", "y")], 256), "y") for nodes in (resnet, densenet)]
    assert [(one.first[0], one.step[0]) for one in found if one is not None] == [(0, 32), (14, 32)]


def test_ways_of_different_kernels_meet_in_the_middle() -> None:
    nodes = [conv(4, 2, 1, output="a"), conv(1, 2, 0, output="b"), op("Add", "a b", "y")]
    lattice = find_centres(network(nodes), "y")
    assert lattice is not None
    assert lattice.first[0] == 0.25  # of 0.5 and 0


def test_normalisation_of_groups_is_followed() -> None:
    nodes = [
        op("Reshape", "x grouped", "a"),
        op("Softmax", "a", "b"),
        op("Reshape", "b back", "c"),
        conv(3, 2, 1, "c"),
    ]
    lattice = find_centres(network(nodes), "y")
    assert lattice is not None
    assert (lattice.first[0], lattice.step[0]) == (0, 2)


@pytest.mark.parametrize(
    "nodes",
    [
        [op("Slice", "x begin end axis", "y")],
        [op("Conv", "x w3", "y", strides=[2, 1], auto_pad="SAME_UPPER")],
        [op("GlobalAveragePool", "x", "y")],
        [op("Transpose", "x", "y", perm=[0, 1, 3, 2])],
    ],
    ids=lambda nodes: nodes[0].op_type,
)
def test_what_is_not_followed(nodes: list[NodeProto]) -> None:
    assert find_centres(network(nodes), "y") is None


@pytest.mark.parametrize(
    ("mode", "how", "first", "step"),
    [
        ("linear", "half_pixel", 1.5, 4),
        ("linear", "asymmetric", 0, 4),
        ("linear", "align_corners", 0, 63 / 15),
        ("nearest", "asymmetric", 0, 4),
    ],
)
def test_a_coarser_grid_lies_where_its_operator_puts_it(mode: str, how: str, first: float, step: float) -> None:
    """A ramp says where each cell reads."""
    model = network([op("Resize", "x none quarter", "y", mode=mode, coordinate_transformation_mode=how, **FLOOR)])
    ramp = np.arange(WIDTH, dtype=np.float32).reshape(1, 1, WIDTH, 1)
    (read,) = ReferenceEvaluator(model).run(None, {"x": ramp})
    np.testing.assert_allclose(read[0, 0, :, 0], first + step * np.arange(16), atol=1e-4)
    found = find_centres(model, "y")
    assert found is not None
    assert (found.first[0], found.step[0]) == pytest.approx((first, step))
