"""Callers' own names for their requests: the same name again is the same job, as long as the job is kept.

In: a connection and a name. Out: a job's id, or a row of `schema.IDEMPOTENCY`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select

from radlane.errors import IdempotencyConflict
from radlane.jobs.schema import IDEMPOTENCY


@dataclass(frozen=True, kw_only=True)
class Name:
    """A caller's own name for a request.

    Attributes
    ----------
    key : str
        SHA-256 of the name and of who gave it.
    asked_digest : str
        SHA-256 of the request as it was said.
    """

    key: str
    asked_digest: str


def named_job(connection: Connection, name: Name) -> str | None:
    """Return the id of the job that a name stands for, if there is one.

    Raises
    ------
    IdempotencyConflict
        If it stands for another request.
    """
    wanted = select(IDEMPOTENCY.c.job_id, IDEMPOTENCY.c.asked_digest).where(IDEMPOTENCY.c.key == name.key)
    row = connection.execute(wanted).one_or_none()
    if row is not None and row.asked_digest != name.asked_digest:
        raise IdempotencyConflict("This Idempotency-Key stands for another request")
    return None if row is None else str(row.job_id)


def job_of_key(connection: Connection, key: str) -> str | None:
    """Return the id of the job that a name stands for, whatever was asked by it, if there is one."""
    wanted = select(IDEMPOTENCY.c.job_id).where(IDEMPOTENCY.c.key == key)
    job_id = connection.execute(wanted).scalar_one_or_none()
    return None if job_id is None else str(job_id)


def keep_name(connection: Connection, name: Name, job_id: str) -> None:
    """Put on record which job a name stands for."""
    connection.execute(insert(IDEMPOTENCY).values(**asdict(name), job_id=job_id))
