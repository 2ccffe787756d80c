"""How sure a model is of the segments of a volume, slab by slab, while the network still runs.

In: the slabs of all runs. Out: those of their mean; the entropy and each run's labels on the network's grid, so that
the probabilities of a whole volume never exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, Finding, Measurement, Presence, VolumeRegion
from radlane.domain.uncertainty import Uncertainty
from radlane.inference.entropy import entropy_map
from radlane.inference.labels import LabelRule, Labels
from radlane.inference.pooling import pool_values
from radlane.inference.segment_doubt import agreement_of, entropy_heatmap, mean_entropy
from radlane.inference.tiling import Slab
from radlane.inference.windows import Triple


class VolumeDoubt:
    """Watches the slabs of a volume.

    Parameters
    ----------
    wanted : Uncertainty
        The manifest's.
    shape : (int, int, int)
        Voxels of the network's grid.
    rule : LabelRule
        Which voxel gets which label.

    Attributes
    ----------
    bits : float32 [z, y, x] or None
        The entropy of the mean in each voxel; None where nobody asks for it.
    labels : tuple of Labels
        Of each run, where there are several.
    """

    def __init__(self, wanted: Uncertainty, shape: Triple, rule: LabelRule) -> None:
        self.bits = np.zeros(shape, np.float32) if wanted.entropy or wanted.entropy_map else None
        self.labels = tuple(Labels(shape, rule) for _ in range(wanted.runs)) if wanted.runs > 1 else ()
        self._wanted = wanted
        self._rule = rule

    def watch(self, runs: Iterable[tuple[Slab, ...]]) -> Iterator[Slab]:
        """Yield the slabs of the mean of the runs, whose slabs are of the same parts."""
        for slabs in runs:
            for labels, slab in zip(self.labels, slabs, strict=bool(self.labels)):
                labels.add(slab)
            mean = slabs[0] if len(slabs) == 1 else _mean(slabs, self._rule)
            if self.bits is not None:
                planes, rows = mean.part
                for plane, out in enumerate(self.bits[planes, rows]):
                    out[...] = entropy_map(mean.values[:, plane], self._rule.activation)
            yield mean

    def state(self, said: Conclusion, bits: NDArray[np.float32] | None) -> Conclusion:
        """Say how sure the model is of each segment that is there.

        Parameters
        ----------
        said : Conclusion
            What follows from the mean, with labels on the source grid.
        bits : float32 [z, y, x] or None
            The entropy on that grid.
        """
        assert said.labels is not None  # there is a segmentation
        inside = None if bits is None else _means(bits, said.labels)
        sizes, shared = _overlaps([one.values for one in self.labels], len(self._rule.channels))
        found = tuple(_stated(finding, inside, sizes, shared) for finding in said.findings)
        maps = [] if bits is None or not self._wanted.entropy_map else [entropy_heatmap(bits, self._wanted.runs)]
        return replace(said, findings=found, heatmaps=(*said.heatmaps, *maps))


def _mean(slabs: Sequence[Slab], rule: LabelRule) -> Slab:
    return Slab(z=slabs[0].z, y=slabs[0].y, values=pool_values([slab.values for slab in slabs], rule.activation))


def _stated(
    finding: Finding,
    inside: NDArray[np.float64] | None,
    sizes: NDArray[np.float64],
    shared: dict[tuple[int, int], NDArray[np.float64]],
) -> Finding:
    region = finding.region
    if not isinstance(region, VolumeRegion) or finding.presence is not Presence.PRESENT:
        return finding
    number = region.segment
    figures: list[Measurement] = [] if inside is None else [mean_entropy(float(inside[number]))]
    pairs = {pair: float(both[number]) for pair, both in shared.items()}
    return replace(finding, uncertainty=(*figures, *agreement_of(sizes[:, number], pairs)))


def _means(bits: NDArray[np.float32], labels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The mean of an entropy over the voxels of each number, plane by plane."""
    totals, counts = np.zeros(256), np.zeros(256)
    for plane, numbers in zip(bits, labels, strict=True):
        totals += np.bincount(numbers.ravel(), plane.ravel(), 256)
        counts += np.bincount(numbers.ravel(), minlength=256)
    return np.asarray(totals / np.maximum(counts, 1))


def _overlaps(
    runs: Sequence[NDArray[np.uint8]], segments: int
) -> tuple[NDArray[np.float64], dict[tuple[int, int], NDArray[np.float64]]]:
    """Voxels of each number in each run [run, number], and those that each pair of runs shares [number]."""
    width = segments + 1
    sizes = np.zeros((len(runs), width))
    shared = {pair: np.zeros(width) for pair in combinations(range(len(runs)), 2)}
    for planes in zip(*runs, strict=True):
        for place, plane in enumerate(planes):
            sizes[place] += np.bincount(plane.ravel(), minlength=width)
        for (a, b), both in shared.items():
            both += np.bincount(planes[a][planes[a] == planes[b]], minlength=width)
    return sizes, shared
