"""The hospital's schedule, and when a backlog grows."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

import pytest

from hospital import arrivals, grows
from hospital_data import numbered, study_of

HOUR = Namespace(minutes=60.0, radiographs=400.0, cts=60.0)


def test_as_many_come_as_the_rate_says_and_a_tenth_is_urgent() -> None:
    coming = arrivals(HOUR)
    assert Counter((one.kind, one.priority) for one in coming) == {
        ("radiograph", "routine"): 360,
        ("radiograph", "stat"): 40,
        ("CT", "routine"): 54,
        ("CT", "stat"): 6,
    }
    moments = [one.at for one in coming]
    assert moments == sorted(moments)
    assert 0 <= moments[0] < moments[-1] <= 3600
    assert arrivals(HOUR) == coming


def test_a_shorter_time_has_the_same_rate() -> None:
    assert len(arrivals(Namespace(**{**vars(HOUR), "minutes": 6.0}))) == 46


@pytest.mark.parametrize(
    ("waiting", "is_growing"),
    [
        ([0, 1, 0, 2, 1, 0, 1, 0, 2], False),
        ([0, 1, 2, 3, 4, 5, 6, 7, 8], True),  # each third has three more
        ([9, 8, 7, 6, 5, 4, 3, 2, 1], False),
        ([0, 9, 9, 9, 9, 9, 9, 9, 9], False),  # it is long, but no longer
        ([0, 1], False),  # too few looks
    ],
)
def test_a_backlog_grows_where_more_wait_at_the_end(waiting: list[int], is_growing: bool) -> None:
    assert grows(waiting) is is_growing


def test_a_study_of_its_own_is_the_same_bytes_with_another_number() -> None:
    uid = b"1.2.826.0.1.3680043.10.1338.9.90000000.0"
    first, second = (next(numbered([b"head " + uid + b" tail"], number)) for number in (0, 12345))
    assert len(first) == len(second) == len(uid) + 10
    assert study_of(0).encode() in first
    assert study_of(12345).encode() in second
    assert study_of(0) != study_of(12345)
