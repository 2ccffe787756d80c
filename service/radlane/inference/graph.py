"""Does the graph fit its manifest?

In: inputs and outputs of a loaded graph, the manifest. Out: nothing, or `ModelMismatch` with the name and the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from radlane.domain.detection import DetectionOutput
from radlane.domain.input import Input, VolumeGeometry
from radlane.domain.model import Network
from radlane.errors import ModelMismatch
from radlane.inference.layouts import MOST_BOXES, Layout, Shape
from radlane.inference.shapes import made_layouts, shape_at_once

Dimension = int | str | None
_FLOATS = "tensor(float)"
_LABELS = frozenset({_FLOATS, "tensor(int64)"})  # detectors count their classes in whole numbers


class Value(Protocol):
    """An input or output of a graph, as onnxruntime describes it."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def type(self) -> str:
        """Its element type, for example `tensor(float)`."""

    @property
    def shape(self) -> Sequence[Dimension]:
        """Its dimensions; what is no number is free."""


def require_fit(network: Network, inputs: Sequence[Value], outputs: Sequence[Value]) -> None:
    """Compare names, element types, ranks and fixed dimensions; how many boxes there are is bounded too.

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


def _problems(network: Network, inputs: Sequence[Value], outputs: Sequence[Value]) -> Iterator[str]:
    yield from _names("input", (wanted.name for wanted in network.inputs), inputs)
    yield from _names("output", network.tensors, outputs)
    for wanted in network.inputs:
        yield from _batch(_find(inputs, wanted.name), wanted)
        yield from _type("input", _find(inputs, wanted.name), frozenset({_FLOATS}))
        yield from _shape("input", _find(inputs, wanted.name), shape_at_once(wanted))
    for value in outputs:
        yield from _type("output", value, _LABELS if value.name in network.labels else frozenset({_FLOATS}))
    for layouts in made_layouts(network):
        yield from min((list(_layout(outputs, layout)) for layout in layouts), key=len)
    for output in network.outputs:
        if isinstance(output, DetectionOutput):
            yield from _boxes(_find(outputs, output.boxes))


def _names(kind: str, wanted: Iterable[str], found: Iterable[Value]) -> Iterator[str]:
    in_manifest, in_graph = set(wanted), {value.name for value in found}
    for name in sorted(in_manifest - in_graph):
        yield f"the manifest's {kind} {name} is not in the graph"
    for name in sorted(in_graph - in_manifest):
        yield f"the graph's {kind} {name} is not in the manifest"


def _find(values: Iterable[Value], name: str) -> Value:
    return next(value for value in values if value.name == name)


def _layout(outputs: Sequence[Value], layout: Layout) -> Iterator[str]:
    for name, shape in layout.items():
        yield from _shape("output", _find(outputs, name), shape)


def _boxes(value: Value) -> Iterator[str]:
    count = value.shape[-2]  # the layout fits, so that there is this axis
    if isinstance(count, int) and count > MOST_BOXES:
        yield f"output {value.name} has {count} boxes, {MOST_BOXES} at most are read"


def _batch(value: Value, wanted: Input) -> Iterator[str]:
    window = wanted.geometry.window if isinstance(wanted.geometry, VolumeGeometry) else None
    if window is not None and window.batch > 1 and value.shape and isinstance(value.shape[0], int):
        yield f"input {value.name} has a fixed batch, the manifest says {window.batch} windows in one run"


def _type(kind: str, value: Value, allowed: frozenset[str]) -> Iterator[str]:
    if value.type not in allowed:
        yield f"{kind} {value.name} holds {value.type}, the manifest says float32"


def _shape(kind: str, value: Value, wanted: Shape) -> Iterator[str]:
    if len(value.shape) != len(wanted):
        yield f"{kind} {value.name} has {len(value.shape)} dimensions, the manifest says {len(wanted)}"
    for axis, (found, expected) in enumerate(zip(value.shape, wanted, strict=False)):
        if isinstance(found, int) and expected is not None and found != expected:
            yield f"{kind} {value.name} has {found} on axis {axis}, the manifest says {expected}"
