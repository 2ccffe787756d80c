"""The outbox holds what the ledger says, or it is said what is wrong."""

from __future__ import annotations

from sqlalchemy import text

from radlane.jobs.outbox import Damage, Fault, find_damage
from support.jobs import World
from support.withdrawals import run_of


def test_what_is_missing_and_what_is_different(on: World) -> None:
    run = run_of(on)
    objects = on.ledger.objects(run.id)
    assert list(find_damage(on.engine, on.parts.outbox)) == []
    objects[0].path.unlink()
    objects[-1].path.write_bytes(b"other")
    found = list(find_damage(on.engine, on.parts.outbox))
    assert [(one.sop_instance_uid, one.fault) for one in found] == [
        (objects[0].ref.sop_instance_uid, Fault.MISSING),
        (objects[-1].ref.sop_instance_uid, Fault.DIFFERENT),
    ]
    assert {one.wanted for one in found} == {False}  # it is delivered


def test_what_is_still_to_be_delivered_is_wanted(on: World) -> None:
    run = run_of(on)
    with on.engine.begin() as connection:
        connection.execute(text("UPDATE run SET state = 'open'"))
    item = on.ledger.objects(run.id)[0]
    item.path.unlink()
    assert list(find_damage(on.engine, on.parts.outbox)) == [
        Damage(sop_instance_uid=item.ref.sop_instance_uid, run_id=run.id, fault=Fault.MISSING, wanted=True)
    ]
