from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.encode.part10 import to_bytes
from radlane.encode.result import encode_result
from support.encoding import codes_of, context, picture
from support.findings import frame_choice, with_frames
from support.radiographs import radiograph


def made(frames: int = 5, frame: int = 2) -> tuple[list[Dataset], list[Dataset]]:
    source = with_frames(radiograph(), frames)
    objects = encode_result(context(source), frame_choice(frame=frame), picture(source))
    return [dcmread(BytesIO(to_bytes(dataset))) for dataset in objects], [source]


def source_of(report: Dataset) -> Any:
    groups = report.ContentSequence[-2].ContentSequence
    return next(item for item in groups[0].ContentSequence if item.ValueType == "IMAGE")


@pytest.mark.parametrize("frames", [1, 5])
def test_the_frame_that_was_chosen_is_well(frames: int) -> None:
    frame = min(2, frames - 1)
    objects, sources = made(frames, frame)
    assert codes_of(objects, sources, frame_choice(frame=frame)) == []
    stated = source_of(objects[-1]).ReferencedSOPSequence[0].get("ReferencedFrameNumber")
    assert stated == (None if frames == 1 else 3)


def another(report: Dataset) -> None:
    source_of(report).ReferencedSOPSequence[0].ReferencedFrameNumber = 4


def two(report: Dataset) -> None:
    source_of(report).ReferencedSOPSequence[0].ReferencedFrameNumber = [3, 4]


def no_frame(report: Dataset) -> None:
    del source_of(report).ReferencedSOPSequence[0].ReferencedFrameNumber


@pytest.mark.parametrize("change", [another, two, no_frame])
def test_another_frame_is_a_problem(change: Callable[[Dataset], None]) -> None:
    objects, sources = made()
    change(objects[-1])
    assert codes_of(objects, sources, frame_choice(frame=2)) == ["frame-choice"]
