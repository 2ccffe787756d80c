"""How polls get on, as figures for whoever looks.

In: the database. Out: `Polled` of each poll.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Engine, func, select

from radlane.errors import RecordsUnavailable
from radlane.jobs.database import reading, said_away, to_micros
from radlane.jobs.schema import POLL, POLL_STUDY
from radlane.monitoring.poll_metrics import Polled


def read_polls(engine: Engine, names: Collection[str], now: datetime) -> tuple[Polled, ...]:
    """Return how polls of some names get on; nothing while the database is away."""
    owed = select(POLL_STUDY.c.poll, func.count()).where(POLL_STUDY.c.due_at.is_not(None)).group_by(POLL_STUDY.c.poll)
    wanted = select(POLL).where(POLL.c.name.in_(names)).order_by(POLL.c.name)
    moment = to_micros(now)
    try:
        with said_away(), reading(engine) as connection:
            counts = {str(poll): int(count) for poll, count in connection.execute(owed)}
            return tuple(
                Polled(
                    name=row.name,
                    age_s=_seconds(moment - row.good_at),
                    place_age_s=None if row.moved_at is None else _seconds(moment - row.moved_at),
                    owed=counts.get(row.name, 0),
                )
                for row in connection.execute(wanted)
            )
    except RecordsUnavailable:
        return ()


def _seconds(micros: int) -> float:
    return max(0.0, micros / 1e6)  # clocks of two machines differ
