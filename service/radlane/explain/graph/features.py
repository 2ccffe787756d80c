"""A network -> the same network with pooled features as one more output.

In: an ONNX model and names of its tensors. Out: the model with nodes behind them; none that was there changes, so that
what it said before it says bit for bit. Runs only in a process with limits.
"""

from __future__ import annotations

from collections.abc import Sequence

from onnx import ModelProto, TensorProto, helper

from radlane.errors import ImportRefused
from radlane.explain.graph.depth import find_deepest, spatial_tensors

FEATURES = "radlane.features"  # `pipeline.exposing` has the same name, and does not import what reads protobufs
_MOST_LAYERS = 16


def expose_features(model: ModelProto, layers: Sequence[str] = ()) -> tuple[ModelProto, tuple[str, ...]]:
    """Add an output with the mean of each channel of some tensors, one after the other.

    Parameters
    ----------
    model : ModelProto
        The network; it is not changed.
    layers : sequence of str
        Tensors [n, c, y, x] or [n, c, z, y, x] of its main graph; none: the deepest one (`depth.find_deepest`).

    Returns
    -------
    model : ModelProto
        With the output `FEATURES`, float32 [n, sum of c].
    layers : tuple of str
        Which tensors are pooled.

    Raises
    ------
    ImportRefused
        If a tensor is not there or is no image behind a convolution, or the output is there already.
    """
    graph = model.graph
    chosen = tuple(layers) or ((found,) if (found := find_deepest(graph)) else ())
    names = {name for node in graph.node for name in node.output}
    if any(name.startswith(FEATURES) for name in names):
        raise _refused("it has an output or tensors of this name already", "Begin with the version that was not fitted")
    if not 0 < len(chosen) <= _MOST_LAYERS or len(set(chosen)) != len(chosen):
        raise _refused("no layer is found, or one is named twice", f"Name 1 to {_MOST_LAYERS} layers with --layer")
    strange = [name for name in chosen if name not in spatial_tensors(graph)]
    if strange:
        raise _refused(
            f"the layer {strange[0]} is no feature map behind a convolution",
            "Name a tensor of the main graph; docs/out-of-distribution.md says which are known",
        )
    made = ModelProto()
    made.CopyFrom(model)
    pooled = [f"{FEATURES}/{place}" for place in range(len(chosen))]
    flat = [f"{name}/flat" for name in pooled]
    for source, mean, row in zip(chosen, pooled, flat, strict=True):
        made.graph.node.append(helper.make_node("GlobalAveragePool", [source], [mean], name=mean))
        made.graph.node.append(helper.make_node("Flatten", [mean], [row], name=row, axis=1))
    made.graph.node.append(helper.make_node("Concat", flat, [FEATURES], name=FEATURES, axis=1))
    made.graph.output.append(helper.make_tensor_value_info(FEATURES, TensorProto.FLOAT, [_batch(model), None]))
    return made, chosen


def _batch(model: ModelProto) -> int | str | None:
    """The first axis of the first output: a number, a name, or nothing."""
    axes = model.graph.output[0].type.tensor_type.shape.dim
    return getattr(axes[0], axes[0].WhichOneof("value") or "", None) if len(axes) else None


def _refused(why: str, remedy: str) -> ImportRefused:
    return ImportRefused("The features of this network cannot be exposed", why=why, remedy=remedy)
