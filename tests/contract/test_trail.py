"""The audit trail on SQLite and on PostgreSQL: one chain whoever writes, nothing lost, and every deed found."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, delete, insert, text
from sqlalchemy.exc import DBAPIError

from radlane.domain.job import JobRequest, Order
from radlane.errors import AuditUnavailable, RecordsUnavailable
from radlane.jobs.database import AWAY, migrate, open_database
from radlane.jobs.schema import AUDIT, SITE
from radlane.jobs.store import JobStore
from radlane.jobs.trail import Trail, TrailQuery
from radlane.security.audit_record import Action, Entry, Record
from radlane.security.chain import Head
from radlane.security.verification import Damage
from support.children import quick
from support.jobs import BEGIN, GIVE_UP, Clock
from support.postgres import Cluster
from support.trail import HEADS, trail_in
from support.trail_edits import change, copy, cut, put, remove, swap, tampering

READ = Entry(action=Action.RESULT_READ, caller="key", study="1.2.3", job="j", facts={"a": [1, "\N{SNOWMAN}"]})
AT_ONCE = 4
EACH = 10
ORDER = Order(
    request=JobRequest(study_instance_uid="1.2.3", model="m"), source="a", destinations=("a",), package_digest="d"
)


@pytest.fixture
def clock() -> Clock:
    return Clock(BEGIN)


@pytest.fixture
def trail(database: Engine, clock: Clock, tmp_path: Path) -> Trail:
    return trail_in(tmp_path, database, clock)


def write(url: str, folder: Path, caller: str) -> None:
    """Another process on the same trail."""
    engine = open_database(url)
    trail = trail_in(folder, engine, lambda: datetime.now(UTC))
    for number in range(EACH):
        trail.record(Entry(action=Action.JOBS_LISTED, caller=caller, facts={"number": number}))
    engine.dispose()


def test_what_is_put_down_is_read_again(trail: Trail) -> None:
    first, second = trail.record(READ), trail.record(READ)
    assert list(trail.walk()) == [first, second]
    assert (first.number, second.number, second.previous) == (1, 2, first.mac)
    assert first.entry == READ


def test_several_processes_and_threads_make_one_chain(url: str, trail: Trail, tmp_path: Path) -> None:
    names = [f"p{number}" for number in range(AT_ONCE)]
    processes = [quick().Process(target=write, args=(url, tmp_path, n)) for n in names]
    for process in processes:
        process.start()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: trail.record(READ), range(EACH)))
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * AT_ONCE
    records = list(trail.walk())
    assert [record.number for record in records] == list(range(1, len(names) * EACH + EACH + 1))
    for name in names:
        mine = [record.entry.facts["number"] for record in records if record.entry.caller == name]
        assert mine == list(range(EACH))
    verdict = trail.verify()
    assert (verdict.broken, verdict.anchored) == (None, len(records))


def test_a_record_is_in_the_transaction_of_what_it_tells(trail: Trail, database: Engine) -> None:
    with trail.saying(READ) as say, database.begin() as connection:
        connection.execute(insert(SITE).values(key_digest="a"))
        say(connection, study="1.2.4", facts={"b": 2})
    (record,) = trail.walk()
    assert (record.entry.study, dict(record.entry.facts)) == ("1.2.4", {**READ.facts, "b": 2})
    assert trail.verify().anchored == 1
    with trail.saying(READ) as say, database.connect() as connection, connection.begin() as undone:
        say(connection)
        undone.rollback()
    assert [record.number for record in trail.walk()] == [1]


def test_a_job_that_cannot_be_put_on_record_is_not_accepted(trail: Trail, database: Engine, clock: Clock) -> None:
    store = JobStore(database, clock, lambda: "1", GIVE_UP)

    def fails(connection: Connection, **_: Any) -> None:
        raise AuditUnavailable("It cannot be written")

    with pytest.raises(AuditUnavailable):
        store.accept(ORDER, None, fails)
    assert store.counts() == {}
    with trail.saying(Entry(action=Action.JOB_ASKED)) as say:
        job, _ = store.accept(ORDER, None, say)
        store.accept(ORDER, None, say)
    asked = [(record.entry.job, record.entry.study, record.entry.facts["new"]) for record in trail.walk()]
    assert asked == [(job.id, "1.2.3", True), (job.id, "1.2.3", False)]


def test_what_cannot_be_anchored_does_not_happen(trail: Trail, database: Engine, clock: Clock, tmp_path: Path) -> None:
    store = JobStore(database, clock, lambda: "1", GIVE_UP)
    (tmp_path / HEADS).mkdir()
    with pytest.raises(AuditUnavailable):
        trail.record(READ)
    with pytest.raises(AuditUnavailable), trail.saying(Entry(action=Action.JOB_ASKED)) as say:
        store.accept(ORDER, None, say)
    assert list(trail.walk()) == []
    assert store.counts() == {}


def test_a_transaction_that_hangs_is_not_waited_for_for_ever(postgres: Cluster, tmp_path: Path, clock: Clock) -> None:
    engine = open_database(postgres.database())
    migrate(engine)
    trail, hurried = trail_in(tmp_path, engine, clock), trail_in(tmp_path, engine, clock, wait_s=0.2)
    with trail.saying(READ) as say, engine.begin() as connection:
        say(connection)
        with pytest.raises(AWAY):
            hurried.record(READ)
    hurried.record(READ)
    assert (trail.verify().is_whole, trail.verify().anchored) == (True, 2)
    engine.dispose()


def test_who_waited_in_vain_holds_nobody_up(url: str, database: Engine, tmp_path: Path, clock: Clock) -> None:
    """More calls than there are connections, while somebody holds the lock: one at a time waits again."""
    other = open_database(url)
    holder, hurried = trail_in(tmp_path, other, clock), trail_in(tmp_path, database, clock, wait_s=0.5)
    hurried.require()
    with holder.saying(READ) as say, other.begin() as connection:
        say(connection)
        assert took(lambda: hurried.record(READ), 60) < 8 * 0.5  # four rounds of 15 connections
        assert took(lambda: hurried.record(READ), 60) < 3 * 0.5  # somebody waited in vain already
        with pytest.raises((RecordsUnavailable, AuditUnavailable)):
            hurried.require()
    hurried.require()
    hurried.record(READ)
    assert (hurried.verify().is_whole, hurried.verify().anchored) == (True, 2)
    other.dispose()


def test_changes_wait_once_for_whoever_holds_the_trail(
    url: str, database: Engine, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite for the writer's place; on PostgreSQL one for the trail, and the others for that one, not in turns."""
    for module in ("database", "store"):
        monkeypatch.setattr(f"radlane.jobs.{module}.BUSY_S", 0.5)
    other = open_database(url)
    holder, hurried = trail_in(tmp_path, other, clock), trail_in(tmp_path, database, clock, wait_s=0.5)
    store = JobStore(database, clock, lambda: str(uuid4()), GIVE_UP)

    def change() -> None:
        with hurried.saying(Entry(action=Action.JOB_ASKED)) as say:
            store.accept(ORDER, None, say)

    with holder.saying(READ) as say, other.begin() as connection:
        say(connection)
        assert took(change, 30) < 5 * 0.5
    assert store.counts() == {}
    change()
    assert (hurried.verify().is_whole, hurried.verify().anchored) == (True, 2)
    other.dispose()


