"""Does the network still say what it said when it was made?

In: a way to run it, golden vectors. Out: nothing, or `SelfTestFailed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from radlane.domain.detection import DetectionOutput
from radlane.domain.model import Network
from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed, SelfTestFailed

_AMONG = 3  # a vector, and one before and behind it
Run = Callable[[Mapping[str, NDArray[np.float32]]], Outputs]


class Vector(Protocol):
    """A golden vector: arrays by ONNX name, inputs and expected outputs, and how far the outputs may differ."""

    @property
    def name(self) -> str:
        """Which vector it is, for messages."""

    @property
    def arrays(self) -> Mapping[str, NDArray[np.float32]]:
        """Inputs and expected outputs."""

    @property
    def rtol(self) -> float:
        """Relative tolerance."""

    @property
    def atol(self) -> float:
        """Absolute tolerance."""


def check_golden(run: Run, network: Network, vectors: Iterable[Vector]) -> None:
    """Run every golden vector and compare: |output - expected| <= atol + rtol * |expected|.

    Vectors that cannot fail test nothing: each has to tell the network from one that says zero everywhere, and for
    each output one of them has to. Labels of boxes need not: zero is a class like any other. They are names, and the
    same or not: no tolerance is theirs.

    Parameters
    ----------
    run : callable
        `Session.run`.
    network : Network
        Names the inputs and outputs.
    vectors : iterable of Vector
        From the package.

    Raises
    ------
    SelfTestFailed
        With the vector, the output and the largest difference; also where zero everywhere would pass.
    """
    names = {*(value.name for value in network.inputs), *network.tensors}
    told: set[str] = set()
    for vector in vectors:
        if set(vector.arrays) != names:
            raise _failed(network, vector, "it does not hold exactly the inputs and outputs of the manifest")
        tells = {name for name in network.tensors if _tells(vector.arrays[name], vector)}
        if not tells:
            raise _failed(network, vector, "a network that says nothing but zero would pass it")
        told |= tells
        outputs = run({value.name: vector.arrays[value.name] for value in network.inputs})
        for name in network.tensors:
            allowed = _allowed(vector.arrays[name], vector, is_label=name in network.labels)
            why = _difference(outputs[name], vector.arrays[name], allowed)
            if why is not None:
                raise _failed(network, vector, f"output {name} {why}")
    for name in network.tensors:
        if name not in told | network.labels:
            raise SelfTestFailed(
                "The golden vectors do not test an output",
                uid=network.model,
                why=f"zero everywhere is close enough for output {name} in each of them",
                remedy="Add a vector on which this output is not zero",
            )


def is_divisible(run: Run, network: Network, vectors: Iterable[Vector]) -> bool:
    """Whether images may be given to a network together: what it says of one does not depend on the others.

    A golden vector runs between others, and has to give what it gives by itself: to the last bit where that is so, to
    the vector's own tolerance on devices that choose another algorithm for another size. Boxes are not divided: they
    need not say which image they are of.
    """
    if any(isinstance(output, DetectionOutput) for output in network.outputs):
        return False
    vector = next(iter(vectors))
    feeds = {value.name: vector.arrays[value.name] for value in network.inputs}
    rows = len(next(iter(feeds.values())))
    between = {name: np.concatenate([values[..., ::-1], values, values * 0]) for name, values in feeds.items()}
    try:
        alone, among = run(feeds), run(between)
    except InferenceFailed:
        return False
    return all(
        len(among[name]) == _AMONG * rows
        and _difference(among[name][rows : 2 * rows], said, _allowed(said, vector, is_label=False)) is None
        for name, said in alone.items()
    )


def _allowed(expected: NDArray[np.float32], vector: Vector, *, is_label: bool) -> NDArray[np.float32]:
    """Return how far each value may be from what is expected."""
    return np.zeros_like(expected) if is_label else np.asarray(vector.atol + vector.rtol * np.abs(expected))


def _tells(expected: NDArray[np.float32], vector: Vector) -> bool:
    """Whether zero everywhere is not close enough to what is expected."""
    return bool(np.any(np.abs(expected) > _allowed(expected, vector, is_label=False)))


def _difference(found: NDArray[np.float32], expected: NDArray[np.float32], allowed: NDArray[np.float32]) -> str | None:
    if found.shape != expected.shape:
        return "has another shape"
    apart = np.abs(found.astype(np.float64) - expected)
    if np.all(apart <= allowed):
        return None
    return f"differs by up to {apart.max():.3g}"


def _failed(network: Network, vector: Vector, why: str) -> SelfTestFailed:
    return SelfTestFailed(
        "The network does not reproduce a golden vector",
        uid=network.model,
        why=f"{vector.name}: {why}",
        remedy="Do not use this model on this device; compare the versions of onnxruntime",
    )
