"""Does the graph fit its manifest?

In: inputs and outputs of a loaded graph, the manifest. Out: nothing, or `ModelMismatch` with the name and the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from radlane.domain.model import GateOutput, Input, Manifest, SegmentationOutput
from radlane.errors import ModelMismatch

Dimension = int | str | None


class Value(Protocol):
    """An input or output of a graph, as onnxruntime describes it."""

    name: str
    type: str
    shape: Sequence[Dimension]


def require_fit(manifest: Manifest, inputs: Sequence[Value], outputs: Sequence[Value]) -> None:
    """Compare names, element types, ranks and fixed dimensions.

    Raises
    ------
    ModelMismatch
        With the first name that differs, and how.
    """
    for problem in _problems(manifest, inputs, outputs):
        raise ModelMismatch(
            "The network does not fit its manifest",
            uid=f"{manifest.name}:{manifest.version}",
            why=problem,
            remedy="Correct model.yaml or export the network again",
        )


def _problems(manifest: Manifest, inputs: Sequence[Value], outputs: Sequence[Value]) -> Iterator[str]:
    yield from _names("input", (wanted.name for wanted in manifest.inputs), inputs)
    yield from _names("output", (wanted.name for wanted in manifest.outputs), outputs)
    for wanted in manifest.inputs:
        yield from _shape("input", _find(inputs, wanted.name), _input_shape(wanted))
    for output in manifest.outputs:
        yield from _shape("output", _find(outputs, output.name), _output_shape(output, manifest.inputs[0]))


def _names(kind: str, wanted: Iterable[str], found: Iterable[Value]) -> Iterator[str]:
    in_manifest, in_graph = set(wanted), {value.name for value in found}
    for name in sorted(in_manifest - in_graph):
        yield f"the manifest's {kind} {name} is not in the graph"
    for name in sorted(in_graph - in_manifest):
        yield f"the graph's {kind} {name} is not in the manifest"


def _find(values: Iterable[Value], name: str) -> Value:
    return next(value for value in values if value.name == name)


def _input_shape(wanted: Input) -> tuple[int, ...]:
    return (1, len(wanted.channels), *wanted.geometry.size)


def _output_shape(output: GateOutput | SegmentationOutput, source: Input) -> tuple[int, ...]:
    if isinstance(output, GateOutput):
        return (1, 1)
    return (1, len(output.segments), *source.geometry.size)


def _shape(kind: str, value: Value, wanted: tuple[int, ...]) -> Iterator[str]:
    if value.type != "tensor(float)":
        yield f"{kind} {value.name} holds {value.type}, the manifest says float32"
    if len(value.shape) != len(wanted):
        yield f"{kind} {value.name} has {len(value.shape)} dimensions, the manifest says {len(wanted)}"
    for axis, (found, expected) in enumerate(zip(value.shape, wanted, strict=False)):
        if isinstance(found, int) and found != expected:
            yield f"{kind} {value.name} has {found} on axis {axis}, the manifest says {expected}"
