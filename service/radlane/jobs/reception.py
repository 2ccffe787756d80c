"""Studies that are received: rows of `schema.RECEPTION`.

In: that an instance is about to be kept, and what became of it. Out: what is to be announced, and what may be removed.
A row is written before the first file of it appears: whatever dies then, the study is looked at after its quiet time.
Only what is kept says who sends; that and what is there already say how much there will be. Several processes share
the table; a row is worked on by one at a time, and by another one where that died.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, case, delete, func, insert, or_, select, update

from radlane.domain.job import FINAL
from radlane.errors import StorageFull
from radlane.jobs.database import reading, serialize, to_micros, to_moment
from radlane.jobs.schema import JOB, RECEPTION

_TURN = timedelta(minutes=1)  # in which one process announces a study; then another may
_PLACING = timedelta(seconds=10)  # who is longer about one instance is taken for dead
_MOST_DOUBLED = 10  # of the wait after failures


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who sends: the caller's id, which way and from where, and the AE title where there is one."""

    caller: str = ""
    via: str = ""
    address: str | None = None
    ae_title: str | None = None


@dataclass(frozen=True, kw_only=True)
class Received:
    """A study that is received.

    Attributes
    ----------
    sender : Sender
        Who sent the latest of it.
    expected : int or None
        Instances that there will be, where the sender said so.
    announced : int
        Instances that there were when it was announced last.
    first_at : datetime
        When the first instance came that was not announced yet.
    last_at : datetime
        When the latest instance came.
    failures : int
        Of its announcement, in a row.
    due_at : datetime
        When it was to be tried again, at the earliest.
    """

    study_instance_uid: str
    sender: Sender
    expected: int | None
    announced: int
    first_at: datetime
    last_at: datetime
    failures: int
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class Begun:
    """An instance that is about to be kept.

    Attributes
    ----------
    expected : int or None
        Instances that its sender says the study will have.
    count : int
        Instances of the study, with this one.
    at : int
        When it began.
    before : int or None
        `last_at` of a study that was settled then.
    """

    study: str
    sender: Sender
    size: int
    expected: int | None
    count: int
    at: int
    before: int | None


