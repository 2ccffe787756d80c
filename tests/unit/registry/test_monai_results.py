from __future__ import annotations

from typing import Any

import pytest

from radlane.errors import ImportRefused
from radlane.registry.monai_config import Config
from radlane.registry.monai_results import Decided, Window, read_inferer, read_postprocessing, require_usual_run
from support.bundles import ARGMAX, INVERT, LARGEST, SAVE, SIGMOID, SOFTMAX, THRESHOLD, WINDOWS, chain

SIMPLE = {"_target_": "monai.inferers.SimpleInferer"}


def window(inferer: object, *, has_size: bool = False) -> Window:
    return read_inferer(Config(content={"inferer": inferer}), has_size=has_size)


def decided(*transforms: dict[str, Any]) -> Decided:
    return read_postprocessing(Config(content={"postprocessing": chain(*transforms)}), "pred")


def test_windows_are_read() -> None:
    assert window(WINDOWS) == Window(roi=(16, 24, 8), overlap=0.5, blend="gaussian")
    plain = window({"_target_": "SlidingWindowInferer", "roi_size": 8})
    assert (plain.roi, plain.overlap, plain.blend) == ((8, 8, 8), 0.25, "constant")
    assert window(WINDOWS | {"overlap": [0.5, 0.5, 0.5]}).overlap == 0.5
    assert window(SIMPLE, has_size=True).roi is None


@pytest.mark.parametrize(
    ("inferer", "why"),
    [
        (SIMPLE, "seen whole"),
        (None, "no mapping"),
        ({"_target_": "SliceInferer", "roi_size": [8, 8]}, "neither SlidingWindowInferer"),
        (WINDOWS | {"padding_mode": "reflect"}, "padding_mode"),
        (WINDOWS | {"cval": -1}, "cval"),
        (WINDOWS | {"sigma_scale": 0.25}, "sigma_scale"),
        (WINDOWS | {"mode": "other"}, "neither constant"),
        (WINDOWS | {"overlap": [0.5, 0.25, 0.5]}, "along all axes"),
        (WINDOWS | {"overlap": 0.95}, "between 0 and 0.9"),
        (WINDOWS | {"roi_size": [8, -1, 8]}, "whole numbers"),
        (WINDOWS | {"roi_size": "$@patch"}, "more than a literal"),
        (WINDOWS | {"with_coord": True}, "with_coord"),
        (WINDOWS | {"process_fn": "$lambda x: x"}, "does not know"),
        (WINDOWS | {"_target_": "scripts.inferer.SlidingWindowInferer"}, "somebody else's"),
        (SIMPLE | {"flip": True}, "does not know"),
    ],
)
def test_other_ways_to_run_are_refused(inferer: object, why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        window(inferer)


def test_what_decides_is_read() -> None:
    found = decided(SOFTMAX, INVERT, ARGMAX, SAVE)
    assert (found.activation, found.argmax, found.threshold, found.notes) == ("softmax", True, None, [])
    found = decided(SIGMOID, INVERT, THRESHOLD, LARGEST | {"applied_labels": None})
    assert (found.activation, found.argmax, found.threshold) == ("sigmoid", False, 0.5)
    assert found.every_largest


def test_another_order_or_interpolation_on_the_way_back_is_said() -> None:
    assert len(decided(SOFTMAX, INVERT | {"nearest_interp": True}, ARGMAX).notes) == 1
    assert len(decided(ARGMAX, LARGEST, INVERT).notes) == 2
    assert decided(ARGMAX, LARGEST, INVERT).largest == {1}


@pytest.mark.parametrize(
    ("transforms", "why"),
    [
        ([SOFTMAX], "nothing decides"),
        ([SOFTMAX | {"sigmoid": True}, ARGMAX], "exactly one"),
        ([ARGMAX, SOFTMAX], "before AsDiscrete"),
        ([SOFTMAX | {"other": "$torch.tanh"}, ARGMAX], "more than a literal"),
        ([ARGMAX, ARGMAX], "exactly one"),
        ([ARGMAX | {"threshold": 0.5}], "exactly one"),
        ([ARGMAX | {"rounding": "torchrounding"}], "rounding"),
        ([INVERT | {"post_func": "$lambda x: x"}, ARGMAX], "post_func"),
        ([LARGEST, ARGMAX], "before AsDiscrete"),
        ([ARGMAX, LARGEST | {"connectivity": 1}], "connectivity"),
        ([ARGMAX, LARGEST | {"num_components": 2}], "num_components"),
        ([ARGMAX, LARGEST | {"applied_labels": [1, 2], "independent": False}], "together"),
        ([ARGMAX, {"_target_": "FillHolesd", "keys": "pred"}], "no manifest says it"),
        ([ARGMAX, {"_target_": "LabelFilterd", "keys": "pred", "applied_labels": [1]}], "no manifest says it"),
    ],
)
def test_what_no_manifest_says_is_refused(transforms: list[dict[str, Any]], why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        decided(*transforms)


USUAL = {
    "dataset": {"_target_": "CacheDataset", "data": "$@datalist", "transform": "@preprocessing"},
    "evaluator": {
        "_target_": "SupervisedEvaluator",
        "device": "$@device",
        "inferer": "@inferer",
        "postprocessing": "@postprocessing",
    },
}


def test_a_bundle_is_run_by_the_parts_that_are_read() -> None:
    require_usual_run(Config(content={}))
    require_usual_run(Config(content=USUAL))
    for name, change in (
        ("dataset", {"transform": "@other"}),
        ("evaluator", {"inferer": "@other"}),
        ("evaluator", {"postprocessing": None}),
        ("evaluator", {"iteration_update": "$scripts.step"}),
        ("evaluator", {"_target_": "scripts.Evaluator"}),
    ):
        with pytest.raises(ImportRefused):
            require_usual_run(Config(content=USUAL | {name: {**USUAL[name], **change}}))
