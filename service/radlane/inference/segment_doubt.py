"""How sure a model is of its segments in an image or picture.

In: the runs behind an answer, and its findings. Out: the findings with the entropy in each segment, and how far the
runs agree on it; a map of the entropy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, Finding, Measurement, Presence, Region
from radlane.domain.output import SegmentationOutput
from radlane.domain.saliency import Heatmap, SaliencyQuantity
from radlane.domain.uncertainty import (
    AGREEMENT,
    BIT,
    COEFFICIENT_OF_VARIANCE,
    ENTROPY,
    MEAN,
    SIZE_OF_RUNS,
    Uncertainty,
)
from radlane.domain.units import NO_UNITS
from radlane.inference.class_doubt import Answer
from radlane.inference.entropy import entropy_map
from radlane.inference.postprocess import ToSource, segment_maps, segment_masks

_OF_ONE = "Entropy of the answer in each place"


def doubt_segments(
    wanted: Uncertainty, output: SegmentationOutput, answer: Answer, said: Conclusion, to_source: ToSource
) -> Conclusion:
    """Say of each segment that is there how sure the model is.

    Parameters
    ----------
    wanted : Uncertainty
        The manifest's.
    output : SegmentationOutput
        The manifest's.
    answer : Answer
        What the network said.
    said : Conclusion
        What follows from the mean.
    to_source : ToSource
        The way back to the source grid.
    """
    bits = None
    if wanted.entropy or wanted.entropy_map:
        bits = np.maximum(to_source(entropy_map(answer.pooled[output.name][0], output.activation)), 0)
    masks = [segment_masks(output, segment_maps(output, run[output.name][0], to_source)) for run in answer.runs]
    found = tuple(
        replace(finding, uncertainty=(*_inside(finding, bits), *agreement([one[finding.id] for one in masks])))
        if isinstance(finding.region, Region) and finding.presence is Presence.PRESENT
        else finding
        for finding in said.findings
    )
    maps = [] if bits is None or not wanted.entropy_map else [entropy_heatmap(bits[np.newaxis], len(answer.runs))]
    return replace(said, findings=found, heatmaps=(*said.heatmaps, *maps))


def entropy_heatmap(bits: NDArray[np.float32], runs: int) -> Heatmap:
    """Return the map of an entropy, float32 [n, y, x] in bits on the source grid."""
    several = "" if runs == 1 else f", of the mean of {runs} runs"
    return Heatmap(finding=None, quantity=SaliencyQuantity.ENTROPY, method=f"{_OF_ONE}{several}", values=bits)


def mean_entropy(value: float) -> Measurement:
    """Return the mean of an entropy inside a segment."""
    return Measurement(concept=ENTROPY, value=value, unit=BIT, derivation=MEAN)


def agreement(masks: Sequence[NDArray[np.bool_]]) -> tuple[Measurement, ...]:
    """Return how far runs agree on a segment, by their masks; nothing of one run.

    The mean Dice coefficient of all pairs, two empty masks being equal, and the coefficient of variance of the size,
    the standard deviation being that of all runs.
    """
    sizes = np.array([mask.sum() for mask in masks], np.float64)
    shared = {pair: float((masks[pair[0]] & masks[pair[1]]).sum()) for pair in combinations(range(len(masks)), 2)}
    return agreement_of(sizes, shared)


def agreement_of(sizes: NDArray[np.float64], shared: dict[tuple[int, int], float]) -> tuple[Measurement, ...]:
    """As `agreement`, of the sizes of the runs' masks and what each pair of them shares, both in one unit."""
    if len(sizes) < 2:
        return ()
    dice = [2 * both / total if (total := sizes[a] + sizes[b]) else 1.0 for (a, b), both in shared.items()]
    stated = [Measurement(concept=AGREEMENT, value=float(np.mean(dice)), unit=NO_UNITS)]
    if sizes.any():
        variance = float(sizes.std() / sizes.mean())
        stated.append(
            Measurement(concept=SIZE_OF_RUNS, value=variance, unit=NO_UNITS, derivation=COEFFICIENT_OF_VARIANCE)
        )
    return tuple(stated)


def _inside(finding: Finding, bits: NDArray[np.float32] | None) -> tuple[Measurement, ...]:
    if bits is None or not isinstance(finding.region, Region):
        return ()
    return (mean_entropy(float(bits[finding.region.mask].mean(dtype=np.float64))),)
