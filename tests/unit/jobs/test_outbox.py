"""The outbox holds what the ledger says, or it is said what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from radlane.errors import ArchiveUnavailable
from radlane.jobs.outbox import MARK, Damage, Fault, FolderOutbox, find_damage
from support.durable import Engine
from support.jobs import Clock, World, agree
from support.outboxes import MARKED, put
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


def test_a_share_that_goes_away_while_a_job_works_is_waited_for(on: World, clock: Clock) -> None:
    """Nothing is written below its mount point, and both archives get one result."""
    mount, share = on.folder / "outbox", on.folder / "share"
    outbox = FolderOutbox(mount, marked=True)
    outbox.tie(MARKED, None)
    runner = replace(on.runner, parts=replace(on.parts, outbox=outbox))
    gone: list[str] = []

    def at(point: str) -> None:
        if point == "before encode" and not gone:
            gone.append(point)
            mount.rename(share)
            mount.mkdir()

    job, engine = on.accept(), Engine(clock, at)
    engine.enqueue(job)
    engine.step(runner)
    assert gone
    assert list(mount.iterdir()) == []
    assert on.store.get(job.id).state == "waiting"
    mount.rmdir()
    share.rename(mount)
    engine.drain(runner)
    assert on.store.get(job.id).state == "succeeded"
    assert len(agree(on.stored("a"))) == 1
    assert agree(on.stored("a")) == agree(on.stored("b"))


def test_an_outbox_with_another_mark_is_not_written_to(on: World) -> None:
    outbox = FolderOutbox(on.folder / "outbox", marked=True)
    outbox.tie(MARKED, None)
    path = put(outbox)
    (outbox.folder / MARK).write_text("n" * 64)
    for look in (lambda: outbox.stored(path), lambda: outbox.publish(path.parent), lambda: put(outbox, "other")):
        with pytest.raises(ArchiveUnavailable, match="cannot be used"):
            look()
