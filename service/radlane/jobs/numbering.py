"""A run begins: the next one of its input, and of an amendment the next one of the run that it amends.

In: what a run says of its input, as columns. Out: its row, in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, func, insert, select

from radlane.jobs.database import serialize
from radlane.jobs.runs import Run, RunState, locked_run
from radlane.jobs.schema import RUN


def begin_run(connection: Connection, columns: Mapping[str, Any]) -> Run:
    """Insert an open run; whoever calls holds the lock of its input key."""
    amends = columns.get("amends")
    numbers = {"number": _next(connection, RUN.c.number, RUN.c.input_key, columns["input_key"])}
    if amends is not None:
        serialize(connection, f"radlane amendments {amends}")  # last: those of several keys count as one
        numbers["amendment"] = _next(connection, RUN.c.amendment, RUN.c.amends, amends)
    connection.execute(insert(RUN).values(**columns, **numbers, state=RunState.OPEN))
    return locked_run(connection, columns["id"])


def _next(connection: Connection, number: Column[int], of: Column[str], value: str) -> int:
    return (connection.execute(select(func.max(number)).where(of == value)).scalar() or 0) + 1
