"""Nobody waits again and again for what somebody else waits for already."""

from __future__ import annotations

from contextlib import suppress

import pytest

from radlane.errors import AuditUnavailable
from radlane.jobs.patience import Patience


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def wait(patience: Patience, clock: Clock, seconds: float) -> None:
    """Wait in vain."""
    with suppress(TimeoutError), patience.waiting():
        clock.now += seconds
        raise TimeoutError


def test_what_fails_at_once_is_waited_for_again() -> None:
    clock = Clock()
    patience = Patience(5.0, clock)
    wait(patience, clock, 1.0)
    with patience.waiting(), patience.waiting():
        pass


def test_after_one_waited_in_vain_one_at_a_time_tries_again() -> None:
    clock = Clock()
    patience = Patience(5.0, clock)
    wait(patience, clock, 5.0)
    for _ in range(2):
        with suppress(TimeoutError), patience.waiting():
            with pytest.raises(AuditUnavailable, match="holds it"), patience.waiting():
                pytest.fail("there is one already")
            clock.now += 5.0
            raise TimeoutError
    wait(patience, clock, 1.0)  # it is not free because it is away
    with patience.waiting(), pytest.raises(AuditUnavailable), patience.waiting():
        pytest.fail("there is one already")
    with patience.waiting(), patience.waiting():  # that one succeeded
        pass
