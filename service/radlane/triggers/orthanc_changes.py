"""What became stable in an Orthanc, from its list of changes.

In: the list, from the place on where the last look ended. Out: studies that are due at once: the Orthanc has waited
itself (its setting StableAge). The first look begins at the end of the list, unless the settings name a place. The list
has ids of the Orthanc's own: it is asked for a study when that is announced.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from radlane.dicomweb.orthanc import Changes
from radlane.domain.sighting import Sighting
from radlane.jobs.poll_book import PollBook

LIMIT = 100
MOST_OWED = 10_000  # with so many to be announced no more are looked for
_LOG = logging.getLogger(__name__)


class Orthanc(Protocol):
    """The list of changes (`dicomweb.orthanc`)."""

    def newest(self) -> int:
        """Return the place of the newest change."""

    def changes(self, since: int, limit: int) -> Changes:
        """Return what follows on a place."""

    def study(self, orthanc_id: str) -> Sighting | None:
        """Return a study; None: there is no such study, or nothing in it but results of radlane."""


@dataclass(frozen=True, kw_only=True)
class OrthancChanges:
    """A source of studies (`polling.Source`).

    Attributes
    ----------
    orthanc : Orthanc
        Whom to ask.
    since : int or None
        Where the first look begins; None: at the end.
    record : callable
        Puts on record which studies were found.
    """

    orthanc: Orthanc
    since: int | None
    record: Callable[[Sequence[Sighting]], object]
    keeps: bool = False

    def is_idle(self, book: PollBook) -> bool:  # noqa: ARG002 - the interface's own
        """It never knows before it has looked."""
        return False

    def look(self, book: PollBook, hold: Callable[[], None]) -> Collection[str]:
        """Go through the list to its end."""
        place, newest = book.mark().place, self.orthanc.newest()
        if place is None:
            place = newest if self.since is None else self.since
            book.begin(place)
        elif 0 < newest < place:
            _LOG.warning("the changes of an Orthanc begin anew: all of them are looked at")
            place = 0
        while place < newest and book.owed() < MOST_OWED:
            hold()
            changes = self.orthanc.changes(place, LIMIT)
            book.note(changes.last, [Sighting(name=one) for one in changes.stable])
            if changes.done:
                break
            place = changes.last
        return ()

    def resolve(self, study: Sighting) -> Sighting | None:
        """Ask what a study is."""
        found = self.orthanc.study(study.name)
        if found is not None:
            self.record([found])
        return found
