"""Rows that somebody else wrote; all else of the trail: tests/contract/test_trail.py, tests/property/test_trail.py."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from radlane.domain.study import PatientIdentity
from radlane.errors import AuditDamaged
from radlane.security.audit_record import Action, Entry
from radlane.security.chain import Damage
from support.jobs import World
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
    with pytest.raises(AuditDamaged):
        on.trail.verify()


def test_a_pseudonym_is_that_of_the_key(on: World) -> None:
    patient = PatientIdentity(patient_id="1", issuer="")
    assert on.trail.pseudonym(patient) == KEY.pseudonym(patient)
