"""Whatever is done to a trail without its key is found, and for one deed alone it is said which and where."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from radlane.errors import AuditUnavailable
from radlane.jobs.schema import AUDIT
from radlane.jobs.trail import Trail
from radlane.security.audit_record import Action, Entry, Outcome
from radlane.security.verification import Damage
from support.schemas import with_schema
from support.trail import trail_in
from support.trail_edits import CHANGES, change, copy, cut, put, remove, swap, tampering

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
FACTS = st.dictionaries(
    WORDS, st.none() | st.integers(-(2**40), 2**40) | WORDS | st.lists(WORDS, max_size=2), max_size=3
)
ENTRIES = st.builds(
    Entry,
    action=st.sampled_from(Action),
    outcome=st.sampled_from(Outcome),
    caller=WORDS,
    via=WORDS,
    address=st.none() | WORDS,
    study=st.none() | st.just("1.2.3"),
    facts=FACTS,
)
TRAILS = st.lists(ENTRIES, min_size=2, max_size=7)
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@contextmanager
def trail_of(entries: list[Entry]) -> Iterator[tuple[Trail, Engine]]:
    with tempfile.TemporaryDirectory() as folder:
        engine = with_schema(f"sqlite:///{folder}/radlane.sqlite")
        moments = iter(BEGIN + timedelta(seconds=number) for number in range(len(entries) + 9))
        trail = trail_in(Path(folder), engine, lambda: next(moments))
        for entry in entries:
            trail.record(entry)
        yield trail, engine
        engine.dispose()


@QUICK
@given(TRAILS)
def test_a_trail_that_is_left_alone_is_whole(entries: list[Entry]) -> None:
    with trail_of(entries) as (trail, _):
        verdict = trail.verify()
        assert (verdict.broken, verdict.head.number, verdict.anchored) == (None, len(entries), len(entries))


@QUICK
@given(TRAILS, st.data())
def test_a_deed_is_named(entries: list[Entry], data: st.DataObject) -> None:
    last = len(entries)
    number = data.draw(st.integers(1, last))
    deed = data.draw(st.sampled_from(["delete", "move up", "change", "swap", "cut", "insert", "add", "overwrite"]))
    with trail_of(entries) as (trail, engine):
        with tampering(engine) as connection:
            expected = _do(connection, deed, number, last, data)
        verdict = trail.verify()
        assert (verdict.broken, verdict.damage) == expected, deed


def _do(connection: Connection, deed: str, number: int, last: int, data: st.DataObject) -> tuple[int, Damage]:
    """Do something, and return what has to be found."""
    other = data.draw(st.integers(1, last).filter(lambda one: one != number))
    gone = Damage.TRUNCATED if number == last else Damage.DELETED
    match deed:
        case "delete":
            remove(connection, number)
            return number, gone
        case "move up":
            remove(connection, number, renumber=True)
            return number, gone
        case "change":
            change(connection, number, data.draw(st.sampled_from(sorted(CHANGES))))
            return number, Damage.CHANGED
        case "swap":
            swap(connection, number, other)
            return min(number, other), Damage.SWAPPED
        case "cut":
            cut(connection, number)
            return number, Damage.TRUNCATED
        case "insert":
            put(connection, number, number)
            return number, Damage.INSERTED
        case "add":
            put(connection, last + 1, number)
            return last + 1, Damage.INSERTED
        case _:
            copy(connection, other, number)
            return number, Damage.CHANGED


@QUICK
@given(TRAILS, st.lists(st.tuples(st.integers(0, 6), st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=4))
def test_whatever_is_done_is_found(entries: list[Entry], deeds: list[tuple[int, int, int]]) -> None:
    """Several deeds at once: a trail is only whole where they came to nothing."""
    columns = sorted(CHANGES)
    with trail_of(entries) as (trail, engine):
        before = _rows(engine)
        with tampering(engine) as connection:
            for kind, one, other in deeds:
                there = set(connection.execute(select(AUDIT.c.number)).scalars())
                if {one, other} <= there:
                    _some(connection, kind, one, other, columns)
        assert (trail.verify().broken is None) == (_rows(engine) == before)


def _some(connection: Connection, kind: int, one: int, other: int, columns: list[str]) -> None:
    match kind:
        case 0:
            remove(connection, one)
        case 1:
            remove(connection, one, renumber=True)
        case 2:
            change(connection, one, columns[other % len(columns)])
        case 3 if one != other:
            swap(connection, one, other)
        case 4:
            cut(connection, one)
        case 5:
            put(connection, one, other)
        case _:
            copy(connection, other, one)


def _rows(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(select(AUDIT).order_by(AUDIT.c.number)).all())


@QUICK
@given(TRAILS, TRAILS, st.data())
def test_what_is_written_anew_after_a_cut_is_found(
    entries: list[Entry], later: list[Entry], data: st.DataObject
) -> None:
    """The service goes on writing, with the key, on a trail that was cut short meanwhile: its heads know better.

    On one of which nothing is left it does not.
    """
    number = data.draw(st.integers(1, len(entries)))
    with trail_of(entries) as (trail, engine):
        with tampering(engine) as connection:
            cut(connection, number)
        for entry in later[:9]:
            with pytest.raises(AuditUnavailable) if number == 1 else nullcontext():
                trail.record(entry)
        verdict = trail.verify()
        assert (verdict.broken, verdict.damage) == (number, Damage.TRUNCATED)


@pytest.mark.parametrize("column", sorted(CHANGES))
def test_every_column_counts(column: str) -> None:
    entry = Entry(
        action=Action.RESULT_READ, caller="key", via="GET /", address="::1", study="1.2", job="j", facts={"a": 1}
    )
    with trail_of([entry, entry, entry]) as (trail, engine):
        with tampering(engine) as connection:
            change(connection, 2, column)
        assert (trail.verify().broken, trail.verify().damage) == (2, Damage.CHANGED)
