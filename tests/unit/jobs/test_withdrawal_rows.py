"""Withdrawals as rows."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import insert

from radlane.domain.withdrawal import Withdrawal
from radlane.jobs.schema import WITHDRAWAL
from radlane.jobs.withdrawal_rows import columns_of, find_withdrawals
from support.jobs import BEGIN, World
from support.withdrawals import SAFETY, run_on_record


def test_what_is_put_on_record_is_found(on: World) -> None:
    run, other = run_on_record(on, "a"), run_on_record(on, "a", number=2)
    said = Withdrawal(reason=SAFETY, comment="The sides are swapped", at=BEGIN, caller="key", job_id=None)
    with on.engine.begin() as connection:
        connection.execute(insert(WITHDRAWAL).values(run_id=run.id, job_id=run.job_id, **columns_of(said)))
        assert find_withdrawals(connection, [run.id, other.id]) == {run.id: replace(said, job_id=run.job_id)}
        assert find_withdrawals(connection, [other.id]) == {}
