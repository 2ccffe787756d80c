"""An ONNX file of which nothing else is known -> a `Draft`.

In: the graph, and what the network says when it is run once. Out: what follows from them; everything that no graph
says (spacing, orientation, intensities, names, codes) is left to a person. What radlane cannot serve is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.errors import ImportRefused
from radlane.registry.blanks import FILL_IN
from radlane.registry.channels import MOST_CHANNELS
from radlane.registry.draft import AREA, VOLUME, ChannelDraft, Draft, class_of, input_of, segment_of
from radlane.registry.forms import Form, form_of
from radlane.registry.onnx_file import GraphValue, OnnxFile

_ENDS = ("Sigmoid", "Softmax")  # activations that a graph may end in
_MOST_SEGMENTS = 255
_OVERLAP = 0.25
_UNSAID = "The graph says nothing of how its images were prepared in training: that is as model.yaml was filled in."
_RANK = 2  # of an output that says something of the whole image: [n, c]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the person knows beside the graph.

    Attributes
    ----------
    size : tuple of int or None
        Voxels or pixels that the network sees at once, along its spatial axes.
    background : tuple of int or None
        Channels of what is no segment or class.
    """

    name: str
    version: str
    size: tuple[int, ...] | None = None
    background: tuple[int, ...] | None = None


def require_servable(network: OnnxFile) -> GraphValue:
    """Return the one input of a network that radlane can serve.

    Raises
    ------
    ImportRefused
        If it has several inputs, is no network on grey images, volumes of up to 16 channels, pictures in colour or
        clips, or its outputs are
        neither maps nor [n, c].
    """
    if len(network.inputs) != 1:
        raise _refused(f"it has {len(network.inputs)} inputs; one is read", "Export a network with one input")
    (source,) = network.inputs
    for kind, value in [("input", source), *(("output", output) for output in network.outputs)]:
        if value.dtype != "float32":
            why = f"{kind} {value.name} holds {value.dtype}, and float32 is read"
            raise _refused(why, "Export the network in float32, ending before any ArgMax or cast")
    if source.shape is None or len(source.shape) not in (4, 5):
        raise _refused("its input has neither four axes (NCHW) nor five (NCDHW)", "Export it with all axes stated")
    batch, channels, *_ = source.shape
    if batch not in (None, 1):
        raise _refused(f"it wants {batch} images at once", "Export it with a batch of one, or with a free batch")
    if form_of(source.shape) is None:
        last = source.shape[-1]
        why = f"its input has {channels} channels; images have one or three, volumes at most {MOST_CHANNELS}"
        raise _refused(why, "Export it as NCHW or NCDHW" if last == 1 else "Such a network cannot come")
    _require_outputs(network, len(source.shape))
    return source


def shape_to_try(source: GraphValue, size: tuple[int, ...] | None) -> tuple[int, ...]:
    """Return the shape of the input with which the network is run once.

    Raises
    ------
    ImportRefused
        If `size` has another number of axes than the network, or is not what the graph says.
    """
    form = _form(source)
    sides = form.sides(source.shape or ())
    asked = size or tuple(side or usual for side, usual in zip(sides, form.usual, strict=True))
    fits = len(asked) == len(sides) and all(
        side in (None, own) and own > 0 for side, own in zip(sides, asked, strict=True)
    )
    if not fits:
        raise _refused("its input has other sides than were asked for", f"Its sides are {_said(sides)}")
    return form.shape(asked)


def count_channels(source: GraphValue) -> int:
    """How many channels an input has; one where the graph leaves it free."""
    return (source.shape or (None, None))[1] or 1


