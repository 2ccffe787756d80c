"""What somebody with the whole database, but without the key, may do to a trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from radlane.jobs.schema import AUDIT

_TRIGGERS = {
    "sqlite": ("DROP TRIGGER IF EXISTS audit_no_UPDATE", "DROP TRIGGER IF EXISTS audit_no_DELETE"),
    "postgresql": ("DROP TRIGGER IF EXISTS audit_kept ON audit",),
}
_ASIDE = 10**9  # numbers that no trail in the tests has

# Column -> what is written into it.
CHANGES: Mapping[str, Callable[[Any], Any]] = {
    "at": lambda value: value + 1,
    "action": lambda value: "job-asked" if value != "job-asked" else "result-read",
    "outcome": lambda value: "failed" if value != "failed" else "done",
    "caller": lambda value: f"{value}x",
    "via": lambda value: f"{value}x",
    "address": lambda value: f"{value or ''}1",
    "study": lambda value: f"{value or '1'}.9",
    "job": lambda value: f"{value or ''}j",
    "facts": lambda value: value.replace("}", ',"x":1}') if value != "{}" else '{"x":1}',
    "previous": lambda value: value[::-1] if value != value[::-1] else f"1{value[1:]}",
    "mac": lambda value: f"{'1' if value[0] == '0' else '0'}{value[1:]}",
}


@contextmanager
def tampering(engine: Engine) -> Iterator[Connection]:
    """A transaction in which the trail can be changed: the triggers are gone."""
    with engine.begin() as connection:
        for statement in _TRIGGERS[engine.dialect.name]:
            connection.execute(text(statement))
        yield connection


def remove(connection: Connection, number: int, *, renumber: bool = False) -> None:
    """Delete a record; the later ones may get the numbers before theirs."""
    connection.execute(delete(AUDIT).where(AUDIT.c.number == number))
    if renumber:
        _move(connection, number + 1, -1)


def change(connection: Connection, number: int, column: str) -> None:
    """Change one column of a record."""
    value = connection.execute(select(AUDIT.c[column]).where(AUDIT.c.number == number)).scalar()
    connection.execute(update(AUDIT).where(AUDIT.c.number == number).values(**{column: CHANGES[column](value)}))


def swap(connection: Connection, one: int, other: int) -> None:
    """Let two records change places."""
    for before, after in ((one, _ASIDE), (other, one), (_ASIDE, other)):
        connection.execute(update(AUDIT).where(AUDIT.c.number == before).values(number=after))


def cut(connection: Connection, number: int) -> None:
    """Delete all records from a number on."""
    connection.execute(delete(AUDIT).where(AUDIT.c.number >= number))


def put(connection: Connection, number: int, like: int) -> None:
    """Insert a record that is like another one but for what it says, before the one of a number."""
    _move(connection, number, 1)
    row = dict(connection.execute(select(AUDIT).where(AUDIT.c.number == like + (like >= number))).mappings().one())
    connection.execute(insert(AUDIT).values(**{**row, "number": number, "caller": "somebody else"}))


def copy(connection: Connection, source: int, target: int) -> None:
    """Write all that one record says over another one."""
    row = dict(connection.execute(select(AUDIT).where(AUDIT.c.number == source)).mappings().one())
    connection.execute(update(AUDIT).where(AUDIT.c.number == target).values(**{**row, "number": target}))


def _move(connection: Connection, first: int, by: int) -> None:
    later = update(AUDIT).where(AUDIT.c.number >= first)
    connection.execute(later.values(number=AUDIT.c.number + _ASIDE))
    connection.execute(later.where(AUDIT.c.number >= _ASIDE).values(number=AUDIT.c.number - _ASIDE + by))
