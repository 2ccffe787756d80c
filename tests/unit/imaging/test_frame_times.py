from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom import Dataset

from radlane.imaging.frame_times import read_frame_times


def header(**attributes: Any) -> Dataset:
    dataset = Dataset()
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    return dataset


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"FrameTime": 40}, [0, 0.04, 0.08]),
        ({"FrameTime": 40, "FrameIncrementPointer": 0x00181063}, [0, 0.04, 0.08]),
        ({"FrameTime": 40, "FrameIncrementPointer": [0x00181063, 0x00540080]}, [0, 0.04, 0.08]),
        ({"FrameTimeVector": [0, 40, 80]}, [0, 0.04, 0.12]),
        ({"FrameTimeVector": [0, 40, 80], "FrameTime": 10}, [0, 0.04, 0.12]),
        ({"CineRate": 25}, [0, 0.04, 0.08]),
        ({"FrameTime": 0, "CineRate": 25}, [0, 0.04, 0.08]),
    ],
)
def test_times_count_from_the_first_frame(attributes: dict[str, Any], expected: list[float]) -> None:
    times, reason = read_frame_times(header(**attributes), 3)
    assert reason is None
    np.testing.assert_allclose(times, expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"RecommendedDisplayFrameRate": 25},
        {"FrameTime": 0},
        {"FrameTime": 1e308},
        {"FrameTime": 1e-9},
        {"FrameTime": 40, "FrameIncrementPointer": 0x00182001},  # Page Number Vector
        {"FrameTime": -40},
        {"FrameTimeVector": [0, 40]},
        {"FrameTimeVector": [0, 40, 0]},
        {"FrameTimeVector": [0, 40, -10], "FrameTime": 40},
    ],
)
def test_what_is_no_time_is_none(attributes: dict[str, Any]) -> None:
    times, reason = read_frame_times(header(**attributes), 3)
    assert times is None
    assert reason is not None
    assert reason.code == "frame-times-unknown"


def test_a_single_frame_has_its_time() -> None:
    times, _ = read_frame_times(header(FrameTime=40), 1)
    assert times is not None
    assert times.tolist() == [0]


def test_a_pointer_that_is_none_names_no_time() -> None:
    dataset = header(FrameTime=40)
    dataset.add_new("FrameIncrementPointer", "LO", "junk")
    assert read_frame_times(dataset, 3)[0] is None
