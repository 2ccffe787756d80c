"""Turns of a poll, one after the other, by a clock that is moved by hand; real lists: tests/e2e/test_polling.py."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from radlane.domain.job import Expectation
from radlane.domain.sighting import Sighting
from radlane.errors import (
    ArchiveUnavailable,
    AuditUnavailable,
    QueueFull,
    RadlaneError,
    RecordsUnavailable,
    StorageFull,
    StudyMismatch,
    StudyNotFound,
)
from radlane.jobs.database import Engine, migrate, open_database
from radlane.jobs.poll_figures import read_polls
from radlane.triggers.polling import BEAT_S, LONGEST_WAIT_S, MOST_TRIES, Poll, Poller
from support.jobs import Clock
from support.polls import Announced, Listed, book_of, never

ONE, TWO = Sighting(name="1.2", series=1, instances=4), Sighting(name="1.3")
MANY = [Sighting(name=f"1.4.{number}") for number in range(9)]
AWAY = ArchiveUnavailable("It is away")


class Bench:
    """A poll, its parts, and its time."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.clock = engine, Clock()
        self.listed, self.announced = Listed(), Announced()
        self.poll = Poll(
            name="night",
            archive="pacs",
            every_s=10,
            source=self.listed,
            book=book_of(engine, "me", self.clock),
            announce=self.announced,
            clock=lambda: self.clock().timestamp(),
        )
        self.poller = Poller(self.poll)

    def age_s(self) -> float:
        """Seconds since all went well."""
        (polled,) = read_polls(self.engine, ["night"], self.clock())
        return polled.age_s

    def turn(self, *found: Sighting, after: float = 0.0) -> float:
        self.clock.forward(after)
        self.listed.new = list(found)
        return self.poller.turn()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    engine = open_database(f"sqlite:///{tmp_path / 'radlane.sqlite'}")
    migrate(engine)
    yield Bench(engine)
    engine.dispose()


def test_what_is_found_is_announced_once(bench: Bench) -> None:
    assert bench.turn(ONE) == BEAT_S
    (told,) = bench.announced.told
    assert (told.study_instance_uid, told.source, told.caller.via, told.expect) == ("1.2", "pacs", "poll", None)
    assert told.caller.trace_id is not None
    assert bench.turn(after=BEAT_S) == BEAT_S  # it only says that it lives
    assert bench.listed.looks == 1
    bench.turn(after=BEAT_S)
    assert (bench.listed.looks, bench.announced.studies) == (2, ["1.2"])


def test_as_much_as_was_seen_is_expected_where_the_archive_may_have_less(bench: Bench) -> None:
    Poller(replace(bench.poll, expects=True)).turn()
    bench.poll.book.note(5, [ONE])
    bench.clock.forward(10)
    Poller(replace(bench.poll, expects=True)).turn()
    assert bench.announced.told[0].expect == Expectation(series=1, instances=4)


def test_an_archive_that_is_away_is_asked_less_and_less_and_nothing_is_lost(bench: Bench) -> None:
    bench.announced.errors[""] = AWAY
    bench.turn(*MANY)
    waits = []
    for _ in range(8):
        begin, looks = bench.clock(), bench.listed.looks
        while bench.listed.looks == looks:
            bench.turn(after=1)
        waits.append((bench.clock() - begin).total_seconds())
    assert waits[:4] == [20, 40, 80, 160]
    assert waits[-1] == LONGEST_WAIT_S
    assert bench.age_s() > 0
    del bench.announced.errors[""]
    bench.turn(after=LONGEST_WAIT_S)
    bench.turn(after=LONGEST_WAIT_S)
    assert sorted(bench.announced.studies) == sorted(study.name for study in MANY)
    assert (bench.poll.book.owed(), bench.age_s()) == (0, 0)


def test_one_study_of_an_archive_that_is_away_is_tried_less_and_less(bench: Bench) -> None:
    bench.announced.errors[""] = AWAY
    bench.turn(ONE)
    waits = []
    for _ in range(7):
        begin, tries = bench.clock(), bench.announced.tries
        while bench.announced.tries == tries:
            bench.turn(after=10)
        waits.append((bench.clock() - begin).total_seconds())
    assert waits == [20, 40, 80, 160, LONGEST_WAIT_S, LONGEST_WAIT_S, LONGEST_WAIT_S]
    assert bench.age_s() == 0  # the list is there: it may be the fault of this study
    del bench.announced.errors[""]
    bench.turn(after=LONGEST_WAIT_S)
    assert (bench.announced.studies, bench.age_s()) == (["1.2"], 0)


def test_one_study_that_is_not_answered_for_is_no_poll_that_is_stuck(bench: Bench) -> None:
    bench.announced.errors["1.2"] = AWAY
    bench.turn(ONE, TWO)
    for _ in range(10):
        bench.turn(after=LONGEST_WAIT_S)  # so that the study is due at each turn
        assert bench.age_s() == 0
    assert (bench.announced.studies, bench.poll.book.owed()) == (["1.3"], 1)