class Receptions:
    """The table of studies that are received.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    now : callable
        The time, aware.
    most_instances : int
        Of one study.
    most_bytes : int
        Of all studies.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime], most_instances: int, most_bytes: int) -> None:
        self._engine = engine
        self._now = now
        self._most_instances = most_instances
        self._most_bytes = most_bytes

    def begin(self, study: str, sender: Sender, size: int, expected: int | None = None) -> Begun:
        """Put on record that an instance is about to be kept: nobody removes the study now.

        Raises
        ------
        StorageFull
            If there are too many, or too many bytes.
        """
        now = to_micros(self._now())
        with self._engine.begin() as connection:
            serialize(connection, f"radlane reception {study}")
            row = self._require_room(connection, study, size)
            was_settled = row is not None and row["settled"]
            times = {"first_at": now, "last_at": now} if row is None or was_settled else {}
            count = (row["instances"] if row is not None else 0) + 1
            if row is None:
                new = {"study": study, "announced": 0, "instances": 1, "bytes": size, "failures": 0, "not_before": 0}
                connection.execute(insert(RECEPTION).values(**new, **times, **_columns(sender), settled=False))
            else:
                grown = {"instances": count, "bytes": RECEPTION.c.bytes + size, "settled": False}
                connection.execute(update(RECEPTION).filter_by(study=study).values(**grown, **times))
        before = row["last_at"] if row is not None and was_settled else None
        return Begun(study=study, sender=sender, size=size, expected=expected, count=count, at=now, before=before)

    def keep(self, begun: Begun) -> None:
        """Put on record that an instance is kept by now: whoever counted meanwhile missed it."""
        values: dict[str, object] = {"last_at": to_micros(self._now()), "settled": False, **_columns(begun.sender)}
        if begun.expected is not None:
            values["expected"] = begun.expected
        with self._engine.begin() as connection:
            connection.execute(update(RECEPTION).filter_by(study=begun.study).values(**values))

    def give_back(self, begun: Begun, *, is_there: bool) -> None:
        """Take note that an instance was there before, or is refused: then the study is as if it had not come.

        A sender that says another size with what is there corrects itself: what was announced holds no more.
        """
        less: dict[str, object] = {"instances": RECEPTION.c.instances - 1, "bytes": RECEPTION.c.bytes - begun.size}
        if is_there:  # more may follow; and maybe nobody was told of it yet
            less |= {"last_at": to_micros(self._now()), "settled": False}
            if begun.expected is not None:
                announced = case((_expects(begun.expected), RECEPTION.c.announced), else_=0)
                less |= {"expected": begun.expected, "announced": announced}
        with self._engine.begin() as connection:
            own = update(RECEPTION).filter_by(study=begun.study)
            connection.execute(own.values(**less))
            if begun.before is not None and not is_there:  # unless another instance came, or is on its way
                alone = own.filter_by(last_at=begun.at, instances=begun.count - 1)
                connection.execute(alone.values(last_at=begun.before, settled=True))

    def open(self) -> tuple[Received, ...]:
        """Return the studies that something came of since they were announced, and that nobody works on."""
        now = to_micros(self._now())
        wanted = select(RECEPTION).where(~RECEPTION.c.settled, RECEPTION.c.not_before <= now)
        with reading(self._engine) as connection:
            return tuple(map(_received, connection.execute(wanted.order_by(RECEPTION.c.last_at)).mappings()))

    def claim(self, received: Received, *, although_it_grows: bool = False) -> bool:
        """Take a study to announce it; False where another process has it, or something came meanwhile."""
        now = self._now()
        seen = {"first_at": to_micros(received.first_at), "not_before": to_micros(received.due_at)}
        own = update(RECEPTION).filter_by(study=received.study_instance_uid, **seen)
        if not although_it_grows:
            own = own.filter_by(last_at=to_micros(received.last_at))
        free = own.where(~RECEPTION.c.settled, RECEPTION.c.not_before <= to_micros(now))
        with self._engine.begin() as connection:
            return connection.execute(free.values(not_before=to_micros(now + _TURN))).rowcount == 1

    def settle(self, received: Received, instances: int, size: int, *, is_announced: bool = True) -> None:
        """Put on record what was announced; where something came meanwhile, or is on its way, it is looked at again.

        What is given up is not announced: the same instances again are as if they came for the first time.
        """
        key, now = {"study": received.study_instance_uid}, self._now()
        told = instances if is_announced else 0
        announced = case((_expects(received.expected), told), else_=0)  # 0: with another size than is expected now
        quiet = update(RECEPTION).filter_by(**key, last_at=to_micros(received.last_at))
        all_counted = or_(RECEPTION.c.instances == instances, RECEPTION.c.last_at <= to_micros(now - _PLACING))
        with self._engine.begin() as connection:
            done = {"announced": announced, "not_before": 0, "failures": 0, "first_at": to_micros(now)}
            connection.execute(update(RECEPTION).filter_by(**key).values(**done))
            connection.execute(quiet.where(all_counted).values(settled=True, instances=instances, bytes=size))

    def postpone(self, received: Received, failures: int, latest: datetime | None = None) -> None:
        """Put on record that it could not be announced, so often before: it is tried again, later each time.

        Parameters
        ----------
        latest : datetime or None
            It is tried again by then.
        """
        own = update(RECEPTION).filter_by(study=received.study_instance_uid)
        later = self._now() + timedelta(seconds=2 ** min(failures, _MOST_DOUBLED))
        if latest is not None:
            later = min(later, latest)
        with self._engine.begin() as connection:
            connection.execute(own.values(failures=failures + 1, not_before=to_micros(later)))

    def old(self, before: datetime) -> tuple[str, ...]:
        """Return studies that were announced or given up, and of which nothing came since a moment."""
        wanted = select(RECEPTION.c.study).where(RECEPTION.c.settled, RECEPTION.c.last_at < to_micros(before))
        with reading(self._engine) as connection:
            return tuple(connection.execute(wanted.order_by(RECEPTION.c.last_at)).scalars())

    def is_needed(self, study: str, source: str) -> bool:
        """Whether a job under way reads a study from here, or something of it came just now."""
        jobs = select(JOB.c.id).where(JOB.c.study == study, JOB.c.source == source, JOB.c.state.not_in(FINAL))
        grows = select(RECEPTION.c.study).where(RECEPTION.c.study == study, ~RECEPTION.c.settled)
        with reading(self._engine) as connection:
            return any(connection.execute(wanted.limit(1)).first() is not None for wanted in (jobs, grows))

    def forget(self, study: str, before: datetime) -> None:
        """Remove the row of a study that is removed; what came of it since that moment is announced as a new study."""
        own = RECEPTION.c.study == study
        with self._engine.begin() as connection:
            old = delete(RECEPTION).where(own, RECEPTION.c.settled, RECEPTION.c.last_at < to_micros(before))
            if connection.execute(old).rowcount == 0:
                connection.execute(update(RECEPTION).where(own).values(announced=0, settled=False))

    def _require_room(self, connection: Connection, study: str, size: int) -> RowMapping | None:
        """Return the row of a study; None where it is new."""
        used = int(connection.execute(select(func.coalesce(func.sum(RECEPTION.c.bytes), 0))).scalar_one())
        row = connection.execute(select(RECEPTION).filter_by(study=study)).mappings().first()
        if used + size > self._most_bytes:
            raise StorageFull("More was received than there is room for", remedy="Look at reception.most_bytes")
        if row is not None and row["instances"] >= self._most_instances:
            raise StorageFull("A study has more instances than are received", remedy="Look at limits.instances")
        return row


def _expects(expected: int | None) -> ColumnElement[bool]:
    """Whether so many instances of a study are expected."""
    return RECEPTION.c.expected.is_not_distinct_from(expected)


def _columns(sender: Sender) -> dict[str, object]:
    return {
        "caller": sender.caller,
        "via": sender.via,
        "address": sender.address,
        "ae_title": sender.ae_title,
    }


def _received(row: RowMapping) -> Received:
    return Received(
        study_instance_uid=row["study"],
        sender=Sender(caller=row["caller"], via=row["via"], address=row["address"], ae_title=row["ae_title"]),
        expected=row["expected"],
        announced=row["announced"],
        first_at=to_moment(row["first_at"]),
        last_at=to_moment(row["last_at"]),
        failures=row["failures"],
        due_at=to_moment(row["not_before"]),
    )
