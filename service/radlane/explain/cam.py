"""Class activation maps: what the last layer with spatial axes holds, weighted by what it does to the logit.

In: `Layered` of that layer. Out: float32 [n, ...] on the layer's grid; `upsample` brings it to the network's.
Reference: Zhou et al. 2016 (CAM), Selvaraju et al. 2017 (Grad-CAM), Draelos & Carin 2020 (HiResCAM), Jiang et al. 2021
(LayerCAM). Where the head is a global average and one linear layer, the first three are the same but for scale, and
for what is negative.
"""

from __future__ import annotations

import numpy as np

from radlane.errors import ExplanationRefused
from radlane.explain.network import Floats, Layered

_FLAT = 1e-3
"""By how much a gradient may differ over the grid, of its largest value, and be that of an average."""


def cam(layered: Layered) -> Floats:
    """Sum the channels with the weights of the linear layer: the share of each place in the logit, negative too.

    The gradient behind a global average is the weight over the number of cells, at each of them.

    Raises
    ------
    ExplanationRefused
        If the gradient varies over the grid: there is no average and linear layer behind it.
    """
    gradients = layered.gradients
    weights = _mean(gradients)
    if np.abs(gradients - weights).max(initial=0) > _FLAT * np.abs(gradients).max(initial=0):
        raise ExplanationRefused(
            "There is no map by CAM",
            why="behind the layer there is more than a global average and a linear layer",
            remedy="Ask for hires-cam or grad-cam",
        )
    return _weighted(layered.activations, weights * _cells(gradients))


def grad_cam(layered: Layered) -> Floats:
    """Sum the channels with the mean of their gradients, and drop what is negative."""
    return np.maximum(_weighted(layered.activations, _mean(layered.gradients)), 0)


def hires_cam(layered: Layered) -> Floats:
    """Sum activation times gradient over the channels: behind a linear head, the share of each place in the logit."""
    return _weighted(layered.activations, layered.gradients)


def layer_cam(layered: Layered) -> Floats:
    """Sum the channels with their positive gradients, and drop what is negative."""
    return np.maximum(_weighted(layered.activations, np.maximum(layered.gradients, 0)), 0)


def _mean(values: Floats) -> Floats:
    mean: Floats = values.mean(axis=tuple(range(2, values.ndim)), keepdims=True, dtype=np.float64).astype(np.float32)
    return mean


def _cells(values: Floats) -> np.float32:
    return np.float32(np.prod(values.shape[2:]))


def _weighted(activations: Floats, weights: Floats) -> Floats:
    summed: Floats = (activations * weights).sum(axis=1, dtype=np.float32)
    return summed
