"""A network -> the same with random weights in its last layers, for the sanity check of explanations.

A map that stays as it is when the weights behind it are random explains nothing of the network. Reference: Adebayo et
al., Sanity Checks for Saliency Maps, arXiv:1810.03292, cascading randomisation.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, numpy_helper

from radlane.errors import ExplanationRefused
from radlane.explain.graph.facts import FLOATS, Facts
from radlane.explain.graph.route import find_route

_FORMING = frozenset({"Identity", "Cast", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Flatten"})


def randomise_weights(model: ModelProto, *, of: str, fraction: float, rng: np.random.Generator) -> ModelProto:
    """Shuffle the values within each weight of the last layers.

    What a layer's weights are like (their mean, spread and number of zeros) stays, so that activations keep their size.

    Parameters
    ----------
    of : str
        The tensor that is explained; layers are counted from it backwards.
    fraction : float
        How many of the layers with weights that lead to it, from above 0 to 1; at least one.
    rng : numpy.random.Generator
        Where the order comes from.

    Raises
    ------
    ExplanationRefused
        If no layer with weights leads to `of`, or weights lie in other files.
    """
    if not 0 < fraction <= 1:
        raise ValueError("the fraction of layers is above 0 and at most 1")
    result = ModelProto()
    result.CopyFrom(model)
    layers = _layers(result, of)
    if not layers:
        raise ExplanationRefused("The network has nothing to randomise", why=f"no layer with weights leads to {of!r}")
    shuffled: set[str] = set()
    for weights in reversed(layers[-math.ceil(fraction * len(layers)) :]):
        for tensor in weights:
            if tensor.name not in shuffled:
                shuffled.add(tensor.name)
                _shuffle(tensor, rng)
    return result


def _layers(model: ModelProto, of: str) -> list[list[TensorProto]]:
    """Return the weights of each operator on the way that has some, in the order in which they run."""
    graph = model.graph
    tensors = {tensor.name: tensor for tensor in graph.initializer if _is_weight(tensor)}
    sources = [value.name for value in graph.input if value.name not in tensors]
    makers = {name: node for node in graph.node for name in node.output}
    route = find_route(graph, Facts(model), of, sources)
    found = [list(_weights(node, route.tensors, makers, tensors)) for node in route.nodes]
    return [weights for weights in found if weights]


def _is_weight(tensor: TensorProto) -> bool:
    return tensor.data_type in FLOATS and math.prod(tensor.dims) > 1


def _weights(
    node: NodeProto, live: frozenset[str], makers: Mapping[str, NodeProto], tensors: Mapping[str, TensorProto]
) -> Iterator[TensorProto]:
    """Yield the weights that an operator reads, also through operators that only change their form."""
    for name in node.input:
        while name in makers and name not in live and makers[name].op_type in _FORMING:
            name = makers[name].input[0]
        if name in tensors:
            yield tensors[name]


def _shuffle(tensor: TensorProto, rng: np.random.Generator) -> None:
    if tensor.data_location == TensorProto.EXTERNAL:
        raise ExplanationRefused(
            "The weights cannot be randomised", why="they lie in other files", remedy="Load them into the model first"
        )
    values = numpy_helper.to_array(tensor)
    mixed = rng.permutation(values.reshape(-1)).reshape(values.shape)
    tensor.CopyFrom(numpy_helper.from_array(mixed, tensor.name))
