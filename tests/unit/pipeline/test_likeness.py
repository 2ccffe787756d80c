"""What is too far, too large or too near to a threshold is named with its number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import onnx
import pytest

from radlane.errors import SelfTestFailed
from radlane.explain.graph.half import expose_ranges
from radlane.pipeline.examination import ExaminationLimits
from radlane.pipeline.likeness import MOST, Difference, Distances, compare, require_close, require_near, require_small
from radlane.registry.package import GoldenVector
from support.networks import SIDE, manifest_of, network, network_of

NETWORK, MANIFEST = network_of(network()), manifest_of(network())
LIMITS = ExaminationLimits(seconds=30.0, threads=1)


def vector(brightest: float) -> GoldenVector:
    image = np.zeros((1, 1, SIDE, SIDE), np.float32)
    image[0, 0, 0, 0] = brightest
    arrays = {"image": image, "lungs": np.concatenate([image, -image], axis=1), "chest": np.float32([[brightest]])}
    return GoldenVector(name="golden/one.npz", arrays=arrays, rtol=0.01, atol=0.1)


def test_differences_are_those_of_each_output() -> None:
    expected = vector(10)
    said = {"lungs": expected.arrays["lungs"] + np.float32(0.05), "chest": np.float32([[10.3]])}
    found = list(compare(NETWORK, expected, said))
    assert [(one.output, one.fits) for one in found] == [("chest", False), ("lungs", True)]
    assert [one.largest for one in found] == pytest.approx([0.3, 0.05], rel=0.01)
    with pytest.raises(SelfTestFailed, match=r"output chest differs by up to 0\.3$"):
        require_close(found, MANIFEST)
    require_close(found[1:], MANIFEST)
    with pytest.raises(SelfTestFailed, match="output lungs has another shape"):
        list(compare(NETWORK, expected, {**said, "lungs": said["lungs"][:, :1]}))


def test_the_largest_of_several_is_named() -> None:
    one = Difference(network="main", vector="v", output="a", largest=0.2, fits=False)
    with pytest.raises(SelfTestFailed, match=r"output b differs by up to 0\.5; 2 of 3 outputs are beyond"):
        require_close([one, replace(one, output="b", largest=0.5), replace(one, largest=9.0, fits=True)], MANIFEST)


@pytest.mark.parametrize(
    ("before", "after", "is_near"),
    [(9.0, 9.1, True), (9.0, 9.3, False), (9.99, 10.01, False), (10.01, 10.1, True), (50.0, 51.0, False)],
)
def test_distances_stay_and_cross_no_threshold(before: float, after: float, is_near: bool) -> None:
    distances = [Distances(vector="v", before=before, after=after)]
    if is_near:
        require_near(distances, 10.0, MANIFEST)
        return
    with pytest.raises(SelfTestFailed, match="v: the distance from valid studies is"):
        require_near(distances, 10.0, MANIFEST)


@pytest.mark.parametrize("brightest", [MOST, -MOST, MOST + 1, 1e6])
def test_numbers_have_room(brightest: float) -> None:
    model, tensors = expose_ranges(onnx.load_model_from_string(network()))
    graph = model.SerializeToString()
    if abs(brightest) <= MOST:
        require_small(graph, tensors, NETWORK, [vector(brightest)], LIMITS)
        return
    with pytest.raises(SelfTestFailed, match="is as large as"):
        require_small(graph, tensors, NETWORK, [vector(1.0), vector(brightest)], LIMITS)
