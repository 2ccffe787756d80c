"""What of a network's outputs is explained, in which order."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from radlane.domain.finding import Conclusion, Finding, Presence, Probability
from radlane.domain.model import Manifest
from radlane.domain.output import SegmentationOutput
from radlane.errors import ExplanationRefused
from radlane.pipeline.targets import find_targets, find_unseen, strongest_target
from support.findings import EFFUSION
from support.lanes import reference_model
from support.said import classification, detection, regression

LABELS = np.array([[2.0, -1.0]], np.float32)


def manifest(*outputs: object) -> Manifest:
    return replace(reference_model().manifest, outputs=outputs)  # type: ignore[arg-type]


def finding(name: str, presence: Presence, value: float | None = None) -> Finding:
    sure = None if value is None else Probability(value=value, threshold=0.5)
    return Finding(id=name, concept=EFFUSION, presence=presence, probability=sure)


def test_what_is_present_comes_first_and_the_surest_of_it() -> None:
    said = Conclusion(
        findings=(
            finding("ptx", Presence.INDETERMINATE, 0.4),
            finding("effusion", Presence.PRESENT, 0.7),
            finding("bright-share", Presence.PRESENT),
        )
    )
    outputs = {"labels": LABELS, "share": np.zeros((1, 1), np.float32)}
    found = find_targets(manifest(classification(), regression()), outputs, said)
    assert [target.finding for target in found] == ["effusion", "bright-share", "ptx"]


def test_what_is_absent_and_boxes_are_not_explained() -> None:
    said = Conclusion(findings=(finding("ptx", Presence.ABSENT, 0.1), finding("nodule-1", Presence.PRESENT, 0.9)))
    assert find_targets(manifest(classification(), detection()), {"labels": LABELS}, said) == ()


def test_a_class_is_one_number_and_its_value_a_probability() -> None:
    said = Conclusion(findings=(finding("effusion", Presence.PRESENT, 0.7),))
    (target,) = find_targets(manifest(classification()), {"labels": LABELS}, said)
    np.testing.assert_array_equal(target.seed, [[0, 1]])
    raw = np.array([[5.0, 0.0], [1.0, 3.0]], np.float32)
    np.testing.assert_allclose(target.logit(raw), [0, 3])
    np.testing.assert_allclose(target.value(raw), [0.5, 1 / (1 + np.exp(-3))], rtol=1e-6)


def test_softmax_goes_over_all_channels() -> None:
    output = classification(activation="softmax")
    (target,) = find_targets(
        manifest(output), {"labels": LABELS}, Conclusion(findings=(finding("ptx", Presence.PRESENT, 0.9),))
    )
    np.testing.assert_allclose(target.value(LABELS), [1 / (1 + np.exp(-3))], rtol=1e-6)
    np.testing.assert_allclose(target.logit(LABELS), [2.0])


def test_a_segment_is_the_mean_of_its_pixels() -> None:
    """Where its channel is the highest and reaches the threshold, on the network's grid."""
    lungs = next(one for one in reference_model().manifest.outputs if isinstance(one, SegmentationOutput))
    raw = np.full((1, 2, 4, 4), -5, np.float32)
    raw[0, 0, :2] = 4
    raw[0, 1, 1:, :2] = 6
    said = Conclusion(findings=tuple(finding(segment.id, Presence.PRESENT) for segment in lungs.segments))
    found = {target.finding: target for target in find_targets(manifest(lungs), {lungs.name: raw}, said)}
    first, second = (found[segment.id].seed for segment in lungs.segments)
    expected = np.zeros((4, 4), bool)
    expected[:2] = True
    expected[1:, :2] = False
    np.testing.assert_array_equal(first[0, 0] > 0, expected)
    np.testing.assert_array_equal(second[0, 1] > 0, [[False] * 4, *[[True, True, False, False]] * 3])
    assert first.sum() == pytest.approx(1)
    assert first[0, 1].max() == 0
    assert found[lungs.segments[0].id].logit(raw) == pytest.approx(4)


def test_a_segment_without_pixels_has_no_map() -> None:
    lungs = next(one for one in reference_model().manifest.outputs if isinstance(one, SegmentationOutput))
    said = Conclusion(findings=tuple(finding(segment.id, Presence.PRESENT) for segment in lungs.segments))
    assert find_targets(manifest(lungs), {lungs.name: np.full((1, 2, 4, 4), -5, np.float32)}, said) == ()


def test_segments_that_only_others_of_the_ensemble_show_are_named() -> None:
    lungs = next(one for one in reference_model().manifest.outputs if isinstance(one, SegmentationOutput))
    first, second = (segment.id for segment in lungs.segments)
    raw = np.full((1, 2, 4, 4), -5, np.float32)
    raw[0, 0, :2] = 4
    for presence, names in ((Presence.PRESENT, (second,)), (Presence.INDETERMINATE, (second,)), (Presence.ABSENT, ())):
        said = Conclusion(findings=(finding(first, Presence.PRESENT), finding(second, presence)))
        targets = find_targets(manifest(lungs), {lungs.name: raw}, said)
        assert [target.finding for target in targets] == [first]
        assert find_unseen(manifest(lungs), targets, said) == names


def test_the_strongest_is_that_of_the_first_output() -> None:
    target = strongest_target(manifest(classification(), regression()), {"labels": LABELS, "share": LABELS[:, :1] * 9})
    assert (target.finding, target.output) == ("ptx", "labels")


def test_a_network_of_boxes_alone_has_nothing_to_explain() -> None:
    with pytest.raises(ExplanationRefused, match="no classes"):
        strongest_target(manifest(detection()), {})


def test_targets_take_no_more_memory_than_a_few_of_the_outputs() -> None:
    """As many segments as channels: with the whole output for each of them it would be its square."""
    lungs = next(one for one in reference_model().manifest.outputs if isinstance(one, SegmentationOutput))
    segments = tuple(replace(lungs.segments[0], id=f"s{channel}", channel=channel) for channel in range(24))
    raw = np.random.default_rng(0).normal(size=(1, 24, 32, 32, 16)).astype(np.float32) * 5
    said = Conclusion(findings=tuple(finding(segment.id, Presence.PRESENT) for segment in segments))
    tracemalloc.start()
    found = find_targets(manifest(replace(lungs, segments=segments)), {lungs.name: raw}, said)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 24
    assert most < 5 * raw.nbytes
