"""Steps that have begun, each until the next one of its job does: rows of `schema.BEGUN`, one for each process.

In: a job, a step, and what a start of the process has drawn. Out: how many processes died in that step. Who ends in
order takes its rows along: what is left is of those that died.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, func, insert, select

from radlane.jobs.database import reading
from radlane.jobs.schema import BEGUN


class Begun:
    """The table of steps that have begun.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def deaths(self, job_id: str, step: str, boot: str) -> int:
        """Return how many other processes began a step and brought it to no outcome."""
        with reading(self._engine) as connection:
            wanted = select(func.count()).where(BEGUN.c.job_id == job_id, BEGUN.c.step == step, BEGUN.c.boot != boot)
            return int(connection.execute(wanted).scalar_one())

    def begin(self, job_id: str, step: str, boot: str) -> None:
        """Put on record that a process begins a step; what is left of the job's other steps has an outcome."""
        with self._engine.begin() as connection:
            connection.execute(delete(BEGUN).where(BEGUN.c.job_id == job_id, BEGUN.c.step != step))
            mine = {"job_id": job_id, "step": step, "boot": boot}
            if connection.execute(select(BEGUN.c.boot).filter_by(**mine)).first() is None:
                connection.execute(insert(BEGUN).values(**mine))

    def end(self, job_id: str) -> None:
        """Forget a job's steps: its last one has an outcome, or the job an end."""
        with self._engine.begin() as connection:
            forget(connection, job_id)

    def leave(self, job_id: str, boot: str) -> None:
        """Forget that a process began a step of a job: it goes no further with it, and lives."""
        with self._engine.begin() as connection:
            connection.execute(delete(BEGUN).where(BEGUN.c.job_id == job_id, BEGUN.c.boot == boot))

    def leave_all(self, boot: str) -> None:
        """Forget what a process began: it ends in order."""
        with self._engine.begin() as connection:
            connection.execute(delete(BEGUN).where(BEGUN.c.boot == boot))


def forget(connection: Connection, job_id: str) -> None:
    """Forget a job's steps, in the caller's transaction: who tries it again by hand begins anew."""
    connection.execute(delete(BEGUN).where(BEGUN.c.job_id == job_id))
