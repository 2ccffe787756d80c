"""Runs as rows: what they say of their input, and pages of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.job import JobState
from radlane.domain.model import ModelIdentity
from radlane.errors import JobNotFound
from radlane.jobs.runs import RunQuery, Wanted, columns_of, is_under_way, open_elsewhere, same_columns
from support.jobs import Clock, World

DIGEST = f"sha256:{'0' * 64}"
MODEL = ModelIdentity(name="drawn", version="1.0.0", digest=DIGEST, weights_digest=DIGEST, tag=None)
WANTED = Wanted(input_key="k", source_digest="p", study_instance_uid="1.2.3", model=MODEL, rerun=None)


def test_the_next_run_says_the_same_of_its_input(on: World) -> None:
    _, run = on.ledger.claim(WANTED, "job")
    assert same_columns(run) == columns_of(WANTED)
    assert (run.study_instance_uid, run.model_name, run.model_version, run.package_digest) == (
        "1.2.3",
        "drawn",
        "1.0.0",
        DIGEST,
    )


def test_pages(on: World, clock: Clock) -> None:
    runs = []
    for number in range(5):
        wanted = replace(WANTED, input_key=str(number), study_instance_uid=f"1.{number % 2}")
        runs.append(on.ledger.claim(wanted, "job")[1])
        clock.forward(number // 3)  # some are of one moment
    first, cursor = on.ledger.find(RunQuery(limit=3))
    second, end = on.ledger.find(RunQuery(limit=3, before=cursor))
    assert sorted(run.id for run in (*first, *second)) == sorted(run.id for run in runs)
    assert end is None
    assert [run.study_instance_uid for run in on.ledger.find(RunQuery(study="1.1"))[0]] == ["1.1", "1.1"]
    assert on.ledger.find(RunQuery(model="other")) == ((), None)
    with pytest.raises(JobNotFound):
        on.ledger.find(RunQuery(before="nobody"))


def test_only_what_a_job_began_itself_is_open_elsewhere(on: World) -> None:
    first, heir = on.accept(source="s0").id, on.accept(source="s1").id
    _, run = on.ledger.claim(WANTED, first)
    with on.engine.begin() as connection:
        assert [one.id for one in open_elsewhere(connection, first, "other")] == [run.id]
        assert open_elsewhere(connection, first, WANTED.input_key) == ()
        assert open_elsewhere(connection, heir, "other") == ()
    on.ledger.finish(run.id)
    with on.engine.begin() as connection:
        assert open_elsewhere(connection, first, "other") == ()


def test_a_job_is_under_way_until_its_end(on: World) -> None:
    job = on.accept()
    for state, expected in ((JobState.QUEUED, True), (JobState.WAITING, True), (JobState.FAILED, False)):
        on.store.move(job.id, state)
        with on.engine.begin() as connection:
            assert is_under_way(connection, job.id) is expected
            assert not is_under_way(connection, "nobody")
