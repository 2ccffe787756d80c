"""A network of single precision -> what it makes in double precision.

In: `ModelProto`. Out: a function. onnxruntime has no convolution in double precision, and that of onnx's reference
implementation is slow: here convolutions and pooling are torch's, forward only, and what the reference
implementation computes in single precision is torch's, too.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from onnx import AttributeProto, ModelProto, TensorProto, ValueInfoProto, numpy_helper
from onnx.reference import ReferenceEvaluator
from onnx.reference.op_run import OpRun

F = torch.nn.functional
Arrays = Mapping[str, np.ndarray]
_CONV = (F.conv1d, F.conv2d, F.conv3d)
_TRANSPOSED = (F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d)
_MAX = (F.max_pool1d, F.max_pool2d, F.max_pool3d)


class Conv(OpRun):
    def _run(self, x: Any, w: Any, b: Any = None, **given: Any) -> tuple[np.ndarray, ...]:  # noqa: ANN401
        axes = x.ndim - 2
        made = _CONV[axes - 1](
            _bordered(x, given["pads"], axes),
            torch.from_numpy(w),
            None if b is None else torch.from_numpy(b),
            stride=given["strides"] or 1,
            dilation=given["dilations"] or 1,
            groups=given["group"] or 1,
        )
        return (made.numpy(),)


class ConvTranspose(OpRun):
    def _run(self, x: Any, w: Any, b: Any = None, **given: Any) -> tuple[np.ndarray, ...]:  # noqa: ANN401
        axes = x.ndim - 2
        pads, further = given["pads"] or [0, 0] * axes, given["output_padding"] or [0] * axes
        made = _TRANSPOSED[axes - 1](
            torch.from_numpy(x),
            torch.from_numpy(w),
            None if b is None else torch.from_numpy(b),
            stride=given["strides"] or 1,
            dilation=given["dilations"] or 1,
            groups=given["group"] or 1,
        )
        cuts = [(-pads[axis], further[axis] - pads[axes + axis]) for axis in reversed(range(axes))]
        return (F.pad(made, [cut for pair in cuts for cut in pair]).numpy(),)


class MaxPool(OpRun):
    def _run(self, x: Any, **given: Any) -> tuple[np.ndarray, ...]:  # noqa: ANN401
        axes = x.ndim - 2
        pads = given["pads"] or [0, 0] * axes
        if pads[:axes] != pads[axes:]:
            raise ValueError("torch pads both ends alike")
        made, places = _MAX[axes - 1](
            torch.from_numpy(x),
            list(given["kernel_shape"]),
            stride=list(given["strides"] or [1] * axes),
            padding=pads[:axes],
            dilation=list(given["dilations"] or [1] * axes),
            ceil_mode=bool(given["ceil_mode"]),
            return_indices=True,
        )
        planes = np.arange(x.shape[0] * x.shape[1]).reshape(*x.shape[:2], *[1] * axes)
        return (made.numpy(), places.numpy() + planes * np.prod(x.shape[2:]))[: len(self.onnx_node.output)]


class LayerNormalization(OpRun):
    def _run(self, x: Any, scale: Any, b: Any = None, **given: Any) -> tuple[np.ndarray, ...]:  # noqa: ANN401
        shape = x.shape[given["axis"] % x.ndim :]
        weights = (None if value is None else torch.from_numpy(value) for value in (scale, b))
        return (F.layer_norm(torch.from_numpy(x), shape, *weights, eps=given["epsilon"]).numpy(),)


class Gelu(OpRun):
    def _run(self, x: Any, approximate: str = "none") -> tuple[np.ndarray, ...]:  # noqa: ANN401
        return (F.gelu(torch.from_numpy(x), approximate=approximate).numpy(),)


class Erf(OpRun):
    def _run(self, x: Any) -> tuple[np.ndarray, ...]:  # noqa: ANN401
        return (torch.erf(torch.from_numpy(x)).numpy(),)


_OURS = [Conv, ConvTranspose, MaxPool, LayerNormalization, Gelu, Erf]


def _bordered(x: np.ndarray, pads: list[int] | None, axes: int) -> torch.Tensor:
    pads = pads or [0, 0] * axes
    pairs = [(pads[axis], pads[axes + axis]) for axis in reversed(range(axes))]
    return F.pad(torch.from_numpy(x), [side for pair in pairs for side in pair])


def run_in_double(model: ModelProto) -> Callable[[Arrays], dict[str, np.ndarray]]:
    """Return a network as a function of arrays of float64."""
    warnings.filterwarnings("ignore", message="The given NumPy array is not writable")  # nothing writes into it
    evaluator = ReferenceEvaluator(_doubled(model), new_ops=_OURS)
    names = [value.name for value in model.graph.output]
    return lambda feeds: dict(zip(names, evaluator.run(None, dict(feeds)), strict=True))


def _doubled(model: ModelProto) -> ModelProto:
    made = ModelProto()
    made.CopyFrom(model)
    graph = made.graph
    for tensor in graph.initializer:
        _double(tensor)
    for node in graph.node:
        for attribute in node.attribute:
            _double_attribute(attribute)
    for value in (*graph.input, *graph.output, *graph.value_info):
        _double_value(value)
    return made


def _double_attribute(attribute: AttributeProto) -> None:
    if attribute.HasField("t"):
        _double(attribute.t)
    if attribute.name in ("to", "dtype") and attribute.i == TensorProto.FLOAT:
        attribute.i = TensorProto.DOUBLE


def _double(tensor: TensorProto) -> None:
    if tensor.data_type == TensorProto.FLOAT:
        tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float64), tensor.name))


def _double_value(value: ValueInfoProto) -> None:
    if value.type.tensor_type.elem_type == TensorProto.FLOAT:
        value.type.tensor_type.elem_type = TensorProto.DOUBLE
