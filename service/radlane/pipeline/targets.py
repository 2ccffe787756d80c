"""Which answers of a network are explained: what of its outputs says that a finding is there.

In: the manifest, the raw outputs and what was concluded. Out: `Target` by `Target`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.classification import ClassificationOutput
from radlane.domain.finding import Conclusion, Finding, Presence
from radlane.domain.model import Manifest
from radlane.domain.output import SegmentationOutput
from radlane.domain.regression import RegressionOutput
from radlane.domain.tensor import Outputs
from radlane.errors import ExplanationRefused
from radlane.inference.labels import Activation
from radlane.inference.probabilities import activate

_RANKS = {Presence.PRESENT: 0, Presence.INDETERMINATE: 1}


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is explained of one finding.

    Attributes
    ----------
    finding : str
        `Finding.id`.
    output : str
        ONNX output that says it.
    activation : str
        What makes its numbers probabilities.
    channel, channels : int
        Which of its channels says it, and how many there are.
    inside : bool [...]
        Which numbers of that channel count, each the same: of a class the only one, of a segment the pixels that it has
        on the network's grid. A channel and not the output: of many segments in a volume that is large.
    """

    finding: str
    output: str
    activation: Activation
    channel: int
    channels: int
    inside: NDArray[np.bool_]

    @property
    def seed(self) -> NDArray[np.float32]:
        """What each number of the output counts, float32 [1, c, ...]."""
        seed = np.zeros((1, self.channels, *self.inside.shape), np.float32)
        seed[0, self.channel] = self.inside / np.count_nonzero(self.inside)
        return seed

    def logit(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """Raw outputs, float32 [n, c, ...] -> what is explained of each, float32 [n]."""
        counted = raw[:, self.channel][:, self.inside]
        return np.asarray(counted.mean(axis=1, dtype=np.float64), dtype=np.float32)

    def value(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """Raw outputs, float32 [n, c, ...] -> the same after the activation: the probability of a class."""
        return self.logit(np.stack([activate(one, self.activation) for one in raw]))


def find_targets(manifest: Manifest, outputs: Outputs, conclusion: Conclusion) -> tuple[Target, ...]:
    """Return what may be explained: what is present first, then what is indeterminate, the surest first.

    Boxes and gates are left out: a box says itself where it is.
    """
    found = {finding.id: finding for finding in conclusion.findings if finding.presence in _RANKS}
    targets = [target for target in _all_targets(manifest, outputs) if target.finding in found]
    targets.sort(key=lambda target: _order(found[target.finding]))
    return tuple(targets)


def find_unseen(manifest: Manifest, targets: Sequence[Target], conclusion: Conclusion) -> tuple[str, ...]:
    """Return the segments that are there without a target: the ensemble shows them, and its main network alone none."""
    there = {finding.id for finding in conclusion.findings if finding.presence in _RANKS}
    segmenting = [output for output in manifest.outputs if isinstance(output, SegmentationOutput)]
    segments = [segment.id for output in segmenting for segment in output.segments]
    return tuple(name for name in segments if name in there.difference(target.finding for target in targets))


def strongest_target(manifest: Manifest, outputs: Outputs) -> Target:
    """Return what the network is surest of, whatever it means: of the first output that may be explained.

    Raises
    ------
    ExplanationRefused
        If there is none.
    """
    targets = list(_all_targets(manifest, outputs))
    if not targets:
        raise ExplanationRefused("The network cannot be explained", why="it says no classes, numbers or segments")
    first = [target for target in targets if target.output == targets[0].output]
    return max(first, key=lambda target: float(target.logit(outputs[target.output])[0]))


def _order(finding: Finding) -> tuple[int, float]:
    probability = finding.probability
    return _RANKS[finding.presence], 0.0 if probability is None else -probability.value


def _all_targets(manifest: Manifest, outputs: Outputs) -> Iterator[Target]:
    for output in manifest.outputs:
        if isinstance(output, ClassificationOutput):
            for kind in output.classes:
                yield _of_channel(kind.id, output.name, output.activation, kind.channel, outputs)
        elif isinstance(output, RegressionOutput):
            for value in output.values:
                yield _of_channel(value.id, output.name, "none", value.channel, outputs)
        elif isinstance(output, SegmentationOutput):
            yield from _of_segments(output, outputs[output.name])


def _of_channel(finding: str, output: str, activation: Activation, channel: int, outputs: Outputs) -> Target:
    channels, *grid = outputs[output].shape[1:]
    inside = np.ones(grid, bool)
    return Target(
        finding=finding, output=output, activation=activation, channel=channel, channels=channels, inside=inside
    )


def _of_segments(output: SegmentationOutput, raw: NDArray[np.float32]) -> Iterator[Target]:
    """The pixels of the network's grid that belong to each segment before anything is cleaned."""
    values = activate(raw[0], output.activation)
    strongest = values.argmax(axis=0)
    for segment in output.segments:
        inside = (strongest == segment.channel) & (values[segment.channel] >= output.threshold)
        if inside.any():
            yield Target(
                finding=segment.id,
                output=output.name,
                activation=output.activation,
                channel=segment.channel,
                channels=len(values),
                inside=inside,
            )
