"""Does the graph fit its manifest?

In: inputs and outputs of a loaded graph, the manifest. Out: nothing, or `ModelMismatch` with the name and the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from radlane.domain.input import Input, VolumeGeometry
from radlane.domain.model import Network
from radlane.domain.output import GateOutput, SegmentationOutput
from radlane.errors import ModelMismatch

Dimension = int | str | None


class Value(Protocol):
    """An input or output of a graph, as onnxruntime describes it."""

    name: str
    type: str
    shape: Sequence[Dimension]


def require_fit(network: Network, inputs: Sequence[Value], outputs: Sequence[Value]) -> None:
    """Compare names, element types, ranks and fixed dimensions.

    Raises
    ------
    ModelMismatch
        With the first name that differs, and how.
    """
    for problem in _problems(network, inputs, outputs):
        raise ModelMismatch(
            "The network does not fit its manifest",
            uid=network.model,
            why=problem,
            remedy="Correct model.yaml or export the network again",
        )


def fed_shape(wanted: Input) -> tuple[int | None, ...]:
    """The shape that an input is fed with; None for the batch, and for the axes of volumes, where golden vectors are
    smaller than what is seen of a patient.
    """
    if isinstance(wanted.geometry, VolumeGeometry):
        return (None, len(wanted.channels), None, None, None)
    return (None, len(wanted.channels), *wanted.geometry.size)


def _problems(network: Network, inputs: Sequence[Value], outputs: Sequence[Value]) -> Iterator[str]:
    yield from _names("input", (wanted.name for wanted in network.inputs), inputs)
    yield from _names("output", (wanted.name for wanted in network.outputs), outputs)
    for wanted in network.inputs:
        yield from _batch(_find(inputs, wanted.name), wanted)
        yield from _shape("input", _find(inputs, wanted.name), (1, len(wanted.channels), *_sides(wanted)))
    for output in network.outputs:
        yield from _shape("output", _find(outputs, output.name), made_shape(output, network.inputs[0]))


def _names(kind: str, wanted: Iterable[str], found: Iterable[Value]) -> Iterator[str]:
    in_manifest, in_graph = set(wanted), {value.name for value in found}
    for name in sorted(in_manifest - in_graph):
        yield f"the manifest's {kind} {name} is not in the graph"
    for name in sorted(in_graph - in_manifest):
        yield f"the graph's {kind} {name} is not in the manifest"


def _find(values: Iterable[Value], name: str) -> Value:
    return next(value for value in values if value.name == name)


def _sides(wanted: Input) -> tuple[int | None, ...]:
    """The spatial axes of what the network is given at once; None where they are as long as the volume."""
    geometry = wanted.geometry
    if isinstance(geometry, VolumeGeometry):
        return geometry.window.roi if geometry.window else geometry.size or (None, None, None)
    return geometry.size


def made_shape(output: GateOutput | SegmentationOutput, source: Input) -> tuple[int | None, ...]:
    """The shape of an output for a batch of one; None for the axes of a volume of any size."""
    if isinstance(output, GateOutput):
        return (1, 1)
    return (1, len(output.segments) + len(output.background), *_sides(source))


def _batch(value: Value, wanted: Input) -> Iterator[str]:
    window = wanted.geometry.window if isinstance(wanted.geometry, VolumeGeometry) else None
    if window is not None and window.batch > 1 and value.shape and isinstance(value.shape[0], int):
        yield f"input {value.name} has a fixed batch, the manifest says {window.batch} windows in one run"


def _shape(kind: str, value: Value, wanted: tuple[int | None, ...]) -> Iterator[str]:
    if value.type != "tensor(float)":
        yield f"{kind} {value.name} holds {value.type}, the manifest says float32"
    if len(value.shape) != len(wanted):
        yield f"{kind} {value.name} has {len(value.shape)} dimensions, the manifest says {len(wanted)}"
    for axis, (found, expected) in enumerate(zip(value.shape, wanted, strict=False)):
        if isinstance(found, int) and expected is not None and found != expected:
            yield f"{kind} {value.name} has {found} on axis {axis}, the manifest says {expected}"