def test_three_studies_that_are_not_answered_for_one_after_the_other_are_an_archive_that_is_away(bench: Bench) -> None:
    bench.announced.errors[""] = AWAY
    ages = []
    for study in MANY[:4]:
        bench.turn(study, after=10)  # the others are not due
        ages.append(bench.age_s())
        bench.turn(after=10)
    assert ages[:2] == [0, 0]
    assert ages[3] > ages[2] > 0
    bench.announced.errors = {study.name: AWAY for study in MANY[1:3]}
    bench.turn(after=LONGEST_WAIT_S)
    assert (sorted(bench.announced.studies), bench.age_s()) == (["1.4.0", "1.4.3"], 0)


def test_studies_that_an_archive_does_not_answer_for_hold_up_no_others(bench: Bench) -> None:
    for study in MANY[:7]:
        bench.announced.errors[study.name] = AWAY
    bench.turn(*MANY)
    assert bench.announced.tries == 3
    for _ in range(3):
        bench.turn(after=LONGEST_WAIT_S)
    assert bench.announced.studies == [study.name for study in MANY[7:]]
    assert bench.poll.book.owed() == 7
    bench.turn(ONE, after=LONGEST_WAIT_S)  # before all that failed
    assert bench.announced.studies[-1] == "1.2"


@pytest.mark.parametrize("error", [StorageFull, QueueFull, RecordsUnavailable, AuditUnavailable])
def test_a_fault_of_our_own_is_no_study_s(bench: Bench, error: type[RadlaneError]) -> None:
    bench.announced.errors[""] = error("It is full, or away")
    bench.turn(ONE, TWO)
    assert bench.announced.tries == 1
    del bench.announced.errors[""]
    bench.turn(after=20)
    assert bench.announced.studies == ["1.2", "1.3"]


def test_an_archive_says_itself_how_long_to_wait(bench: Bench) -> None:
    bench.listed.error = ArchiveUnavailable("It is away", retry_after_s=500)
    bench.turn()
    bench.turn(after=499)
    assert bench.listed.looks == 1
    bench.turn(after=1)
    assert bench.listed.looks == 2


def test_a_list_that_breaks_in_a_way_that_nobody_foresaw_ends_no_polling(bench: Bench) -> None:
    bench.listed.error = ZeroDivisionError()
    bench.turn()
    bench.listed.error = None
    bench.turn(ONE, after=20)
    assert bench.announced.studies == ["1.2"]


@pytest.mark.parametrize("error", [StudyMismatch("Two patients"), RecursionError(), AWAY])
def test_a_study_that_cannot_be_announced_holds_up_no_other(bench: Bench, error: Exception) -> None:
    bench.announced.errors["1.2"] = error
    bench.turn(ONE, TWO)
    assert bench.announced.studies == ["1.3"]
    del bench.announced.errors["1.2"]
    bench.turn(after=61)
    assert bench.announced.studies == ["1.3", "1.2"]


def test_a_study_that_is_not_there_is_given_up_in_the_end(bench: Bench) -> None:
    bench.announced.errors["1.2"] = StudyNotFound("It is not there")
    bench.turn(ONE)
    for _ in range(MOST_TRIES - 1):
        assert bench.poll.book.owed() == 1
        bench.turn(after=3600)
    assert bench.poll.book.owed() == 0


def test_what_fails_in_a_way_that_may_end_is_never_given_up(bench: Bench) -> None:
    bench.announced.errors["1.2"] = ValueError()
    bench.turn(ONE)
    for _ in range(MOST_TRIES + 5):
        bench.turn(after=3600)
    assert bench.poll.book.owed() == 1


def test_what_is_gone_meanwhile_is_not_announced(bench: Bench) -> None:
    bench.listed.resolve = lambda _: None  # type: ignore[method-assign]
    bench.turn(ONE)
    assert (bench.announced.told, bench.poll.book.owed()) == ([], 0)


def test_a_second_process_goes_on_where_the_first_one_dies(bench: Bench) -> None:
    bench.announced.errors[""] = AWAY
    bench.turn(ONE)
    second = Poller(replace(bench.poll, book=book_of(bench.engine, "another", bench.clock)))
    del bench.announced.errors[""]
    turns = 0
    while not bench.announced.told:
        assert second.turn() == BEAT_S
        bench.clock.forward(BEAT_S)
        turns += 1
    assert turns == 5  # 20 s of silence
    bench.turn(TWO, after=60)  # the first one wakes: it has nothing to say any more
    assert bench.announced.studies == ["1.2"]


def test_a_process_that_stops_leaves_the_poll_to_another(bench: Bench) -> None:
    bench.listed.new = [ONE]
    bench.poller.start()
    deadline = time.monotonic() + 20
    while not bench.announced.told:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    bench.poller.stop()
    assert book_of(bench.engine, "another", bench.clock).hold(never)
