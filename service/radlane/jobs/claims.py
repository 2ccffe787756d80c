"""Claims on workitems of worklists elsewhere, as rows: on record before the worklist is asked.

In: claims and their changes. Out: `Claim`; and who of several processes works for a worklist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, text, update

from radlane.domain.claim import OPEN_CLAIMS, Claim, ClaimState
from radlane.errors import WorkitemConflict
from radlane.jobs.database import reading, to_micros, to_moment, try_serialize
from radlane.jobs.schema import CLAIM


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The turn of a process at a worklist: the lock of a transaction, which the database ends where nothing is said."""

    connection: Connection

    def keep(self) -> None:
        """Say that the turn goes on; to be said well within `database.HELD_S` after the last time.

        Raises
        ------
        sqlalchemy.exc.SQLAlchemyError
            One of `database.AWAY`, if it was lost: another process may have it.
        """
        self.connection.execute(text("SELECT 1"))


class Claims:
    """The table of claims.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    now : callable
        The time, aware.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    @contextmanager
    def alone(self, worklist: str) -> Iterator[Turn | None]:
        """Give the turn at a worklist; None where another process has it. Who dies gives it up."""
        with reading(self._engine) as connection:
            yield Turn(connection=connection) if try_serialize(connection, f"radlane worklist {worklist}") else None

    def add(self, claim: Claim) -> bool:
        """Put a claim on record; False where there was one already, of whatever end."""
        with self._engine.begin() as connection:
            here = (CLAIM.c.worklist == claim.worklist) & (CLAIM.c.uid == claim.uid)
            if connection.execute(select(CLAIM.c.uid).where(here)).first() is not None:
                return False
            connection.execute(insert(CLAIM).values(**_columns(claim)))
            return True

    def open(self, worklist: str) -> tuple[Claim, ...]:
        """Return the claims of a worklist that are not at their end, the oldest first."""
        wanted = select(CLAIM).where(CLAIM.c.worklist == worklist, CLAIM.c.state.in_(tuple(OPEN_CLAIMS)))
        with reading(self._engine) as connection:
            rows = connection.execute(wanted.order_by(CLAIM.c.updated_at, CLAIM.c.uid)).mappings().all()
        return tuple(map(_claim, rows))

    def lost(self, worklist: str, since: datetime) -> tuple[str, ...]:
        """Return the workitems of a worklist whose claims were lost since a moment, the oldest first."""
        is_lost = (CLAIM.c.worklist == worklist) & (CLAIM.c.state == ClaimState.LOST)
        wanted = select(CLAIM.c.uid).where(is_lost, CLAIM.c.updated_at >= to_micros(since))
        with reading(self._engine) as connection:
            return tuple(connection.execute(wanted.order_by(CLAIM.c.updated_at, CLAIM.c.uid)).scalars())

    def get(self, worklist: str, uid: str) -> Claim | None:
        """Return a claim; None where there is none."""
        wanted = select(CLAIM).where(CLAIM.c.worklist == worklist, CLAIM.c.uid == uid)
        with reading(self._engine) as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        return None if row is None else _claim(row)

    def counts(self) -> Mapping[str, int]:
        """Return how many claims are not at their end, by worklist."""
        is_open = CLAIM.c.state.in_(tuple(OPEN_CLAIMS))
        wanted = select(CLAIM.c.worklist, func.count()).where(is_open).group_by(CLAIM.c.worklist)
        with reading(self._engine) as connection:
            return {str(worklist): int(count) for worklist, count in connection.execute(wanted)}

    def keep(self, claim: Claim) -> None:
        """Put a claim on record as it is now.

        Raises
        ------
        WorkitemConflict
            If it was removed meanwhile.
        """
        here = (CLAIM.c.worklist == claim.worklist) & (CLAIM.c.uid == claim.uid)
        values = {**_columns(claim), "updated_at": to_micros(self._now())}
        with self._engine.begin() as connection:
            if not connection.execute(update(CLAIM).where(here).values(**values)).rowcount:
                raise WorkitemConflict(
                    "A claim is no longer on record", uid=claim.uid, remedy="The next round looks whose the workitem is"
                )

    def touch(self, claim: Claim) -> None:
        """Put a claim behind the others of its worklist, whatever became of it since it was read, and any clock."""
        of_worklist = CLAIM.c.worklist == claim.worklist
        with self._engine.begin() as connection:
            newest = connection.execute(select(func.max(CLAIM.c.updated_at)).where(of_worklist)).scalar_one() or 0
            values = {"updated_at": max(newest + 1, to_micros(self._now()))}
            connection.execute(update(CLAIM).where(of_worklist & (CLAIM.c.uid == claim.uid)).values(**values))

    def drop(self, claim: Claim) -> None:
        """Remove a claim that came to nothing: the workitem may be there to claim again.

        It stays where another process had the turn meanwhile, and counted a call of its own, or holds it.
        """
        here = (CLAIM.c.worklist == claim.worklist) & (CLAIM.c.uid == claim.uid)
        as_it_was = (CLAIM.c.state == claim.state) & (CLAIM.c.failures == claim.failures)
        with self._engine.begin() as connection:
            connection.execute(delete(CLAIM).where(here & as_it_was))

    def forget(self, before: datetime) -> int:
        """Remove the claims that came to their end before a moment; return how many."""
        old = CLAIM.c.state.not_in(tuple(OPEN_CLAIMS)) & (CLAIM.c.updated_at < to_micros(before))
        with self._engine.begin() as connection:
            return connection.execute(delete(CLAIM).where(old)).rowcount


def _columns(claim: Claim) -> dict[str, Any]:
    return {
        "worklist": claim.worklist,
        "uid": claim.uid,
        "state": claim.state,
        "transaction_uid": claim.transaction_uid,
        "attributes": dict(claim.attributes),
        "job_id": claim.job_id,
        "earlier_job_id": claim.earlier_job_id,
        "said": claim.said,
        "said_at": None if claim.said_at is None else to_micros(claim.said_at),
        "failures": claim.failures,
        "detail": claim.detail,
        "updated_at": to_micros(claim.updated_at),
    }


def _claim(row: RowMapping) -> Claim:
    return Claim(
        worklist=row["worklist"],
        uid=row["uid"],
        state=ClaimState(row["state"]),
        transaction_uid=row["transaction_uid"],
        attributes=row["attributes"],
        job_id=row["job_id"],
        earlier_job_id=row["earlier_job_id"],
        said=row["said"],
        said_at=None if row["said_at"] is None else to_moment(row["said_at"]),
        failures=row["failures"],
        detail=row["detail"],
        updated_at=to_moment(row["updated_at"]),
    )
