"""Events that are on record before they are looked into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from radlane.domain.job import Expectation, Job
from radlane.domain.sighting import Sighting
from radlane.errors import ArchiveNotFound, ArchiveUnavailable, TooManyRequests
from radlane.jobs.database import Engine, migrate, open_database
from radlane.triggers.announcement import Announce, Announcement
from radlane.triggers.event_inbox import VIA, EventInbox, Told, book_name
from radlane.triggers.intake import Caller
from radlane.triggers.polling import Poll, Poller
from support.jobs import Clock
from support.polls import Announced, book_of

CALLER = Caller(identity="key", via=VIA, address="10.0.0.1", trace_id="ab" * 16)
EVENT = Announcement(study_instance_uid="1.2", source="pacs", caller=CALLER)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'radlane.sqlite'}")
    migrate(engine)
    yield engine
    engine.dispose()


def inbox(engine: Engine, clock: Clock) -> EventInbox:
    return EventInbox(archives=("pacs",), book=lambda name: book_of(engine, "teller", clock, name))


def poller_of(engine: Engine, clock: Clock, announce: Announce) -> Poller:
    return Poller(
        Poll(
            name=book_name("pacs"),
            archive="pacs",
            every_s=1.0,
            source=Told(),
            book=book_of(engine, "me", clock, book_name("pacs")),
            announce=announce,
            clock=lambda: clock().timestamp(),
            expects=True,
            via=VIA,
        )
    )


def test_an_event_is_announced_as_it_was_told(engine: Engine) -> None:
    clock, announced = Clock(), Announced()
    poller = poller_of(engine, clock, announced)
    assert poller.turn() == 1.0
    taken = inbox(engine, clock)
    announced.errors["1.2"] = ArchiveUnavailable("It is away")
    taken.add(replace(EVENT, caller=replace(CALLER, identity="another"), expect=Expectation(instances=3)))
    taken.add(EVENT)  # of one study the last one counts; that it says no size says nothing of it
    poller.turn()
    del announced.errors["1.2"]
    clock.forward(5)
    poller.turn()
    assert announced.told == [replace(EVENT, expect=Expectation(instances=3))]
    assert Told().is_idle(book_of(engine, "me", clock, book_name("pacs")))
    assert Told().resolve(Sighting(name="1.2")).name == "1.2"


def test_an_event_that_comes_while_the_one_before_is_announced_is_announced_too(engine: Engine) -> None:
    clock, told = Clock(), list[Announcement]()
    taken = inbox(engine, clock)

    def announce(announcement: Announcement) -> tuple[Job, ...]:
        told.append(announcement)
        if len(told) == 1:
            taken.add(replace(EVENT, expect=Expectation(instances=412)))
        return ()

    taken.add(EVENT)
    poller = poller_of(engine, clock, announce)
    poller.turn()
    assert [one.expect for one in told] == [None, Expectation(instances=412)]
    assert Told().is_idle(book_of(engine, "me", clock, book_name("pacs")))


def test_an_archive_that_nobody_knows_has_no_events(engine: Engine) -> None:
    with pytest.raises(ArchiveNotFound):
        inbox(engine, Clock()).add(Announcement(study_instance_uid="1.2", source="other", caller=CALLER))


def test_no_more_events_than_may_wait_are_taken(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radlane.triggers.event_inbox.MOST_OWED", 1)
    inbox(engine, Clock()).add(EVENT)
    with pytest.raises(TooManyRequests):
        inbox(engine, Clock()).add(EVENT)
