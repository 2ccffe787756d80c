"""Labels of slabs."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.errors import ModelMismatch
from radlane.inference.labels import Activation, LabelRule, Labels
from radlane.inference.probabilities import activate
from radlane.inference.tiling import Slab


def rule(*channels: int, activation: Activation = "softmax", threshold: float = 0.0) -> LabelRule:
    return LabelRule(channels=channels, activation=activation, threshold=threshold)


def labelled(raw: list[list[float]], by: LabelRule) -> list[int]:
    """Label voxels in a row; `raw` has a list for each channel."""
    values = np.array(raw, np.float32)[:, None, None, :]
    labels = Labels((1, 1, values.shape[-1]), by)
    labels.add(Slab(z=0, values=values))
    return [int(number) for number in labels.values[0, 0]]


@pytest.mark.parametrize(
    ("by", "raw", "expected"),
    [
        # the highest of all channels, the background among them
        (rule(1, 2), [[3, 1, 1], [1, 3, 1], [1, 1, 3]], [0, 1, 2]),
        # numbers follow the segments, not the channels; channel 1 is no segment
        (rule(2, 0), [[3, 1, 1], [1, 3, 1], [1, 1, 3]], [2, 0, 1]),
        # of equal channels the first
        (rule(1, 2), [[0, 2], [2, 2], [2, 2]], [1, 0]),
        # softmax of (0, 1) is 0.731
        (rule(1, threshold=0.73), [[0], [1]], [1]),
        (rule(1, threshold=0.74), [[0], [1]], [0]),
        # the highest of two probabilities is never below one half
        (rule(0, 1, threshold=0.5), [[0, 0.001], [0.001, 0]], [2, 1]),
        # far out of the range of exp
        (rule(1, threshold=0.9), [[1e6, -1e6, 1e6], [-1e6, 1e6, 1e6]], [0, 1, 0]),
        # sigmoid: 0.5 lies at 0; the background may win below the threshold too
        (rule(0, 1, activation="sigmoid", threshold=0.5), [[0, -1, 2], [-1, -0.001, 3]], [1, 0, 2]),
        (rule(0, activation="sigmoid", threshold=0.0), [[-99]], [1]),
        (rule(0, activation="sigmoid", threshold=1.0), [[99]], [0]),
        # none: compared as they are
        (rule(0, activation="none", threshold=0.4), [[0.39, 0.4, 0.41]], [0, 1, 1]),
    ],
)
def test_rules(by: LabelRule, raw: list[list[float]], expected: list[int]) -> None:
    assert labelled(raw, by) == expected


@pytest.mark.parametrize("activation", ["softmax", "sigmoid", "none"])
@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.6, 0.95])
def test_labels_are_those_of_the_probabilities(activation: Activation, threshold: float) -> None:
    raw = np.random.default_rng(1).normal(0, 2, (4, 5, 6, 7)).astype(np.float32)
    values = activate(raw, activation)
    numbers = np.array([0, 2, 0, 1])
    expected = np.where(values.max(axis=0) >= threshold, numbers[raw.argmax(axis=0)], 0)
    labels = Labels((5, 6, 7), rule(3, 1, activation=activation, threshold=threshold))
    for z, planes in ((0, raw[:, :2]), (2, raw[:, 2:])):
        labels.add(Slab(z=z, values=planes))
    assert labels.values.dtype == np.uint8
    np.testing.assert_array_equal(labels.values, expected)


@pytest.mark.parametrize("channels", [(0, 0), tuple(range(256))])
def test_segments_that_have_no_label_of_their_own(channels: tuple[int, ...]) -> None:
    with pytest.raises(ModelMismatch, match="segments share a channel, or are too many"):
        Labels((1, 1, 1), rule(*channels))


def test_as_many_segments_as_there_are_labels() -> None:
    raw: NDArray[np.float32] = np.zeros((300, 1, 1, 1), np.float32)
    raw[299] = 1
    labels = Labels((1, 1, 1), rule(*range(45, 300)))
    labels.add(Slab(z=0, values=raw))
    assert labels.values.item() == 255


@pytest.mark.parametrize("channel", [-1, 2])
def test_segment_whose_channel_is_not_there(channel: int) -> None:
    with pytest.raises(ModelMismatch, match="channel is not in the output"):
        labelled([[0], [1]], rule(channel))
