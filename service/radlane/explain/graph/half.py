"""A network -> the same in half precision inside; what a GPU makes of that, on a CPU; and how large its numbers become.

In: an ONNX model, and what converts its tensors (`inference.half`). Out: a model with the same inputs and outputs in
single precision, its operators in an order in which they can run. Runs only in a process with limits.
Reference: Dekker 1971, A Floating-Point Technique for Extending the Available Precision (how a float is rounded to
fewer bits by arithmetic alone).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from graphlib import TopologicalSorter

import numpy as np
from onnx import AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper, shape_inference

from radlane.errors import ImportRefused

_RANGE = "radlane.range"
_ROUND = "radlane.round"
_FACTOR, _SHIFT, _NORMAL = "radlane.factor", "radlane.shift", "radlane.normal"
_CONSTANTS = {
    _FACTOR: np.float32(2**13 + 1),  # leaves 11 of the 24 bits of a significand
    _SHIFT: np.float32(0.75),  # numbers beside it are 2^-24 apart, as those of 16 bits are below the normal ones
    _NORMAL: np.float32(2.0**-14),  # the least normal number of 16 bits
}
_LEAST_OPSET = 9  # of Where
_CONTROL_FLOW = frozenset({"If", "Loop", "Scan"})
_STANDARD = frozenset({"", "ai.onnx"})
_LAST = frozenset({"Sigmoid"})  # where the network ends in one; inside it is an activation like any other
Convert = Callable[[ModelProto, Sequence[str]], ModelProto]
"""A model and names of nodes that stay in single precision -> the model in half precision."""


def halve(model: ModelProto, convert: Convert) -> ModelProto:
    """Return the network in half precision.

    Parameters
    ----------
    model : ModelProto
        The network; it is not changed.
    convert : callable
        What converts it.

    Raises
    ------
    ImportRefused
        If it has control flow, functions, operators that are not ONNX's, an old opset, or weights in other files.
    """
    _require_plain(model)
    made = ModelProto()
    made.CopyFrom(model)
    ends = {value.name for value in made.graph.output}
    for place, node in enumerate(made.graph.node):
        _state_as_tensor(node)
        node.name = f"radlane.node/{place}"  # the converter tells nodes by their names, which need not be there
    last = [node.name for node in made.graph.node if node.op_type in _LAST and ends.intersection(node.output)]
    made = convert(made, last)
    _end_in_single(made.graph)
    nodes = _sorted(made.graph)
    del made.graph.node[:]
    made.graph.node.extend(nodes)
    return made


def round_as_half(model: ModelProto) -> ModelProto:
    """Return a network that reckons in single precision, and rounds each number where one in half precision does.

    A CPU has no operators of half precision: onnxruntime widens the weights there and leaves the casts out, so that a
    network of `halve` says what it never says on a GPU. This one rounds by arithmetic, which nothing leaves out; small
    numbers lose their bits as they do there. What is too large stays.
    """
    made = shape_inference.infer_shapes(model)
    values = [*made.graph.value_info, *made.graph.output]
    half = {value.name for value in values if value.type.tensor_type.elem_type == TensorProto.FLOAT16}
    del made.graph.value_info[:]
    nodes = list[NodeProto]()
    for node in made.graph.node:
        for attribute in node.attribute:
            _widen(attribute)
        nodes.append(node)
        for place, name in enumerate(node.output):
            if name in half:
                node.output[place] = f"{_ROUND}/{name}"
                nodes += _rounding(node.output[place], name)
    for tensor in made.graph.initializer:
        _widen_tensor(tensor)
    made.graph.initializer.extend(numpy_helper.from_array(np.array(value), name) for name, value in _CONSTANTS.items())
    del made.graph.node[:]
    made.graph.node.extend(nodes)
    return made


def expose_ranges(model: ModelProto) -> tuple[ModelProto, dict[str, str]]:
    """Let the network say the largest magnitude of each tensor of single precision in the place of its outputs.

    Returns
    -------
    model : ModelProto
        With these outputs.
    tensors : dict of str to str
        Name of an output -> whose it is.
    """
    made = shape_inference.infer_shapes(model)
    known = [*made.graph.value_info, *made.graph.output]
    names = [value.name for value in known if value.type.tensor_type.elem_type == TensorProto.FLOAT]
    tensors = {f"{_RANGE}/{place}": name for place, name in enumerate(names)}
    del made.graph.output[:]
    for output, name in tensors.items():
        made.graph.node.append(helper.make_node("Abs", [name], [f"{output}/abs"], name=f"{output}/abs"))
        made.graph.node.append(helper.make_node("ReduceMax", [f"{output}/abs"], [output], name=output, keepdims=0))
        made.graph.output.append(helper.make_tensor_value_info(output, TensorProto.FLOAT, []))
    return made, tensors


def _require_plain(model: ModelProto) -> None:
    nodes, why = list(model.graph.node), None
    if model.functions or any(node.domain not in _STANDARD for node in nodes):
        why = "it has functions, or operators that are not ONNX's"
    elif any(node.op_type in _CONTROL_FLOW for node in nodes):
        why = "it has If, Loop or Scan"
    elif any(opset.domain in _STANDARD and opset.version < _LEAST_OPSET for opset in model.opset_import):
        why = f"its opset is older than {_LEAST_OPSET}"
    elif any(tensor.data_location == TensorProto.EXTERNAL for tensor in model.graph.initializer):
        why = "it has weights in other files"
    if why is not None:
        raise ImportRefused("The network is not converted", why=why, remedy="Export it in one file of plain operators")


def _state_as_tensor(node: NodeProto) -> None:
    """Let a constant be stated as a tensor: the converter leaves other forms of it in single precision."""
    for attribute in node.attribute:
        if node.op_type == "Constant" and attribute.name in ("value_float", "value_floats"):
            stated = np.array(helper.get_attribute_value(attribute), np.float32)
            attribute.CopyFrom(helper.make_attribute("value", numpy_helper.from_array(stated)))


def _widen(attribute: AttributeProto) -> None:
    if attribute.name in ("to", "dtype") and attribute.i == TensorProto.FLOAT16:
        attribute.i = TensorProto.FLOAT
    if attribute.HasField("t"):
        _widen_tensor(attribute.t)


def _widen_tensor(tensor: TensorProto) -> None:
    if tensor.data_type == TensorProto.FLOAT16:
        tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float32), tensor.name))


def _rounding(source: str, name: str) -> list[NodeProto]:
    """Round a tensor to 11 bits: t - (t - x), with t = x * (2^13 + 1); what is small to a multiple of 2^-24."""
    part = {role: f"{source}/{role}" for role in ("large", "rest", "rounded", "shifted", "back", "size", "is_small")}
    return [
        helper.make_node(kind, inputs, [output], name=f"{source}/{place}")
        for place, (kind, inputs, output) in enumerate(
            (
                ("Mul", [source, _FACTOR], part["large"]),
                ("Sub", [part["large"], source], part["rest"]),
                ("Sub", [part["large"], part["rest"]], part["rounded"]),
                ("Add", [source, _SHIFT], part["shifted"]),
                ("Sub", [part["shifted"], _SHIFT], part["back"]),
                ("Abs", [source], part["size"]),
                ("Less", [part["size"], _NORMAL], part["is_small"]),
                ("Where", [part["is_small"], part["back"], part["rounded"]], name),
            )
        )
    ]


def _end_in_single(graph: GraphProto) -> None:
    """Let an output that was reckoned in single precision not be rounded on its way out."""
    made = {name: node for node in graph.node for name in node.output}
    for value in graph.output:
        widened = made[value.name]
        if widened.op_type != "Cast":
            continue
        narrowed = made.get(widened.input[0])
        if narrowed is not None and narrowed.op_type == "Cast" and _is_to_half(narrowed):
            widened.input[0] = narrowed.input[0]
    used = {name for node in graph.node for name in node.input} | {value.name for value in graph.output}
    for node in [node for node in graph.node if node.op_type == "Cast" and node.output[0] not in used]:
        graph.node.remove(node)


def _is_to_half(node: NodeProto) -> bool:
    """Whether it rounds; that what it rounds is in single precision follows: the converter adds these."""
    return any(attribute.name == "to" and attribute.i == TensorProto.FLOAT16 for attribute in node.attribute)


def _sorted(graph: GraphProto) -> list[NodeProto]:
    """The nodes in an order in which they can run: the converter puts its own at the end."""
    nodes = list(graph.node)
    makers = {name: place for place, node in enumerate(nodes) for name in node.output if name}
    order: TopologicalSorter[int] = TopologicalSorter()
    for place, node in enumerate(nodes):
        order.add(place, *(makers[name] for name in node.input if name in makers))
    return [nodes[place] for place in order.static_order()]
