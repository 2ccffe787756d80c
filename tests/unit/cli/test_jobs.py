from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from radlane.app.records import open_records
from radlane.domain.job import Job, JobRequest, JobState, Order, Priority
from radlane.jobs.store import JobStore
from radlane.settings.reading import load_settings
from support.jobs import World, drawing_models, world
from support.withdrawals import run_on_record

STUDY = "1.2.3"


@pytest.fixture
def store(home: Path) -> JobStore:
    """The jobs of the data folder that the command reads."""
    return open_records(load_settings()).store


def accepted(store: JobStore, study: str = STUDY) -> Job:
    request = JobRequest(study_instance_uid=study, model="cxr-lungs")
    return store.accept(Order(request=request, source="a", destinations=("a",), package_digest="sha256:0"))[0]


def test_nothing_is_on_record(command: Any) -> None:
    assert command("jobs", "list").out == "There is no job\n"
    assert command("results", "list").out == "There is no result\n"
    assert command("results", "list", "--json").json == {"items": [], "next": None}


def test_jobs_are_listed_and_shown(command: Any, store: JobStore) -> None:
    first, second = accepted(store), accepted(store, "1.2.4")
    assert {job["id"] for job in command("jobs", "list", "--json").json["items"]} == {first.id, second.id}
    (found,) = command("jobs", "list", "--study", STUDY, "--state", "queued", "--json").json["items"]
    assert found["id"] == first.id
    assert command("jobs", "list", "--state", "failed", "--json").json["items"] == []
    said = command("jobs", "show", first.id)
    assert first.id in said.out
    assert "queued" in said.out
    assert command("jobs", "show", first.id, "--json").json["timeline"][0]["name"] == "queued"
    assert "ago" in command("jobs", "list").out


def test_what_a_job_waits_for_is_shown(command: Any, store: JobStore) -> None:
    job = accepted(store)
    waiting = {"have": {"series": 2, "instances": 37}, "want": {"series": 3, "instances": 412}}
    store.change(job.id, 1, state=JobState.WAITING, completeness={"waiting": waiting})
    assert "it waits: 2 of 3 series, 37 of 412 instances are there" in command("jobs", "show", job.id).out
    assert command("jobs", "show", job.id, "--json").json["completeness"]["waiting"] == waiting
    later = store.accept(replace(job.order, not_before=datetime.now(UTC) + timedelta(hours=1)))[0]
    assert later.id == job.id  # which begins at once
    urgent = replace(job.order, priority=Priority.STAT, not_before=datetime.now(UTC) + timedelta(hours=1))
    assert "it begins at 2" in command("jobs", "show", store.accept(urgent)[0].id).out


def test_why_a_job_ended_is_shown(command: Any, store: JobStore) -> None:
    failed, refused = accepted(store), accepted(store, "1.2.4")
    store.move(failed.id, JobState.FAILED, outcome={"error": {"code": "study-not-found", "detail": "There is none"}})
    reasons = [{"code": "pixels-blank", "text": "One value"}]
    store.move(refused.id, JobState.NOT_ANALYSED, outcome={"reasons": reasons})
    assert "study-not-found: There is none" in command("jobs", "show", failed.id).out
    assert "pixels-blank: One value" in command("jobs", "show", refused.id).out


def test_a_job_is_cancelled_once(command: Any, store: JobStore) -> None:
    job = accepted(store)
    assert command("jobs", "cancel", job.id).code == 0
    assert store.get(job.id).state is JobState.CANCELLED
    again = command("jobs", "cancel", job.id, "--json")
    assert (again.code, again.error) == (1, "job-conflict")


def test_only_what_ended_badly_is_tried_again(command: Any, store: JobStore) -> None:
    job = accepted(store)
    assert command("jobs", "retry", job.id, "--json").error == "job-conflict"
    command("jobs", "cancel", job.id)
    assert command("jobs", "retry", job.id, "--json").json["state"] == "queued"


@pytest.mark.parametrize("words", [("show",), ("cancel",), ("retry",)])
def test_a_job_that_is_not_there(command: Any, words: tuple[str, ...]) -> None:
    said = command("jobs", *words, "nosuch", "--json")
    assert (said.code, said.error) == (1, "job-not-found")


@pytest.fixture
def on(home: Path) -> World:
    """A world whose jobs are those of the command's data folder."""
    settings = load_settings()
    open_records(settings)
    return world(
        home / "world", drawing_models(home / "models"), url=f"sqlite:///{settings.data_dir.absolute()}/jobs.sqlite"
    )


def test_a_result_is_withdrawn_by_command(command: Any, on: World) -> None:
    run = run_on_record(on, "a", "b")
    said = command("results", "withdraw", run.id, "--reason", "quality", "--comment", " no\tuse ", "--json").json
    assert (said["state"], said["withdrawal"]["reason"], said["withdrawal"]["comment"]) == (
        "withdrawn",
        "quality",
        "no use",
    )
    job = on.store.get(said["withdrawal"]["job"])
    assert (job.order.withdraws, job.order.destinations) == (run.id, ("a", "b"))
    again = command("results", "withdraw", run.id, "--reason", "quality")
    assert (again.code, again.out) == (0, f"{run.id}  withdrawn  job {job.id} sends the rejection note\n")
    assert "withdrawn" in command("results", "list").out
    assert command("results", "list", "--json").json["items"][0]["withdrawal"]["job"] == job.id
    graver = command("results", "withdraw", run.id, "--reason", "safety", "--json").json["withdrawal"]
    assert (graver["reason"], graver["job"] != job.id) == ("safety", True)
    other = command("results", "withdraw", run.id, "--reason", "quality", "--json")
    assert (other.code, other.error) == (1, "result-withdrawn")
    assert command("jobs", "cancel", job.id, "--json").error == "job-conflict"


def test_a_result_that_no_archive_has_is_withdrawn(command: Any, on: World) -> None:
    run = run_on_record(on)
    said = command("results", "withdraw", run.id, "--reason", "safety")
    assert said.out == f"{run.id}  withdrawn  no archive can have it\n"


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("nosuch", "--reason", "safety"), 1, "job-not-found"),
        (("nosuch", "--reason", "incomplete"), 2, "usage"),
        (("nosuch",), 2, "usage"),
    ],
)
def test_what_is_no_withdrawal(command: Any, home: Path, words: tuple[str, ...], code: int, error: str) -> None:
    said = command("results", "withdraw", *words, "--json")
    assert (said.code, said.error) == (code, error)


def test_all_results_of_a_version_are_withdrawn(command: Any, on: World) -> None:
    runs = {run_on_record(on, "a", number=number).id for number in (1, 2)}
    words = ("--model", "drawn:1.0.0", "--reason", "safety", "--json")
    said = command("results", "withdraw", *words).json["items"]
    assert {run["run"] for run in said} == runs
    assert {run["withdrawal"]["reason"] for run in said} == {"safety"}
    assert command("results", "withdraw", *words).json["items"] == []
    assert "no result to withdraw" in command("results", "withdraw", *words[:-1]).out
    other = command("results", "list", "--model", "drawn:1.1.0", "--json").json["items"]
    mine = command("results", "list", "--model", "drawn:1.0.0", "--json").json["items"]
    assert (other, {run["run"] for run in mine}) == ([], runs)


@pytest.mark.parametrize("words", [(), ("some-run", "--model", "drawn:1.0.0"), ("--model", "drawn")])
def test_one_run_or_one_version_is_withdrawn(command: Any, words: tuple[str, ...]) -> None:
    said = command("results", "withdraw", *words, "--reason", "safety", "--json")
    assert (said.code, said.error) == (2, "usage")
