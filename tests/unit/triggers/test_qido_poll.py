"""Studies that come, grow and stand still, in a list that is written by hand; a real one: tests/e2e/test_polling.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from radlane.domain.sighting import Sighting
from radlane.jobs.database import migrate, open_database
from radlane.jobs.poll_book import PollBook
from radlane.triggers.qido_poll import QidoPoll
from support.jobs import Clock
from support.polls import book_of, never

DAY_S = 86400.0


class Pacs:
    """An archive: study -> its day and its size."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[date, int]] = {}
        self.asked: list[date] = []

    def studies_from(self, first: date, last: date | None = None) -> tuple[Sighting, ...]:
        if last is None:
            self.asked.append(first)
        found = sorted((uid, size) for uid, (of, size) in self.held.items() if first <= of <= (last or of))
        return tuple(Sighting(name=uid, series=1, instances=size) for uid, size in found)


class Polled:
    """A source on that archive, its book and its clock, which begins on 1 March 2026."""

    def __init__(self, book: PollBook, clock: Clock, since: date | None = None) -> None:
        self.book, self.clock, self.pacs = book, clock, Pacs()
        self.recorded: list[Sequence[Sighting]] = []
        self.source = QidoPoll(
            listed=self.pacs,
            since=since,
            days=1,
            quiet=timedelta(seconds=120),
            now=clock,
            record=self.recorded.append,
        )

    def look(self, after: float = 60.0) -> list[str]:
        """What one look, a while later, found to be announced."""
        self.clock.forward(after)
        forgotten = self.source.look(self.book, lambda: None)
        found = self.book.due(100)
        for due in found:
            self.book.done(due, keep=True)
        self.book.good(forgotten)
        return [due.study.name for due in found]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[PollBook]:
    engine = open_database(f"sqlite:///{tmp_path / 'radlane.sqlite'}")
    migrate(engine)
    made = book_of(engine, "me", clock)
    made.hold(never)
    yield made
    engine.dispose()


@pytest.fixture
def polled(book: PollBook, clock: Clock) -> Polled:
    return Polled(book, clock)


TODAY = date(2026, 3, 1)


def test_what_is_there_at_the_first_look_is_not_announced_until_it_grows(polled: Polled) -> None:
    polled.pacs.held["1.1"] = (TODAY, 4)
    assert [polled.look() for _ in range(4)] == [[]] * 4
    polled.pacs.held["1.1"] = (TODAY, 5)
    assert [polled.look() for _ in range(4)] == [[], [], ["1.1"], []]
    assert [[study.name for study in told] for told in polled.recorded] == [["1.1"]]


def test_a_study_is_announced_when_its_size_stayed_the_same_for_a_while(polled: Polled) -> None:
    polled.look()
    for size in (1, 2, 3):
        polled.pacs.held["1.2"] = (TODAY, size)
        assert polled.look(after=110) == []
    assert [polled.look(after=60) for _ in range(3)] == [[], ["1.2"], []]


def test_the_settings_may_name_a_day_to_begin_with(book: PollBook, clock: Clock) -> None:
    polled = Polled(book, clock, since=date(2026, 1, 1))
    polled.pacs.held = {"1.1": (date(2025, 12, 31), 1), "1.2": (date(2026, 1, 1), 1), "1.3": (TODAY, 1)}
    assert [polled.look() for _ in range(3)] == [[], [], ["1.2", "1.3"]]
    assert polled.pacs.asked[0] == date(2026, 1, 1)


def test_yesterday_is_asked_for_too_and_one_day_more_for_other_time_zones(polled: Polled) -> None:
    polled.look()
    polled.look(after=3 * DAY_S)
    polled.look()
    assert polled.pacs.asked == [date(2026, 2, 27), date(2026, 2, 27), date(2026, 3, 2)]


def test_after_a_week_away_no_day_is_left_out(polled: Polled) -> None:
    polled.look()
    polled.pacs.held = {f"1.{day}": (TODAY + timedelta(days=day), 1) for day in range(8)}
    polled.look(after=7 * DAY_S)
    assert polled.look(after=120) == [f"1.{day}" for day in range(8)]


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_and_comes_back_loses_nothing(polled: Polled, days: int) -> None:
    polled.look()
    polled.pacs.held["1.1"] = (TODAY, 1)
    polled.look()
    assert polled.look(after=120) == ["1.1"]
    polled.clock.forward(days * DAY_S)
    polled.look()
    polled.pacs.held["1.2"] = (TODAY, 1)
    polled.look()
    polled.clock.forward(-days * DAY_S)
    found = [uid for _ in range(4) for uid in polled.look()]
    assert found.count("1.2") == 1 or days < 0  # it was announced meanwhile, and the book knows
    assert min(polled.pacs.asked) >= date(2026, 2, 27)  # nothing from before the beginning
    assert "1.2" in polled.book.known()


