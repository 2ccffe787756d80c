"""What is announced becomes the jobs that the rules want, each once, however often and which way it is announced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from pydicom.uid import generate_uid

from radlane.domain.job import Expectation, Job, JobState, Priority
from radlane.domain.model import ModelIdentity
from radlane.errors import (
    ArchiveNotFound,
    ArchiveUnavailable,
    ArtifactCorrupt,
    ModelError,
    NotAdmitted,
    RecordsUnavailable,
    StudyNotFound,
    VersionRevoked,
)
from radlane.jobs.retention import Retention
from radlane.jobs.trail import TrailQuery
from radlane.monitoring.trigger_metrics import TriggerMetrics
from radlane.pipeline.models import Models
from radlane.registry.catalogue import Resolver
from radlane.registry.package import ModelPackage
from radlane.security.audit_record import Action
from support.announcing import Desk, desk
from support.durable import Engine
from support.jobs import BEGIN, Clock, Front, World, drawing_models, world
from support.radiographs import STUDY, radiograph, save

RULES = """rules:
  - name: chest
    when: {modality: [DX, CR], archive: a}
    run: drawn
    destinations: [a, b]
    priority: stat
"""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return drawing_models(tmp_path_factory.mktemp("models"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def on(tmp_path: Path, models: Models, clock: Clock) -> Iterator[World]:
    made = world(tmp_path, models, clock)
    yield made
    made.engine.dispose()


def done(on: World, job: Job, clock: Clock) -> Job:
    """The job at its end."""
    engine = Engine(clock)
    engine.enqueue(on.store.get(job.id))
    engine.drain(on.runner)
    return on.store.get(job.id)


def grow(on: World) -> None:
    """A further image of the same kind comes."""
    save(radiograph(SOPInstanceUID=generate_uid(), SeriesInstanceUID=generate_uid()), on.folder / "a", "IM2")


def test_an_announced_study_becomes_a_job(on: World) -> None:
    at = desk(on, RULES)
    (job,) = at.announce(STUDY, via="dimse")
    assert at.given == [job]
    assert (job.order.source, job.order.destinations, job.order.priority) == ("a", ("a", "b"), Priority.STAT)
    (note,) = [event for event in job.timeline if event.kind == "note"]
    assert (note.name, note.data["rule"], len(note.data["rules"])) == ("rule", "chest", 64)
    (asked,) = on.trail.find(TrailQuery(action=Action.JOB_ASKED))[0]
    assert (asked.entry.via, asked.entry.job, asked.entry.facts["rule"]) == ("dimse", job.id, "chest")
    (queried,) = on.trail.find(TrailQuery(action=Action.STUDY_QUERIED))[0]
    assert queried.entry.study == STUDY


def test_the_same_images_again_are_the_same_job(on: World, clock: Clock) -> None:
    at = desk(on, RULES)
    (job,) = at.announce(STUDY)
    assert [one.id for one in at.announce(STUDY, via="orthanc")] == [job.id]
    assert done(on, job, clock).state is JobState.SUCCEEDED
    assert [one.id for one in at.announce(STUDY)] == [job.id]  # its results are in the study by now
    assert len(at.given) == 1
    assert len(on.trail.find(TrailQuery(action=Action.JOB_ASKED))[0]) == 1  # nothing else was asked


def test_another_image_makes_another_job(on: World, clock: Clock) -> None:
    at = desk(on, RULES)
    (job,) = at.announce(STUDY)
    done(on, job, clock)
    grow(on)
    (second,) = at.announce(STUDY)
    assert second.id != job.id
    assert [one.id for one in at.announce(STUDY)] == [second.id]


def test_a_job_that_has_not_looked_yet_sees_what_came_meanwhile(on: World) -> None:
    at = desk(on, RULES)
    (job,) = at.announce(STUDY)
    grow(on)
    assert [one.id for one in at.announce(STUDY)] == [job.id]
    assert len(at.given) == 1


def test_a_job_that_looked_already_does_not(on: World) -> None:
    at = desk(on, RULES)
    (job,) = at.announce(STUDY)
    on.store.change(job.id, 1, inputs="0" * 64, state=JobState.RUNNING)
    grow(on)
    (second,) = at.announce(STUDY)
    assert second.id != job.id


def test_what_a_caller_asked_for_is_as_good(on: World, clock: Clock) -> None:
    at = desk(on, RULES)
    asked = on.accept(priority=Priority.STAT)
    assert [one.id for one in at.announce(STUDY)] == [asked.id]
    done(on, asked, clock)
    assert [one.id for one in at.announce(STUDY)] == [asked.id]
    assert at.given == []


def test_a_job_of_a_caller_that_is_done_is_as_good(on: World, clock: Clock) -> None:
    asked = on.accept()
    done(on, asked, clock)
    assert [one.id for one in desk(on, RULES).announce(STUDY)] == [asked.id]


@pytest.mark.parametrize("end", [JobState.FAILED, JobState.EXPIRED, JobState.CANCELLED, JobState.NOT_ANALYSED])
def test_nothing_is_tried_again_by_itself(on: World, end: JobState) -> None:
    at = desk(on, RULES)
    (job,) = at.announce(STUDY)
    on.store.move(job.id, end)
    assert [one.id for one in at.announce(STUDY)] == [job.id]


def test_what_is_no_longer_kept_is_not_done_again(on: World, clock: Clock) -> None:
    at = desk(on, RULES)
    (job,) = at.announce(STUDY)
    done(on, job, clock)
    clock.forward(10)
    Retention(store=on.store, ledger=on.ledger, work=on.parts.work, outbox=on.parts.outbox).clean(clock())
    for path in [path for path in (on.folder / "a").rglob("*.dcm") if path.name != "IM1"]:
        path.unlink()  # somebody deleted the results
    assert at.announce(STUDY) == ()
    assert len(at.given) == 1


def test_own_results_start_nothing(on: World, clock: Clock) -> None:
    rules = RULES.replace("[DX, CR]", "[SR, SEG, OT, SC]")
    (job,) = desk(on, RULES).announce(STUDY)
    done(on, job, clock)
    assert len(on.stored("a")) == 3
    assert desk(on, rules).announce(STUDY) == ()


def test_a_model_that_reads_nothing_of_the_study_gets_no_job(on: World) -> None:
    registry = CollectorRegistry()
    save(radiograph(BodyPartExamined="HAND"), on.folder / "a", "IM1")
    assert desk(on, RULES, TriggerMetrics(registry)).announce(STUDY) == ()
    labels = {"rule": "chest", "outcome": "body-part-mismatch"}
    assert registry.get_sample_value("radlane_rule_jobs_total", labels) == 1
    labels = {"via": "poll", "outcome": "nothing"}
    assert registry.get_sample_value("radlane_announcements_total", labels) == 1


def test_no_rules_start_nothing_and_say_so_once(on: World, caplog: pytest.LogCaptureFixture) -> None:
    registry = CollectorRegistry()
    at = desk(on, None, TriggerMetrics(registry))
    assert at.announce(STUDY) == at.announce(STUDY) == ()
    assert [record.getMessage() for record in caplog.records] == ["studies are announced, and there are no rules"]
    labels = {"via": "poll", "outcome": "no-rules"}
    assert registry.get_sample_value("radlane_announcements_total", labels) == 2


def test_what_the_archive_does_not_say_is_raised_and_counted(on: World) -> None:
    registry = CollectorRegistry()
    at = desk(on, RULES, TriggerMetrics(registry))
    with pytest.raises(StudyNotFound):
        at.announce("1.2.3.4.5")
    with pytest.raises(ArchiveNotFound):
        at.announce(STUDY, source="c")
    down = Front(on.archive("a"))
    down.down = True
    on.wrap = {"a": lambda _: down}
    with pytest.raises(ArchiveUnavailable):
        at.announce(STUDY)
    for code in ("study-not-found", "archive-not-found", "archive-unavailable"):
        labels = {"via": "poll", "outcome": code}
        assert registry.get_sample_value("radlane_announcements_total", labels) == 1


def test_a_database_that_is_away_is_told_as_an_error_of_ours(on: World) -> None:
    at = desk(on, RULES)
    with on.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE announced")
    with pytest.raises(RecordsUnavailable):
        at.announce(STUDY)
    assert at.given == []
    assert on.store.unfinished() == ()


def test_a_size_that_is_expected_is_waited_for(on: World, clock: Clock) -> None:
    (job,) = desk(on, RULES).announce(STUDY, expect=Expectation(instances=412))
    engine = Engine(clock)
    engine.enqueue(job)
    engine.step(on.runner)
    found = on.store.get(job.id)
    assert found.state is JobState.WAITING
    assert found.completeness == {"waiting": {"have": {"instances": 1}, "want": {"instances": 412}}}
    assert found.timeline[-1].data["waiting"] == found.completeness["waiting"]


@pytest.mark.parametrize("early", ["done", "queued", "cancelled"])
def test_a_job_of_fewer_images_does_not_stand_for_a_size_that_is_still_to_come(
    on: World, clock: Clock, early: str
) -> None:
    at = desk(on, RULES)
    (job,) = at.announce(STUDY, expect=Expectation(instances=1))
    if early == "done":
        assert done(on, job, clock).state is JobState.SUCCEEDED
    if early == "cancelled":
        on.store.move(job.id, JobState.CANCELLED)
    (second,) = at.announce(STUDY, expect=Expectation(instances=2))
    assert second.id != job.id
    engine = Engine(clock)
    engine.enqueue(second)
    engine.step(on.runner)
    assert on.store.get(second.id).state is JobState.WAITING
    assert [one.id for one in at.announce(STUDY, expect=Expectation(instances=2))] == [second.id]
    hand = radiograph(SOPInstanceUID=generate_uid(), SeriesInstanceUID=generate_uid(), BodyPartExamined="HAND")
    save(hand, on.folder / "a", "IM2")
    engine.drain(on.runner)
    found = on.store.get(second.id)
    assert found.state is JobState.SUCCEEDED, found
    assert (found.completeness or {})["acquired"] is True
    for expect in (Expectation(instances=2), None):  # the model reads the same image as before
        assert [one.id for one in at.announce(STUDY, expect=expect)] == [job.id]
    assert len(at.given) == 2


@pytest.mark.parametrize("end", [JobState.WAITING, JobState.EXPIRED])
def test_a_size_that_never_comes_keeps_nobody_from_what_is_there(on: World, clock: Clock, end: JobState) -> None:
    at = desk(on, RULES)
    (job,) = at.announce(STUDY, expect=Expectation(instances=5))
    on.store.move(job.id, end)
    (second,) = at.announce(STUDY, expect=Expectation(instances=1))
    assert second.id != job.id
    assert [one.id for one in at.announce(STUDY)] == [second.id]
    assert done(on, second, clock).state is JobState.SUCCEEDED
    assert [one.id for one in at.announce(STUDY)] == [second.id]


def test_a_job_that_a_caller_asked_for_stands_for_the_size_that_it_waits_for(on: World) -> None:
    at = desk(on, RULES)
    asked = on.accept(priority=Priority.STAT, expect=Expectation(instances=412))
    assert [one.id for one in at.announce(STUDY, expect=Expectation(instances=412))] == [asked.id]
    assert [one.id for one in at.announce(STUDY, expect=Expectation(series=2, instances=412))] != [asked.id]


def test_a_window_that_is_closed_is_waited_for_and_not_by_the_urgent(on: World, clock: Clock) -> None:
    rules = RULES.replace("stat", "background") + '    window: {from: "20:00", to: "06:00"}\n'
    opens = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    assert opens > BEGIN
    (job,) = desk(on, rules).announce(STUDY)
    assert job.order.not_before == opens
    assert job.expires_at == opens + timedelta(days=7)  # the time for giving up begins with the window
    engine = Engine(clock)
    engine.enqueue(job)
    engine.step(on.runner)
    found = on.store.get(job.id)
    assert (found.state, found.wait_until, found.timeline[-1].name) == (JobState.WAITING, opens, "window-closed")
    (urgent,) = desk(on, RULES).announce(STUDY)
    assert (urgent.id != job.id, urgent.order.not_before) == (True, None)
    engine.drain(on.runner)
    assert clock() >= opens
    assert on.store.get(job.id).state is JobState.SUCCEEDED


def test_a_second_machine_knows_what_the_first_accepted(on: World, tmp_path: Path, models: Models) -> None:
    at: Desk = desk(on, RULES)
    (job,) = at.announce(STUDY)
    there = World(folder=on.folder, url=on.url, clock=on.clock, models=models)
    assert [one.id for one in desk(there, RULES).announce(STUDY)] == [job.id]
    there.engine.dispose()


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """A catalogue in which one model cannot be used."""

    real: Resolver
    gone: str
    error: ModelError

    def resolve(self, text: str) -> tuple[ModelPackage, ModelIdentity]:
        if text == self.gone:
            raise self.error
        return self.real.resolve(text)

    def packages(self) -> tuple[ModelPackage, ...]:
        return self.real.packages()


def lacking(on: World, error: ModelError, figures: TriggerMetrics) -> Desk:
    """Rules that name a version and a tag; the version cannot be used any more."""
    version = f"drawn:{on.models.catalogue.resolve('drawn')[1].version}"
    at = desk(on, RULES.replace("run: drawn", f'run: ["{version}", drawn]'), figures)
    at.dispatch = replace(at.dispatch, models=Lacking(real=on.models.catalogue, gone=version, error=error))
    return at


@pytest.mark.parametrize("error", [VersionRevoked("revoked"), NotAdmitted("not admitted")])
def test_a_model_that_may_not_run_is_said_and_keeps_no_other_from_it(
    on: World, error: ModelError, caplog: pytest.LogCaptureFixture
) -> None:
    registry = CollectorRegistry()
    at = lacking(on, error, TriggerMetrics(registry))
    (job,) = at.announce(STUDY)
    assert job.order.request.model == "drawn"
    (said,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert [getattr(said, name) for name in ("code", "rule", "study")] == [error.code, "chest", STUDY]
    labels = {"rule": "chest", "outcome": error.code}
    assert registry.get_sample_value("radlane_rule_jobs_total", labels) == 1


def test_a_model_whose_files_are_away_is_asked_for_again(on: World) -> None:
    """The jobs of the others are there, once, and the trigger hears that it has to come again."""
    at = lacking(on, ArtifactCorrupt("away"), TriggerMetrics())
    for _ in range(2):
        with pytest.raises(ArtifactCorrupt):
            at.announce(STUDY)
    assert [job.order.request.model for job in at.given] == ["drawn"]
