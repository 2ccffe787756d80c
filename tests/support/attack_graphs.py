"""ONNX files that attack: what reads them, what runs them, or what relies on their manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import onnx
from onnx import FunctionProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

from support.networks import (
    CHEST,
    LUNGS,
    SIDE,
    endless_nodes,
    good_nodes,
    nan_nodes,
    network,
    random_nodes,
    with_external_weights,
    wrong_rank_nodes,
)
from support.polyglot import two_networks

Change = Callable[[ModelProto], object]
OTHER = "org.example"


def changed(change: Change, nodes: Sequence[NodeProto] | None = None) -> bytes:
    """The good network, or one of these nodes, with a change."""
    model = onnx.load_model_from_string(network(nodes))
    change(model)
    return bytes(model.SerializeToString())


def with_tensor(change: Callable[[TensorProto], object]) -> bytes:
    """The good network with a tensor that nothing reads."""

    def add(model: ModelProto) -> None:
        tensor = numpy_helper.from_array(np.ones((2, 3), np.float32), "extra")
        change(tensor)
        model.graph.initializer.append(tensor)

    return changed(add)


def with_external(**entries: str) -> bytes:
    """A network whose constant lies where these entries say; `outside.bin` where they say nothing."""
    model = onnx.load_model_from_string(with_external_weights())
    tensor = model.graph.initializer[0]
    kept = {"location": "outside.bin"} | entries
    del tensor.external_data[:]
    for key, value in kept.items():
        tensor.external_data.add(key=key, value=value)
    return bytes(model.SerializeToString())


def constant(name: str, value: object, kind: type = np.int64) -> NodeProto:
    """A node that gives a constant."""
    return helper.make_node("Constant", [], [name], value=numpy_helper.from_array(np.array(value, kind)))


def ending(*nodes: NodeProto, result: str) -> list[NodeProto]:
    """The good network, with chest made of what these nodes make of its largest pixel."""
    last = helper.make_node("ReduceMax", [result], ["most"], keepdims=0)
    one = constant("one", [1, 1])
    return [*good_nodes()[:3], *nodes, last, one, helper.make_node("Reshape", ["most", "one"], ["chest"])]


def domain(name: str, version: int = 1) -> Change:
    """Add a domain to the imports."""
    return lambda model: model.opset_import.append(helper.make_opsetid(name, version))


def replaced(op_type: str, name: str = "") -> Change:
    """Make the first node another operator."""

    def change(model: ModelProto) -> None:
        model.graph.node[0].op_type, model.graph.node[0].domain = op_type, name
        if name:
            domain(name)(model)

    return change


def function(name: str, nodes: Sequence[NodeProto], of: str = OTHER) -> FunctionProto:
    """A local function x -> y."""
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(of, 1)] if of else [helper.make_opsetid("", 17)]
    return helper.make_function(of, name, ["x"], ["y"], list(nodes), opsets)


def with_functions(*functions: FunctionProto, of: str = OTHER) -> bytes:
    """The good network whose first node calls the first function."""

    def change(model: ModelProto) -> None:
        model.functions.extend(functions)
        model.ir_version = 9
        model.graph.node[0].op_type, model.graph.node[0].domain = functions[0].name, of
        if of:
            domain(of)(model)

    return changed(change)


def neg(source: str = "x", target: str = "y") -> NodeProto:
    """A harmless operator."""
    return helper.make_node("Neg", [source], [target])


def doubling(count: int) -> bytes:
    """Functions that each call the next one twice."""
    functions = []
    for number in range(count - 1):
        nodes = [helper.make_node(f"F{number + 1}", [a], [b], domain=OTHER) for a, b in (("x", "h"), ("h", "y"))]
        functions.append(function(f"F{number}", nodes))
    return with_functions(*functions, function(f"F{count - 1}", [neg()]))


def circle() -> bytes:
    """Functions that call each other."""
    calls = [[helper.make_node(name, ["x"], ["y"], domain=OTHER)] for name in ("B", "A")]
    return with_functions(function("A", calls[0]), function("B", calls[1]))


def branch(inner: NodeProto) -> list[NodeProto]:
    """An If with a node in both of its branches."""
    output = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
    graphs = [helper.make_graph([inner], name, [], [output]) for name in ("yes", "no")]
    made = helper.make_node("If", ["truth"], ["chosen"], then_branch=graphs[0], else_branch=graphs[1])
    return ending(constant("truth", True, np.bool_), made, result="chosen")


def nested(depth: int) -> bytes:
    """An If in an If in an If, written as bytes: no program makes it."""
    node = neg("image").SerializeToString()
    for _ in range(depth):
        graph = _field(1, node)
        node = _field(4, b"If") + _field(5, _field(1, b"then_branch") + _field(6, graph))
    return network() + _field(7, _field(1, node))  # a message that comes twice is merged


def _field(number: int, data: bytes) -> bytes:
    size, left = b"", len(data)
    while left > 127:
        size += bytes([left & 127 | 128])
        left >>= 7
    return bytes([number << 3 | 2]) + size + bytes([left]) + data


def expanding(*sides: int) -> list[NodeProto]:
    """A value that is repeated."""
    return ending(constant("shape", sides), helper.make_node("Expand", ["peak", "shape"], ["huge"]), result="huge")


def filling(*sides: int) -> list[NodeProto]:
    """A constant of a shape that is known before the first run."""
    return ending(constant("shape", sides), helper.make_node("ConstantOfShape", ["shape"], ["huge"]), result="huge")


def multiplying(side: int, times: int) -> list[NodeProto]:
    """Products of matrices, one after the other."""
    made = [constant("shape", [side, side]), helper.make_node("Expand", ["flat", "shape"], ["m0"])]
    made.insert(0, helper.make_node("Flatten", ["peak"], ["flat"]))
    for number in range(times):
        made.append(helper.make_node("MatMul", [f"m{number}", f"m{number}"], [f"p{number}"]))
        made.append(helper.make_node("Tanh", [f"p{number}"], [f"m{number + 1}"]))
    return ending(*made, result=f"m{times}")


def three_classes() -> list[NodeProto]:
    """The good network with a third channel in `lungs`."""
    third = helper.make_node("Concat", ["image", "negative", "image"], ["lungs"], axis=1)
    return [neg("image", "negative"), third, *good_nodes()[2:]]


def growing() -> list[NodeProto]:
    """A loop whose state doubles at each round."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["go"], ["go_on"]),
            helper.make_node("Concat", ["state", "state"], ["next"], axis=1),
        ],
        "body",
        [
            helper.make_tensor_value_info("round", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("state", TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("go_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("next", TensorProto.FLOAT, None),
        ],
    )
    loop = helper.make_node("Loop", ["rounds", "yes", "peak"], ["end"], body=body)
    return ending(constant("rounds", 60), constant("yes", True, np.bool_), loop, result="end")


def _opset(version: int) -> Change:
    return lambda model: setattr(model.opset_import[0], "version", version)


def _in_attribute(model: ModelProto) -> None:
    node = constant("unused", [1.0, 2.0], np.float32)
    tensor = node.attribute[0].t
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="outside.bin")
    model.graph.node.append(node)


def _training(model: ModelProto) -> None:
    model.training_info.add().algorithm.node.append(neg())


def _sparse(model: ModelProto) -> None:
    values = helper.make_tensor("s", TensorProto.FLOAT, [1], [1.0])
    indices = helper.make_tensor("i", TensorProto.INT64, [1], [0])
    model.graph.sparse_initializer.append(helper.make_sparse_tensor(values, indices, [10]))


def _twice(model: ModelProto) -> None:
    model.graph.initializer.extend([numpy_helper.from_array(np.ones(2, np.float32), "same")] * 2)


CUT = network()[:-9]
EXTERNAL_OF = {"outside.bin": np.arange(2 * SIDE * SIDE, dtype=np.float32).tobytes()}
_CALL = helper.make_node
_LARGER = ("lungs", TensorProto.FLOAT, ["n", 2, 8, 8])

# Name -> file, and the code that refuses it before anything of it runs.
GRAPHS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a protobuf that is cut": (lambda: CUT, "graph-unreadable"),
    "no protobuf": (lambda: b"PK\x03\x04" * 9, "graph-unreadable"),
    "no graph": (lambda: ModelProto(ir_version=8).SerializeToString(), "graph-unreadable"),
    "two networks in one file": (lambda: two_networks(network(endless_nodes()), network()), "graph-format"),
    "If in If, 200 deep": (lambda: nested(200), "graph-unreadable"),
    "a graph that trains": (lambda: changed(_training), "graph-training"),
    "opset 28": (lambda: changed(_opset(28)), "graph-version"),
    "opset 5": (lambda: changed(_opset(5)), "graph-version"),
    "IR version 14": (lambda: changed(lambda model: setattr(model, "ir_version", 14)), "graph-version"),
    "no opset": (lambda: changed(lambda model: model.ClearField("opset_import")), "graph-version"),
    "ONNX's domain under both its names": (lambda: changed(domain("ai.onnx", 17)), "graph-version"),
    "operators of an unknown domain": (lambda: changed(replaced("Neg", "evil.ops")), "graph-domain"),
    "com.microsoft, not declared": (lambda: changed(replaced("FastGelu", "com.microsoft")), "graph-domain"),
    "a domain that is not imported": (
        lambda: changed(lambda model: setattr(model.graph.node[0], "domain", "evil.ops")),
        "graph-domain",
    ),
    "an operator that there is not": (lambda: changed(replaced("Shell")), "graph-operator"),
    "an operator that decodes images": (lambda: changed(replaced("ImageDecoder")), "graph-operator"),
    "an operator that reads text": (lambda: changed(replaced("RegexFullMatch")), "graph-operator"),
    "an endless Loop": (lambda: network(endless_nodes()), "graph-control-flow"),
    "If": (lambda: network(branch(neg("peak"))), "graph-control-flow"),
    "Scan": (lambda: changed(replaced("Scan")), "graph-control-flow"),
    "a function that stands for Neg": (
        lambda: with_functions(function("Neg", [neg("x", "h"), neg("h")], ""), of=""),
        "graph-function",
    ),
    "a function of a domain that is not declared": (lambda: with_functions(function("F", [neg()])), "graph-domain"),
    "an external file that is not named": (lambda: with_external(), "graph-external"),
    "an external file in the folder above": (lambda: with_external(location="../outside.bin"), "graph-external"),
    "an external file of the system": (lambda: with_external(location="/etc/passwd"), "graph-external"),
    "an address of memory": (lambda: with_external(location="*/_ORT_MEM_ADDR_/*"), "graph-external"),
    "attributes of Python in an external file": (lambda: with_external(__class__="x"), "graph-external"),
    "a constant in an external file": (lambda: changed(_in_attribute), "graph-external"),
    "more dimensions than data": (lambda: with_tensor(lambda t: t.dims.append(1 << 20)), "graph-tensor"),
    "negative dimensions": (lambda: with_tensor(lambda t: t.dims.extend([-1, -1])), "graph-tensor"),
    "dimensions that overflow": (lambda: with_tensor(lambda t: t.dims.extend([1 << 32, 1 << 32])), "graph-tensor"),
    "a hundred dimensions": (lambda: with_tensor(lambda t: t.dims.extend([1] * 100)), "graph-tensor"),
    "values twice": (lambda: with_tensor(lambda t: t.float_data.extend([1.0] * 6)), "graph-tensor"),
    "a tensor of no kind": (lambda: with_tensor(lambda t: setattr(t, "data_type", 99)), "graph-tensor"),
    "a tensor of text": (lambda: with_tensor(lambda t: setattr(t, "data_type", TensorProto.STRING)), "graph-tensor"),
    "a sparse tensor": (lambda: changed(_sparse), "graph-tensor"),
    "two tensors of one name": (lambda: changed(_twice), "graph-tensor"),
}

