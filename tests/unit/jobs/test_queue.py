"""The queue: whose turn comes first, and what is put into it from elsewhere."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from radlane.domain.job import Job, Priority
from radlane.jobs.engine import Engine
from radlane.jobs.launch import EngineOptions
from radlane.jobs.queue import Sender, due, workflow_id
from support.jobs import BEGIN, World


def job_of(on: World, priority: Priority, after_s: float) -> Job:
    job = on.accept(priority=priority, rerun=f"{priority} {after_s}")
    return replace(job, created_at=BEGIN + timedelta(seconds=after_s))


def test_what_is_urgent_comes_first_and_nothing_waits_for_ever(on: World) -> None:
    routine = due(job_of(on, Priority.ROUTINE, 0))
    background = due(job_of(on, Priority.BACKGROUND, 0))
    assert due(job_of(on, Priority.STAT, 1799)) < routine < due(job_of(on, Priority.STAT, 1801)) < background
    assert background < due(job_of(on, Priority.STAT, 86401))


def test_a_sender_gives_a_job_the_workflow_that_the_engine_would(on: World) -> None:
    """The same call again changes nothing."""
    url = f"sqlite:///{on.folder / 'engine.sqlite'}"
    made = Engine(EngineOptions(url=url, executor="here", workers=1), on.runner, on.store, on.clock)
    made.start()
    made.stop()
    job = on.accept()
    sender = Sender(url)
    sender.offer(job)
    sender.offer(job)
    sender.close()
    with sqlite3.connect(on.folder / "engine.sqlite") as connection:
        found = connection.execute(
            "SELECT workflow_uuid, status, name, queue_name, priority, application_version FROM workflow_status"
        ).fetchall()
    assert found == [(workflow_id(job.id, 1), "ENQUEUED", "job", "jobs", due(job), "radlane-1")]


def test_a_job_that_cannot_be_queued_now_is_on_record(on: World, caplog: pytest.LogCaptureFixture) -> None:
    """No worker has made the tables yet; the sweeper of the first one finds the job."""
    sender = Sender(f"sqlite:///{on.folder / 'nothing.sqlite'}")
    sender.offer(on.accept())
    sender.close()
    assert "a job is not in the queue yet" in caplog.messages
