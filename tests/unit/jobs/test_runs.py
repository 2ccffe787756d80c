"""Runs as rows: what they say of their input, and pages of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.model import ModelIdentity
from radlane.errors import JobNotFound
from radlane.jobs.runs import RunQuery, Wanted, columns_of, same_columns
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
