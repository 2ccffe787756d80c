"""Studies that are received: rows of `schema.RECEPTION`.

In: that an instance is about to be kept. Out: what is to be announced, and what may be removed. A row is written before
the first file of it appears: whatever dies then, the study is looked at after its quiet time. Several processes share
the table; a row is worked on by one at a time, and by another one where that died.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update

from radlane.domain.job import FINAL
from radlane.errors import StorageFull
from radlane.jobs.database import reading, serialize, to_micros, to_moment
from radlane.jobs.schema import JOB, RECEPTION

_TURN = timedelta(minutes=1)  # in which one process announces a study; then another may
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
    last_at : datetime
        When the latest instance came.
    """

    study_instance_uid: str
    sender: Sender
    expected: int | None
    announced: int
    first_at: datetime
    last_at: datetime


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

    def begin(self, study: str, sender: Sender, size: int, expected: int | None = None) -> None:
        """Put on record that an instance is about to be kept.

        Raises
        ------
        StorageFull
            If there are too many, or too many bytes.
        """
        now = to_micros(self._now())
        said: dict[str, object] = {
            "caller": sender.caller,
            "via": sender.via,
            "address": sender.address,
            "ae_title": sender.ae_title,
        }
        if expected is not None:
            said |= {"expected": expected}
        with self._engine.begin() as connection:
            serialize(connection, f"radlane reception {study}")
            count = self._require_room(connection, study, size)
            if count is None:
                row = {"study": study, "first_at": now, "announced": 0, "instances": 1, "bytes": size, "failures": 0}
                connection.execute(insert(RECEPTION).values(**row, last_at=now, settled=False, not_before=0, **said))
                return
            grown = {"instances": count + 1, "bytes": RECEPTION.c.bytes + size, "last_at": now, "settled": False}
            connection.execute(update(RECEPTION).filter_by(study=study).values(**grown, **said))

    def touch(self, study: str) -> None:
        """Put on record that an instance is kept by now, which took long: whoever counted meanwhile missed it."""
        with self._engine.begin() as connection:
            values = {"last_at": to_micros(self._now()), "settled": False}
            connection.execute(update(RECEPTION).filter_by(study=study).values(**values))

    def give_back(self, study: str, size: int) -> None:
        """Take note that an instance was not kept, or was there before."""
        less = {"instances": RECEPTION.c.instances - 1, "bytes": RECEPTION.c.bytes - size}
        with self._engine.begin() as connection:
            connection.execute(update(RECEPTION).filter_by(study=study).values(**less))

    def open(self) -> tuple[Received, ...]:
        """Return the studies that something came of since they were announced, and that nobody works on."""
        now = to_micros(self._now())
        wanted = select(RECEPTION).where(~RECEPTION.c.settled, RECEPTION.c.not_before <= now)
        with reading(self._engine) as connection:
            return tuple(map(_received, connection.execute(wanted.order_by(RECEPTION.c.last_at)).mappings()))

    def claim(self, received: Received) -> bool:
        """Take a study to announce it; False where another process has it, or something came meanwhile."""
        now = self._now()
        own = update(RECEPTION).filter_by(study=received.study_instance_uid, last_at=to_micros(received.last_at))
        free = own.where(~RECEPTION.c.settled, RECEPTION.c.not_before <= to_micros(now))
        with self._engine.begin() as connection:
            return connection.execute(free.values(not_before=to_micros(now + _TURN))).rowcount == 1

    def settle(self, received: Received, instances: int, size: int) -> None:
        """Put on record what was announced; where something came meanwhile, it is announced again."""
        key = {"study": received.study_instance_uid}
        quiet = update(RECEPTION).filter_by(**key, last_at=to_micros(received.last_at))
        with self._engine.begin() as connection:
            done = {"announced": instances, "not_before": 0, "failures": 0}
            connection.execute(update(RECEPTION).filter_by(**key).values(**done))
            connection.execute(quiet.values(settled=True, instances=instances, bytes=size))

    def postpone(self, received: Received) -> None:
        """Put on record that it could not be announced: it is tried again, later each time."""
        own = update(RECEPTION).filter_by(study=received.study_instance_uid)
        with self._engine.begin() as connection:
            row = select(RECEPTION.c.failures).filter_by(study=received.study_instance_uid)
            failures = connection.execute(row).scalar() or 0
            later = self._now() + timedelta(seconds=2 ** min(failures, _MOST_DOUBLED))
            connection.execute(own.values(failures=failures + 1, not_before=to_micros(later)))

    def old(self, before: datetime) -> tuple[str, ...]:
        """Return studies that were announced, and of which nothing came since a moment."""
        wanted = select(RECEPTION.c.study).where(RECEPTION.c.settled, RECEPTION.c.last_at < to_micros(before))
        with reading(self._engine) as connection:
            return tuple(connection.execute(wanted.order_by(RECEPTION.c.last_at)).scalars())

    def is_needed(self, study: str, source: str) -> bool:
        """Whether a job under way reads a study from here, or something of it came just now."""
        jobs = select(JOB.c.id).where(JOB.c.study == study, JOB.c.source == source, JOB.c.state.not_in(FINAL))
        grows = select(RECEPTION.c.study).where(RECEPTION.c.study == study, ~RECEPTION.c.settled)
        with reading(self._engine) as connection:
            return any(connection.execute(wanted.limit(1)).first() is not None for wanted in (jobs, grows))

    def forget(self, study: str) -> None:
        """Remove the row of a study that is removed, unless something came of it since."""
        with self._engine.begin() as connection:
            connection.execute(delete(RECEPTION).where(RECEPTION.c.study == study, RECEPTION.c.settled))

    def _require_room(self, connection: Connection, study: str, size: int) -> int | None:
        """Return how many instances there are of a study; None where it is new."""
        used = int(connection.execute(select(func.coalesce(func.sum(RECEPTION.c.bytes), 0))).scalar_one())
        count = connection.execute(select(RECEPTION.c.instances).filter_by(study=study)).scalar()
        if used + size > self._most_bytes:
            raise StorageFull("More was received than there is room for", remedy="Look at reception.most_bytes")
        if (count or 0) >= self._most_instances:
            raise StorageFull("A study has more instances than are received", remedy="Look at limits.instances")
        return None if count is None else int(count)


def _received(row: RowMapping) -> Received:
    return Received(
        study_instance_uid=row["study"],
        sender=Sender(caller=row["caller"], via=row["via"], address=row["address"], ae_title=row["ae_title"]),
        expected=row["expected"],
        announced=row["announced"],
        first_at=to_moment(row["first_at"]),
        last_at=to_moment(row["last_at"]),
    )
