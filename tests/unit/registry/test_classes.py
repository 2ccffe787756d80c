"""Classes that contradict themselves."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.domain.detection import BoxFormat
from radlane.registry.classes import complain_of_box_map, complain_of_classification, complain_of_detection
from support.said import box_map, classes, classification, detection, nodule, pixels

ONE, OTHER = classes()
SIXTY_FOUR = "a" * 64


def test_what_the_tests_use_is_well() -> None:
    assert complain_of_classification(classification()) == []
    assert complain_of_detection(detection(), of_volume=False) == []
    assert complain_of_detection(detection(axes=3), of_volume=True) == []
    assert complain_of_detection(pixels(), of_volume=False) == []
    assert complain_of_box_map(box_map(), of_volume=False) == []
    assert complain_of_box_map(box_map(activation="softmax", background=(1,)), of_volume=False) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"id": "PTX"}, "classes.id"),
        ({"id": SIXTY_FOUR}, "classes.id"),
        ({"channel": 1}, "classes.channel"),
        ({"channel": 2}, "classes.channel"),
        ({"channel": -1}, "classes.channel"),
        ({"threshold": 0.0}, "classes.threshold"),  # every value reaches it
        ({"threshold": 1e-50}, "classes.threshold"),  # it is 0 as float32
        ({"threshold": 1.01}, "classes.threshold"),
        ({"threshold": 1e300}, "classes.threshold"),  # no float32 at all
        ({"indeterminate_from": 0.6}, "classes.indeterminate_from"),  # as the threshold
        ({"indeterminate_from": 0.6 - 1e-12}, "classes.indeterminate_from"),  # as float32 the same
        ({"indeterminate_from": 1e-50}, "classes.indeterminate_from"),
        ({"indeterminate_from": 0.0}, "classes.indeterminate_from"),
        ({"threshold": 0.70000001}, "more digits than float32"),
        ({"indeterminate_from": 0.300000001}, "more digits than float32"),
    ],
)
def test_classes_of_the_whole_image(changes: dict[str, Any], named: str) -> None:
    (complaint,) = complain_of_classification(classification(classes=classes(**changes)))
    assert named in complaint


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"classes": ()}, "classes: 1 to 255"),
        ({"background": (2,)}, "background: after a sigmoid"),
        ({"activation": "softmax", "background": (3,)}, "classes.channel"),  # two is missing
        ({"activation": "softmax", "classes": (ONE,)}, "a softmax over one channel"),
        ({"calibration": ""}, "calibration"),
        ({"calibration": " a"}, "calibration"),
        ({"calibration": "a\nb"}, "calibration"),
        ({"calibration": "a" * 257}, "calibration"),
    ],
)
def test_outputs_of_classes(changes: dict[str, Any], named: str) -> None:
    (complaint,) = complain_of_classification(classification(**changes))
    assert named in complaint


@pytest.mark.parametrize(
    "changes",
    [
        {"activation": "softmax"},  # malign and benign, and nothing else
        {"activation": "softmax", "background": (2,)},
        {"activation": "none", "background": (2, 3)},
        {"calibration": None},
    ],
)
def test_channels_that_are_no_class(changes: dict[str, Any]) -> None:
    assert complain_of_classification(classification(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"format": BoxFormat.CZYXDHW}, "format"),
        ({"nms_iou": 1.0}, "nms_iou"),
        ({"nms_iou": -0.1}, "nms_iou"),
        ({"most": 0}, "most"),
        ({"most": 1001}, "most"),
        ({"most": 501, "classes": (nodule(), nodule(id="mass", channel=1))}, "most"),
        ({"classes": (nodule(threshold=0.0),)}, "classes.threshold"),
        ({"classes": (nodule(channel=1),)}, "classes.channel"),
        ({"activation": "softmax"}, "a softmax over one channel"),
        ({"background": (1,)}, "background: after a sigmoid"),
        ({"calibration": ""}, "calibration"),
        ({"labels": "names", "activation": "softmax"}, "a softmax of one is 1"),
        ({"labels": "names", "classes": (nodule(channel=1 << 24),)}, "labels differ"),
        ({"labels": "names", "classes": (nodule(channel=-1),)}, "labels differ"),
        ({"labels": "names", "background": (0,)}, "labels differ"),
    ],
)
def test_boxes_on_projections(changes: dict[str, Any], named: str) -> None:
    (complaint,) = complain_of_detection(detection(**changes), of_volume=False)
    assert named in complaint


def test_boxes_of_projections_are_none_of_volumes() -> None:
    (complaint,) = complain_of_detection(detection(), of_volume=True)
    assert "format" in complaint


@pytest.mark.parametrize("changes", [{"nms_iou": None}, {"nms_iou": 0.0}, {"most": 1000}])
def test_boxes_may_be_as_many_as_a_report_holds(changes: dict[str, Any]) -> None:
    assert complain_of_detection(detection(**changes), of_volume=False) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"classes": (nodule(threshold=0.0),)}, "classes.threshold"),
        ({"classes": (nodule(channel=1),)}, "classes.channel"),
        ({"calibration": ""}, "calibration"),
        ({"nms_iou": 1.0}, "nms_iou"),
        ({"most": 1001}, "most"),
        ({"pixels_from": 0.0}, "pixels_from"),  # every pixel reaches it
        ({"pixels_from": 1e-50}, "pixels_from"),  # it is 0 as float32
        ({"pixels_from": 1.01}, "pixels_from"),
        ({"unclip": -0.1}, "unclip"),
        ({"unclip": 10.1}, "unclip"),
        ({"least_side": 0.9}, "least_side"),
        ({"least_side": 4097.0}, "least_side"),
        ({"highest": 0.0}, "highest and largest"),
        ({"highest": 1.1}, "highest and largest"),
        ({"largest": 0.0}, "highest and largest"),
        ({"largest": 1.1}, "highest and largest"),
    ],
)
def test_boxes_around_parts_of_a_map(changes: dict[str, Any], named: str) -> None:
    (complaint,) = complain_of_box_map(box_map(**changes), of_volume=False)
    assert named in complaint


def test_a_map_of_boxes_is_of_no_volume() -> None:
    (complaint,) = complain_of_box_map(box_map(), of_volume=True)
    assert "outputs.kind: a box-map is of pictures" in complaint
