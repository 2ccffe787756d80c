"""An ONNX file -> what it says of its inputs and outputs.

In: bytes, hostile; nothing is run, and no other file is opened. Out: `OnnxFile`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from radlane.errors import ImportRefused

MAX_BYTES = (1 << 31) - 1  # a protobuf message cannot be larger
_OWN_FORMAT = b"ORTM"
_PASSED_ON = ("Identity", "Cast")  # nodes that change no value


@dataclass(frozen=True, kw_only=True)
class GraphValue:
    """An input or output of a graph.

    Attributes
    ----------
    dtype : str
        numpy's name of its element type, or `?`.
    shape : tuple of (int or None), or None
        None for an axis of any size; None where the graph does not even say how many axes there are.
    """

    name: str
    dtype: str
    shape: tuple[int | None, ...] | None


@dataclass(frozen=True, kw_only=True)
class OnnxFile:
    """A network and what its graph says.

    Attributes
    ----------
    ends_in : mapping of str to str
        Output -> the operator that makes it.
    producer : str
        Who exported it, for example `pytorch 2.13.0`; empty where it does not say.
    opset : int
        Version of the standard operators.
    """

    data: bytes = field(repr=False)
    inputs: tuple[GraphValue, ...]
    outputs: tuple[GraphValue, ...]
    ends_in: Mapping[str, str]
    producer: str
    opset: int

    @property
    def sha256(self) -> str:
        """SHA-256 of the file, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def is_own_format(data: bytes) -> bool:
    """Whether onnxruntime takes it for its own format, which it may be beside being a protobuf."""
    return data[4:8] == _OWN_FORMAT


def read_onnx(data: bytes) -> OnnxFile:
    """Read a graph's inputs and outputs.

    Raises
    ------
    ImportRefused
        If it is no ONNX file, larger than 2 GiB, or keeps weights in other files.
    """
    # here: onnx takes a third of a second, which no other command has to spend
    from google.protobuf.message import DecodeError
    from onnx import ModelProto, TensorProto

    if is_own_format(data):
        raise ImportRefused(
            "This is no ONNX file", why="it is of onnxruntime's own format", remedy="Export the network as ONNX"
        )
    if len(data) > MAX_BYTES:
        raise ImportRefused("The network is too large", why="an ONNX file has less than 2 GiB")
    try:
        model = ModelProto.FromString(data)
    except (DecodeError, ValueError, RecursionError) as error:
        raise ImportRefused("This is no ONNX file") from error
    graph = model.graph
    if not graph.node or not graph.output:
        raise ImportRefused("This is no ONNX file", why="it holds no graph")
    weights = {weight.name for weight in graph.initializer}
    if any(weight.data_location == TensorProto.EXTERNAL for weight in graph.initializer):
        raise ImportRefused(
            "The network keeps weights in other files",
            remedy="Export it as one file: onnx.save(model, path, save_as_external_data=False)",
        )
    opset = max((item.version for item in model.opset_import if item.domain in ("", "ai.onnx")), default=0)
    return OnnxFile(
        data=data,
        inputs=tuple(_value(item) for item in graph.input if item.name not in weights),
        outputs=tuple(_value(item) for item in graph.output),
        ends_in={item.name: _maker(graph, item.name) for item in graph.output},
        producer=f"{model.producer_name} {model.producer_version}".strip(),
        opset=opset,
    )


def _value(item: Any) -> GraphValue:  # noqa: ANN401 - protobuf messages have no types
    from onnx import helper

    tensor = item.type.tensor_type
    try:
        dtype = str(helper.tensor_dtype_to_np_dtype(tensor.elem_type))
    except KeyError:
        dtype = "?"
    shape = None
    if tensor.HasField("shape"):
        shape = tuple(
            axis.dim_value if axis.WhichOneof("value") == "dim_value" and axis.dim_value > 0 else None
            for axis in tensor.shape.dim
        )
    return GraphValue(name=item.name, dtype=dtype, shape=shape)


def _maker(graph: Any, name: str) -> str:  # noqa: ANN401 - protobuf messages have no types
    makers = {output: node for node in graph.node for output in node.output}
    for _ in range(len(graph.node)):  # a hostile graph may go round
        node = makers.get(name)
        if node is None or node.op_type not in _PASSED_ON:
            break
        name = node.input[0] if node.input else ""
    return str(makers[name].op_type) if name in makers else ""
