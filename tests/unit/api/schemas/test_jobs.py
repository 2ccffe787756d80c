"""Bodies of jobs, and jobs as documents."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from radlane.api.schemas.jobs import JobBody, job_document, wish_of
from radlane.domain.callback import Callback
from radlane.domain.job import Expectation, Priority
from radlane.triggers.intake import Wish
from support.desk import Desk


def test_the_least_that_is_asked_for() -> None:
    wish = wish_of(JobBody.model_validate({"study": "1.2", "model": "m"}))
    assert wish == Wish(study_instance_uid="1.2", model="m")


def test_all_that_can_be_asked_for() -> None:
    body = {
        "study": "1.2",
        "model": "m",
        "series": "1.2.3",
        "source": "a",
        "destinations": [],
        "priority": "stat",
        "rerun": {"reason": "why"},
        "expect": {"series": 1},
        "not_after": "2026-01-01T00:00:00+01:00",
        "callback": "ris",
    }
    assert wish_of(JobBody.model_validate(body)) == Wish(
        study_instance_uid="1.2",
        model="m",
        series_instance_uid="1.2.3",
        source="a",
        destinations=(),
        priority=Priority.STAT,
        rerun="why",
        expect=Expectation(series=1),
        not_after=datetime(2025, 12, 31, 23, tzinfo=UTC),
        callback="ris",
    )


def test_an_error_does_not_hold_what_was_sent() -> None:
    with pytest.raises(ValidationError) as error:
        JobBody.model_validate({"study": "1.2", "model": "m", "patient": "CANARYZQ7"})
    assert "CANARYZQ7" not in str(error.value)


def test_a_job_as_a_document(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    job = desk.world.accept(destinations=("a",), rerun="why")
    document = job_document(job)
    assert (document.id, document.state, document.rerun, document.reasons) == (job.id, "queued", "why", [])
    assert [event.name for event in document.timeline] == ["queued"]
    assert document.created_at == job.created_at


def test_a_job_says_how_far_its_receiver_was_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    job = desk.world.accept(callback=Callback(receiver="ris", url="https://ris.example/secret"))
    told = job_document(job).callback
    assert told is not None
    assert (told.receiver, told.event, told.attempts) == ("ris", None, 0)
    desk.world.store.ask_cancel(job.id)
    told = job_document(desk.world.store.get(job.id)).callback
    assert told is not None
    assert (told.event, told.state, told.fault) == ("job.cancelled", "pending", None)
    assert "secret" not in job_document(job).model_dump_json()
