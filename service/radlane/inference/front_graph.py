"""What is done to what is stored before a network sees it, as graphs of ONNX.

In: a network's input. Out: the bytes of a graph that makes it of codes (`domain.image.Levels`). Every level is looked
up. Of a window of a volume that is all. Rows and columns of a radiograph are then scaled, each by a product with a
matrix that is made from where they lie, turns included.
Reference: Pillow, `src/libImaging/Resample.c`, bilinear with antialiasing; its weights are float64, and so are these.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from radlane.domain.tensor import raw_names

CODES = {"uint8": TensorProto.UINT8, "uint16": TensorProto.UINT16, "int32": TensorProto.INT32}
_OPSET, _IR = 17, 8
_TINY = 1e-30  # what a row without weights is divided by


class _Graph:
    """Operators and constants, in the order in which they run."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401
        """Add an operator, and return the name of what it makes."""
        name = f"{kind}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def double(self, *values: float, shape: tuple[int, ...] = ()) -> str:
        """Add a constant, float64."""
        return self._constant(np.array(values, np.float64).reshape(shape))

    def whole(self, *values: int) -> str:
        """Add a constant, int64 [n]."""
        return self._constant(np.array(values, np.int64))

    def _constant(self, value: np.ndarray) -> str:
        name = f"constant.{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name


def lookup_graph(name: str, sides: tuple[int | None, ...], codes: str) -> bytes:
    """Write the graph of windows, from codes [n, 1, ...] and a table to float32 [n, 1, ...].

    Parameters
    ----------
    name : str
        The network's input.
    sides : tuple of int or None
        Of a window.
    codes : str
        Type of the codes, one of `CODES`.
    """
    graph, (given, table, _) = _Graph(), raw_names(name)
    found = graph.op("Cast", given, to=TensorProto.INT32)
    graph.nodes.append(helper.make_node("Gather", [table, found], [name], name="laid", axis=0))
    shape = ["n", 1, *sides]
    inputs = [
        helper.make_tensor_value_info(given, CODES[codes], shape),
        helper.make_tensor_value_info(table, TensorProto.FLOAT, ["levels"]),
    ]
    return _written(graph, inputs, helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))


def front_graph(name: str, size: tuple[int, int], pad: float, codes: str) -> bytes:
    """Write the graph of radiographs, from `domain.tensor.raw_names`; the same arguments give the same bytes.

    Parameters
    ----------
    name : str
        The network's input, float32 [n, 1, y, x].
    size : (int, int)
        Rows and columns of its grid.
    pad : float
        Value of what the image does not fill.
    codes : str
        Type of the codes, one of `CODES`.
    """
    graph, (given, table, places) = _Graph(), raw_names(name)
    values = _look_up(graph, given, table)
    (rows, in_rows), (columns, in_columns) = (
        _scaling(graph, given, places, axis, side) for axis, side in enumerate(size)
    )
    scaled = graph.op("MatMul", graph.op("MatMul", rows, values), _turned(graph, columns))
    inside = graph.op(
        "MatMul", in_rows, _turned(graph, in_columns)
    )  # float64 [n, y, x]: 1 where the image lies, else 0
    beside = graph.op("Mul", graph.op("Sub", graph.double(1), inside), graph.double(pad))
    shown = graph.op("Add", scaled, graph.op("Cast", beside, to=TensorProto.FLOAT))
    graph.nodes.append(helper.make_node("Unsqueeze", [shown, graph.whole(1)], [name], name="laid"))
    inputs = [
        helper.make_tensor_value_info(given, CODES[codes], ["n", "rows", "columns"]),
        helper.make_tensor_value_info(table, TensorProto.FLOAT, ["n", "levels"]),
        helper.make_tensor_value_info(places, TensorProto.DOUBLE, ["n", 2, 3]),
    ]
    return _written(graph, inputs, helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 1, *size]))


def _written(graph: _Graph, inputs: list[ValueInfoProto], output: ValueInfoProto) -> bytes:
    made = helper.make_graph(graph.nodes, "front", inputs, [output], graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
    return bytes(model.SerializeToString(deterministic=True))


def _look_up(graph: _Graph, codes: str, table: str) -> str:
    """Each pixel's value, float32 [n, y, x]: every image has a table of its own."""
    flat = graph.op("Flatten", graph.op("Cast", codes, to=TensorProto.INT32), axis=1)
    return graph.op("Reshape", graph.op("GatherElements", table, flat, axis=1), graph.op("Shape", codes))


def _scaling(graph: _Graph, codes: str, places: str, axis: int, size: int) -> tuple[str, str]:
    """The matrix of an axis, float32 [n, size, side], and which of its rows the image fills, float64 [n, size, 1]."""
    pixels = graph.op("Gather", graph.op("Shape", codes), _scalar(graph, axis + 1), axis=0)
    side = graph.op("Cast", pixels, to=TensorProto.DOUBLE)
    own = graph.op("Gather", places, _scalar(graph, axis), axis=1)
    filled, first, is_reversed = (  # each float64 [n, 1, 1]
        graph.op("Unsqueeze", graph.op("Gather", own, graph.whole(place), axis=1), graph.whole(2)) for place in range(3)
    )
    # where a pixel lies on the turned image: j, or side - 1 - j
    pixel = graph.op("Range", graph.double(0), side, graph.double(1))
    last = graph.op("Sub", graph.op("Sub", side, graph.double(1)), graph.op("Mul", pixel, graph.double(2)))
    place = graph.op("Add", pixel, graph.op("Mul", is_reversed, last))  # [n, 1, side]
    # where each row of the network's grid looks, and how far
    row = graph.op("Sub", graph.double(*range(size), shape=(1, size, 1)), first)
    scale = graph.op("Div", side, filled)
    centre = graph.op("Mul", graph.op("Add", row, graph.double(0.5)), scale)
    away = graph.op("Abs", graph.op("Sub", graph.op("Add", place, graph.double(0.5)), centre))
    near = graph.op("Sub", graph.double(1), graph.op("Div", away, graph.op("Max", scale, graph.double(1))))
    weight = graph.op("Max", near, graph.double(0))
    total = graph.op("ReduceSum", weight, graph.whole(2), keepdims=1)
    begun = graph.op("GreaterOrEqual", row, graph.double(0))
    inside = graph.op("Cast", graph.op("And", begun, graph.op("Less", row, filled)), to=TensorProto.DOUBLE)
    share = graph.op("Div", inside, graph.op("Max", total, graph.double(_TINY)))
    return graph.op("Cast", graph.op("Mul", weight, share), to=TensorProto.FLOAT), inside


def _turned(graph: _Graph, matrix: str) -> str:
    return graph.op("Transpose", matrix, perm=[0, 2, 1])


def _scalar(graph: _Graph, value: int) -> str:
    return graph.op("Squeeze", graph.whole(value))
