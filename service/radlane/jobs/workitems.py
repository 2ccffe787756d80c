"""The worklist, as rows: each workitem changed under its lock, so that of two who claim it one is first.

In: workitems, and changes as functions of what is there. Out: `Workitem`. Whatever is answered here is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, delete, func, insert, select, update

from radlane.domain.ups import FINAL_STATES, StepState
from radlane.domain.workitem import Performer, Workitem
from radlane.errors import WorkitemConflict, WorklistFull
from radlane.jobs.database import BUSY_S, reading, serialize, to_micros, to_moment
from radlane.jobs.schema import WORKITEM
from radlane.jobs.trail import Say

Change = Callable[[Workitem | None], Workitem | None]
"""What is there -> what is to be there; None: nothing changes. May raise: then nothing changes."""

_PAGE = 100
_LOCK = "radlane worklist"
_OPEN = tuple(frozenset(StepState) - FINAL_STATES)


class Workitems:
    """The table of workitems.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    now : callable
        The time, aware.
    most_open : int
        As many workitems there may be that are not at their end.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime], most_open: int) -> None:
        self._engine = engine
        self._now = now
        self._most_open = most_open

    def add(self, item: Workitem, say: Say | None = None) -> None:
        """Put a new workitem on record.

        Raises
        ------
        WorkitemConflict
            If there is one of its UID.
        WorklistFull
            If there are as many open ones as there may be.
        """
        with self._engine.begin() as connection:
            serialize(connection, _LOCK, BUSY_S)
            if connection.execute(_one(item.uid)).first() is not None:
                raise WorkitemConflict("There is a workitem of this UID already", uid=item.uid)
            wanted = select(func.count()).select_from(WORKITEM).where(WORKITEM.c.state.in_(_OPEN))
            if connection.execute(wanted).scalar_one() >= self._most_open:
                raise WorklistFull("The worklist is full", remedy="Complete or cancel workitems", retry_after_s=60.0)
            connection.execute(insert(WORKITEM).values(uid=item.uid, **_columns(item)))
            if say is not None:
                say(connection, study=item.study)

    def get(self, uid: str) -> Workitem | None:
        """Return a workitem; None where there is none."""
        with reading(self._engine) as connection:
            row = connection.execute(_one(uid)).mappings().one_or_none()
        return None if row is None else _item(row)

    def change(self, uid: str, change: Change, say: Say | None = None) -> Workitem | None:
        """Change a workitem; nobody else does at that moment.

        Parameters
        ----------
        say : callable or None
            Puts on record that it changed.

        Returns
        -------
        Workitem or None
            As it is now; None where there is none.
        """
        with self._engine.begin() as connection:
            row = connection.execute(_one(uid).with_for_update()).mappings().one_or_none()
            before = None if row is None else _item(row)
            after = change(before)
            if after is None or before is None or after == before:
                return before
            values = {**_columns(after), "updated_at": to_micros(self._now())}
            connection.execute(update(WORKITEM).where(WORKITEM.c.uid == uid).values(**values))
            if say is not None:
                say(connection, study=after.study, job=after.job_id, facts={"state": str(after.state)})
            return after

    def walk(self, states: Collection[StepState] = (), study: str | None = None) -> Iterator[Workitem]:
        """Yield workitems, the youngest first, a page at a time."""
        last: tuple[int, str] | None = None
        while True:
            with reading(self._engine) as connection:
                rows = connection.execute(_after(_listed(states, study), last)).mappings().all()
            yield from map(_item, rows)
            if len(rows) < _PAGE:
                return
            last = (rows[-1]["created_at"], rows[-1]["uid"])

    def own(self) -> tuple[Workitem, ...]:
        """Return the open workitems that are radlane's to perform, the oldest first."""
        is_own = WORKITEM.c.model.is_not(None) & (WORKITEM.c.state == StepState.SCHEDULED)
        is_under_way = (WORKITEM.c.performer == Performer.RADLANE) & (WORKITEM.c.state == StepState.IN_PROGRESS)
        wanted = select(WORKITEM).where(is_own | is_under_way).order_by(WORKITEM.c.created_at, WORKITEM.c.uid)
        with reading(self._engine) as connection:
            return tuple(map(_item, connection.execute(wanted).mappings()))

    def counts(self) -> Mapping[str, int]:
        """Return how many workitems there are in each state."""
        with reading(self._engine) as connection:
            return counts(connection)

    def forget(self, before: datetime) -> int:
        """Remove the workitems that came to their end before a moment; return how many."""
        old = WORKITEM.c.state.in_(tuple(FINAL_STATES)) & (WORKITEM.c.updated_at < to_micros(before))
        with self._engine.begin() as connection:
            return connection.execute(delete(WORKITEM).where(old)).rowcount


def counts(connection: Connection) -> Mapping[str, int]:
    """Return how many workitems there are in each state."""
    rows = connection.execute(select(WORKITEM.c.state, func.count()).group_by(WORKITEM.c.state)).all()
    return {**{str(state): 0 for state in StepState}, **{str(state): int(count) for state, count in rows}}


def _one(uid: str) -> Select[Any]:
    return select(WORKITEM).where(WORKITEM.c.uid == uid)


def _listed(states: Collection[StepState], study: str | None) -> Select[Any]:
    wanted = select(WORKITEM)
    if states:
        wanted = wanted.where(WORKITEM.c.state.in_(tuple(states)))
    return wanted if study is None else wanted.where(WORKITEM.c.study == study)


def _after(wanted: Select[Any], last: tuple[int, str] | None) -> Select[Any]:
    if last is not None:
        moment, uid = last
        wanted = wanted.where(
            (WORKITEM.c.created_at < moment) | ((WORKITEM.c.created_at == moment) & (WORKITEM.c.uid < uid))
        )
    return wanted.order_by(WORKITEM.c.created_at.desc(), WORKITEM.c.uid.desc()).limit(_PAGE)


def _columns(item: Workitem) -> dict[str, Any]:
    return {
        "state": item.state,
        "attributes": dict(item.attributes),
        "lock": item.lock,
        "study": item.study,
        "model": item.model,
        "performer": item.performer,
        "caller": item.caller,
        "job_id": item.job_id,
        "cancel": None if item.cancel is None else dict(item.cancel),
        "created_at": to_micros(item.created_at),
        "updated_at": to_micros(item.updated_at),
    }


def _item(row: RowMapping) -> Workitem:
    return Workitem(
        uid=row["uid"],
        state=StepState(row["state"]),
        attributes=row["attributes"],
        lock=row["lock"],
        study=row["study"],
        model=row["model"],
        performer=Performer(row["performer"]),
        caller=row["caller"],
        job_id=row["job_id"],
        cancel=row["cancel"],
        created_at=to_moment(row["created_at"]),
        updated_at=to_moment(row["updated_at"]),
    )
