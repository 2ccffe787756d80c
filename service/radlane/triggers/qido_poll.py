"""Which studies came or grew in an archive, by asking for all of the last days again and again.

In: the studies of the last days by their Study Date, with their sizes. Out: those whose size stayed the same for a
while, and is another one than was announced before. What is there at the first look is not announced, unless the
settings name a day.

Days are those of UTC, and one more is asked for: wherever the archive is, no day is left out. Where the clock jumps, or
radlane was away, it asks from the day of the last look on, or from today, whichever is earlier, and never from before
the first look. But where today is before the day of that look, its clock was ahead: until that day comes the last days
are asked for as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from radlane.dicomweb.archive import StudyList
from radlane.domain.sighting import Sighting
from radlane.jobs.poll_book import Known, PollBook

_OTHER_ZONES = 1  # days: it may be yesterday where the archive is
_LONGEST_AWAY = 31  # days that are asked for again, where the first look was by a clock that was ahead
_KEPT = 7  # days that a study is remembered after it was seen last


@dataclass(frozen=True, kw_only=True)
class QidoPoll:
    """A source of studies (`polling.Source`).

    Attributes
    ----------
    listed : StudyList
        Whom to ask.
    since : date or None
        Studies of this day and later ones are announced at the first look; None: none are.
    days : int
        Days before today that are asked for.
    quiet : timedelta
        So long the size of a study has to stay the same.
    now : callable
        The time, aware, in UTC.
    record : callable
        Puts on record which studies were found.
    """

    listed: StudyList
    since: date | None
    days: int
    quiet: timedelta
    now: Callable[[], datetime]
    record: Callable[[Sequence[Sighting]], object]
    keeps: bool = True

    def is_idle(self, book: PollBook) -> bool:  # noqa: ARG002 - the interface's own
        """It never knows before it has looked."""
        return False

    def look(self, book: PollBook, hold: Callable[[], None]) -> Collection[str]:
        """Ask for the last days, and compare with what is on record."""
        mark, today = book.mark(), self.now().date().toordinal()
        usual = today - self.days - _OTHER_ZONES
        begin = usual if mark.place is None else min(usual, mark.place - self.days - _OTHER_ZONES)
        if mark.place is None and self.since is not None:
            begin = self.since.toordinal()
        first = max(begin, mark.floor, date.min.toordinal())
        studies = self.listed.studies_from(date.fromordinal(first))
        began = today if mark.begun_at is None else max(mark.begun_at.date().toordinal(), mark.floor)
        if self.since is None and today < began:
            studies = _together(studies, self._last_days(max(begin, min(usual, today - _LONGEST_AWAY)), today))
        hold()
        if mark.place is None:
            self._begin(book, first, studies)
        known = book.known()
        changed = [study for study in studies if _is_other(known.get(study.name), study)]
        if changed:
            self.record(changed)
        book.note(today, changed, self.quiet)
        return self._gone(known, studies, today)

    def resolve(self, study: Sighting) -> Sighting:
        """The list names studies by their UIDs."""
        return study

    def _last_days(self, begin: int, today: int) -> Sequence[Sighting]:
        """What is of these days only: a clock that is behind by years does not have the whole archive analysed."""
        first = max(begin, date.min.toordinal())
        return self.listed.studies_from(date.fromordinal(first), date.fromordinal(today + _OTHER_ZONES))

    def _begin(self, book: PollBook, first: int, studies: Collection[Sighting]) -> None:
        book.begin(first, studies if self.since is None else ())

    def _gone(self, known: Mapping[str, Known], studies: Collection[Sighting], today: int) -> Collection[str]:
        """Studies that are no longer listed; not at once, as an archive may once leave some out."""
        listed = {study.name for study in studies}
        oldest = today - self.days - _OTHER_ZONES - _KEPT
        return [uid for uid, one in known.items() if uid not in listed and one.place < oldest]


def _together(some: Sequence[Sighting], more: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Each study once: one without a date is of all days."""
    return tuple({study.name: study for study in (*some, *more)}.values())


def _is_other(known: Known | None, study: Sighting) -> bool:
    return known is None or known.study != study
