"""Raw outputs of detectors of several makes, and what cannot be read of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.calibration import PlattLine
from radlane.domain.detection import BoxFormat, DetectionOutput
from radlane.errors import InferenceFailed
from radlane.inference import candidates
from radlane.inference.candidates import counting, read_candidates
from support.calibrated import platt
from support.said import detection, ground, nodule

GROUND = ground()  # 8 rows, 6 columns
TWO = (nodule(), nodule(id="mass", channel=1, threshold=0.8, indeterminate_from=0.3))
LABELLED = (nodule(channel=1), nodule(id="mass", channel=4))


def said(output: DetectionOutput, boxes: Any, scores: Any, labels: Any = None) -> dict[str, NDArray[np.float32]]:
    """The ONNX outputs of a network."""
    named = dict(zip(output.tensors, (boxes, scores, labels), strict=False))
    return {name: np.array(values, np.float32) for name, values in named.items()}


def plain(**changes: Any) -> DetectionOutput:
    return detection(activation="none", **changes)


@pytest.mark.parametrize(
    ("form", "coordinates", "numbers"),
    [
        ("xyxy", "pixels", (1, 2, 4, 6)),
        ("cxcywh", "pixels", (2.5, 4, 3, 4)),
        ("xyxy", "normalised", (1 / 6, 2 / 8, 4 / 6, 6 / 8)),
        ("cxcywh", "normalised", (2.5 / 6, 4 / 8, 3 / 6, 4 / 8)),
    ],
)
def test_formats_of_projections(form: str, coordinates: Any, numbers: tuple[float, ...]) -> None:
    output = plain(format=BoxFormat(form), coordinates=coordinates)
    found = read_candidates(output, said(output, [[numbers]], [[[0.9]]]), GROUND)
    np.testing.assert_allclose(found.boxes, [[(2, 1), (6, 4)]], rtol=1e-6)  # rows, columns
    np.testing.assert_array_equal(found.scores, np.float32([[0.9]]))


@pytest.mark.parametrize(
    ("form", "coordinates", "numbers"),
    [
        ("zyxzyx", "pixels", (1, 2, 3, 2, 5, 9)),
        ("czyxdhw", "pixels", (1.5, 3.5, 6, 1, 3, 6)),
        ("zyxzyx", "normalised", (1 / 4, 2 / 8, 3 / 16, 2 / 4, 5 / 8, 9 / 16)),
        ("czyxdhw", "normalised", (1.5 / 4, 3.5 / 8, 6 / 16, 1 / 4, 3 / 8, 6 / 16)),
    ],
)
def test_formats_of_volumes(form: str, coordinates: Any, numbers: tuple[float, ...]) -> None:
    output = plain(axes=3, format=BoxFormat(form), coordinates=coordinates)
    where = candidates.Ground(**{**vars(GROUND), "sides": (4, 8, 16)})
    found = read_candidates(output, said(output, [[numbers]], [[[0.9]]]), where)
    np.testing.assert_allclose(found.boxes, [[(1, 2, 3), (2, 5, 9)]], rtol=1e-6)


BOX = (1, 2, 4, 6)


@pytest.mark.parametrize(
    ("boxes", "scores"),
    [
        ([[BOX, BOX]], [[[0.9], [0.2]]]),
        ([[BOX, BOX]], [[0.9, 0.2]]),
        ([BOX, BOX], [[0.9], [0.2]]),
        ([BOX, BOX], [0.9, 0.2]),
    ],
    ids=["[n, k, c]", "[n, k]", "[k, c]", "[k]"],
)
def test_axes_of_the_batch_and_of_one_class_may_be_missing(boxes: Any, scores: Any) -> None:
    found = read_candidates(plain(), said(plain(), boxes, scores), GROUND)
    assert found.boxes.shape == (2, 2, 2)
    np.testing.assert_array_equal(found.scores, np.float32([[0.9], [0.2]]))


def test_scores_are_those_of_the_classes_in_the_order_of_the_manifest() -> None:
    output = detection(activation="softmax", background=(0,), classes=(nodule(channel=2), nodule(id="mass", channel=1)))
    found = read_candidates(output, said(output, [[BOX]], np.log([[[0.5, 0.125, 0.375]]])), GROUND)
    np.testing.assert_allclose(found.scores, [[0.375, 0.125]], rtol=1e-6)


@pytest.mark.parametrize("batched", [True, False])
def test_labels_say_which_class_a_score_is_of(batched: bool) -> None:
    output = plain(labels="names", classes=LABELLED, background=(0,))
    values: list[Any] = [[BOX] * 3, [0.9, 0.7, 0.8], [4, 0, 1]]
    found = read_candidates(output, said(output, *([one] if batched else one for one in values)), GROUND)
    np.testing.assert_array_equal(found.scores, np.float32([[-1, 0.9], [-1, -1], [0.8, -1]]))


def test_no_box_at_all() -> None:
    output = plain(labels="names", classes=LABELLED)
    empty = {"boxes": np.zeros((0, 4), np.float32), "scores": np.zeros(0, np.float32), "names": np.zeros(0, np.float32)}
    assert read_candidates(output, empty, GROUND).scores.shape == (0, 2)
    several = {"boxes": np.zeros((1, 0, 4), np.float32), "scores": np.zeros((1, 0, 2), np.float32)}
    assert read_candidates(detection(activation="softmax", classes=TWO), several, GROUND).boxes.shape == (0, 2, 2)


def test_scores_count_from_where_a_class_is_undetermined() -> None:
    scores = np.float32([[0.5, 0.3], [0.4999, 0.2999], [-1, 0.9]])
    assert counting(plain(classes=TWO), scores).tolist() == [[True, True], [False, False], [False, True]]


@pytest.mark.parametrize(
    ("changes", "raws", "why"),
    [
        ({}, ([[BOX]], [[0.9, 0.1]]), "another number of scores"),
        ({"labels": "names"}, ([[BOX]], [[0.9]], [[0, 0]]), "another number of labels"),
        ({"labels": "names"}, ([[BOX]], [[0.9]], [[1]]), "a label that the manifest does not name"),
        ({"labels": "names"}, ([[BOX]], [[0.9]], [[0.5]]), "a label that the manifest does not name"),
        ({}, ([[BOX]], [[1.9]]), "does not lie between 0 and 1"),
        ({}, ([[BOX]], [[np.nan]]), "does not lie between 0 and 1"),
        ({"format": BoxFormat.XYXY}, ([[(4, 4, 3, 8)]], [[0.9]]), "ends before it begins"),
        ({"format": BoxFormat.CXCYWH}, ([[(4, 4, 3, -1)]], [[0.9]]), "ends before it begins"),
    ],
)
def test_what_cannot_be_read_is_no_result(changes: dict[str, Any], raws: tuple[Any, ...], why: str) -> None:
    output = plain(**changes)
    with pytest.raises(InferenceFailed, match=why) as failed:
        read_candidates(output, said(output, *raws), GROUND)
    assert failed.value.uid == "said:1.0.0"


def test_of_boxes_that_do_not_count_nothing_is_asked() -> None:
    output = plain(labels="names")
    raws = said(output, [[(4, 4, 3, 8), BOX, BOX]], [[0.4, 0.4, 0.9]], [[0, 17, 0]])
    np.testing.assert_array_equal(read_candidates(output, raws, GROUND).scores, np.float32([[0.4], [-1], [0.9]]))


def test_so_many_boxes_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MOST_BOXES", 2)
    assert len(read_candidates(plain(), said(plain(), [BOX] * 2, [0.1] * 2), GROUND).boxes) == 2
    with pytest.raises(InferenceFailed, match="more boxes than are read"):
        read_candidates(plain(), said(plain(), [BOX] * 3, [0.1] * 3), GROUND)


def test_scores_are_calibrated_as_the_class_of_their_box() -> None:
    lines = (PlattLine(id="nodule", slope=1.0, intercept=1.0), PlattLine(id="mass", slope=1.0, intercept=-1.0))
    output = detection(labels="labels", classes=LABELLED, calibration=platt(classes=lines))
    found = read_candidates(output, said(output, [[(1, 2, 4, 6)] * 2], [[0.0, 0.0]], [[1, 4]]), GROUND)
    np.testing.assert_allclose(found.scores, [[1 / (1 + np.exp(-1)), -1], [-1, 1 / (1 + np.exp(1))]], rtol=1e-6)


def test_scores_by_channels_are_calibrated() -> None:
    output = detection(classes=TWO, calibration=platt(0.5, 0.0, ids=("nodule", "mass")))
    found = read_candidates(output, said(output, [[(1, 2, 4, 6)]], [[[2.0, -2.0]]]), GROUND)
    np.testing.assert_allclose(found.scores, [[1 / (1 + np.exp(-1)), 1 / (1 + np.exp(1))]], rtol=1e-6)
