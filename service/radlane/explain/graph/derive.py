"""A network's file -> a graph that also gives what is inside it, and its gradient.

In: the bytes of an ONNX file. Out: those of another one, which holds all its weights.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from google.protobuf.message import DecodeError
from onnx import ModelProto, TensorProto, ValueInfoProto, inliner

from radlane.errors import ExplanationRefused
from radlane.explain.derivation import Derivation, Held, Inside, gradient_name
from radlane.explain.graph.centres import find_centres
from radlane.explain.graph.gradient import append_gradient
from radlane.explain.graph.layers import find_attention, find_layer, find_logits
from radlane.explain.graph.randomise import randomise_weights


def derive_graph(data: bytes, external: Mapping[str, bytes], wanted: Derivation) -> tuple[bytes, Held]:
    """Write what is wanted of a network into its graph.

    Parameters
    ----------
    data : bytes
        An ONNX file.
    external : mapping of str to bytes
        The files that its tensors may lie in, by their paths.
    wanted : Derivation
        What is wanted.

    Returns
    -------
    graph : bytes
        An ONNX file; the same arguments give the same bytes.
    held : Held
        What it holds.

    Raises
    ------
    ExplanationRefused
        If the file is none, there is no such layer or attention, or an operator on the way has no gradient.
    """
    model = _read(data)
    _bring_in(model, external)
    if model.functions:  # logits, layers and attention are looked for among operators
        model = inliner.inline_local_functions(model)
    of = find_logits(model, wanted.output)
    if wanted.seed is not None:
        model = randomise_weights(model, of=of, fraction=1.0, rng=np.random.default_rng(wanted.seed))
    if wanted.inside is Inside.ATTENTION:
        at = find_attention(model)
        if not at:
            raise ExplanationRefused("The network has no attention", why="no softmax is multiplied by values")
        held = Held(of=of, at=at)
        _give(model, (of, *at))
    elif wanted.inside is Inside.NOTHING:
        held = Held(of=of, at=())
        _give(model, (of,))
    else:
        name = _input(model) if wanted.inside is Inside.INPUT else _layer(model, wanted.layer, of)
        lattice = find_centres(model, name) if wanted.inside is Inside.LAYER else None
        model = append_gradient(model, of=of, at=[name])
        held = Held(of=of, at=(name,), lattice=lattice)
        _give(model, (of, name, gradient_name(name)))
    return model.SerializeToString(deterministic=True), held


def _read(data: bytes) -> ModelProto:
    try:
        model: ModelProto = ModelProto.FromString(data)
    except DecodeError as error:
        raise ExplanationRefused("The network cannot be read", why="it is no ONNX file") from error
    return model


def _bring_in(model: ModelProto, external: Mapping[str, bytes]) -> None:
    """Put tensors of other files into this one: what is derived stands by itself."""
    for tensor in model.graph.initializer:
        if tensor.data_location != TensorProto.EXTERNAL:
            continue
        said = {entry.key: entry.value for entry in tensor.external_data}
        data = external.get(said.get("location", ""))
        if data is None:
            raise ExplanationRefused("The network cannot be read", why="a tensor lies in a file that is not named")
        begin = int(said.get("offset", 0))
        tensor.raw_data = data[begin : begin + int(said.get("length", len(data)))]
        tensor.data_location = TensorProto.DEFAULT
        del tensor.external_data[:]


def _input(model: ModelProto) -> str:
    weights = {tensor.name for tensor in model.graph.initializer}
    names = [value.name for value in model.graph.input if value.name not in weights]
    if len(names) != 1:
        raise ExplanationRefused("The network cannot be explained so", why="it has other than one input")
    return str(names[0])


def _layer(model: ModelProto, named: str | None, of: str) -> str:
    found = find_layer(model, of, named)
    if found is None:
        raise ExplanationRefused("The network cannot be explained so", why="it has no layer that is a grid")
    return found


def _give(model: ModelProto, names: tuple[str, ...]) -> None:
    """Make these tensors the graph's only outputs: nothing else is computed."""
    known = {value.name: value for value in (*model.graph.value_info, *model.graph.input, *model.graph.output)}
    values = [known.get(name) or ValueInfoProto(name=name) for name in dict.fromkeys(names)]
    del model.graph.output[:]
    model.graph.output.extend(values)
