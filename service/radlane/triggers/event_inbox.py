"""Events that were told and are on record: announced by a thread, whatever dies meanwhile.

In: announcements. Out: the same, from a thread (`polling.Poller`) of whichever process; until they are accepted they
are tried again. Of one study of an archive the last one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from radlane.domain.sighting import Sighting
from radlane.errors import ArchiveNotFound, TooManyRequests
from radlane.jobs.poll_book import PollBook
from radlane.triggers.announcement import Announcement

VIA = "orthanc"
SUBJECT = "events"
EVERY_S = 1.0
MOST_OWED = 10_000
_AGAIN_S = 60.0


def book_name(archive: str) -> str:
    """Return the name of the book of an archive's events; none of a poll in the settings has a colon."""
    return f"events:{archive}"


@dataclass(frozen=True, kw_only=True)
class EventInbox:
    """Takes announcements on.

    Attributes
    ----------
    archives : collection of str
        Names that may be announced.
    book : callable
        Name -> its book.
    """

    archives: Collection[str]
    book: Callable[[str], PollBook]

    def add(self, announcement: Announcement) -> None:
        """Put an announcement on record.

        Raises
        ------
        ArchiveNotFound
            If there is no such archive.
        TooManyRequests
            If as many wait as may.
        """
        if announcement.source not in self.archives:
            raise ArchiveNotFound("There is no such archive", remedy="Name one of the archives in the settings")
        book = self.book(book_name(announcement.source))
        if book.owed() >= MOST_OWED:
            raise TooManyRequests(f"{MOST_OWED} events wait", retry_after_s=_AGAIN_S)
        expect, caller = announcement.expect, announcement.caller
        size = {"series": expect.series, "instances": expect.instances} if expect else {}
        who = {"identity": caller.identity, "address": caller.address, "trace_id": caller.trace_id}
        book.add(Sighting(name=announcement.study_instance_uid, **size), who)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A source of studies (`polling.Source`): those that events told of."""

    keeps: bool = False

    def is_idle(self, book: PollBook) -> bool:
        """Whether all were announced."""
        return book.owed() == 0

    def look(self, book: PollBook, hold: Callable[[], None]) -> Collection[str]:  # noqa: ARG002 - the interface's own
        """Look nowhere: all that is told is in the book."""
        return ()

    def resolve(self, study: Sighting) -> Sighting:
        """Return the study: events name it by its UID."""
        return study
