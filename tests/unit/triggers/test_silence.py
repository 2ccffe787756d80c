from __future__ import annotations

from radlane.triggers.silence import Silence


def test_a_holder_is_dead_whose_count_stays_the_same() -> None:
    now = 0.0
    is_silent = Silence(lambda: now, ttl_s=20)
    assert not is_silent("a", 1)
    now = 15
    assert not is_silent("a", 2)
    now = 34
    assert not is_silent("a", 2)
    now = 35
    assert is_silent("a", 2)


def test_another_holder_begins_anew() -> None:
    now = 0.0
    is_silent = Silence(lambda: now, ttl_s=20)
    assert not is_silent("a", 1)
    now = 30
    assert not is_silent("b", 1)
