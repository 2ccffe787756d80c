"""Leases: one holder a name, whatever the clocks say."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import text

from radlane.errors import SettingsError
from radlane.jobs.leases import FREE, Hold, Lease, boot_of
from support.jobs import World


def shift(on: World, seconds: float) -> None:
    """Let the last beats lie in the past, or, where the database's clock went back, in the future."""
    with on.engine.begin() as connection:
        connection.execute(text("UPDATE worker SET seen_at = seen_at - :micros"), {"micros": int(seconds * 1e6)})


def test_a_name_has_one_holder(on: World) -> None:
    leases = on.store.leases
    leases.take("w", "one.1", 30.0)
    with pytest.raises(SettingsError, match="of this name is alive"):
        leases.take("w", "two.1", 30.0)
    leases.take("w", "one.1", 30.0)
    assert (leases.hold("w", "one.1"), leases.hold("w", "two.1")) == (Hold.HELD, Hold.TAKEN)
    leases.let_go("w", "two.1")
    assert leases.hold("w", "one.1") is Hold.HELD
    leases.let_go("w", "one.1")
    assert leases.hold("w", "one.1") is Hold.LOST
    leases.take("w", "two.1", 30.0)


@pytest.mark.parametrize("seconds", [31.0, -3600.0])
def test_a_lease_that_ran_out_or_comes_from_the_future_is_taken(on: World, seconds: float) -> None:
    """The clock of the database may have gone back; its holder, if it lives, is told."""
    leases = on.store.leases
    leases.take("w", "one.1", 30.0)
    shift(on, seconds)
    leases.take("w", "two.1", 30.0)
    assert leases.beat("w", "one.1") is Hold.TAKEN
    assert leases.beat("w", "two.1") is Hold.HELD


def test_who_is_known_to_have_ended_is_not_waited_for(on: World) -> None:
    on.store.leases.take("w", "one.2", 30.0)
    on.store.leases.take("w", "two.1", 30.0, ended=["one"])
    assert boot_of("one.2") == "one"


def test_each_beat_counts_and_a_lease_that_was_taken_away_has_none(on: World) -> None:
    leases = on.store.leases
    leases.take("w", "one.1", 30.0)
    assert leases.beat("w", "one.1") is Hold.HELD
    assert leases.find() == {"w": Lease(token="one.1", beats=2)}
    assert not leases.take_away("w", Lease(token="one.1", beats=1))
    assert leases.take_away("w", Lease(token="one.1", beats=2))
    assert leases.beat("w", "one.1") is Hold.LOST
    assert leases.find()["w"].token == FREE
    leases.take("w", "one.2", 30.0)
    assert leases.hold("w", "one.2") is Hold.HELD


def test_who_lives_is_counted_by_the_database_s_clock(on: World) -> None:
    leases = on.store.leases
    assert leases.count_live(30.0) == 0
    leases.take("w", "one.1", 30.0)
    assert leases.count_live(30.0) == 1
    shift(on, 31.0)
    assert leases.count_live(30.0) == 0
    leases.forget(60.0)
    assert set(leases.find()) == {"w"}
    leases.forget(20.0)
    assert leases.find() == {}


def test_times_are_those_of_the_database(on: World) -> None:
    """The clock of the test stands in the past."""
    on.store.leases.take("w", "one.1", 30.0)
    with on.engine.begin() as connection:
        seen_at = connection.execute(text("SELECT seen_at FROM worker")).scalar_one()
    assert abs(seen_at / 1e6 - time.time()) < 60
