"""Does the network still say what it said when it was made?

In: a way to run it, golden vectors. Out: nothing, or `SelfTestFailed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from radlane.domain.model import Manifest
from radlane.domain.tensor import Outputs
from radlane.errors import SelfTestFailed

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


def check_golden(run: Run, manifest: Manifest, vectors: Iterable[Vector]) -> None:
    """Run every golden vector and compare: |output - expected| <= atol + rtol * |expected|.

    Parameters
    ----------
    run : callable
        `Session.run`.
    manifest : Manifest
        Names the inputs and outputs.
    vectors : iterable of Vector
        From the package.

    Raises
    ------
    SelfTestFailed
        With the vector, the output and the largest difference.
    """
    names = {value.name for value in (*manifest.inputs, *manifest.outputs)}
    for vector in vectors:
        if set(vector.arrays) != names:
            raise _failed(manifest, vector, "it does not hold exactly the inputs and outputs of the manifest")
        outputs = run({value.name: vector.arrays[value.name] for value in manifest.inputs})
        for output in manifest.outputs:
            why = _difference(outputs[output.name], vector.arrays[output.name], vector)
            if why is not None:
                raise _failed(manifest, vector, f"output {output.name} {why}")


def _difference(found: NDArray[np.float32], expected: NDArray[np.float32], vector: Vector) -> str | None:
    if found.shape != expected.shape:
        return "has another shape"
    apart = np.abs(found.astype(np.float64) - expected)
    if np.all(apart <= vector.atol + vector.rtol * np.abs(expected)):
        return None
    return f"differs by up to {apart.max():.3g}"


def _failed(manifest: Manifest, vector: Vector, why: str) -> SelfTestFailed:
    return SelfTestFailed(
        "The network does not reproduce a golden vector",
        uid=f"{manifest.name}:{manifest.version}",
        why=f"{vector.name}: {why}",
        remedy="Do not use this model on this device; compare the versions of onnxruntime",
    )