def sketch(network: OnnxFile, arrays: Mapping[str, NDArray[np.float32]], asked: Asked) -> Draft:
    """Say what follows from a graph and from one run of it.

    Parameters
    ----------
    network : OnnxFile
        That `require_servable` lets pass.
    arrays : mapping of str to float32
        Input and outputs of one run, by name.
    asked : Asked
        What the person knows.

    Raises
    ------
    ImportRefused
        If the output does not lie on the input's grid, has too many channels, or is neither a segmentation nor the only
        output and [n, c].
    """
    (source,) = network.inputs
    (first, *others) = network.outputs
    if not others and arrays[first.name].ndim == _RANK:
        return _sketch_whole(network, arrays, asked)
    segmentation = require_segmentation(network, arrays)
    channels = arrays[segmentation].shape[1]
    form = _form(source)
    is_volume = form.kind == "volume"
    ends_in = network.ends_in[segmentation]
    if not is_volume and ends_in == "Softmax":
        why = f"output {segmentation} ends in a softmax, which has a channel of what is no segment"
        raise _refused(f"{why}; projections are read with a sigmoid channel for each segment", "Export it that way")
    if form.kind == "cine":
        raise _refused(f"output {segmentation} is a map, and of a clip none is read", "Export [n, c] alone")
    geometry = _volume(source, asked) if is_volume else _flat(source, asked)
    gates = [output.name for output in network.outputs if output.name != segmentation]
    return Draft(
        name=asked.name,
        version=asked.version,
        weights=network,
        wanted=input_of(source.name, _channels(form), geometry, FILL_IN) | {"layout": form.layout},
        output=_output(segmentation, channels, ends_in, asked, is_volume=is_volume),
        gates=tuple(_gate(name, network.ends_in[name]) for name in gates),
        facts={},
        notes=(_UNSAID,),
    )


def require_segmentation(network: OnnxFile, arrays: Mapping[str, NDArray[np.float32]]) -> str:
    """Return the name of the one output that lies on the input's grid.

    Raises
    ------
    ImportRefused
        If there is none, more than one, or an output that is neither this nor a gate.
    """
    grid = _form(network.inputs[0]).sides(arrays[network.inputs[0].name].shape)
    found = [output.name for output in network.outputs if arrays[output.name].ndim == len(grid) + 2]
    on_grid = [name for name in found if arrays[name].shape[2:] == grid]
    others = [output.name for output in network.outputs if output.name not in found]
    if len(found) != 1 or not on_grid:
        why = f"{len(on_grid)} outputs of {len(network.outputs)} lie on the input's grid; exactly one segmentation, "
        raise _refused(f"{why}and none on another grid, is read", "Export it without deep supervision")
    if any(arrays[name].shape != (1, 1) for name in others):
        raise _refused("it has an output that is neither a segmentation nor a gate [n, 1]", "Export it without")
    if len(grid) == 3 and others:
        raise _refused("a volume is seen in windows, beside which there is no gate", "Export the segmentation alone")
    return found[0]


def _channels(form: Form) -> tuple[ChannelDraft, ...]:
    return (ChannelDraft(),) if form.series == 1 else (ChannelDraft(id=FILL_IN),) * form.series


def _require_outputs(network: OnnxFile, rank: int) -> None:
    ranks = [len(output.shape) for output in network.outputs if output.shape is not None]
    if len(ranks) == len(network.outputs) and rank not in ranks and ranks != [_RANK]:
        raise _refused(
            "no output is a map of its image, and there is not one output [n, c] alone",
            "A manifest for boxes, or for several such outputs, is written by hand: docs/model-package.md",
        )


def _sketch_whole(network: OnnxFile, arrays: Mapping[str, NDArray[np.float32]], asked: Asked) -> Draft:
    """Say what follows where the network says something of the whole image: classes, by the activation it ends in."""
    (source,), (output,) = network.inputs, network.outputs
    form, ends_in = _form(source), network.ends_in[output.name]
    if ends_in not in _ENDS:
        raise _refused(
            f"output {output.name} ends in no Sigmoid or Softmax: no graph says whether its numbers are classes",
            "Export a classification with its activation; other manifests are written by hand: docs/model-package.md",
        )
    channels = range(arrays[output.name].shape[1])
    geometry = _flat(source, asked)
    if form.kind == "volume":
        geometry = geometry | {"kind": "volume", "interpolation": "linear", "tilt_degrees": 0.0}
    return Draft(
        name=asked.name,
        version=asked.version,
        weights=network,
        wanted=input_of(source.name, _channels(form), geometry, FILL_IN) | {"layout": form.layout},
        output=_classification(output.name, channels, ends_in, asked),
        facts={},
        notes=(_UNSAID,),
    )


