"""A heart: beats while its worker lives, and tells who lost its lease."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from radlane.errors import RecordsUnavailable, SettingsError
from radlane.jobs.heart import Heart, Who
from radlane.jobs.leases import Hold
from support.jobs import World

_PATIENCE_S = 20.0


class Seconds:
    value = 0.0

    def __call__(self) -> float:
        return self.value


def who(lease_s: float = 1.0) -> Who:
    return Who(name="w", boot="one", ended=(), lease_s=lease_s)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_it_beats_until_it_is_stopped(on: World) -> None:
    heart = Heart(on.store.leases, who(0.1), time.monotonic, lambda: None)
    heart.start()
    until(lambda: on.store.leases.find()["w"].beats > 2)
    heart.require_alive()
    assert heart.is_held(heart.token)
    heart.stop()
    assert on.store.leases.find() == {}
    with pytest.raises(RecordsUnavailable, match="taken for dead"):
        heart.require_alive()


def test_who_cannot_say_that_it_lives_is_taken_for_dead(on: World) -> None:
    clock = Seconds()
    heart = Heart(on.store.leases, who(), clock, lambda: None)
    heart.require_alive()
    clock.value = 1.1
    with pytest.raises(RecordsUnavailable, match="taken for dead"):
        heart.require_alive()


def test_a_lease_that_was_taken_away_is_taken_anew(on: World) -> None:
    """What began under the old one does not go on."""
    missed: list[int] = []
    heart = Heart(on.store.leases, who(), Seconds(), lambda: missed.append(1))
    on.store.leases.take("w", heart.token, 1.0)
    old = heart.token
    on.store.leases.take_away("w", on.store.leases.find()["w"])
    assert not heart.is_held(old)
    heart.beat()
    assert heart.token != old
    assert (heart.is_held(old), heart.is_held(heart.token), missed) == (False, True, [1])


def test_who_lost_its_name_works_no_more(on: World) -> None:
    out: list[int] = []
    heart = Heart(on.store.leases, who(), Seconds(), lambda: None, lambda: out.append(1))
    on.store.leases.take("w", "two.1", 1.0)
    heart.beat()
    assert out == [1]
    assert not heart.is_held(heart.token)
    with pytest.raises(RecordsUnavailable, match="name of this one"):
        heart.require_alive()


def test_a_late_beat_and_one_that_fails_make_what_is_known_of_others_old(
    on: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    missed: list[int] = []
    clock = Seconds()
    late = Heart(on.store.leases, who(), clock, lambda: missed.append(1))
    on.store.leases.take("w", late.token, 1.0)
    late.beat()
    assert missed == []
    clock.value = 1.1
    late.beat()
    assert missed == [1]
    on.store.leases.let_go("w", late.token)

    failing = Heart(on.store.leases, who(0.1), time.monotonic, lambda: missed.append(2))
    failing.start()

    def away(*_: object) -> Hold:
        raise OperationalError("UPDATE", {}, OSError())

    with monkeypatch.context() as patch:
        patch.setattr(on.store.leases, "beat", away)
        until(lambda: 2 in missed)
    failing.stop()
    assert "this worker cannot say that it is alive" in caplog.messages


def test_a_name_that_is_held_elsewhere_is_refused_at_the_start(on: World) -> None:
    on.store.leases.take("w", "two.1", 1.0)
    with pytest.raises(SettingsError):
        Heart(on.store.leases, who(), time.monotonic, lambda: None).start()
