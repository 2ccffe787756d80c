"""Pages of a table, the youngest row first.

In: a query, the column of a row's age and where to go on. Out: rows, and the cursor of the next page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, select

from radlane.errors import JobNotFound

MOST_ROWS = 200


def read_page(
    connection: Connection, wanted: Select[Any], age: Column[int], *, before: str | None, limit: int
) -> tuple[Sequence[RowMapping], str | None]:
    """Return a page of rows, and the cursor of the next one; None at the end.

    Parameters
    ----------
    connection : Connection
        In a transaction.
    wanted : Select
        Whole rows of the column's table.
    age : Column
        What rows are ordered by; of the same, those with the greater id come first.
    before : str or None
        The id of the last row that was seen.
    limit : int
        Rows of a page; `MOST_ROWS` at most.

    Raises
    ------
    JobNotFound
        If the cursor names no row.
    """
    name = age.table.c.id
    if before is not None:
        last = connection.execute(select(age).where(name == before)).scalar()
        if last is None:
            raise JobNotFound("The cursor names nothing in this list")
        wanted = wanted.where((age < last) | ((age == last) & (name < before)))
    most = max(1, min(limit, MOST_ROWS))
    rows = connection.execute(wanted.order_by(age.desc(), name.desc()).limit(most + 1)).mappings().all()
    return rows[:most], rows[most - 1]["id"] if len(rows) > most else None
