"""Parts of a poll in tests: a list that is written by hand, and who is told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Engine

from radlane.domain.job import Job
from radlane.domain.sighting import Sighting
from radlane.jobs.poll_book import PollBook
from radlane.triggers.announcement import Announcement
from support.jobs import Clock


@dataclass
class Announced:
    """Takes announcements, or raises the error of a study; that under the empty name is of all."""

    told: list[Announcement] = field(default_factory=list)
    errors: dict[str, Exception] = field(default_factory=dict)
    tries: int = 0

    def __call__(self, announcement: Announcement) -> tuple[Job, ...]:
        uid = announcement.study_instance_uid
        self.tries += 1
        if error := self.errors.get(uid, self.errors.get("")):
            raise error
        self.told.append(announcement)
        return ()

    @property
    def studies(self) -> list[str]:
        return [one.study_instance_uid for one in self.told]


@dataclass
class Listed:
    """A source: what is in `new` is found at the next look."""

    new: list[Sighting] = field(default_factory=list)
    error: Exception | None = None
    looks: int = 0
    place: int = 0
    keeps: bool = False

    def is_idle(self, _book: PollBook) -> bool:
        return False

    def look(self, book: PollBook, hold: Callable[[], None]) -> Collection[str]:
        self.looks += 1
        if self.error is not None:
            raise self.error
        hold()
        self.place += 1
        book.note(self.place, self.new)
        self.new = []
        return ()

    def resolve(self, study: Sighting) -> Sighting | None:
        return study


def book_of(engine: Engine, me: str, now: Clock, name: str = "night") -> PollBook:
    """A book of one process."""
    return PollBook(engine, name, "a list", me, now)


def never(_holder: str, _beats: int) -> bool:
    """Nobody is dead."""
    return False


NO_WAIT = timedelta(0)
