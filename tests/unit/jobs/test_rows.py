"""Orders as rows: what makes two the same, and when one job serves two callers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select

from radlane.domain.job import Expectation, JobRequest, Order, PatientDigests, Priority
from radlane.jobs.rows import columns_of, digest_of, job_of, serves, serves_but_for_size
from radlane.jobs.schema import JOB
from support.jobs import BEGIN, GIVE_UP, World

HOUR = timedelta(hours=1)
ORDER = Order(
    request=JobRequest(study_instance_uid="1.2", model="m"), source="a", destinations=("a", "b"), package_digest="d"
)


def test_a_row_gives_the_order_back(on: World) -> None:
    order = replace(
        ORDER,
        priority=Priority.STAT,
        rerun="why",
        expect=Expectation(instances=3),
        not_after=BEGIN + HOUR,
        destinations=(),
        owner="0" * 64,
        patient=PatientDigests(patient_id="1" * 64, issuer=None),
    )
    order = replace(order, request=replace(ORDER.request, series_instance_uid="1.2.3", store=False))
    job, _ = on.store.accept(order)
    with on.engine.connect() as connection:
        row = connection.execute(select(JOB)).mappings().one()
    assert job_of(row, ()) == replace(job, timeline=())
    assert job.order == order


# What differs, and whether it is still the same order.
CHANGES: list[tuple[dict[str, Any], bool]] = [
    ({}, True),
    ({"destinations": ("b", "a")}, True),
    ({"priority": Priority.STAT}, True),
    ({"not_after": BEGIN}, True),
    ({"request": replace(ORDER.request, model="m:production")}, True),  # another name of the same package
    ({"package_digest": "e"}, False),
    ({"source": "b"}, False),
    ({"destinations": ("a",)}, False),
    ({"rerun": "why"}, False),
    ({"withdraws": "a run"}, False),
    ({"owner": "0" * 64}, False),
    ({"request": replace(ORDER.request, study_instance_uid="1.3")}, False),
    ({"request": replace(ORDER.request, series_instance_uid="1.2.1")}, False),
]


@pytest.mark.parametrize(("changes", "is_same"), CHANGES)
def test_what_makes_orders_equal(changes: dict[str, Any], is_same: bool) -> None:
    assert (digest_of(ORDER) == digest_of(replace(ORDER, **changes))) is is_same
    assert columns_of(replace(ORDER, **changes))["request_digest"] == digest_of(replace(ORDER, **changes))
    assert columns_of(ORDER)["request_digest"] == digest_of(ORDER)


# The job that is under way, what is asked for now, and whether that job will do.
SERVING: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({}, {}, True),
    ({"priority": Priority.STAT}, {}, True),
    ({}, {"priority": Priority.STAT}, False),  # it would wait behind the others
    ({"not_after": BEGIN + HOUR}, {"not_after": BEGIN + HOUR}, True),
    ({"not_after": BEGIN + HOUR}, {"not_after": BEGIN + 2 * HOUR}, False),  # it may expire before
    ({"not_after": BEGIN + HOUR}, {}, False),
    ({}, {"not_after": BEGIN + HOUR}, True),
    ({}, {"not_after": BEGIN + GIVE_UP}, True),
    ({}, {"not_after": BEGIN + GIVE_UP + HOUR}, False),
    ({}, {"expect": Expectation(series=2)}, False),  # it would not wait for the rest of the study
    ({"expect": Expectation(series=2)}, {"expect": Expectation(series=2)}, True),
]


def row_of(on: World) -> Row[Any]:
    with on.engine.connect() as connection:
        return connection.execute(select(JOB)).one()


@pytest.mark.parametrize(("under_way", "asked", "will_do"), SERVING)
def test_when_a_job_serves_two_callers(
    on: World, under_way: dict[str, Any], asked: dict[str, Any], will_do: bool
) -> None:
    first, _ = on.store.accept(replace(ORDER, **under_way))
    assert serves(row_of(on), replace(ORDER, **asked)) is will_do
    assert serves_but_for_size(row_of(on), replace(ORDER, **asked)) is (will_do or "expect" in asked)
    second, created = on.store.accept(replace(ORDER, **asked))
    assert (second.id == first.id, created) == (will_do, not will_do)


def test_a_job_that_is_being_cancelled_serves_nobody(on: World) -> None:
    first, _ = on.store.accept(ORDER)
    on.store.wait(first.id, 1, BEGIN, {"code": "job-waits", "detail": ""})
    on.store.ask_cancel(first.id)
    assert on.store.accept(ORDER)[1]