def test_a_first_look_by_a_clock_that_was_ahead_leaves_no_later_study_out(polled: Polled, clock: Clock) -> None:
    clock.forward(400 * DAY_S)
    polled.look()
    clock.forward(-400 * DAY_S)
    polled.pacs.held = {
        "1.1": (TODAY, 1),
        "1.2": (TODAY - timedelta(days=30), 1),
        "1.3": (TODAY + timedelta(days=9), 1),
    }
    assert [uid for _ in range(4) for uid in polled.look()] == ["1.1"], "of the last days, once"
    polled.pacs.held["1.4"] = (TODAY + timedelta(days=200), 1)
    polled.look(after=200 * DAY_S)
    assert polled.look(after=120) == ["1.4"], "no more than a month is asked for again"


@pytest.mark.parametrize("ahead", [1, 2, 3, 10])
def test_after_a_first_look_by_a_clock_that_was_ahead_no_day_has_a_study_left_out(
    polled: Polled, clock: Clock, ahead: int
) -> None:
    clock.forward(ahead * DAY_S)
    polled.look()
    clock.forward(-ahead * DAY_S)
    found, came = [], []
    for day in range(ahead + 3):
        for of in (day - 2, day):  # as it comes late from where it is yesterday, and at once
            came.append(f"1.{day}.{of + 2}")
            polled.pacs.held[came[-1]] = (TODAY + timedelta(days=of), 1)
        found += [*polled.look(), *polled.look(after=120), *polled.look(after=DAY_S - 180)]
    assert sorted(found) == sorted(came)


def test_who_looks_back_farther_later_does_not_look_back_before_the_beginning(polled: Polled) -> None:
    polled.pacs.held["1.1"] = (TODAY - timedelta(days=20), 1)
    polled.look()
    polled.source = replace(polled.source, days=30)
    assert [polled.look(after=DAY_S) for _ in range(3)] == [[]] * 3
    polled.pacs.held["1.2"] = (TODAY, 1)
    polled.look()
    assert polled.look(after=120) == ["1.2"]


def test_a_day_to_begin_with_that_is_yet_to_come_is_kept(book: PollBook, clock: Clock) -> None:
    polled = Polled(book, clock, since=TODAY + timedelta(days=30))
    polled.pacs.held["1.1"] = (TODAY, 1)
    assert [polled.look() for _ in range(4)] == [[]] * 4
    assert set(polled.pacs.asked) == {TODAY + timedelta(days=30)}


def test_a_day_to_begin_with_that_was_wrong_may_be_taken_back(polled: Polled) -> None:
    polled.source = replace(polled.source, since=TODAY + timedelta(days=300))
    polled.look()
    polled.source = replace(polled.source, since=None)
    polled.pacs.held["1.1"] = (TODAY, 1)
    polled.look()
    assert polled.look(after=120) == ["1.1"]


def test_days_away_before_the_day_of_a_first_look_by_a_clock_that_was_ahead_are_asked_for(
    polled: Polled, clock: Clock
) -> None:
    clock.forward(30 * DAY_S)
    polled.look()
    clock.forward(-30 * DAY_S)
    polled.look()
    polled.pacs.held["1.1"] = (TODAY + timedelta(days=2), 1)
    polled.look(after=10 * DAY_S)
    assert polled.look(after=120) == ["1.1"]


def test_studies_that_are_long_gone_are_forgotten_and_others_are_not(polled: Polled) -> None:
    polled.look()
    polled.pacs.held = {"1.1": (TODAY, 1)}
    polled.look()
    assert polled.look(after=120) == ["1.1"]
    held, polled.pacs.held = polled.pacs.held, {}
    polled.look()  # an archive that once leaves something out
    polled.pacs.held = held
    assert [polled.look() for _ in range(3)] == [[], [], []]
    for _ in range(12):
        polled.look(after=DAY_S)
    assert polled.book.known() == {}
    assert not polled.source.is_idle(polled.book)
    assert polled.source.resolve(Sighting(name="1.1")) == Sighting(name="1.1")
