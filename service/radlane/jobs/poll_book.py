"""How far an archive was looked through, and which studies are still to be announced: rows of `POLL` and `POLL_STUDY`.

In: what one look found. Out: what is due. The place moves in the same transaction in which what was found up to there
is put on record, and a study leaves the record only after it was announced: whatever dies, it is announced at least
once. One process at a time holds a poll: what another one writes is refused.
Reference: docs/triggers.md.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, delete, func, insert, select, update

from radlane.domain.sighting import Sighting
from radlane.errors import JobConflict
from radlane.jobs.database import reading, said_away, serialize, to_micros, to_moment
from radlane.jobs.schema import POLL, POLL_STUDY

_MICROSECOND = timedelta(microseconds=1)
_LONGEST_WAIT = timedelta(hours=2)  # what is due later than this was put down by a clock that went wrong
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How far a poll has come.

    Attributes
    ----------
    place : int or None
        Up to here all is on record; None: it never looked.
    floor : int
        The place from which it began.
    begun_at : datetime or None
        When it began.
    """

    place: int | None
    floor: int
    begun_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Known:
    """A study on record as it was seen last, and the place of the poll when it was new or changed last."""

    study: Sighting
    place: int


@dataclass(frozen=True, kw_only=True)
class Due:
    """A study that is to be announced, how many tries to do so failed, and who told of it, if anybody did.

    Attributes
    ----------
    generation : int
        What nobody put on record of it later has: what becomes of this one says nothing of that.
    """

    study: Sighting
    failures: int
    generation: int
    caller: Mapping[str, str | None] | None = None


