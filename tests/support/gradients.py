"""Small networks, and their gradients by finite differences in double precision.

Where onnxruntime has no kernel in double precision, onnx's own reference implementation stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.capi.onnxruntime_pybind11_state import NotImplemented as NoKernel

from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient

Arrays = Mapping[str, NDArray[Any]]
Run = Callable[[Arrays], Sequence[NDArray[Any]]]
IR = {13: 7, 14: 7, 15: 8, 16: 8, 17: 8, 18: 8, 19: 9, 20: 9, 21: 10, 22: 10, 23: 11, 24: 12}
_STEP = 1e-5
_QUIET = 3


@dataclass(frozen=True, kw_only=True)
class Network:
    """Operators that make `y` of inputs.

    Attributes
    ----------
    inputs : mapping of str to float64 array
        Tensors with respect to which `y` is differentiated, at a point.
    constants : mapping of str to array
        Initialisers; those of float64 are of the network's precision.
    dynamic : bool
        Whether no size of an input is known before the network runs.
    """

    nodes: tuple[NodeProto, ...]
    inputs: Arrays
    constants: Arrays = field(default_factory=dict)
    opset: int = 18
    dynamic: bool = False

    def model(self, dtype: type[np.floating[Any]]) -> ModelProto:
        """Return it as ONNX, of float32 or float64."""
        kind = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
        weights = [numpy_helper.from_array(_cast(value, dtype), name) for name, value in self.constants.items()]
        inputs = [
            helper.make_tensor_value_info(name, kind, self._shape(name, value)) for name, value in self.inputs.items()
        ]
        output = helper.make_tensor_value_info("y", kind, None)
        graph = helper.make_graph(self.nodes, "network", inputs, [output], weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", self.opset)], ir_version=IR[self.opset])

    def _shape(self, name: str, value: NDArray[Any]) -> list[int | str]:
        return [f"{name}{axis}" for axis in range(value.ndim)] if self.dynamic else list(value.shape)


def error_in_double(network: Network, rng: np.random.Generator, directions: int = 3) -> float:
    """Return how far the gradient is from central differences, as a share of the gradient's length."""
    return _error(network, np.float64, rng, directions)


def error_in_single(network: Network, rng: np.random.Generator, directions: int = 3) -> float:
    """Return the same of the gradient that onnxruntime computes in single precision."""
    return _error(network, np.float32, rng, directions)


def run_of(model: ModelProto) -> Run:
    """Return a network as a function, in onnxruntime or, where it has no kernel, in the reference implementation."""
    try:
        session = onnxruntime_session(model)
    except NoKernel:
        evaluator = ReferenceEvaluator(model)
        return lambda feeds: evaluator.run(None, dict(feeds))
    return lambda feeds: session.run(None, dict(feeds))


def onnxruntime_session(model: ModelProto) -> InferenceSession:
    """Return a session on the CPU, with one thread."""
    options = SessionOptions()
    options.log_severity_level = _QUIET
    options.intra_op_num_threads = 1
    return InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def _error(network: Network, dtype: type[np.floating[Any]], rng: np.random.Generator, directions: int) -> float:
    forward = run_of(network.model(np.float64))
    (value,) = forward(network.inputs)
    seed = rng.standard_normal(value.shape)
    model = append_gradient(network.model(dtype), of="y", at=list(network.inputs))
    single = dtype is np.float32
    feeds = {name: _cast(array, dtype) for name, array in {**network.inputs, SEED: seed}.items()}
    run = onnxruntime_session(model) if single else None
    names = [output.name for output in model.graph.output]
    made = dict(zip(names, run.run(None, feeds) if run else run_of(model)(feeds), strict=True))
    np.testing.assert_allclose(made["y"], value, rtol=1e-4 if single else 1e-9, atol=1e-5 if single else 1e-12)
    gradients = {name: made[f"{GRADIENT}{name}"].astype(np.float64) for name in network.inputs}
    for name, array in network.inputs.items():
        assert gradients[name].shape == array.shape
        assert made[f"{GRADIENT}{name}"].dtype == dtype
    length = np.sqrt(sum(np.sum(gradient**2) for gradient in gradients.values()))
    worst = 0.0
    for _ in range(directions):
        direction = {name: rng.standard_normal(array.shape) for name, array in network.inputs.items()}
        ahead, behind = (
            forward({name: array + sign * _STEP * direction[name] for name, array in network.inputs.items()})[0]
            for sign in (1, -1)
        )
        expected = np.sum(seed * (ahead - behind)) / (2 * _STEP)
        found = sum(np.sum(gradients[name] * direction[name]) for name in network.inputs)
        norm = np.sqrt(sum(np.sum(array**2) for array in direction.values()))
        worst = max(worst, abs(found - expected) / max(length * norm, 1e-12))
    return float(worst)


def _cast(value: NDArray[Any], dtype: type[np.floating[Any]]) -> NDArray[Any]:
    return value.astype(dtype) if value.dtype == np.float64 else value


def node(kind: str, inputs: Sequence[str], outputs: Sequence[str] = ("y",), **attributes: Any) -> NodeProto:
    """Return an operator; attributes that are None are left out."""
    given = {name: value for name, value in attributes.items() if value is not None}
    return helper.make_node(kind, list(inputs), list(outputs), **given)
