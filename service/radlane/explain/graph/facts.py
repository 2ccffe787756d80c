"""A network -> what is known of its tensors before it runs.

In: `ModelProto`, of whatever size. Out: `Facts`. Weights are looked at by their shape only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import (
    AttributeProto,
    GraphProto,
    ModelProto,
    TensorProto,
    TensorShapeProto,
    ValueInfoProto,
    helper,
    numpy_helper,
    shape_inference,
)

from radlane.errors import ExplanationRefused
from radlane.explain.graph.refusal import unknown

Dim = int | str | None  # a size, the name of a size, or nothing
FLOATS = frozenset({TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16, TensorProto.BFLOAT16})
_LIGHT = 1 << 16  # bytes: shapes, axes and pads have a few, weights have more


class Facts:
    """Types, shapes and constants of a graph's tensors, by onnx's own inference of shapes.

    Parameters
    ----------
    model : ModelProto
        Without local functions; it is not changed.

    Raises
    ------
    ExplanationRefused
        If its shapes contradict each other.
    """

    def __init__(self, model: ModelProto) -> None:
        light = _lightened(model)
        self._types = {value.name: value.type.tensor_type for value in _values(light.graph)}
        self._constants = _constants(light.graph)

    def is_float(self, name: str) -> bool:
        """Whether its elements are floating-point numbers; of a tensor of which nothing is known, yes."""
        known = self._types.get(name)
        return known is None or known.elem_type in FLOATS or known.elem_type == TensorProto.UNDEFINED

    def dtype(self, name: str) -> int:
        """Type of its elements, of `TensorProto.DataType`.

        Raises
        ------
        ExplanationRefused
            If it is not known.
        """
        known = self._types.get(name)
        if known is None or known.elem_type == TensorProto.UNDEFINED:
            raise unknown(name, "type")
        return int(known.elem_type)

    def shape(self, name: str) -> tuple[Dim, ...] | None:
        """Its sizes, as far as they are known; None where not even their number is."""
        known = self._types.get(name)
        if known is None or not known.HasField("shape"):
            return None
        return tuple(_dim(axis) for axis in known.shape.dim)

    def static_shape(self, name: str) -> tuple[int, ...] | None:
        """Its sizes, if all of them are numbers."""
        shape = self.shape(name)
        if shape is None or not all(isinstance(size, int) for size in shape):
            return None
        return tuple(size for size in shape if isinstance(size, int))

    def rank(self, name: str) -> int:
        """How many axes it has.

        Raises
        ------
        ExplanationRefused
            If it is not known.
        """
        shape = self.shape(name)
        if shape is None:
            raise unknown(name, "number of axes")
        return len(shape)

    def constant(self, name: str) -> NDArray[np.generic] | None:
        """Its value, if it is a small constant."""
        return self._constants.get(name)


def _lightened(model: ModelProto) -> ModelProto:
    """Return the model with shapes inferred, and inputs in the place of large weights."""
    light = ModelProto(ir_version=model.ir_version)
    light.opset_import.extend(model.opset_import)
    graph, source = light.graph, model.graph
    graph.name = source.name or "graph"
    graph.node.extend(source.node)
    graph.output.extend(source.output)
    graph.value_info.extend(source.value_info)
    heavy = {tensor.name: tensor for tensor in source.initializer if _is_heavy(tensor)}
    graph.initializer.extend(tensor for tensor in source.initializer if tensor.name not in heavy)
    weights = {tensor.name for tensor in source.initializer}
    graph.input.extend(value for value in source.input if value.name not in weights)
    graph.input.extend(
        helper.make_tensor_value_info(tensor.name, tensor.data_type, list(tensor.dims)) for tensor in heavy.values()
    )
    try:
        return shape_inference.infer_shapes(light, data_prop=True)
    except shape_inference.InferenceError as error:
        raise ExplanationRefused(
            "The network cannot be explained by its graph",
            why="its shapes cannot be inferred",
            remedy="Run onnx.checker.check_model(model, full_check=True), and export it again",
        ) from error


def _values(graph: GraphProto) -> list[ValueInfoProto]:
    made = [
        helper.make_tensor_value_info(tensor.name, tensor.data_type, list(tensor.dims)) for tensor in graph.initializer
    ]
    return [*graph.value_info, *graph.input, *graph.output, *made]


def _constants(graph: GraphProto) -> dict[str, NDArray[np.generic]]:
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant":
            value = _constant(node.attribute[0])
            if value is not None:
                constants[node.output[0]] = value
        elif node.op_type == "Identity" and node.input[0] in constants:
            constants[node.output[0]] = constants[node.input[0]]
    return constants


def _constant(attribute: AttributeProto) -> NDArray[np.generic] | None:
    value = helper.get_attribute_value(attribute)
    if isinstance(value, TensorProto):
        return None if _is_heavy(value) else numpy_helper.to_array(value)
    if isinstance(value, int | float):
        return np.asarray(value, np.int64 if isinstance(value, int) else np.float32)
    if isinstance(value, list) and value and isinstance(value[0], int | float):
        return np.asarray(value, np.int64 if isinstance(value[0], int) else np.float32)
    return None


def _is_heavy(tensor: TensorProto) -> bool:
    return tensor.data_location == TensorProto.EXTERNAL or tensor.ByteSize() > _LIGHT


def _dim(axis: TensorShapeProto.Dimension) -> Dim:
    kind = axis.WhichOneof("value")
    if kind == "dim_value":
        return int(axis.dim_value)
    return str(axis.dim_param) or None if kind == "dim_param" else None
