"""A run is the next one of its input, and an amendment the next one of its run."""

from __future__ import annotations

from radlane.jobs.numbering import begin_run
from radlane.jobs.runs import Run, RunState, same_columns
from support.jobs import World
from support.withdrawals import run_on_record


def begin(on: World, like: Run, run_id: str, **changes: object) -> Run:
    own = {"id": run_id, "job_id": like.job_id, "reason": None, "started_at": 1}
    with on.engine.begin() as connection:
        return begin_run(connection, {**same_columns(like), **own, **changes})


def test_runs_of_an_input_count_up(on: World) -> None:
    first = run_on_record(on, "a")
    second, third = begin(on, first, "r2"), begin(on, first, "r3")
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert (second.amends, second.amendment, second.state) == (None, None, RunState.OPEN)
    assert begin(on, first, "r4", input_key="another").number == 1


def test_amendments_of_a_run_count_up_whatever_their_keys(on: World) -> None:
    run, other = run_on_record(on, "a"), run_on_record(on, "a", number=2)
    begun = [begin(on, run, f"r{place}", input_key=key, amends=run.id) for place, key in enumerate("xyx")]
    assert [(one.number, one.amendment) for one in begun] == [(1, 1), (1, 2), (2, 3)]
    assert begin(on, run, "rz", input_key="z", amends=other.id).amendment == 1
