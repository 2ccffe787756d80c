"""Small networks, and their gradients by finite differences in double precision.

Where onnxruntime has no kernel in double precision, onnx's own reference implementation stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.capi.onnxruntime_pybind11_state import InvalidGraph
from onnxruntime.capi.onnxruntime_pybind11_state import NotImplemented as NoKernel

from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient
from support.double_operators import DOUBLE_OPERATORS

Arrays = Mapping[str, NDArray[Any]]
Run = Callable[[Arrays], Sequence[NDArray[Any]]]
IR = {13: 7, 14: 7, 15: 8, 16: 8, 17: 8, 18: 8, 19: 9, 20: 9, 21: 10, 22: 10, 23: 11, 24: 12}
DOUBLE_BOUND, SINGLE_BOUND = 1e-7, 1e-5
_STEP, _DIRECTIONS = 1e-5, 3
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
        Whether sizes of inputs are unknown before the network runs.
    fixed : frozenset of int
        Axes whose sizes are known even so.
    """

    nodes: tuple[NodeProto, ...]
    inputs: Arrays
    constants: Arrays = field(default_factory=dict)
    opset: int = 18
    dynamic: bool = False
    fixed: frozenset[int] = frozenset()

    def model(self, dtype: type[np.floating[Any]]) -> ModelProto:
        """Return it as ONNX, of float32 or float64."""
        kind = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
        weights = [numpy_helper.from_array(_cast(value, dtype), name) for name, value in self.constants.items() if name]
        inputs = [
            helper.make_tensor_value_info(name, kind, self._shape(name, value)) for name, value in self.inputs.items()
        ]
        output = helper.make_tensor_value_info("y", kind, None)
        graph = helper.make_graph(self.nodes, "network", inputs, [output], weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", self.opset)], ir_version=IR[self.opset])

    def _shape(self, name: str, value: NDArray[Any]) -> list[int | str]:
        known = self.fixed if self.dynamic else range(value.ndim)
        return [size if axis in known else f"{name}{axis}" for axis, size in enumerate(value.shape)]


def network(kind: str, inputs: Arrays, constants: Arrays | None = None, opset: int = 18, **attributes: Any) -> Network:
    """Return a network of one operator, which reads all inputs, then all constants."""
    constants = constants or {}
    return Network(
        nodes=(node(kind, [*inputs, *constants], **attributes),), inputs=inputs, constants=constants, opset=opset
    )


def distinct(rng: np.random.Generator, *shape: int) -> NDArray[np.float64]:
    """Return values of which no two are nearer than 0.1, and none is nearer than 0.05 to a multiple of 0.1."""
    size = int(np.prod(shape))
    return ((rng.permutation(size) - size // 2 + 0.5) / 10).reshape(shape)


def require_gradient(network: Network, rng: np.random.Generator) -> None:
    """Compare with central differences: in double precision, and in onnxruntime's single precision with open sizes."""
    assert gradient_error(network, np.float64, rng) <= DOUBLE_BOUND
    assert gradient_error(replace(network, dynamic=True), np.float32, rng) <= SINGLE_BOUND


def require_half_gradient(network: Network, seed: float) -> None:
    """Compare the gradient in half precision with that in single precision; `y` is multiplied by the seed."""
    half, single = (_gradient(network, dtype, seed) for dtype in (np.float16, np.float32))
    assert half.dtype == np.float16
    assert np.abs(single).max() > 0
    np.testing.assert_allclose(half, single, rtol=2e-3, atol=2e-3 * np.abs(single).max())


def _gradient(network: Network, dtype: type[np.floating[Any]], seed: float) -> NDArray[Any]:
    """Return the gradient with respect to x, by onnxruntime."""
    model = network.model(dtype)
    feeds = {name: _cast(array, dtype) for name, array in network.inputs.items()}
    (value,) = onnxruntime_session(model).run(["y"], feeds)
    session = onnxruntime_session(append_gradient(model, of="y", at=["x"]))
    found: NDArray[Any] = session.run([f"{GRADIENT}x"], {**feeds, SEED: np.full_like(value, seed)})[0]
    return found


def run_of(model: ModelProto) -> Run:
    """Return a network as a function, in onnxruntime or, where it has no kernel, in the reference implementation."""
    try:
        session = onnxruntime_session(model)
    except (NoKernel, InvalidGraph):
        evaluator = ReferenceEvaluator(model, new_ops=[*DOUBLE_OPERATORS])
        return lambda feeds: evaluator.run(None, dict(feeds))
    return lambda feeds: session.run(None, dict(feeds))


def onnxruntime_session(model: ModelProto) -> InferenceSession:
    """Return a session on the CPU, with one thread."""
    options = SessionOptions()
    options.log_severity_level = _QUIET
    options.intra_op_num_threads = 1
    return InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def gradient_error(network: Network, dtype: type[np.floating[Any]], rng: np.random.Generator) -> float:
    """Return how far the gradient is from central differences in double precision, as a share of its length.

    Parameters
    ----------
    dtype : type
        Precision of the gradient: float64, or float32, which has to run in onnxruntime.
    """
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
    return max(_difference(forward, network.inputs, seed, gradients, rng) for _ in range(_DIRECTIONS))


def _difference(forward: Run, point: Arrays, seed: NDArray[Any], gradients: Arrays, rng: np.random.Generator) -> float:
    """Return the error of the derivative along a random direction."""
    direction = {name: np.asarray(rng.standard_normal(array.shape)) for name, array in point.items()}
    ahead, behind = (
        forward({name: np.asarray(array + step * direction[name]) for name, array in point.items()})[0]
        for step in (_STEP, -_STEP)
    )
    expected = np.sum(seed * (ahead - behind)) / (2 * _STEP)
    found = sum(np.sum(gradients[name] * direction[name]) for name in point)
    return float(abs(found - expected) / max(_length(gradients) * _length(direction), 1e-12))


def _length(arrays: Arrays) -> float:
    return float(np.sqrt(sum(np.sum(array**2) for array in arrays.values())))


def _cast(value: NDArray[Any], dtype: type[np.floating[Any]]) -> NDArray[Any]:
    return value.astype(dtype) if value.dtype == np.float64 else value


def node(kind: str, inputs: Sequence[str], outputs: Sequence[str] = ("y",), **attributes: Any) -> NodeProto:
    """Return an operator; attributes that are None are left out."""
    given = {name: value for name, value in attributes.items() if value is not None}
    return helper.make_node(kind, list(inputs), list(outputs), **given)