class PollBook:
    """What is on record of one poll, for one process.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    name : str
        The poll's name in the settings.
    subject : str
        What is polled: with another one under the same name it begins anew, but for what is to be announced.
    me : str
        What no other process is called, nor this one after its next start.
    now : callable
        The time, aware.
    """

    def __init__(self, engine: Engine, name: str, subject: str, me: str, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._name = name
        self._subject = subject
        self._me = me
        self._now = now

    def hold(self, is_silent: Callable[[str, int], bool]) -> bool:
        """Take the poll, or keep it; say whether this process has it.

        Parameters
        ----------
        is_silent : callable
            Another holder and its count -> whether it is taken for dead.
        """
        with said_away(), self._engine.begin() as connection:
            serialize(connection, f"radlane poll {self._name}")
            row = connection.execute(select(POLL).where(POLL.c.name == self._name)).mappings().one_or_none()
            if row is None:
                values = {"subject": self._subject, "holder": self._me, "beats": 1, "good_at": to_micros(self._now())}
                connection.execute(insert(POLL).values(name=self._name, **values))
                return True
            if row["holder"] not in (None, self._me) and not is_silent(row["holder"], row["beats"]):
                return False
            self._set(connection, holder=self._me, beats=row["beats"] + 1)
            if row["subject"] != self._subject:
                self._begin_anew(connection)
            return True

    def leave(self) -> None:
        """Let another process poll at once."""
        with said_away(), self._engine.begin() as connection:
            mine = (POLL.c.name == self._name, POLL.c.holder == self._me)
            connection.execute(update(POLL).where(*mine).values(holder=None))

    def mark(self) -> Mark:
        """Return how far it has come."""
        with said_away(), reading(self._engine) as connection:
            wanted = select(POLL.c.place, POLL.c.floor, POLL.c.begun_at).where(POLL.c.name == self._name)
            row = connection.execute(wanted).one()
            begun_at = None if row.begun_at is None else to_moment(row.begun_at)
            return Mark(place=row.place, floor=row.floor or 0, begun_at=begun_at)

    def known(self) -> Mapping[str, Known]:
        """Return the studies that are on record, by their names."""
        with said_away(), reading(self._engine) as connection:
            rows = connection.execute(select(POLL_STUDY).where(POLL_STUDY.c.poll == self._name)).mappings()
            return {row["study"]: Known(study=_sighting_of(row), place=row["place"]) for row in rows}

    def owed(self) -> int:
        """Return how many studies are to be announced, now or later."""
        with said_away(), reading(self._engine) as connection:
            return int(connection.execute(select(func.count()).where(*self._is_owed())).scalar_one())

    def begin(self, place: int, known: Iterable[Sighting] = ()) -> None:
        """Begin at a place; what is known already is not announced.

        Raises
        ------
        JobConflict
            As `note`.
        """
        with self._held() as connection:
            owed = set(connection.execute(select(POLL_STUDY.c.study).where(*self._is_owed())).scalars())
            for study in known:
                if study.name not in owed:  # of what was polled here before
                    self._put(connection, study, due_at=None, place=place)
            moment = to_micros(self._now())
            self._set(connection, place=place, floor=place, begun_at=moment, moved_at=moment)

    def note(self, place: int, found: Iterable[Sighting], wait: timedelta = timedelta(0)) -> None:
        """Put on record what is to be announced after a while, and that all is on record up to a place.

        Raises
        ------
        JobConflict
            If another process holds the poll by now; nothing was put on record.
        """
        moment = to_micros(self._now())
        with self._held() as connection:
            for study in found:
                self._put(connection, study, due_at=moment + wait // _MICROSECOND, place=place)
            moves = (POLL.c.name == self._name, POLL.c.place.is_distinct_from(place))
            connection.execute(update(POLL).where(*moves).values(place=place, moved_at=moment))

    def add(self, study: Sighting, caller: Mapping[str, str | None]) -> None:
        """Put on record that somebody told of a study, whichever process holds the poll; it is to be announced now.

        Who does not say its size takes nothing from what was said of it before, and is still to be announced.
        """
        moment = to_micros(self._now())
        with said_away(), self._engine.begin() as connection:
            serialize(connection, f"radlane poll {self._name}")
            if connection.execute(select(POLL.c.name).where(POLL.c.name == self._name)).first() is None:
                values = {"subject": self._subject, "beats": 0, "good_at": moment}
                connection.execute(insert(POLL).values(name=self._name, **values))
            row = connection.execute(select(POLL_STUDY).where(*self._is_owed(), POLL_STUDY.c.study == study.name))
            before = row.mappings().one_or_none()
            whole = study if before is None else study.completed(_sighting_of(before))
            self._put(connection, whole, due_at=moment, place=0, caller=dict(caller))

    def due(self, limit: int) -> tuple[Due, ...]:
        """Return studies that are to be announced now, those that failed least often first, then who waits longest."""
        now = self._now()
        is_due = POLL_STUDY.c.due_at <= to_micros(now)
        is_wrong = POLL_STUDY.c.due_at > to_micros(now + _LONGEST_WAIT)  # the clock went back
        wanted = select(POLL_STUDY).where(POLL_STUDY.c.poll == self._name, is_due | is_wrong)
        with said_away(), reading(self._engine) as connection:
            order = (POLL_STUDY.c.failures, POLL_STUDY.c.due_at, POLL_STUDY.c.study)
            rows = connection.execute(wanted.order_by(*order).limit(limit)).mappings()
            return tuple(
                Due(study=_sighting_of(row), **{key: row[key] for key in ("failures", "generation", "caller")})
                for row in rows
            )

    def done(self, due: Due, *, keep: bool) -> None:
        """Put on record that a study was announced; it is kept where it may be seen again as it was.

        What was put on record of it meanwhile is still to be announced.

        Raises
        ------
        JobConflict
            As `note`.
        """
        with self._held() as connection:
            if keep:
                connection.execute(update(POLL_STUDY).where(*self._is(due)).values(due_at=None, failures=0))
            else:
                connection.execute(delete(POLL_STUDY).where(*self._is(due)))

    def postpone(self, due: Due, wait: timedelta) -> None:
        """Put on record that a study could not be announced, and is tried again after a while.

        What was put on record of it meanwhile is to be announced as soon as that says.

        Raises
        ------
        JobConflict
            As `note`.
        """
        due_at = to_micros(self._now() + min(wait, _LONGEST_WAIT))
        with self._held() as connection:
            change = update(POLL_STUDY).where(*self._is(due))
            connection.execute(change.values(due_at=due_at, failures=POLL_STUDY.c.failures + 1))

    def good(self, forgotten: Iterable[str] = ()) -> None:
        """Put on record that all went well; studies that will not be seen again are forgotten, if nothing is due.

        Raises
        ------
        JobConflict
            As `note`.
        """
        mine = (POLL_STUDY.c.poll == self._name, POLL_STUDY.c.due_at.is_(None))
        with self._held() as connection:
            self._set(connection, good_at=to_micros(self._now()))
            for study in forgotten:
                connection.execute(delete(POLL_STUDY).where(*mine, POLL_STUDY.c.study == study))

    def _set(self, connection: Connection, **values: Any) -> None:  # noqa: ANN401 - of any column
        connection.execute(update(POLL).where(POLL.c.name == self._name).values(**values))

    def _begin_anew(self, connection: Connection) -> None:
        """Something else is polled: nobody knows what came of it meanwhile, but what is owed is announced."""
        mine = (POLL_STUDY.c.poll == self._name, POLL_STUDY.c.due_at.is_(None))
        connection.execute(delete(POLL_STUDY).where(*mine))
        owed = connection.execute(select(func.count()).where(*self._is_owed())).scalar_one()
        anew = {"place": None, "floor": None, "begun_at": None, "moved_at": None, "good_at": to_micros(self._now())}
        self._set(connection, subject=self._subject, **anew)
        _LOG.warning("a poll begins anew: its address is another one", extra={"poll": self._name, "count": owed})

    def _put(self, connection: Connection, study: Sighting, **values: Any) -> None:  # noqa: ANN401 - of any column
        """Put a study on record as it is now; what failed with it before does not count any more."""
        of_study = {"series": study.series, "instances": study.instances, "failures": 0, **values}
        mine = (POLL_STUDY.c.poll == self._name, POLL_STUDY.c.study == study.name)
        again = update(POLL_STUDY).where(*mine).values(generation=POLL_STUDY.c.generation + 1, **of_study)
        if not connection.execute(again).rowcount:
            first = to_micros(self._now())  # another one than of a row that was removed
            new = {"poll": self._name, "study": study.name, "generation": first}
            connection.execute(insert(POLL_STUDY).values(**new, **of_study))

    def _is_owed(self) -> tuple[ColumnElement[bool], ...]:
        return POLL_STUDY.c.poll == self._name, POLL_STUDY.c.due_at.is_not(None)

    def _is(self, due: Due) -> tuple[ColumnElement[bool], ...]:
        """It is on record as it was when it became due."""
        mine = POLL_STUDY.c.poll == self._name, POLL_STUDY.c.study == due.study.name
        return *mine, POLL_STUDY.c.generation == due.generation

    @contextmanager
    def _held(self) -> Iterator[Connection]:
        """A transaction in which nobody else takes the poll."""
        with said_away(), self._engine.begin() as connection:
            serialize(connection, f"radlane poll {self._name}")
            holder = connection.execute(select(POLL.c.holder).where(POLL.c.name == self._name)).scalar_one()
            if holder != self._me:
                raise JobConflict("Another process polls by now")
            yield connection


def _sighting_of(row: RowMapping) -> Sighting:
    return Sighting(name=row["study"], series=row["series"], instances=row["instances"])
