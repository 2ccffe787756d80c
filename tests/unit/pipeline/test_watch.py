"""Steps are told as they begin and timed to their end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


def test_waiting_for_a_turn_is_not_timed() -> None:
    now, said = [0.0], list[str]()

    @contextmanager
    def turn(step: str) -> Iterator[None]:
        now[0] += 100
        said.append(f"{step} may begin")
        yield
        said.append(f"{step} is over")

    watch = Watch(lambda: now[0], said.append, turn)
    with watch.step("infer"):
        now[0] += 2
    assert said == ["infer may begin", "infer", "infer is over"]
    assert watch.timings == {"infer": 2.0}
