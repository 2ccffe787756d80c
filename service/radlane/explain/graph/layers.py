"""A network -> which of its tensors an explanation looks at.

What is found in networks of MONAI, from either exporter of torch: DenseNet, the rectified features that are averaged;
ResNet, the rectified sum of the last block; U-Net, the last tensor of the coarsest grid; ViT, none. Of a network like
VGG it is the last pooled features.
Reference for segmentation: Vinogradova, Dibrov and Myers, Seg-Grad-CAM, arXiv:2002.11434.
"""

from __future__ import annotations

from collections.abc import Mapping

from onnx import GraphProto, ModelProto, NodeProto

from radlane.errors import ExplanationRefused
from radlane.explain.graph.facts import Facts
from radlane.explain.graph.images import find_images
from radlane.explain.graph.route import Route, find_route

_PASSING = frozenset({"Identity", "Cast", "Dropout"})
_SQUASHING = frozenset({"Sigmoid", "Softmax", "LogSoftmax", "HardSigmoid"})
_ATTENDING = frozenset({"Attention", "MultiHeadAttention"})
_MULTIPLYING = frozenset({"MatMul", "Einsum"})
_CARRYING = frozenset({"Identity", "Cast", "Dropout", "Reshape", "Transpose", "Flatten", "Squeeze", "Unsqueeze"})


def find_logits(model: ModelProto, output: str) -> str:
    """Return the tensor before the sigmoid or softmax that makes an output, or the output where neither does.

    Raises
    ------
    ExplanationRefused
        If the network has no such output.
    """
    makers = _makers(model.graph)
    if output not in {value.name for value in model.graph.output}:
        raise ExplanationRefused(f"The network has no output {output!r}")
    name = output
    while (node := makers.get(name)) is not None and node.op_type in _PASSING:
        name = node.input[0]
    return str(node.input[0]) if node is not None and node.op_type in _SQUASHING else output


def find_layer(model: ModelProto, of: str, override: str | None = None) -> str | None:
    """Return the tensor whose places explain another one.

    Parameters
    ----------
    of : str
        What is explained, for example logits.
    override : str, optional
        The tensor to take instead.

    Returns
    -------
    str or None
        The last image on the way to `of`; where `of` is an image itself, the last one of the coarsest grid. None where
        attention comes after the last image: its places stand for nothing there.

    Raises
    ------
    ExplanationRefused
        If a tensor is not there, or `override` has not the axes of the image or does not lead to `of`.
    """
    facts = Facts(model)
    sources = _sources(model.graph)
    route = find_route(model.graph, facts, of, sources)
    scales = find_images(model.graph, facts, sources)
    # of a gradient with respect to a tensor of unknown rank nothing could be declared
    known = [name for name in scales if facts.shape(name) is not None]
    images = [name for name in known if name in route.tensors and name not in sources]
    if override is not None:
        _require_layer(model.graph, facts, of, override)
        return override
    if of not in route.tensors:
        raise ExplanationRefused(f"No input of the network leads to {of!r}", remedy="Name a tensor that the graph has")
    if of in scales:
        images = [name for name in images if name != of]
        coarsest = max((scale for name in images if (scale := scales[name]) is not None), default=None)
        images = [name for name in images if scales[name] == coarsest]
    if not images or _attends(route, model.graph, facts, of, images[-1]):
        return None
    return images[-1]


def find_attention(model: ModelProto) -> tuple[str, ...]:
    """Return matrices of attention after their softmax, [..., query, key], in the order in which they are made.

    An operator Attention keeps its matrix to itself; of a network that has some, they are not among these.
    """
    carried: dict[str, str] = {}
    found: dict[str, None] = {}
    for node in model.graph.node:
        if node.op_type == "Softmax":
            carried[node.output[0]] = node.output[0]
        elif node.op_type in _CARRYING and node.input[0] in carried:
            carried[node.output[0]] = carried[node.input[0]]
        elif node.op_type in _MULTIPLYING:
            found.update((carried[name], None) for name in node.input if name in carried)
    return tuple(found)


def _attends(route: Route, graph: GraphProto, facts: Facts, of: str, layer: str) -> bool:
    behind = find_route(graph, facts, of, [layer]).nodes
    matrices = [node for node in behind if node.op_type in _ATTENDING]
    multiplied = [
        node for node in behind if node.op_type in _MULTIPLYING and len(route.tensors.intersection(node.input)) > 1
    ]
    return bool(matrices or multiplied)


def _require_layer(graph: GraphProto, facts: Facts, of: str, name: str) -> None:
    if name not in _makers(graph):
        raise ExplanationRefused(f"The network has no tensor {name!r}", remedy="Name one that the graph has")
    shape, image = facts.shape(name), facts.rank(_sources(graph)[0])
    if shape is not None and len(shape) != image:
        raise ExplanationRefused(
            f"The tensor {name!r} has no places", why=f"it has other than the image's {image} axes"
        )
    if name not in find_route(graph, facts, of, [name]).tensors:
        raise ExplanationRefused(f"The tensor {name!r} explains nothing of {of!r}", why="it does not lead to it")


def _makers(graph: GraphProto) -> Mapping[str, NodeProto]:
    return {name: node for node in graph.node for name in node.output if name}


def _sources(graph: GraphProto) -> list[str]:
    weights = {tensor.name for tensor in graph.initializer}
    return [value.name for value in graph.input if value.name not in weights]