def _classification(name: str, channels: range, ends_in: str, asked: Asked) -> dict[str, Any]:
    background = asked.background or ()
    if asked.background is not None and not set(background) < set(channels):
        raise _refused(f"its channels are 0 to {channels[-1]}, not all of which are background", "Correct --background")
    if background and ends_in == "Sigmoid":
        raise _refused("after a sigmoid each channel is a class of its own", "Leave --background out")
    output: dict[str, Any] = {"name": name, "kind": "classification", "activation": "none"}
    if ends_in == "Softmax":
        output["background"] = FILL_IN if asked.background is None else list(background)
    return output | {"classes": [class_of(channel) for channel in channels if channel not in background]}


def _volume(source: GraphValue, asked: Asked) -> dict[str, Any]:
    sides = (source.shape or ())[2:]
    roi: object = FILL_IN
    if asked.size or None not in sides:
        roi = list(asked.size or sides)
    return {
        "kind": "volume",
        "orientation": FILL_IN,
        "spacing_mm": FILL_IN,
        "interpolation": "linear",
        "window": {"roi": roi, "overlap": _OVERLAP},
        "tilt_degrees": 0.0,
        "pad": 0.0,
    }


def _flat(source: GraphValue, asked: Asked) -> dict[str, Any]:
    """The geometry of a projection, a picture or a clip; of a volume what it has in common with them."""
    form = _form(source)
    sides = form.sides(source.shape or ())
    known = bool(asked.size) or None not in sides
    size: list[object] = list(asked.size or sides) if known else []
    if form.kind in ("projection", "volume"):
        return {"kind": "projection", "orientation": FILL_IN, "size": size or FILL_IN, "pad": 0.0}
    planar = {"kind": form.kind, "size": size[-2:] or FILL_IN, "fit": FILL_IN, "colour": "rgb", "pad": 0.0}
    if form.kind == "picture":
        return planar
    return planar | {"frames": size[0] if size else FILL_IN, "sampling": FILL_IN}


def _form(source: GraphValue) -> Form:
    form = form_of(source.shape)
    assert form is not None  # `require_servable` let it pass
    return form


def _output(name: str, channels: int, ends_in: str, asked: Asked, *, is_volume: bool) -> dict[str, Any]:
    if channels > _MOST_SEGMENTS:
        raise _refused(f"it has {channels} channels; {_MOST_SEGMENTS} segments are the most", "It cannot come")
    single = channels == 1 or not is_volume
    background = asked.background if asked.background is not None else (() if single else None)
    if background is not None and not set(background) < set(range(channels)):
        raise _refused(f"its channels are 0 to {channels - 1}, not all of which are background", "Correct --background")
    if background and not is_volume:
        raise _refused("background channels are read of volumes only", "Export a sigmoid channel for each segment")
    activation: object = "none" if ends_in in _ENDS else FILL_IN
    output: dict[str, Any] = {"name": name, "kind": "segmentation", "activation": activation}
    if is_volume:
        output["background"] = FILL_IN if background is None else list(background)
    segments = [segment_of(channel, None) for channel in range(channels) if channel not in (background or ())]
    measured = VOLUME if is_volume else AREA
    return output | {"threshold": FILL_IN, "segments": segments, "measurements": [measured]}


def _gate(name: str, ends_in: str) -> dict[str, Any]:
    activation = "none" if ends_in == "Sigmoid" else FILL_IN
    return {"name": name, "kind": "gate", "activation": activation, "threshold": FILL_IN, "refusal": FILL_IN}


def _said(sides: tuple[int | None, ...]) -> str:
    return ", ".join("any" if side is None else str(side) for side in sides)


def _refused(why: str, remedy: str) -> ImportRefused:
    return ImportRefused("radlane cannot serve this network yet", why=why, remedy=remedy)
