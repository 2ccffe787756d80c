"""The leases of the workers: one row a name, held by one process at a time.

In: names, and a token that each start of a process draws anew. Out: whether it still holds its name. A lease is taken
away by compare and set: whoever beat meanwhile keeps it, whatever any clock says. The times in the rows are the
database's: those of several machines are never compared.
Reference: docs/adr/0001.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from radlane.errors import SettingsError
from radlane.jobs.database import reading, serialize
from radlane.jobs.schema import WORKER

FREE = ""  # the token of a lease that was taken away
_CLOCK = {
    "postgresql": "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)",
    "sqlite": "SELECT CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER)",
}


class Hold(StrEnum):
    """How a worker stands to its lease."""

    HELD = "held"
    LOST = "lost"  # others took it for dead
    TAKEN = "taken"  # another process has its name


@dataclass(frozen=True, kw_only=True)
class Lease:
    """A lease as it stands: `beats` counts up while its holder lives."""

    token: str
    beats: int


class Leases:
    """The table of workers.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, name: str, token: str, ttl_s: float, ended: Collection[str] = ()) -> None:
        """Take the lease of a name.

        Parameters
        ----------
        ttl_s : float
            A lease whose last beat is older than this has run out.
        ended : collection of str
            Boots (`boot_of`) that are known to have ended: their leases are not waited for.

        Raises
        ------
        SettingsError
            If another process holds it.
        """
        with self._engine.begin() as connection:
            serialize(connection, "radlane lease")
            now = database_micros(connection)
            row = connection.execute(select(WORKER).where(WORKER.c.name == name)).one_or_none()
            if row is not None and _is_live(row, now, ttl_s) and row.token != token and boot_of(row.token) not in ended:
                raise SettingsError(
                    "Another worker of this name is alive",
                    why="it said so a moment ago",
                    remedy="Give each a host name or a work_dir of its own, or wait until that one's lease is over",
                )
            if row is None:
                connection.execute(insert(WORKER).values(name=name, token=token, beats=1, seen_at=now))
            else:
                values = {"token": token, "beats": row.beats + 1, "seen_at": now}
                connection.execute(update(WORKER).where(WORKER.c.name == name).values(**values))

    def beat(self, name: str, token: str) -> Hold:
        """Say that a worker is alive, and return how it stands to its lease."""
        with self._engine.begin() as connection:
            mine = update(WORKER).where(WORKER.c.name == name, WORKER.c.token == token)
            if connection.execute(mine.values(beats=WORKER.c.beats + 1, seen_at=database_micros(connection))).rowcount:
                return Hold.HELD
            return _hold(connection, name, token)

    def hold(self, name: str, token: str) -> Hold:
        """Return how a worker stands to its lease."""
        with reading(self._engine) as connection:
            return _hold(connection, name, token)

    def let_go(self, name: str, token: str) -> None:
        """Give a lease back: others go on at once with what its holder had begun."""
        with self._engine.begin() as connection:
            connection.execute(delete(WORKER).where(WORKER.c.name == name, WORKER.c.token == token))

    def take_away(self, name: str, seen: Lease) -> bool:
        """Take a lease away from whom has been silent since it was seen; False where it was not silent."""
        with self._engine.begin() as connection:
            same = (WORKER.c.name == name, WORKER.c.token == seen.token, WORKER.c.beats == seen.beats)
            return bool(connection.execute(update(WORKER).where(*same).values(token=FREE)).rowcount)

    def find(self) -> Mapping[str, Lease]:
        """Return name -> lease."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(WORKER.c.name, WORKER.c.token, WORKER.c.beats))
            return {str(row.name): Lease(token=str(row.token), beats=int(row.beats)) for row in rows}

    def count_live(self, within_s: float) -> int:
        """Return how many workers said within a time that they are alive, by the database's clock."""
        with reading(self._engine) as connection:
            now = database_micros(connection)
            held = select(WORKER.c.seen_at).where(WORKER.c.token != FREE)
            return sum(now - seen_at <= within_s * 1e6 for seen_at in connection.execute(held).scalars())

    def forget(self, older_than_s: float) -> None:
        """Remove the rows of workers that have been away for so long."""
        with self._engine.begin() as connection:
            limit = database_micros(connection) - int(older_than_s * 1e6)
            connection.execute(delete(WORKER).where(WORKER.c.seen_at < limit))


def boot_of(token: str) -> str:
    """Return what all tokens of one start of a process have in common."""
    return token.partition(".")[0]


def database_micros(connection: Connection) -> int:
    """Return the database's time, in microseconds since 1970."""
    return int(connection.execute(text(_CLOCK[connection.dialect.name])).scalar_one())


def _is_live(row: Any, now: int, ttl_s: float) -> bool:  # noqa: ANN401 - a row of the table
    """Whether a lease has not run out; one from the future says nothing."""
    return bool(row.token != FREE and abs(now - row.seen_at) < ttl_s * 1e6)


def _hold(connection: Connection, name: str, token: str) -> Hold:
    found = connection.execute(select(WORKER.c.token).where(WORKER.c.name == name)).scalar_one_or_none()
    if found == token:
        return Hold.HELD
    return Hold.LOST if found in (None, FREE) else Hold.TAKEN