# The same where the manifest declares org.example and com.microsoft, allows control flow, and names outside.bin.
DECLARED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a program in an operator (EPContext)": (
        lambda: changed(replaced("EPContext", "com.microsoft")),
        "graph-operator",
    ),
    "text in a branch": (lambda: network(branch(_CALL("StringNormalizer", ["a"], ["y"]))), "graph-operator"),
    "a forbidden operator in a function": (
        lambda: with_functions(function("F", [_CALL("ImageDecoder", ["x"], ["y"])])),
        "graph-operator",
    ),
    "a function named as onnxruntime's operator": (
        lambda: with_functions(function("SimplifiedLayerNormalization", [neg()])),
        "graph-function",
    ),
    "a function in com.microsoft": (
        lambda: with_functions(function("Mine", [neg()], "com.microsoft"), of="com.microsoft"),
        "graph-function",
    ),
    "functions in a circle": (circle, "graph-function"),
    "a thousand million operators in 30 functions": (lambda: doubling(30), "graph-size"),
    "functions 60 deep": (lambda: doubling(60), "graph-function"),
    "110,000 operators": (
        lambda: changed(lambda model: model.graph.node.extend([neg("image", "y")] * 110_000)),
        "graph-size",
    ),
    "a part beyond the end of an external file": (lambda: with_external(offset="64"), "graph-external"),
    "a part of another size": (lambda: with_external(length="12"), "graph-external"),
    "a negative place in an external file": (lambda: with_external(offset="-4"), "graph-external"),
}

