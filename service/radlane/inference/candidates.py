"""Raw outputs of a detector -> candidates: boxes with a score for each class.

In: ONNX outputs with an entry for each box, and the manifest's output. Out: edges on the network's grid, in its pixels,
and scores. What a manifest states wrongly about boxes shows here, and then there is no result.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.detection import BoxFormat, BoxOutput, DetectionOutput
from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed
from radlane.inference.classes import probabilities_of
from radlane.inference.ground import Boxes, Ground
from radlane.inference.layouts import MOST_BOXES

NEVER = np.float32(-1)  # the score of what a box is not said to be of, or of what is no box
_CORNERS = frozenset({BoxFormat.XYXY, BoxFormat.ZYXZYX})
_FROM_X = frozenset({BoxFormat.XYXY, BoxFormat.CXCYWH})  # their axes run against the array's


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """What a detector gives before anything is decided.

    Attributes
    ----------
    boxes : float64 [k, 2, axes]
        Lower and upper edges along the axes of the network's grid, in its pixels.
    scores : float32 [k, classes]
        In the order of the manifest's classes, 0 to 1; below 0 where a box is not said to be of the class.
    """

    boxes: Boxes
    scores: NDArray[np.float32]


def read_candidates(output: DetectionOutput, raws: Outputs, ground: Ground) -> Candidates:
    """Read boxes and scores.

    Parameters
    ----------
    output : DetectionOutput
        The manifest's.
    raws : Outputs
        Raw values by ONNX name, of a layout that fits (`inference.layouts`).
    ground : Ground
        What they are of.

    Raises
    ------
    InferenceFailed
        If there are more boxes than can be, a score is no probability, or a box whose score counts ends before it
        begins, or has a label that the manifest does not name.
    """
    is_batched = raws[output.boxes].ndim > 2
    boxes, scores = (raws[name][0] if is_batched else raws[name] for name in (output.boxes, output.scores))
    if len(scores) != len(boxes) or len(boxes) > MOST_BOXES:
        raise _failed(ground, "it gives another number of scores than of boxes, or more boxes than are read")
    channels = scores[:, np.newaxis] if scores.ndim == 1 else scores
    if output.labels is None:
        ids = {kind.channel: kind.id for kind in output.classes}
        likely = probabilities_of(channels.T, output, [ids.get(place) for place in range(channels.shape[1])], ground).T
        told = likely[:, [kind.channel for kind in output.classes]]
    else:
        of_each = np.repeat(channels[:, 0][np.newaxis], len(output.classes), axis=0)
        likely = probabilities_of(of_each, output, [kind.id for kind in output.classes], ground).T
        labels = raws[output.labels][0] if is_batched else raws[output.labels]
        told = _labelled(output, likely, labels, ground)
    edges = _edges(output, boxes.astype(np.float64), ground)
    told = np.where((edges[:, 1] == edges[:, 0]).any(axis=1)[:, np.newaxis], NEVER, told)  # a slot without a box
    if (counting(output, told).any(axis=1) & (edges[:, 1] < edges[:, 0]).any(axis=1)).any():
        raise _failed(ground, "a box ends before it begins: the manifest states another format than it has")
    return Candidates(boxes=edges, scores=told)


def counting(output: BoxOutput, scores: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which scores [k, classes] count: from the threshold on, or from where the class is indeterminate."""
    limits = [kind.threshold if kind.indeterminate_from is None else kind.indeterminate_from for kind in output.classes]
    return np.asarray(scores >= np.array(limits, np.float32))


def _labelled(
    output: DetectionOutput, scores: NDArray[np.float32], labels: NDArray[np.float32], ground: Ground
) -> NDArray[np.float32]:
    """Return scores of boxes with a label each, from those [k, classes] that they would have as each class."""
    if len(labels) != len(scores):
        raise _failed(ground, "it gives another number of labels than of boxes")
    own = np.array([kind.channel for kind in output.classes], np.float32)
    told = np.where(labels[:, np.newaxis] == own, scores, NEVER)
    unnamed = ~np.isin(labels, [*own, *output.background])
    if counting(output, scores)[unnamed].any():
        raise _failed(ground, "a box has a label that the manifest does not name")
    return told


def _edges(output: DetectionOutput, boxes: Boxes, ground: Ground) -> Boxes:
    """Return the edges of boxes [k, 2 * axes] in pixels, float64 [k, 2, axes], the axes in the array's order."""
    first, second = np.split(boxes, 2, axis=1)
    lower, upper = (first, second) if output.format in _CORNERS else (first - second / 2, first + second / 2)
    edges = np.stack([lower, upper], axis=1)
    if output.format in _FROM_X:
        edges = edges[..., ::-1]
    return edges * np.array(ground.sides, np.float64) if output.coordinates == "normalised" else edges


def _failed(ground: Ground, why: str) -> InferenceFailed:
    return InferenceFailed("The network's boxes cannot be read", uid=ground.model, why=why)
