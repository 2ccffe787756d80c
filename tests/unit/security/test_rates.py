"""How often: a bucket a name, which fills again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radlane.security.rates import Rate, site_of


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_so_many_at_once_and_then_one_after_the_other(clock: Clock) -> None:
    rate = Rate(6, clock)
    assert [rate.count("a") for _ in range(6)] == [0.0] * 6
    assert rate.count("a") == pytest.approx(10.0)
    clock.now += 10.0
    assert rate.count("a") == 0.0
    assert rate.count("a") == pytest.approx(10.0)
    clock.now += 60.0
    assert [rate.count("a") for _ in range(7)] == [0.0] * 6 + [pytest.approx(10.0)]


def test_what_is_refused_is_not_counted(clock: Clock) -> None:
    """Who asks while it waits does not wait longer."""
    rate = Rate(1, clock)
    rate.count("a")
    for _ in range(100):
        assert rate.count("a") == pytest.approx(60.0)


def test_names_do_not_know_of_each_other(clock: Clock) -> None:
    rate = Rate(1, clock)
    assert [rate.count(name) for name in "abc"] == [0.0] * 3
    assert rate.count("b")
    assert rate.count("d") == 0.0


def test_little_is_kept(clock: Clock) -> None:
    rate = Rate(1, clock, most_names=10)
    for number in range(1000):
        rate.count(f"n{number}")
    assert len(rate._full_at) == 10
    assert rate.count("n999")
    clock.now += 61.0
    rate.count("new")
    assert len(rate._full_at) == 1


@given(gaps=st.lists(st.floats(0, 20), max_size=200), per_minute=st.integers(1, 50))
def test_no_minute_has_more_than_two_buckets(gaps: list[float], per_minute: int) -> None:
    clock = Clock()
    rate = Rate(per_minute, clock)
    let_in = []
    for gap in gaps:
        clock.now += gap
        if not rate.count("a"):
            let_in.append(clock.now)
    for begin in let_in:
        assert sum(begin <= moment <= begin + 60.0 for moment in let_in) <= 2 * per_minute + 1


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("", ""),  # a Unix socket
        ("testclient", "testclient"),
    ],
)
def test_a_network_of_ipv6_is_one(address: str, site: str) -> None:
    assert site_of(address) == site


def test_a_bucket_that_is_full_again_at_once_is_forgotten_at_once() -> None:
    """Between two looks at the clock more time passes than a request takes out of the bucket."""
    seconds = iter(range(100))
    rate = Rate(1_000_000, lambda: float(next(seconds)))
    assert [rate.count("one") for _ in range(3)] == [0.0] * 3
