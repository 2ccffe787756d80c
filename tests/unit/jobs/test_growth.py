"""A study that grew: its report takes the place of the one of fewer images."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import Dataset, dcmread
from pydicom.dataset import FileDataset

from radlane.domain.job import Job, JobRequest, JobState, Order, Priority
from radlane.domain.withdrawal import WithdrawalReason
from radlane.encode.report import GROWN
from radlane.inference.devices import choose_device
from radlane.jobs.growth import refs_of
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import load_catalogue
from support.durable import Engine
from support.jobs import Clock, World
from support.radiographs import save
from support.reading import groups
from support.volume_models import bright_package
from support.volumes import block, series


@pytest.fixture(scope="module")
def bright(tmp_path_factory: pytest.TempPathFactory) -> Models:
    root = bright_package(tmp_path_factory.mktemp("bright"))
    return Models(load_catalogue([root], [root / "tags.json"]), Places(device=choose_device("cpu", ()), threads=1))


@pytest.fixture
def here(tmp_path: Path, bright: Models, clock: Clock) -> World:
    return World(folder=tmp_path, url=f"sqlite:///{tmp_path / 'radlane.sqlite'}", clock=clock, models=bright)


def slices() -> list[FileDataset]:
    """Eight slices of a head, from the top."""
    found = series(block((8, 9, 10)), modality="CT", BodyPartExamined="HEAD")
    return sorted(found, key=lambda dataset: float(dataset.ImagePositionPatient[2]))


def put(here: World, some: Sequence[FileDataset]) -> str:
    for dataset in some:
        save(dataset, here.folder / "a", f"{dataset.SOPInstanceUID}.image")
    return str(some[0].StudyInstanceUID)


def accepted(here: World, study: str, **changes: Any) -> Job:
    digest = here.models.catalogue.resolve("bright")[1].digest
    request = JobRequest(study_instance_uid=study, model="bright")
    order = Order(request=request, source="a", destinations=("a",), package_digest=digest, **changes)
    return here.store.accept(order)[0]


def analysed(here: World, engine: Engine, study: str, **changes: Any) -> Job:
    job = accepted(here, study, **changes)
    engine.enqueue(job)
    engine.drain(here.runner)
    done = here.store.get(job.id)
    assert done.state is JobState.SUCCEEDED, done.outcome
    return done


def report(here: World, job: Job) -> Dataset:
    assert job.run_id is not None
    return dcmread(here.ledger.objects(job.run_id)[-1].path)


def predecessors(dataset: Dataset) -> list[str]:
    return [
        str(item.ReferencedSOPInstanceUID)
        for study in dataset.get("PredecessorDocumentsSequence", ())
        for of_series in study.ReferencedSeriesSequence
        for item in of_series.ReferencedSOPSequence
    ]


def words(dataset: Dataset) -> list[str]:
    return [str(item.TextValue) for item in dataset.ContentSequence[-1].ContentSequence]


def test_the_report_of_more_images_names_the_one_before(here: World, engine: Engine) -> None:
    """Each names the one of the most images before it, and says in words that it takes its place."""
    every = slices()
    study = put(here, every[:4])
    first = analysed(here, engine, study)
    assert predecessors(report(here, first)) == []
    assert GROWN not in words(report(here, first))
    put(here, every[4:6])
    second = analysed(here, engine, study)
    assert second.reused_from is None
    assert predecessors(report(here, second)) == [str(report(here, first).SOPInstanceUID)]
    assert GROWN in words(report(here, second))
    put(here, every[6:])
    third = analysed(here, engine, study)
    assert predecessors(report(here, third)) == [str(report(here, second).SOPInstanceUID)]
    assert len(groups(report(here, third))) == 1


def test_the_same_images_again_name_nothing(here: World, engine: Engine) -> None:
    study = put(here, slices()[:4])
    first = analysed(here, engine, study)
    again = analysed(here, engine, study, rerun="once more")
    assert again.run_id != first.run_id
    assert predecessors(report(here, again)) == []


def test_what_was_withdrawn_has_no_successor(here: World, engine: Engine) -> None:
    every = slices()
    study = put(here, every[:4])
    first = analysed(here, engine, study)
    assert first.run_id is not None
    here.withdrawals.ask(first.run_id, WithdrawalReason.QUALITY, None, "me")
    put(here, every[4:])
    assert predecessors(report(here, analysed(here, engine, study))) == []


def test_other_images_are_no_growth(here: World, engine: Engine) -> None:
    every = slices()
    study = put(here, every[:5])
    analysed(here, engine, study)
    for path in (here.folder / "a").glob("*.image"):
        path.unlink()
    put(here, every[3:])  # some are no longer there
    assert predecessors(report(here, analysed(here, engine, study))) == []


def test_a_run_of_fewer_images_that_is_made_now_comes_first(here: World, clock: Clock) -> None:
    every = slices()
    study = put(here, every[:4])

    def stop(point: str) -> None:
        if point == "before analyse" and "stopped" not in seen:
            seen.append("stopped")
            raise KeyboardInterrupt

    seen: list[str] = []
    first, slow = accepted(here, study), Engine(clock, stop)
    slow.enqueue(first)
    with pytest.raises(KeyboardInterrupt):
        slow.step(here.runner)
    put(here, every[4:])
    second, fast = accepted(here, study, priority=Priority.STAT), Engine(clock)
    fast.enqueue(second)
    fast.step(here.runner)
    waits = here.store.get(second.id)
    assert waits.state is JobState.WAITING
    assert "fewer images" in waits.timeline[-1].data["detail"]
    slow.drain(here.runner)
    fast.drain(here.runner)
    done = [here.store.get(job.id) for job in (first, second)]
    assert [job.state for job in done] == [JobState.SUCCEEDED] * 2
    assert predecessors(report(here, done[1])) == [str(report(here, done[0]).SOPInstanceUID)]


def test_predecessors_are_fixed_with_the_run(here: World, engine: Engine) -> None:
    every = slices()
    study = put(here, every[:4])
    first = analysed(here, engine, study)
    put(here, every[4:])
    second = analysed(here, engine, study)
    assert first.run_id is not None
    assert second.run_id is not None
    run = here.ledger.run(second.run_id)
    assert [ref.sop_instance_uid for ref in refs_of(run.predecessors)] == [str(report(here, first).SOPInstanceUID)]
    assert len(run.inputs or "") == 16 * len(every)
    here.withdrawals.ask(first.run_id, WithdrawalReason.QUALITY, None, "me")
    assert here.ledger.run(second.run_id).predecessors == run.predecessors
    assert np.all([ref.study_instance_uid == study for ref in refs_of(run.predecessors)])


def killed_before_claim(here: World, clock: Clock, study: str) -> tuple[Job, Engine]:
    """A job whose worker is killed after it retrieved what there was."""
    seen: list[str] = []

    def stop(point: str) -> None:
        if point == "before claim" and not seen:
            seen.append(point)
            raise KeyboardInterrupt

    job, slow = accepted(here, study), Engine(clock, stop)
    slow.enqueue(job)
    with pytest.raises(KeyboardInterrupt):
        slow.step(here.runner)
    return job, slow


def test_a_job_of_fewer_images_that_comes_late_looks_again(here: World, clock: Clock) -> None:
    """No report of half the images is made after the one of all: it uses that one."""
    every = slices()
    study = put(here, every[:4])
    late, slow = killed_before_claim(here, clock, study)
    put(here, every[4:])
    whole = analysed(here, Engine(clock), study, priority=Priority.STAT)
    slow.drain(here.runner)
    done = here.store.get(late.id)
    assert (done.state, done.run_id, done.reused_from) == (JobState.SUCCEEDED, whole.run_id, whole.id)
    assert "More images" in next(event for event in done.timeline if event.kind == "wait").data["detail"]


def test_what_was_deleted_meanwhile_is_not_waited_for(here: World, clock: Clock) -> None:
    """It looks again once, sees that they are gone, and makes its own run."""
    every = slices()
    study = put(here, every[:4])
    late, slow = killed_before_claim(here, clock, study)
    put(here, every[4:])
    whole = analysed(here, Engine(clock), study, priority=Priority.STAT)
    for dataset in every[4:]:
        (here.folder / "a" / f"{dataset.SOPInstanceUID}.image").unlink()
    slow.drain(here.runner)
    done = here.store.get(late.id)
    assert (done.state, done.reused_from) == (JobState.SUCCEEDED, None)
    assert done.run_id != whole.run_id
    assert slow.ran.count("select") == slow.ran.count("claim") == 2
    assert len([event for event in done.timeline if event.kind == "wait"]) == 1
