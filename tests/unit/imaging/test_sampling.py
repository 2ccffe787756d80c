from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.planar import CountedSampling, TimedSampling
from radlane.errors import InputRefused
from radlane.imaging.sampling import sample_frames
from support.planar_models import cine_geometry


def timed(step: float, begin: Any = "first") -> TimedSampling:
    return TimedSampling(by="seconds", step=step, begin=begin)


def counted(step: int, begin: Any = "first") -> CountedSampling:
    return CountedSampling(by="frames", step=step, begin=begin)


@pytest.mark.parametrize(
    ("count", "changes", "expected"),
    [
        # evenly: the middles of four equal parts
        (4, {}, [0, 1, 2, 3]),
        (8, {}, [1, 3, 5, 7]),
        (100, {}, [12, 37, 62, 87]),
        (2, {"short": "repeated"}, [0, 0, 1, 1]),
        (3, {"short": "looped"}, [0, 1, 2, 0]),
        # each second frame
        (10, {"sampling": counted(2)}, [0, 2, 4, 6]),
        (10, {"sampling": counted(2, "middle")}, [1, 3, 5, 7]),
        (7, {"sampling": counted(2, "middle")}, [0, 2, 4, 6]),
        (5, {"sampling": counted(2), "short": "repeated"}, [0, 2, 4, 4]),
        (5, {"sampling": counted(2, "middle"), "short": "looped"}, [0, 2, 4, 1]),
        # by time, ten frames a second
        (10, {"sampling": timed(0.2)}, [0, 2, 4, 6]),
        (10, {"sampling": timed(0.2, "middle")}, [1, 3, 5, 7]),  # 0.15 s is as near to 1 as to 2: the earlier
        (10, {"sampling": timed(0.24)}, [0, 2, 5, 7]),
        (10, {"sampling": timed(0.3)}, [0, 3, 6, 9]),
        (10, {"sampling": timed(0.31)}, [0, 3, 6, 9]),  # 0.93 s: the last frame stands until 0.95 s
        (10, {"sampling": timed(0.5), "short": "repeated"}, [0, 5, 9, 9]),
        (10, {"sampling": timed(0.4), "short": "looped"}, [0, 4, 8, 2]),  # 1.2 s is 0.2 s of the second turn
        (10, {"sampling": timed(0.99), "short": "looped"}, [0, 0, 0, 0]),  # nearest to the end of a turn is its begin
        (1, {"sampling": timed(1.0), "short": "looped"}, [0, 0, 0, 0]),
        (1, {"sampling": timed(1.0), "short": "repeated"}, [0, 0, 0, 0]),
        (1, {"sampling": timed(1.0), "frames": 1}, [0]),
    ],
)
def test_frames_that_are_taken(count: int, changes: dict[str, Any], expected: list[int]) -> None:
    found = sample_frames(cine_geometry(**changes), count, np.arange(count) / 10, "1.3")
    assert found.tolist() == expected


def test_frames_at_unequal_times_are_those_nearest_in_time() -> None:
    times = np.array([0, 0.1, 0.2, 1.0, 1.1, 3.0])
    assert sample_frames(cine_geometry(sampling=timed(1.0)), 6, times, "1.3").tolist() == [0, 3, 4, 5]


@pytest.mark.parametrize("sampling", [None, counted(2), timed(0.4)])
def test_a_clip_that_is_shorter_is_refused(sampling: Any) -> None:
    geometry = cine_geometry() if sampling is None else cine_geometry(sampling=sampling)
    with pytest.raises(InputRefused) as refused:
        sample_frames(geometry, 3, np.arange(3) / 10, "1.3")
    assert (refused.value.code, refused.value.uid) == ("clip-too-short", "1.3")


@pytest.mark.parametrize("times", [[0, 0.1, 0.2, 5.0, 5.1], [0.0, 1.0, 2.0]])
def test_a_clip_with_gaps_is_refused_unless_frames_may_be_given_again(times: list[float]) -> None:
    geometry = cine_geometry(sampling=timed(0.1), frames=8)
    with pytest.raises(InputRefused) as refused:
        sample_frames(geometry, len(times), np.array(times), "1.3")
    assert refused.value.code == "clip-too-short"
    lenient = cine_geometry(sampling=timed(0.1), frames=8, short="repeated")
    assert len(sample_frames(lenient, len(times), np.array(times), "1.3")) == 8


def test_a_slower_clip_is_given_by_the_nearest_frames() -> None:
    geometry = cine_geometry(sampling=timed(0.04), frames=6)
    assert sample_frames(geometry, 9, np.arange(9) / 20, "1.3").tolist() == [0, 1, 2, 2, 3, 4]


def test_without_times_none_is_taken_by_its_time() -> None:
    with pytest.raises(InputRefused) as refused:
        sample_frames(cine_geometry(sampling=timed(0.1)), 30, None, "1.3")
    assert refused.value.code == "frame-times-unknown"
