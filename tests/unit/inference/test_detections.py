"""Boxes become findings: what is stated of them, what is left out, and what of a class without any."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from radlane.domain.finding import BoxRegion, Conclusion, Laterality, Presence
from radlane.domain.reason import ReasonCode
from radlane.inference.detections import conclude_boxes
from radlane.inference.suppression import MOST_COMPARED
from support.findings import CALIBRATED, LUNG, NODULE
from support.said import detection, ground, nodule

GROUND = ground()  # 8 rows, 6 columns
FIRST, SECOND, THIRD = (0, 0, 2, 2), (3, 0, 5, 2), (0, 4, 6, 8)


def found(boxes: Any, scores: Any, *, has_sides: bool = True, **changes: Any) -> Conclusion:
    output = detection(activation="none", **changes)
    raws = {"boxes": np.array([boxes], np.float32), "scores": np.array([scores], np.float32)}
    return conclude_boxes(output, raws, ground(has_sides=has_sides))


def test_boxes_are_numbered_by_falling_score() -> None:
    said = found([FIRST, SECOND, THIRD], [[0.6], [0.9], [0.7]], calibration=CALIBRATED)
    assert [finding.id for finding in said.findings] == ["nodule-1", "nodule-2", "nodule-3"]
    first, *_ = said.findings
    assert (first.concept, first.site, first.presence) == (NODULE, LUNG, Presence.PRESENT)
    assert first.region == BoxRegion(frame=0, left=3, top=0, right=5, bottom=2)
    assert first.probability is not None
    assert (first.probability.value, first.probability.calibration) == (0.9, CALIBRATED)
    assert said.reasons == ()


def test_a_class_without_a_box_is_absent_with_the_highest_score_that_the_network_gives() -> None:
    (finding,) = found([FIRST, SECOND], [[0.1], [0.3]]).findings
    assert (finding.id, finding.presence, finding.region) == ("nodule", Presence.ABSENT, None)
    assert finding.probability is not None
    assert finding.probability.value == 0.3


def test_where_the_network_gives_no_score_none_is_stated() -> None:
    nothing = found(np.zeros((0, 4)), np.zeros((0, 1)))
    padded = found([(0, 0, 0, 0)], [[0.0]])  # a slot without a box
    for said in (nothing, padded):
        (finding,) = said.findings
        assert (finding.presence, finding.probability) == (Presence.ABSENT, None)
        assert said.reasons == ()


def test_each_class_is_stated_by_itself() -> None:
    kinds = (nodule(), nodule(id="mass", channel=1, threshold=0.8, laterality=Laterality.RIGHT))
    said = found([FIRST, SECOND], [[0.9, 0.1], [0.6, 0.7]], classes=kinds)
    assert [(one.id, one.presence, one.laterality) for one in said.findings] == [
        ("nodule-1", Presence.PRESENT, None),
        ("nodule-2", Presence.PRESENT, None),
        ("mass", Presence.ABSENT, Laterality.RIGHT),
    ]
    assert found([FIRST], [[0.9, 0.9]], classes=kinds, has_sides=False).findings[1].laterality is None


def test_one_place_may_be_of_two_classes() -> None:
    kinds = (nodule(), nodule(id="mass", channel=1))
    assert [one.id for one in found([FIRST], [[0.9, 0.8]], classes=kinds).findings] == ["nodule-1", "mass-1"]


def test_a_score_in_the_grey_zone_is_a_box_that_is_undetermined() -> None:
    said = found([FIRST, SECOND], [[0.6], [0.4]], classes=(nodule(indeterminate_from=0.25),))
    assert [one.presence for one in said.findings] == [Presence.PRESENT, Presence.INDETERMINATE]


def test_of_boxes_that_overlap_the_strongest_stays() -> None:
    near = (0, 0, 2, 2.25)
    assert [one.id for one in found([near, FIRST], [[0.7], [0.9]]).findings] == ["nodule-1"]
    assert len(found([near, FIRST], [[0.7], [0.9]], nms_iou=None).findings) == 2


def test_boxes_overlap_as_far_as_they_lie_on_the_image() -> None:
    """Both are the same box once they are cut."""
    said = found([(-3, 0, 2, 2), FIRST], [[0.7], [0.9]])
    assert [one.region for one in said.findings] == [BoxRegion(frame=0, left=0, top=0, right=2, bottom=2)]


def test_a_box_beside_the_image_is_left_out_and_a_reason_says_so() -> None:
    said = found([(9, 9, 12, 12), FIRST], [[0.9], [0.2]])
    (finding,) = said.findings
    assert (finding.id, finding.presence) == (
        "nodule",
        Presence.INDETERMINATE,
    )  # nobody knows what it is that lies there
    assert finding.probability is not None
    assert finding.probability.value == 0.9  # what the network says
    assert [reason.code for reason in said.reasons] == [ReasonCode.BOX_LEFT_OUT]
    assert said.reasons[0].text.endswith("classes: Nodule")
    quiet = found([(9, 9, 12, 12), FIRST], [[0.4], [0.2]])  # it did not count
    assert quiet.reasons == ()
    (finding,) = quiet.findings
    assert (finding.presence, finding.probability and finding.probability.value) == (Presence.ABSENT, 0.2)


def test_the_reason_names_each_class_that_lacks_a_box() -> None:
    kinds = (nodule(), nodule(id="mass", channel=1), nodule(id="other", channel=2))
    scores = [[0.9, 0.7, 0.1], [0.1, 0.8, 0.1]]
    said = found([(9, 9, 12, 12), FIRST], scores, classes=kinds)
    assert [(one.id, one.presence) for one in said.findings] == [
        ("nodule", Presence.INDETERMINATE),
        ("mass-1", Presence.PRESENT),  # it has a box on the image too
        ("other", Presence.ABSENT),
    ]
    assert [reason.text.split(": ")[-1] for reason in said.reasons] == ["Nodule"]  # both are called so


@pytest.mark.parametrize(("iou", "reasons"), [(0.5, 1), (None, 0)])
def test_where_more_boxes_count_than_are_compared_a_reason_says_so(iou: float | None, reasons: int) -> None:
    """All are the same box but the weakest one, which is not looked at where boxes are compared."""
    count = MOST_COMPARED + 1
    boxes, scores = np.tile(np.float32(FIRST), (count, 1)), np.full((count, 1), 0.75, np.float32)
    boxes[-1], scores[-1] = SECOND, 0.5
    said = found(boxes, scores, nms_iou=iou, most=count)
    assert [reason.code for reason in said.reasons] == [ReasonCode.BOX_LEFT_OUT] * reasons
    assert len(said.findings) == (1 if reasons else count)
    assert found(boxes[1:], scores[1:], nms_iou=0.5).reasons == ()


def test_a_box_without_extent_on_the_image_is_left_out() -> None:
    said = found([(1, 1, 1.009, 3)], [[0.9]])
    assert [finding.presence for finding in said.findings] == [Presence.INDETERMINATE]
    assert len(said.reasons) == 1


def test_a_slot_without_a_box_says_nothing_whatever_its_score() -> None:
    said = found([(0, 0, 0, 0), FIRST], [[0.9], [0.2]])
    (finding,) = said.findings
    assert (finding.presence, finding.probability and finding.probability.value) == (Presence.ABSENT, 0.2)
    assert said.reasons == ()


def test_so_many_boxes_of_a_class_are_stated_and_a_reason_says_so() -> None:
    kinds = (nodule(), nodule(id="mass", channel=1))
    scores = [[0.6, 0.6], [0.9, 0.9], [0.7, 0.1]]
    said = found([FIRST, SECOND, THIRD], scores, classes=kinds, most=1)
    assert [(one.id, one.probability and one.probability.value) for one in said.findings] == [
        ("nodule-1", 0.9),
        ("mass-1", 0.9),
    ]
    assert [reason.code for reason in said.reasons] == [ReasonCode.BOX_LEFT_OUT]  # once, though of two classes
    assert found([FIRST, SECOND, THIRD], scores, classes=kinds, most=3).reasons == ()


def test_findings_are_the_same_each_time() -> None:
    boxes = np.random.default_rng(5).uniform((0, 0, 3, 3), (3, 3, 6, 6), (50, 4))
    scores = np.random.default_rng(6).choice([0.5, 0.75], (50, 1))
    assert found(boxes, scores) == found(boxes, scores)
    assert replace(found(boxes, scores), reasons=()).findings
