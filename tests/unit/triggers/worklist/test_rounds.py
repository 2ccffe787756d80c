"""Rounds come back, sooner when they are told to, later when they failed."""

from __future__ import annotations

import logging
from threading import Event

import pytest
from sqlalchemy.exc import DataError, InterfaceError, OperationalError, TimeoutError

from radlane.errors import ArchiveUnavailable, RecordsUnavailable
from radlane.triggers.worklist.rounds import Rounds, attempt


def test_a_round_that_fails_is_not_the_last_one() -> None:
    done, calls = Event(), list[int]()

    def work() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError
        done.set()

    rounds = Rounds("test", work, 0.01, Event())
    rounds.start()
    assert done.wait(10)
    rounds.stop()
    assert rounds.round()


def test_a_round_begins_when_it_is_told_to() -> None:
    first, second, wake, calls = Event(), Event(), Event(), list[int]()

    def work() -> None:
        calls.append(1)
        (first if len(calls) == 1 else second).set()

    rounds = Rounds("test", work, 3600.0, wake)
    rounds.start()
    assert first.wait(10)
    wake.set()
    assert second.wait(10)
    rounds.stop()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ArchiveUnavailable("It does not answer"), "archive-unavailable"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"), "internal-error"),
        (DataError("", None, Exception()), "internal-error"),
        (AssertionError(), "internal-error"),
    ],
)
def test_what_goes_wrong_with_one_thing_is_said_and_returned(
    caplog: pytest.LogCaptureFixture, error: Exception, code: str
) -> None:
    def fail() -> None:
        raise error

    with caplog.at_level(logging.WARNING):
        assert attempt(fail, "it waits") is error
    (record,) = caplog.records
    assert (record.getMessage(), record.__dict__["code"]) == ("it waits", code)
    assert record.exc_info is not None
    assert record.exc_info[1] is error
    assert attempt(lambda: None, "it waits") is None


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("", None, Exception()),
        InterfaceError("", None, Exception()),
        TimeoutError(),
        RecordsUnavailable("It is away"),
    ],
)
def test_a_database_that_is_away_is_nobodys_fault(error: Exception) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)):
        attempt(fail, "it waits")