def took(call: Callable[[], object], times: int) -> float:
    """How long so many calls take, all at once; each of them fails."""
    begin = time.monotonic()
    with ThreadPoolExecutor(times) as pool:
        assert all(pool.map(lambda _: fails(call), range(times)))
    return time.monotonic() - begin


def fails(call: Callable[[], object]) -> bool:
    try:
        call()
    except (*AWAY, AuditUnavailable):
        return True
    return False


def test_a_database_may_have_an_isolation_of_its_own(postgres: Cluster, tmp_path: Path, clock: Clock) -> None:
    """Where a transaction would go on with what it saw before it waited, two records had one number."""
    url = postgres.database()
    first = open_database(url)
    migrate(first)
    with first.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        name = connection.execute(text("SELECT current_database()")).scalar()
        connection.execute(text(f"ALTER DATABASE \"{name}\" SET default_transaction_isolation = 'repeatable read'"))
    first.dispose()
    engine = open_database(url)
    trail = trail_in(tmp_path, engine, clock)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: trail.record(READ), range(3 * EACH)))
    assert trail.verify().anchored == 3 * EACH
    engine.dispose()


def test_a_database_that_is_away_takes_nothing_and_goes_on_when_it_is_back(postgres: Cluster, tmp_path: Path) -> None:
    engine = open_database(postgres.database())
    migrate(engine)
    trail = trail_in(tmp_path, engine, lambda: BEGIN)
    trail.record(READ)
    postgres.stop()
    try:
        with pytest.raises(AWAY):
            trail.record(READ)
    finally:
        postgres.start()
    trail.record(READ)
    assert (trail.verify().broken, trail.verify().head.number) == (None, 2)
    engine.dispose()


