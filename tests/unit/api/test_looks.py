"""Looks are remembered for an hour, and not for ever."""

from __future__ import annotations

from radlane.api.looks import LOOK_S, Looks


def test_a_look_is_known_for_an_hour() -> None:
    now = 5.0
    looks = Looks(lambda: now)
    assert not looks.is_known("a")
    looks.add("a")
    now += LOOK_S - 1
    assert looks.is_known("a")
    now += 1
    assert not looks.is_known("a")


def test_of_many_the_oldest_are_forgotten() -> None:
    looks = Looks(lambda: 0.0)
    for number in range(10_000):
        looks.add(number)
    looks.add(0)
    looks.add("new")
    assert [looks.is_known(one) for one in (0, 1, 2, "new")] == [True, False, True, True]
