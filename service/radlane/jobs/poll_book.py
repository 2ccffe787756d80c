"""How far an archive was looked through, and which studies are still to be announced: rows of `POLL` and `POLL_STUDY`.

In: what one look found. Out: what is due. The place moves in the same transaction in which what was found up to there
is put on record, and a study leaves the record only after it was announced: whatever dies, it is announced at least
once. One process at a time holds a poll: what another one writes is refused.
Reference: docs/triggers.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Update, delete, func, insert, select, update

from radlane.domain.sighting import Sighting
from radlane.errors import JobConflict
from radlane.jobs.database import reading, said_away, serialize, to_micros
from radlane.jobs.schema import POLL, POLL_STUDY

_MICROSECOND = timedelta(microseconds=1)
_LONGEST_WAIT = timedelta(hours=2)  # what is due later than this was put down by a clock that went wrong


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How far a poll has come.

    Attributes
    ----------
    place : int or None
        Up to here all is on record; None: it never looked.
    floor : int
        The place from which it began.
    """

    place: int | None
    floor: int


@dataclass(frozen=True, kw_only=True)
class Known:
    """A study on record as it was seen last, and the place of the poll when it was new or changed last."""

    study: Sighting
    place: int


@dataclass(frozen=True, kw_only=True)
class Due:
    """A study that is to be announced, how many tries to do so failed, and who told of it, if anybody did."""

    study: Sighting
    failures: int
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
        What is polled: with another one under the same name it begins anew.
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
                connection.execute(delete(POLL_STUDY).where(POLL_STUDY.c.poll == self._name))
                anew = {"place": None, "floor": None, "moved_at": None, "good_at": to_micros(self._now())}
                self._set(connection, subject=self._subject, **anew)
            return True

    def leave(self) -> None:
        """Let another process poll at once."""
        with said_away(), self._engine.begin() as connection:
            mine = (POLL.c.name == self._name, POLL.c.holder == self._me)
            connection.execute(update(POLL).where(*mine).values(holder=None))

    def mark(self) -> Mark:
        """Return how far it has come."""
        with said_away(), reading(self._engine) as connection:
            wanted = select(POLL.c.place, POLL.c.floor).where(POLL.c.name == self._name)
            row = connection.execute(wanted).one()
            return Mark(place=row.place, floor=row.floor or 0)

    def known(self) -> Mapping[str, Known]:
        """Return the studies that are on record, by their names."""
        with said_away(), reading(self._engine) as connection:
            rows = connection.execute(select(POLL_STUDY).where(POLL_STUDY.c.poll == self._name)).mappings()
            return {row["study"]: Known(study=_sighting_of(row), place=row["place"]) for row in rows}

    def owed(self) -> int:
        """Return how many studies are to be announced, now or later."""
        with said_away(), reading(self._engine) as connection:
            mine = (POLL_STUDY.c.poll == self._name, POLL_STUDY.c.due_at.is_not(None))
            return int(connection.execute(select(func.count()).where(*mine)).scalar_one())

    def begin(self, place: int, known: Iterable[Sighting] = ()) -> None:
        """Begin at a place; what is known already is not announced.

        Raises
        ------
        JobConflict
            As `note`.
        """
        with self._held() as connection:
            for study in known:
                _put(connection, self._name, study, due_at=None, place=place)
            self._set(connection, place=place, floor=place, moved_at=to_micros(self._now()))

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
                _put(connection, self._name, study, due_at=moment + wait // _MICROSECOND, place=place)
            moves = (POLL.c.name == self._name, POLL.c.place.is_distinct_from(place))
            connection.execute(update(POLL).where(*moves).values(place=place, moved_at=moment))

    def add(self, study: Sighting, caller: Mapping[str, str | None]) -> None:
        """Put on record that somebody told of a study, whichever process holds the poll; it is to be announced now."""
        moment = to_micros(self._now())
        with said_away(), self._engine.begin() as connection:
            serialize(connection, f"radlane poll {self._name}")
            if connection.execute(select(POLL.c.name).where(POLL.c.name == self._name)).first() is None:
                values = {"subject": self._subject, "beats": 0, "good_at": moment}
                connection.execute(insert(POLL).values(name=self._name, **values))
            _put(connection, self._name, study, due_at=moment, place=0, caller=dict(caller))

    def due(self, limit: int) -> tuple[Due, ...]:
        """Return studies that are to be announced now, those that wait longest first."""
        now = self._now()
        is_due = POLL_STUDY.c.due_at <= to_micros(now)
        is_wrong = POLL_STUDY.c.due_at > to_micros(now + _LONGEST_WAIT)  # the clock went back
        wanted = select(POLL_STUDY).where(POLL_STUDY.c.poll == self._name, is_due | is_wrong)
        with said_away(), reading(self._engine) as connection:
            rows = connection.execute(wanted.order_by(POLL_STUDY.c.due_at, POLL_STUDY.c.study).limit(limit)).mappings()
            return tuple(Due(study=_sighting_of(row), failures=row["failures"], caller=row["caller"]) for row in rows)

    def done(self, name: str, *, keep: bool) -> None:
        """Put on record that a study was announced; it is kept where it may be seen again as it was.

        Raises
        ------
        JobConflict
            As `note`.
        """
        with self._held() as connection:
            if keep:
                connection.execute(_one(self._name, name).values(due_at=None, failures=0))
            else:
                mine = (POLL_STUDY.c.poll == self._name, POLL_STUDY.c.study == name)
                connection.execute(delete(POLL_STUDY).where(*mine))

    def postpone(self, name: str, wait: timedelta) -> None:
        """Put on record that a study could not be announced, and is tried again after a while.

        Raises
        ------
        JobConflict
            As `note`.
        """
        due_at = to_micros(self._now() + min(wait, _LONGEST_WAIT))
        with self._held() as connection:
            change = _one(self._name, name)
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

    @contextmanager
    def _held(self) -> Iterator[Connection]:
        """A transaction in which nobody else takes the poll."""
        with said_away(), self._engine.begin() as connection:
            serialize(connection, f"radlane poll {self._name}")
            holder = connection.execute(select(POLL.c.holder).where(POLL.c.name == self._name)).scalar_one()
            if holder != self._me:
                raise JobConflict("Another process polls by now")
            yield connection


def _put(connection: Connection, poll: str, study: Sighting, **values: Any) -> None:  # noqa: ANN401 - of any column
    """Put a study on record as it is now; what failed with it before does not count any more."""
    of_study = {"series": study.series, "instances": study.instances, "failures": 0, **values}
    if not connection.execute(_one(poll, study.name).values(**of_study)).rowcount:
        connection.execute(insert(POLL_STUDY).values(poll=poll, study=study.name, **of_study))


def _one(poll: str, study: str) -> Update:
    return update(POLL_STUDY).where(POLL_STUDY.c.poll == poll, POLL_STUDY.c.study == study)


def _sighting_of(row: RowMapping) -> Sighting:
    return Sighting(name=row["study"], series=row["series"], instances=row["instances"])
