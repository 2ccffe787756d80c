"""Rows that somebody else wrote; all else of the trail: tests/contract/test_trail.py, tests/property/test_trail.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from radlane.domain.study import PatientIdentity
from radlane.errors import AuditUnavailable, SettingsError
from radlane.jobs.trail import Trail
from radlane.security.audit_record import Action, Entry
from radlane.security.chain import Head
from radlane.security.heads import HeadFile, Slot
from radlane.security.verification import Break, Damage
from support.jobs import BEGIN, World
from support.trail import KEY
from support.trail_edits import tampering

READ = Entry(action=Action.RESULT_READ)


@pytest.mark.parametrize(
    "change",
    [
        "action = 'nonsense'",
        "outcome = ''",
        "facts = 'no JSON'",
        "facts = '[]'",
        "facts = '{ }'",  # the same, in other words
        "at = 'yesterday'",
        "at = 9223372036854775807",
        "mac = 7",
        "mac = x'00'",
        "caller = x'00'",
        "caller = 7",
        "address = x'00'",
        "via = x'3132'",
        "study = x'00'",
        "job = x'00'",
        "previous = x'00'",
        "facts = x'7b7d'",
        "caller = CAST(x'ff' AS TEXT)",
        "mac = CAST(x'ff' AS TEXT)",
        f"facts = '{'[' * 100_000}{']' * 100_000}'",
    ],
)
def test_what_is_no_record_at_all_is_found(on: World, change: str) -> None:
    for _ in range(3):
        on.trail.record(READ)
    with tampering(on.engine) as connection:
        connection.execute(text(f"UPDATE audit SET {change} WHERE number = 2"))
    verdict = on.trail.verify()
    assert (verdict.broken, verdict.damage) == (2, Damage.CHANGED)


def test_a_row_without_a_number_is_found(on: World) -> None:
    on.trail.record(READ)
    with tampering(on.engine) as connection:
        connection.execute(text("UPDATE audit SET number = 'one'"))
    verdict = on.trail.verify()
    assert (verdict.broken, verdict.damage) == (0, Damage.INSERTED)
    with pytest.raises(AuditUnavailable, match="none of radlane's"):
        on.trail.record(READ)


@pytest.mark.parametrize("change", ["caller = 'mallory'", f"mac = '{'f' * 64}'", "mac = x'00'"])
def test_after_a_row_that_was_not_written_with_the_key_nothing_is_written(on: World, change: str) -> None:
    on.trail.record(READ)
    with tampering(on.engine) as connection:
        connection.execute(text(f"UPDATE audit SET {change}"))
    for use in (on.trail.require, lambda: on.trail.record(READ)):
        with pytest.raises(AuditUnavailable, match="none of radlane's"):
            use()
    assert len(list(on.trail.walk())) == 1


def test_what_takes_the_last_number_stops_the_trail(on: World) -> None:
    on.trail.record(READ)
    with tampering(on.engine) as connection:
        copied = "at, action, outcome, caller, via, address, study, job, facts, previous, mac"
        connection.execute(text(f"INSERT INTO audit (number, {copied}) SELECT {2**63 - 1}, {copied} FROM audit"))
    with pytest.raises(AuditUnavailable, match="none of radlane's"):
        on.trail.record(READ)
    assert on.trail.verify().breaks == (Break(first=2, last=2**63 - 1, damage=Damage.INSERTED),)
    with pytest.raises(SettingsError, match="another key"):
        on.trail.require_key()


def test_what_cannot_be_put_on_record_is_counted_and_is_not_there(on: World, tmp_path: Path) -> None:
    failures: list[int] = []
    trail = Trail(on.engine, KEY, HeadFile(tmp_path, KEY), lambda: BEGIN, lambda: failures.append(1))
    with pytest.raises(AuditUnavailable):
        trail.record(READ)
    with pytest.raises(AuditUnavailable), trail.saying(READ) as say, on.engine.begin() as connection:
        say(connection)
    assert list(trail.walk()) == []
    assert len(failures) == 2


class FailingDisk(HeadFile):
    """Has room for a head, and then fails."""

    def add(self, head: Head) -> Slot:
        super().add(head)
        return Slot(os.open(os.devnull, os.O_RDONLY), 0, b"x")


def test_what_happened_is_not_denied_where_the_disk_fails_after_it(
    on: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    failures: list[int] = []
    trail = Trail(on.engine, KEY, FailingDisk(tmp_path / "heads", KEY), lambda: BEGIN, lambda: failures.append(1))
    assert trail.record(READ).number == 1
    assert [record.msg for record in caplog.records] == ["a record is not anchored"]
    assert failures == [1]
    assert trail.verify().damage is Damage.UNANCHORED


def test_a_transaction_that_is_rolled_back_leaves_no_head(on: World) -> None:
    on.trail.record(READ)
    with on.trail.saying(READ) as say, on.engine.connect() as connection:
        with connection.begin() as undone:
            say(connection)
            undone.rollback()
        with connection.begin():
            say(connection, study="1.2")
    verdict = on.trail.verify()
    assert (verdict.is_whole, verdict.anchored, verdict.open_heads) == (True, 2, 1)


def test_what_is_raised_after_the_commit_leaves_no_head_open(on: World) -> None:
    """A version that fails its examination: its report is on record, and then the call says so."""

    def act() -> None:
        with on.trail.saying(READ) as say:
            with on.engine.begin() as connection:
                say(connection)
            raise LookupError

    with pytest.raises(LookupError):
        act()
    verdict = on.trail.verify()
    assert (verdict.is_whole, verdict.anchored, verdict.open_heads) == (True, 1, 0)


def test_a_commit_that_nobody_knows_of_is_not_anchored(on: World, caplog: pytest.LogCaptureFixture) -> None:
    with on.trail.saying(READ) as say:
        with on.engine.begin() as connection:
            say(connection)
        on.engine.dispose()
        database = Path(str(on.engine.url.database))
        aside = database.rename(database.with_suffix(".aside"))
        database.mkdir()
    assert [record.msg for record in caplog.records] == ["a record is not anchored"]
    database.rmdir()
    aside.rename(database)
    assert len(list(on.trail.walk())) == 1


def test_a_replacement_is_a_change(on: World) -> None:
    """SQLite's triggers see what REPLACE deletes only where they are told to."""
    on.trail.record(READ)
    with pytest.raises(IntegrityError), on.engine.begin() as connection:
        connection.execute(text("REPLACE INTO audit SELECT * FROM audit"))
    assert on.trail.verify().is_whole


def test_a_pseudonym_is_that_of_the_key(on: World) -> None:
    patient = PatientIdentity(patient_id="1", issuer="")
    assert on.trail.pseudonym(patient) == KEY.pseudonym(patient)