# Name -> file, the code, and whether the manifest allows control flow.
NETWORKS: Mapping[str, tuple[Callable[[], bytes], str, bool]] = {
    "a value made twice": (
        lambda: changed(lambda model: model.graph.node.append(neg("image", "negative"))),
        "graph-invalid",
        False,
    ),
    "a circle of operators": (
        lambda: changed(lambda model: model.graph.node[0].input.__setitem__(0, "lungs")),
        "graph-invalid",
        False,
    ),
    "shapes that contradict": (
        lambda: network(outputs=[LUNGS, ("chest", TensorProto.FLOAT, ["n", 1, 3])]),
        "graph-invalid",
        False,
    ),
    "a class too many": (
        lambda: network(
            three_classes(),
            outputs=[("lungs", TensorProto.FLOAT, ["n", 3, SIDE, SIDE]), CHEST],
        ),
        "model-mismatch",
        False,
    ),
    "a class too many, behind a name": (
        lambda: network(
            three_classes(),
            outputs=[("lungs", TensorProto.FLOAT, ["n", "classes", SIDE, SIDE]), CHEST],
        ),
        "model-mismatch",
        False,
    ),
    "another name": (
        lambda: changed(lambda model: setattr(model.graph.node[3], "name", "x")).replace(b"chest", b"heart"),
        "model-mismatch",
        False,
    ),
    "another type": (
        lambda: network(
            [*good_nodes()[:3], _CALL("Flatten", ["peak"], ["f"]), _CALL("Cast", ["f"], ["chest"], to=11)],
            outputs=[LUNGS, ("chest", TensorProto.DOUBLE, ["n", 1])],
        ),
        "model-mismatch",
        False,
    ),
    "another grid": (
        lambda: network(inputs=[("image", TensorProto.FLOAT, ["n", 1, 8, 8])], outputs=[_LARGER, CHEST]),
        "model-mismatch",
        False,
    ),
    "an Expand to 64 GiB": (lambda: network(expanding(1 << 17, 1, 1, 1 << 17)), "dry-run-memory", False),
    "a constant of 64 GiB": (lambda: network(filling(1 << 17, 1 << 17)), "dry-run-memory", False),
    "a Loop that doubles its state": (lambda: network(growing()), "dry-run-memory", True),
    "an endless Loop, allowed": (lambda: network(endless_nodes()), "dry-run-time", True),
    "products without end": (lambda: network(multiplying(2048, 400)), "dry-run-time", False),
    "not a number": (lambda: network(nan_nodes()), "dry-run-failed", False),
    "an index that is out of range": (lambda: network(wrong_rank_nodes()), "dry-run-failed", False),
    "values that are drawn": (lambda: network(random_nodes()), "self-test-failed", False),
    "another network": (
        lambda: changed(lambda model: setattr(model.graph.node[0], "op_type", "Abs")),
        "self-test-failed",
        False,
    ),
}
