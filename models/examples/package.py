"""What an example package is made of, and the one way in which its files are written.

In: nodes, constants and what the network is shown. Out: model.onnx, golden/one.npz, and in model.yaml the size and the
digest of the weights. The same bytes each time; golden outputs are those of ONNX's own reference implementation, not of
the runtime that is tested with them.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

STEEP = 20.0
"""What logits are multiplied by, where a step is meant."""

Floats = NDArray[np.float32]
Shape = Sequence[int | str]
"""Sizes of axes; a word stands for any."""

_MOMENT = (1980, 1, 1, 0, 0, 0)  # of the members of an .npz, which would else hold the time of their making


@dataclass(frozen=True, kw_only=True)
class Example:
    """A network and what it is shown.

    Attributes
    ----------
    nodes : sequence of NodeProto
        In their order.
    constants : mapping of str to array
        Tensors that are no input: every weight there is.
    inputs, outputs : mapping of str to Shape
        ONNX name -> its axes; float32.
    golden : mapping of str to float32 array
        ONNX name of each input -> the values of the golden vector.
    """

    nodes: Sequence[NodeProto]
    constants: Mapping[str, Floats | NDArray[np.int64]]
    inputs: Mapping[str, Shape]
    outputs: Mapping[str, Shape]
    golden: Mapping[str, Floats]


def node(kind: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: object) -> NodeProto:
    """Return one node of a graph."""
    return helper.make_node(kind, list(inputs), list(outputs), **attributes)


def write_example(example: Example, folder: Path) -> None:
    """Write weights and golden vector of a package whose model.yaml is there, and say in it what they are."""
    weights = network_of(example)
    outputs = ReferenceEvaluator(onnx.load_from_string(weights)).run(None, dict(example.golden))
    (folder / "golden").mkdir(exist_ok=True)
    (folder / "model.onnx").write_bytes(weights)
    (folder / "golden" / "one.npz").write_bytes(
        _packed({**example.golden, **dict(zip(example.outputs, outputs, strict=True))})
    )
    manifest = folder / "model.yaml"
    said = f"sha256: {hashlib.sha256(weights).hexdigest()}, size: {len(weights)}"
    manifest.write_text(re.sub(r"sha256: \w+, size: \d+", said, manifest.read_text()))


def network_of(example: Example) -> bytes:
    """Return the ONNX file."""
    graph = helper.make_graph(
        list(example.nodes),
        "example",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in example.inputs.items()],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in example.outputs.items()],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in example.constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="onnx.helper")
    model.ir_version = 8
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def _packed(arrays: Mapping[str, Floats]) -> bytes:
    """Return an .npz of arrays, the same bytes each time."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, values in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.asarray(values, np.float32), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _MOMENT), member.getvalue(), zipfile.ZIP_DEFLATED)
    return whole.getvalue()
