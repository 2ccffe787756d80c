"""Withdrawals as rows of `schema.WITHDRAWAL`, and back.

In: a withdrawal or runs. Out: columns, or the withdrawals of those runs that have one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from radlane.domain.withdrawal import Withdrawal, WithdrawalReason
from radlane.jobs.database import to_micros, to_moment
from radlane.jobs.schema import WITHDRAWAL


def find_withdrawals(connection: Connection, run_ids: Collection[str]) -> dict[str, Withdrawal]:
    """Return run -> its withdrawal, of those that were withdrawn."""
    wanted = select(WITHDRAWAL).where(WITHDRAWAL.c.run_id.in_(run_ids))
    return {row["run_id"]: _withdrawal(row) for row in connection.execute(wanted).mappings()}


def columns_of(said: Withdrawal) -> dict[str, Any]:
    """Return what a withdrawal says as columns; the job that sends its note is put there when it is on record."""
    return {"reason": said.reason, "comment": said.comment, "at": to_micros(said.at), "caller": said.caller}


def _withdrawal(row: RowMapping) -> Withdrawal:
    return Withdrawal(
        reason=WithdrawalReason(row["reason"]),
        comment=row["comment"],
        at=to_moment(row["at"]),
        caller=row["caller"],
        job_id=row["job_id"],
    )
