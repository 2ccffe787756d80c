"""onnxruntime's own converter to half precision, with the operators that stay in single precision.

In: a network as onnx's ModelProto. Out: the same with tensors of 16 bits inside; inputs and outputs stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from radlane.inference.devices import load_runtime

# What sums over many numbers, grows fast, or says where something is.
KEPT = (
    *("Softmax", "LogSoftmax", "Softplus", "Exp", "Log", "Pow", "Erf"),
    *("InstanceNormalization", "LayerNormalization", "GroupNormalization", "RMSNormalization"),
    *("LpNormalization", "MeanVarianceNormalization", "GlobalAveragePool", "GlobalLpPool", "Attention"),
    *("ReduceMean", "ReduceSum", "ReduceSumSquare", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp"),
    *("ReduceProd", "Resize", "GridSample", "ArgMax", "ArgMin"),
)


def to_half(model: Any, single: Sequence[str]) -> Any:  # noqa: ANN401 - onnx is imported only where packages are examined
    """Convert a network.

    Parameters
    ----------
    model : ModelProto
        The network, in single precision; it may be changed.
    single : sequence of str
        Names of nodes that stay in single precision, beside all operators of `KEPT`.

    Returns
    -------
    ModelProto
        With casts behind its inputs and before its outputs; its nodes are in no order.
    """
    load_runtime()
    converter = import_module("onnxruntime.transformers.float16")
    kept = [*converter.DEFAULT_OP_BLOCK_LIST, *KEPT]
    return converter.convert_float_to_float16(
        model, keep_io_types=True, op_block_list=kept, node_block_list=list(single)
    )
