"""Segmentations that contradict themselves; `test_manifest` has more of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radlane.domain.output import SegmentationOutput
from radlane.registry.segments import complain_of_segmentation
from support.lanes import reference_model
from support.volume_models import geometry, segment, stage

_, LUNGS = reference_model().manifest.outputs
(SEEN,) = stage(geometry()).outputs


def complaints(output: object, *, of_volume: bool, is_main: bool = True, **changes: Any) -> list[str]:
    assert isinstance(output, SegmentationOutput)
    return complain_of_segmentation(replace(output, **changes), of_volume=of_volume, is_main=is_main)


def test_what_the_tests_use_is_well() -> None:
    assert complaints(LUNGS, of_volume=False) == []
    assert complaints(SEEN, of_volume=True) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"threshold": 1.5}, "threshold: a probability"),
        ({"activation": "sigmoid", "threshold": 0.0}, "every value reaches 0"),
        ({"background": (), "segments": (segment(channel=0),)}, "softmax needs a channel"),
        ({"segments": ()}, "outputs.segments: ids"),
        ({"segments": (segment(channel=2),)}, "run from 0"),
        ({"segments": (segment(absent_below=0.6, implausible_above=0.5),)}, "absent_below <= implausible_above"),
        ({"segments": (segment(minimum_ml=-1.0),)}, "minimum_ml: 0 to"),
        ({"segments": (segment(rgb=(0, 0, 256)),)}, "rgb: 0 to 255"),
    ],
)
def test_segments_of_volumes(changes: dict[str, Any], named: str) -> None:
    (complaint,) = complaints(SEEN, of_volume=True, **changes)
    assert named in complaint


def test_so_many_segments_have_a_label() -> None:
    many = tuple(segment(id=f"part-{number}", channel=number) for number in range(1, 257))
    assert complaints(SEEN, of_volume=True, segments=many[:255]) == []
    assert "255 at most" in complaints(SEEN, of_volume=True, segments=many)[0]


def test_a_projection_has_no_channel_of_what_is_none() -> None:
    assert "of volumes only" in complaints(LUNGS, of_volume=False, background=(2,))[0]
    segments = tuple(replace(one, minimum_ml=1.0) for one in LUNGS.segments)  # type: ignore[union-attr]
    assert "only of volumes" in complaints(LUNGS, of_volume=False, segments=segments)[0]


def test_only_the_main_network_measures() -> None:
    assert "only the main network's" in complaints(SEEN, of_volume=True, is_main=False)[0]
    assert complaints(SEEN, of_volume=True, is_main=False, measurements=()) == []
