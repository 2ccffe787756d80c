"""Steps are told as they begin and timed to their end."""

from __future__ import annotations

from itertools import count

import pytest

from radlane.pipeline.watch import Watch


def test_steps_are_told_and_timed_in_their_order() -> None:
    told: list[str] = []
    ticks = count(10.0, 0.5)
    watch = Watch(lambda: next(ticks), told.append)
    for name in ("query", "infer"):
        with watch.step(name):
            assert told[-1] == name
    assert list(watch.timings.items()) == [("query", 0.5), ("infer", 0.5)]


def test_what_is_done_again_adds_to_its_step() -> None:
    ticks = count(0.0, 2.0)
    watch = Watch(lambda: next(ticks), lambda _: None)
    for _ in range(2):
        with watch.step("encode"):
            pass
    assert watch.timings == {"encode": 4.0}


def test_a_step_that_fails_counts_until_it_failed() -> None:
    ticks = iter((1.0, 4.0))
    watch = Watch(lambda: next(ticks), lambda _: None)
    with pytest.raises(ValueError, match="broken"), watch.step("read"):
        raise ValueError("broken")
    assert watch.timings == {"read": 3.0}


def test_timings_do_not_change_behind_the_back() -> None:
    watch = Watch(lambda: 0.0, lambda _: None)
    before = watch.timings
    with watch.step("query"):
        pass
    assert before == {}
