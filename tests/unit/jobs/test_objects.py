"""Objects as rows: what a run made, and apart from it the notes that withdraw it."""

from __future__ import annotations

from pathlib import Path

from radlane.jobs.objects import columns_of, notes_of, results_of
from support.jobs import World
from support.withdrawals import SAFETY, a_note, run_of, uids, withdraw


def test_an_object_comes_back_as_it_was_and_its_path_from_where_the_outbox_is(on: World) -> None:
    run = run_of(on)
    with on.engine.connect() as connection:
        here = results_of(connection, run.id, on.parts.outbox.folder)
        moved = results_of(connection, run.id, Path("/elsewhere"))
    assert here == on.ledger.objects(run.id)
    assert [item.modality for item in here] == ["SEG", "OT", "SR"]
    assert all(item.path.is_file() for item in here)
    assert [Path("/elsewhere") / columns_of(item, on.parts.outbox.folder)["path"] for item in here] == [
        item.path for item in moved
    ]


def test_notes_are_not_of_the_result(on: World) -> None:
    run = run_of(on)
    withdraw(on, run)
    before = on.ledger.objects(run.id)
    note = a_note(run, path=on.parts.outbox.folder / "x.dcm")
    assert on.withdrawals.commit(run.id, note, ("a", "b"), SAFETY)
    with on.engine.connect() as connection:
        assert results_of(connection, run.id, on.parts.outbox.folder) == before
        assert notes_of(connection, run.id, on.parts.outbox.folder) == (note,)
    assert note.ref.sop_instance_uid not in uids(before)
