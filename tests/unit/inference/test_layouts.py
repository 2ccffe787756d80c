"""Which shapes the ONNX outputs of one output of a manifest have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.inference.layouts import channels_of, fit_layout, fits, layouts_of
from support.lanes import reference_model
from support.said import box_map, classification, detection, nodule, regression

GATE, LUNGS = reference_model().manifest.outputs


def test_maps_lie_on_the_grid_and_numbers_do_not() -> None:
    assert layouts_of(LUNGS, None, (4, 5)) == ({"lungs": (None, 2, 4, 5)},)
    assert layouts_of(GATE, 3, (4, 5)) == ({"chest": (3, 1)},)
    assert layouts_of(classification(), 1, (4, 5)) == ({"labels": (1, 2)},)
    assert layouts_of(box_map(), 1, (4, 5)) == ({"likely": (1, 1, 4, 5)},)
    assert layouts_of(regression(), 1, (4, 5)) == ({"share": (1, 1)},)


def test_background_is_a_channel_too() -> None:
    assert channels_of(classification(activation="softmax", background=(2, 3))) == 4
    assert channels_of(box_map(activation="softmax", background=(1,))) == 2
    assert channels_of(replace(LUNGS, background=(2,))) == 3  # type: ignore[type-var]


def test_boxes_of_one_class_may_leave_out_two_axes() -> None:
    assert layouts_of(detection(), 1, (4, 5)) == (
        {"boxes": (1, None, 4), "scores": (1, None, 1)},
        {"boxes": (1, None, 4), "scores": (1, None)},
        {"boxes": (None, 4), "scores": (None, 1)},
        {"boxes": (None, 4), "scores": (None,)},
    )


def test_boxes_of_several_classes_have_a_score_for_each() -> None:
    two = detection(axes=3, classes=(nodule(), nodule(id="mass", channel=1)), background=(2,))
    assert layouts_of(two, 1, (4, 5, 6)) == (
        {"boxes": (1, None, 6), "scores": (1, None, 3)},
        {"boxes": (None, 6), "scores": (None, 3)},
    )


def test_boxes_with_labels_have_one_score() -> None:
    two = detection(labels="names", classes=(nodule(), nodule(id="mass", channel=7)))
    assert layouts_of(two, None, (4, 5)) == (
        {"boxes": (None, None, 4), "scores": (None, None), "names": (None, None)},
        {"boxes": (None, 4), "scores": (None,), "names": (None,)},
    )
    assert channels_of(two) == 1


@pytest.mark.parametrize(
    ("shape", "wanted", "fit"),
    [((1, 2), (1, None), True), ((1, 0), (1, None), True), ((1, 2), (1, 3), False), ((1, 2), (1, None, None), False)],
)
def test_a_shape_fits(shape: tuple[int, ...], wanted: tuple[int | None, ...], fit: bool) -> None:
    assert fits(shape, wanted) == fit
    assert fit_layout({"a": shape}, {"a": wanted}) == fit
    assert not fit_layout({"a": shape, "b": shape}, {"a": wanted})