def test_records_are_found_page_by_page(trail: Trail, clock: Clock) -> None:
    for number in range(5):
        trail.record(Entry(action=Action.RESULT_READ if number % 2 else Action.OBJECT_READ, caller=f"k{number % 3}"))
        clock.forward(60)
    trail.record(READ)

    def numbers(**wanted: Any) -> list[int]:
        return [record.number for record in trail.find(TrailQuery(**wanted))[0]]

    page, following = trail.find(TrailQuery(limit=4))
    assert ([record.number for record in page], following) == ([6, 5, 4, 3], 3)
    rest, end = trail.find(TrailQuery(limit=4, before=following))
    assert ([record.number for record in rest], end) == ([2, 1], None)
    assert numbers(study="1.2.3") == [6]
    assert numbers(caller="k1") == [5, 2]
    assert numbers(action=Action.OBJECT_READ) == [5, 3, 1]
    assert numbers(since=BEGIN + timedelta(seconds=60), until=BEGIN + timedelta(seconds=180)) == [3, 2]


def test_what_a_caller_is_called_fits_into_a_row(trail: Trail) -> None:
    record = trail.record(Entry(action=Action.RESULT_READ, caller=f"a\x00b\n{'c' * 300}"))
    assert record.entry.caller == f"ab{'c' * 198}"
    assert trail.verify().broken is None


def test_a_receiver_gets_what_is_new_and_only_when_it_took_it(trail: Trail) -> None:
    got: list[int] = []

    def take(records: Any) -> None:
        got.extend(record.number for record in records)

    def refuse(records: Any) -> None:
        raise ConnectionError

    assert trail.send("one", 2, take) == 0
    for _ in range(3):
        trail.record(READ)
    with pytest.raises(ConnectionError):
        trail.send("one", 2, refuse)
    assert (trail.send("one", 2, take), trail.send("one", 2, take), trail.send("one", 2, take)) == (2, 1, 0)
    assert got == [1, 2, 3]
    assert trail.send("other", 9, take) == 3


def test_two_processes_do_not_send_at_once(url: str, trail: Trail, tmp_path: Path) -> None:
    """On PostgreSQL several workers have the same receiver; on SQLite one process works in a data folder."""
    if url.startswith("sqlite"):
        return
    engine = open_database(url)
    other = trail_in(tmp_path, engine, lambda: BEGIN)
    trail.record(READ)
    inner: list[int] = []
    assert trail.send("one", 9, lambda _: inner.append(other.send("one", 9, lambda _: None))) == 1
    engine.dispose()
    assert inner == [0]


DEEDS: list[tuple[Callable[[Connection], None], int, Damage]] = [
    (lambda c: remove(c, 3), 3, Damage.DELETED),
    (lambda c: remove(c, 3, renumber=True), 3, Damage.DELETED),
    (lambda c: remove(c, 6), 6, Damage.TRUNCATED),
    (lambda c: cut(c, 4), 4, Damage.TRUNCATED),
    (lambda c: cut(c, 1), 1, Damage.TRUNCATED),
    (lambda c: change(c, 2, "study"), 2, Damage.CHANGED),
    (lambda c: change(c, 6, "facts"), 6, Damage.CHANGED),
    (lambda c: swap(c, 2, 5), 2, Damage.SWAPPED),
    (lambda c: put(c, 3, 2), 3, Damage.INSERTED),
    (lambda c: put(c, 7, 2), 7, Damage.INSERTED),
    (lambda c: copy(c, 5, 2), 2, Damage.CHANGED),
]


@pytest.mark.parametrize(("deed", "number", "damage"), DEEDS)
def test_every_deed_is_found(
    trail: Trail, database: Engine, deed: Callable[[Connection], None], number: int, damage: Damage
) -> None:
    for _ in range(6):
        trail.record(READ)
    with tampering(database) as connection:
        deed(connection)
    verdict = trail.verify()
    assert (verdict.broken, verdict.damage, verdict.head.number) == (number, damage, number - 1)


def test_the_database_itself_refuses_to_change_or_delete(trail: Trail, database: Engine) -> None:
    trail.record(READ)
    for statement in (delete(AUDIT), AUDIT.update().values(caller="x")):
        with pytest.raises(DBAPIError), database.begin() as connection:
            connection.execute(statement)
    assert trail.verify().broken is None


def test_a_head_that_was_kept_elsewhere_finds_a_cut_of_both(trail: Trail, database: Engine, tmp_path: Path) -> None:
    """Who has the database and the data folder can cut both; the messages to syslog hold heads too."""
    records: list[Record] = [trail.record(READ) for _ in range(3)]
    kept = Head(number=3, mac=records[2].mac)
    with tampering(database) as connection:
        cut(connection, 3)
    lines = (tmp_path / HEADS).read_text().splitlines(keepends=True)
    (tmp_path / HEADS).write_text("".join(lines[:2]))
    assert trail.verify().broken is None
    found = trail.verify([kept])
    assert (found.broken, found.damage) == (3, Damage.TRUNCATED)
