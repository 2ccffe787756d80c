"""Slabs -> a label map.

In: averaged raw outputs, slab by slab. Out: uint8 [z, y, x], so that the probabilities of a whole volume never exist.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from radlane.errors import ModelMismatch
from radlane.inference.tiling import Slab
from radlane.inference.windows import Triple

Activation = Literal["softmax", "sigmoid", "none"]

MOST_LABELS = 255


@dataclass(frozen=True, kw_only=True)
class LabelRule:
    """Which voxel gets which label: n, if the channel of the nth segment is the highest of all channels and reaches the
    threshold after the activation; 0 otherwise. Of equal channels the first counts as the highest.

    Attributes
    ----------
    channels : tuple of int
        Channel of each segment.
    activation : {'softmax', 'sigmoid', 'none'}
        What turns raw outputs into what the threshold is compared with; softmax is over all channels.
    threshold : float
        Least value of the voxel's own channel.
    """

    channels: tuple[int, ...]
    activation: Activation
    threshold: float


class Labels:
    """Collects the labels of a volume.

    Parameters
    ----------
    shape : (int, int, int)
        Voxels of the volume.
    rule : LabelRule
        Which voxel gets which label.

    Attributes
    ----------
    values : uint8 [z, y, x]
        The labels; 0 where no slab was added.

    Raises
    ------
    ModelMismatch
        If there are more segments than labels, or two segments share a channel.
    """

    def __init__(self, shape: Triple, rule: LabelRule) -> None:
        if len(set(rule.channels)) < len(rule.channels) or len(rule.channels) > MOST_LABELS:
            raise _unfit("segments share a channel, or are too many")
        self.values = np.zeros(shape, np.uint8)
        self._rule = rule

    def add(self, slab: Slab) -> None:
        """Label the voxels of a slab.

        Raises
        ------
        ModelMismatch
            If a segment's channel is not there.
        """
        numbers = _numbers(self._rule.channels, len(slab.values))
        for plane, out in enumerate(self.values[slab.part]):
            label_plane(slab.values[:, plane], self._rule, numbers, out)


def label_values(raw: NDArray[np.float32], rule: LabelRule) -> NDArray[np.uint8]:
    """Return the labels of some planes: raw float32 [C, z, y, x] -> uint8 [z, y, x]."""
    labels = Labels(raw.shape[1:], rule)
    labels.add(Slab(z=0, values=raw))
    return labels.values


def label_plane(raw: NDArray[np.float32], rule: LabelRule, numbers: NDArray[np.uint8], out: NDArray[np.uint8]) -> None:
    """Label one plane: raw float32 [C, y, x] -> out uint8 [y, x]; `numbers` is the label of each channel."""
    highest = raw[0].copy()
    out[...] = numbers[0]
    for channel, number in zip(raw[1:], numbers[1:], strict=True):
        np.copyto(out, number, where=channel > highest)
        np.maximum(highest, channel, out=highest)
    reached = _reached(raw, highest, rule)
    if reached is not None:
        out[~reached] = 0


def _reached(raw: NDArray[np.float32], highest: NDArray[np.float32], rule: LabelRule) -> NDArray[np.bool_] | None:
    """Where the highest channel reaches the threshold; None: everywhere. No activation is computed that need not be."""
    if rule.activation == "softmax":
        if rule.threshold * len(raw) <= 1:  # the highest of C probabilities is at least 1 / C
            return None
        total = np.zeros_like(highest)
        for channel in raw:
            total += np.exp(channel - highest)
        return total * np.float32(rule.threshold) <= 1
    least = rule.threshold if rule.activation == "none" else _logit(rule.threshold)
    return highest >= least


def _logit(probability: float) -> float:
    """The raw value whose logistic function is this; no value reaches 1, every one reaches 0."""
    if not 0 < probability < 1:
        return math.inf if probability > 0 else -math.inf
    return math.log(probability / (1 - probability))


def _numbers(channels: Sequence[int], count: int) -> NDArray[np.uint8]:
    if not all(0 <= channel < count for channel in channels):
        raise _unfit("a segment's channel is not in the output")
    numbers = np.zeros(count, np.uint8)
    numbers[list(channels)] = np.arange(1, len(channels) + 1)
    return numbers


def _unfit(why: str) -> ModelMismatch:
    return ModelMismatch("The segments do not fit the network's output", why=why)
