"""What docs/operations.md says of a trail that cannot be used is what mends it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from radlane.errors import SettingsError
from radlane.jobs.trail import Trail
from radlane.security.audit_record import Action, Entry
from support.jobs import BEGIN, Clock
from support.trail import HEADS, trail_in

_READ = Entry(action=Action.RESULT_READ)
_BLOCK = re.compile(r"```sql\n(.*?)```", re.DOTALL)
_STATEMENTS = re.compile(r"(?:BEGIN SELECT.*?END|[^;])+;")  # a trigger of SQLite has one inside
_COPIED = "at, action, outcome, caller, via, address, study, job, facts, previous, mac"


def recipe(dialect: str) -> tuple[list[str], list[str]]:
    """What takes the newest row away, and what takes all of them."""
    page = Path("docs/operations.md").read_text(encoding="utf-8")
    sqlite, postgresql, every = _BLOCK.findall(page[page.index("To take rows away") :])[:3]
    one = (sqlite if dialect == "sqlite" else postgresql).strip()
    (line,) = [line for line in one.splitlines() if line.startswith("DELETE")]
    return [[found.strip() for found in _STATEMENTS.findall(said)] for said in (one, one.replace(line, every))]


def follow(engine: Engine, statements: list[str]) -> None:
    with engine.connect() as connection:
        for statement in statements:
            if statement not in ("BEGIN;", "COMMIT;"):  # the driver's own
                connection.execute(text(statement))
        connection.commit()


@pytest.fixture
def trail(database: Engine, tmp_path: Path) -> Trail:
    trail = trail_in(tmp_path, database, Clock(BEGIN))
    for _ in range(3):
        trail.record(_READ)
    return trail


@pytest.mark.parametrize("number", ["'zz'", "1000000", "9223372036854775807"])
def test_the_newest_row_is_taken_away_whatever_its_number(trail: Trail, database: Engine, number: str) -> None:
    if database.dialect.name == "postgresql" and number == "'zz'":
        number = "4"  # there a number is one
    with database.begin() as connection:
        connection.execute(
            text(f"INSERT INTO audit (number, {_COPIED}) SELECT {number}, {_COPIED} FROM audit WHERE number = 2")
        )
    assert not trail.verify().is_whole
    with pytest.raises(SettingsError):
        trail.require_key()
    follow(database, recipe(database.dialect.name)[0])
    trail.require_key()
    assert trail.record(_READ).number == 4
    assert (trail.verify().is_whole, trail.verify().anchored) == (True, 4)
    with pytest.raises(DBAPIError, match="only added to"), database.begin() as connection:
        connection.execute(text("DELETE FROM audit"))


def test_a_new_trail_begins(trail: Trail, database: Engine, tmp_path: Path) -> None:
    trail.send("receiver", 3, lambda _: None)
    follow(database, recipe(database.dialect.name)[1])
    with pytest.raises(SettingsError, match="has no record"):
        trail.require_key()
    (tmp_path / HEADS).rename(tmp_path / "kept")
    trail.require_key()
    assert trail.record(_READ).number == 1
    assert (trail.verify().is_whole, trail.verify().anchored) == (True, 1)
    sent: list[int] = []
    trail.send("receiver", 3, lambda records: sent.extend(record.number for record in records))
    assert sent == [1]
    with pytest.raises(DBAPIError, match="only added to"), database.begin() as connection:
        connection.execute(text("DELETE FROM audit"))
