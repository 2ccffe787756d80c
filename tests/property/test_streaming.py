"""Labels decided while the network still runs are those of whole maps, bit by bit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box
from radlane.imaging.restore import maps_to_source_labels, planes_to_source_labels
from radlane.inference.labels import Activation, LabelRule, label_values
from radlane.inference.planes import Planes
from radlane.inference.probabilities import Probabilities, Stored
from radlane.inference.tiling import Slab, read_from, slide
from radlane.inference.windows import Windows, lay_windows


@dataclass(frozen=True, kw_only=True)
class Case:
    """A network over a grid whose planes lie along the source's slices."""

    placement: VolumePlacement
    windows: Windows
    channels: int
    batch: int
    activation: Activation
    kept: type[Stored]
    threshold: float

    def slabs(self) -> Iterator[Slab]:
        volume = np.random.default_rng(1).normal(0, 2, self.placement.shape).astype(np.float32)
        factors = np.random.default_rng(2).normal(0, 1, (1, self.channels, 1, 1, 1)).astype(np.float32)

        def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
            where = np.arange(patches[0].size, dtype=np.float32).reshape(patches.shape[1:])
            return np.sin(patches * factors * 3 + where) * 4  # overlapping windows do not agree

        return slide(self.windows, read_from(volume), predict, channels=(1, self.channels), batch=self.batch, pad=-1.0)

    def decide(self, values: NDArray[np.float32]) -> NDArray[np.uint8]:
        rule = LabelRule(channels=tuple(range(self.channels)), activation="none", threshold=self.threshold)
        return label_values(values, rule)

    def from_maps(self) -> NDArray[np.uint8]:
        maps = Probabilities(self.channels, self.placement.shape, self.activation, self.kept)
        for slab in self.slabs():
            maps.add(slab)
        return maps_to_source_labels(maps.values, self.placement, self.decide)

    def from_planes(self) -> NDArray[np.uint8]:
        planes = Planes(self.slabs(), self.placement.shape[1], self.activation, self.kept)
        return planes_to_source_labels(planes.plane, self.channels, self.placement, self.decide)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    source = draw(st.integers(1, 14)), draw(st.integers(1, 9)), draw(st.integers(1, 9))
    start = [draw(st.integers(0, side - 1)) for side in source]
    stop = [draw(st.integers(first + 1, side)) for first, side in zip(start, source, strict=True)]
    shape = draw(st.integers(1, 30)), draw(st.integers(1, 12)), draw(st.integers(1, 12))
    roi = draw(st.integers(1, 7)), draw(st.integers(1, 6)), draw(st.integers(1, 6))
    activation, kept = draw(st.sampled_from([("softmax", np.float16), ("sigmoid", np.float16), ("none", np.float32)]))
    placement = VolumePlacement(
        source=source,
        box=Box(start=(start[0], start[1], start[2]), stop=(stop[0], stop[1], stop[2])),
        axes=draw(st.sampled_from([(0, 1, 2), (0, 2, 1)])),
        flips=(draw(st.booleans()), draw(st.booleans()), draw(st.booleans())),
        shape=shape,
        interpolation="linear",
    )
    return Case(
        placement=placement,
        windows=lay_windows(shape, roi, draw(st.sampled_from([0.0, 0.25, 0.5, 0.8]))),
        channels=draw(st.integers(1, 4)),
        batch=draw(st.integers(1, 5)),
        activation=activation,
        kept=kept,
        threshold=draw(st.sampled_from([0.0, 0.4, 0.6])),
    )


@settings(max_examples=100, deadline=None)
@given(cases())
def test_labels_are_those_of_whole_maps(case: Case) -> None:
    np.testing.assert_array_equal(case.from_planes(), case.from_maps())
