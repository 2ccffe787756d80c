"""How far a poll has come, on SQLite and on PostgreSQL: one process holds it, and nothing that was found is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from radlane.domain.sighting import Sighting
from radlane.errors import JobConflict
from radlane.jobs.poll_book import Due, Known, Mark
from radlane.jobs.poll_figures import read_polls
from radlane.monitoring.poll_metrics import Polled
from support.jobs import Clock
from support.polls import book_of, never

ONE, TWO = Sighting(name="1.2", series=1, instances=4), Sighting(name="1.3")
DUE = Due(study=ONE, failures=0, generation=1)


def test_one_process_holds_a_poll_until_it_is_silent_or_leaves(database: Engine) -> None:
    clock = Clock()
    first, second = book_of(database, "first", clock), book_of(database, "second", clock)
    assert (first.hold(never), second.hold(never), first.hold(never)) == (True, False, True)
    seen: list[tuple[str, int]] = []
    assert not second.hold(lambda holder, beats: bool(seen.append((holder, beats))))
    assert seen == [("first", 2)]
    assert second.hold(lambda *_: True)
    assert not first.hold(never)
    for write in (lambda: first.note(1, [ONE]), lambda: first.done(DUE, keep=True), first.good):
        with pytest.raises(JobConflict):
            write()
    assert second.known() == {}
    second.leave()
    assert first.hold(never)


def test_of_many_at_once_one_gets_it(database: Engine) -> None:
    books = [book_of(database, f"process {number}", Clock()) for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(lambda book: book.hold(never), books)) == [False] * 5 + [True]


def test_what_is_found_is_due_until_it_is_announced(database: Engine) -> None:
    clock = Clock()
    book = book_of(database, "me", clock)
    book.hold(never)
    assert book.mark() == Mark(place=None, floor=0, begun_at=None)
    book.begin(40)
    book.note(44, [ONE], timedelta(seconds=60))
    book.note(45, [TWO])
    assert (book.mark(), book.owed()) == (Mark(place=45, floor=40, begun_at=clock.moment), 2)
    assert [due.study for due in book.due(10)] == [TWO]
    clock.forward(61)
    assert [due.study for due in book.due(10)] == [TWO, ONE]
    assert [due.study for due in book.due(1)] == [TWO]
    two, one = book.due(10)
    book.done(two, keep=False)
    book.done(one, keep=True)
    assert (book.due(10), book.owed()) == ((), 0)
    assert book.known() == {ONE.name: Known(study=ONE, place=44)}
    book.good([ONE.name])
    assert book.known() == {}


def test_what_could_not_be_announced_waits_and_counts_its_failures(database: Engine) -> None:
    clock = Clock()
    book = book_of(database, "me", clock)
    book.hold(never)
    book.note(1, [ONE])
    (one,) = book.due(10)
    book.postpone(one, timedelta(seconds=60))
    assert (book.due(10), book.owed()) == ((), 1)
    book.good([ONE.name])  # what is due is not forgotten
    clock.forward(61)
    assert [due.failures for due in book.due(10)] == [1]
    book.note(2, [Sighting(name=ONE.name, series=2)])  # it grew
    assert [(due.failures, due.study.series) for due in book.due(10)] == [(0, 2)]


def test_a_clock_that_goes_back_holds_nothing_up(database: Engine) -> None:
    clock = Clock()
    book = book_of(database, "me", clock)
    book.hold(never)
    book.note(1, [ONE])
    clock.forward(-30 * 86400)
    assert [due.study for due in book.due(10)] == [ONE]


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_put_on_record_while_a_study_is_announced_stays_due(database: Engine, keep: bool) -> None:
    clock = Clock()
    teller, book = book_of(database, "teller", clock), book_of(database, "me", clock)
    book.hold(never)
    teller.add(ONE, {})
    (first,) = book.due(10)
    teller.add(Sighting(name=ONE.name, series=1, instances=412), {})
    for write in (lambda: book.done(first, keep=keep), lambda: book.postpone(first, timedelta(seconds=60))):
        write()
        (second,) = book.due(10)
        assert (second.study.instances, second.failures) == (412, 0)
    book.done(second, keep=False)
    clock.forward(1)
    teller.add(ONE, {})
    book.done(second, keep=keep)  # the row is another one
    assert [due.study for due in book.due(10)] == [ONE]


def test_who_does_not_say_a_size_takes_none_away_that_is_still_to_be_announced(database: Engine) -> None:
    clock = Clock()
    book = book_of(database, "me", clock)
    book.hold(never)
    book.add(ONE, {"identity": "first"})
    book.add(Sighting(name=ONE.name), {"identity": "second"})
    (due,) = book.due(10)
    assert (due.study, due.caller) == (ONE, {"identity": "second"})
    book.done(due, keep=True)
    book.add(Sighting(name=ONE.name), {})
    assert [due.study for due in book.due(10)] == [Sighting(name=ONE.name)]


def test_what_is_known_at_the_beginning_is_not_due_and_another_subject_begins_anew(database: Engine) -> None:
    clock = Clock()
    book = book_of(database, "me", clock)
    book.hold(never)
    book.begin(7, [ONE])
    assert (book.owed(), book.known()[ONE.name].study) == (0, ONE)
    other = book_of(database, "me", clock)
    other._subject = "another list"
    other.hold(never)
    assert (other.mark(), other.known()) == (Mark(place=None, floor=0, begun_at=None), {})


def test_another_subject_keeps_what_is_owed(database: Engine, caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    book = book_of(database, "me", clock)
    book.hold(never)
    book.begin(7, [ONE])
    book.note(8, [TWO])
    book._subject = "another list"
    book.hold(never)
    assert "a poll begins anew" in caplog.text
    book.begin(200, [ONE, TWO])  # all that is there now
    assert [due.study for due in book.due(10)] == [TWO]
    assert set(book.known()) == {ONE.name, TWO.name}


def test_what_is_told_is_on_record_whoever_holds_the_poll(database: Engine) -> None:
    clock = Clock()
    teller, book = book_of(database, "teller", clock), book_of(database, "me", clock)
    teller.add(ONE, {"identity": "key", "address": None})
    assert book.owed() == 1
    book.hold(never)
    teller.add(ONE, {"identity": "key", "address": None})
    (due,) = book.due(10)
    assert (due.study, due.caller) == (ONE, {"identity": "key", "address": None})


def test_the_figures_of_polls(database: Engine) -> None:
    clock = Clock()
    book = book_of(database, "me", clock)
    book.hold(never)
    clock.forward(5)
    book.note(1, [ONE, TWO])
    clock.forward(7)
    assert read_polls(database, ["night", "absent"], clock()) == (
        Polled(name="night", age_s=12.0, place_age_s=7.0, owed=2),
    )
    book.good()
    book.note(1, [])  # the place has not moved
    assert read_polls(database, ["night"], clock())[0] == Polled(name="night", age_s=0.0, place_age_s=7.0, owed=2)
    assert read_polls(database, [], clock()) == ()
