"""One study that is announced by several triggers at the same moment, on SQLite and on PostgreSQL: one job."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from pydicom.uid import generate_uid

from radlane.domain.job import Expectation, Job, JobState, Priority
from radlane.domain.model import ModelIdentity
from radlane.jobs.runs import Claimed, Wanted
from radlane.jobs.trail import TrailQuery
from radlane.pipeline.models import Models
from radlane.security.audit_record import Action
from support.announcing import Desk, desk
from support.jobs import Clock, World, drawing_models, world
from support.radiographs import STUDY, radiograph, save

RULES = "rules:\n  - {name: chest, when: {modality: CR}, run: drawn, destinations: [a, b]}\n"
MACHINES, TIMES = 3, 4


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return drawing_models(tmp_path_factory.mktemp("models"))


@pytest.fixture
def machines(url: str, tmp_path: Path, models: Models) -> Iterator[list[World]]:
    """Several processes' parts on one database and the same archives."""
    made = [world(tmp_path, models, Clock(), url=url) for _ in range(MACHINES)]
    yield made
    for one in made:
        one.engine.dispose()


def test_three_ways_at_once_are_one_job(machines: list[World]) -> None:
    """Three triggers and a caller, each several times, on three machines."""
    desks = [desk(one, RULES) for one in machines]
    barrier = Barrier(MACHINES * TIMES)

    def announce(at: Desk, via: str) -> tuple[Job, ...]:
        barrier.wait()
        if via == "POST /v1/jobs":
            return (at.world.accept(priority=Priority.ROUTINE),)
        return at.announce(STUDY, via=via)

    ways = ("orthanc", "poll", "stow-rs", "POST /v1/jobs")
    with ThreadPoolExecutor(MACHINES * TIMES) as pool:
        said = [pool.submit(announce, at, via) for at in desks for via in ways]
        found = {job.id for answer in said for job in answer.result()}
    assert len(found) == 1
    assert len(machines[0].store.unfinished()) == 1
    assert sum(len(at.given) for at in desks) <= 1  # the caller's is given by who accepted it
    asked, _ = machines[0].trail.find(TrailQuery(action=Action.JOB_ASKED, limit=200))
    assert len([record for record in asked if record.entry.facts.get("rule")]) <= 1


@pytest.mark.parametrize("first", [0, 1])
def test_a_size_that_is_there_and_none_are_one_job_in_both_orders(machines: list[World], first: int) -> None:
    """An event with the exact size, and a poll without one; a job that waits for more stands for neither."""
    desks = [desk(one, RULES) for one in machines]
    (waits,) = desks[2].announce(STUDY, expect=Expectation(instances=2))
    machines[2].store.move(waits.id, JobState.WAITING)
    expects = [Expectation(series=1, instances=1), None]
    order = (first, 1 - first, first)
    found = {job.id for place in order for job in desks[place].announce(STUDY, expect=expects[place])}
    assert len(found) == 1
    assert waits.id not in found
    save(radiograph(SOPInstanceUID=generate_uid(), SeriesInstanceUID=generate_uid()), machines[0].folder / "a", "IM2")
    now = {job.id for place in order for job in desks[place].announce(STUDY)}
    assert len(now) == 1
    assert now <= found | {waits.id}  # nobody has looked yet
    assert len(machines[0].store.unfinished()) == 2


def test_sizes_and_none_at_once_are_one_job(machines: list[World]) -> None:
    desks = [desk(one, RULES) for one in machines]
    expects = (Expectation(series=1, instances=1), None, Expectation(instances=1), None)
    barrier = Barrier(MACHINES * len(expects))

    def announce(at: Desk, expect: Expectation | None) -> tuple[Job, ...]:
        barrier.wait()
        return at.announce(STUDY, expect=expect)

    with ThreadPoolExecutor(MACHINES * len(expects)) as pool:
        said = [pool.submit(announce, at, expect) for at in desks for expect in expects]
        found = {job.id for answer in said for job in answer.result()}
    assert len(found) == len(machines[0].store.unfinished()) == 1


def test_many_images_and_fewer_at_once_end_in_one_line(machines: list[World]) -> None:
    """Each of several machines claims a run of other images: none of more begins while one of fewer is made, and who
    comes with fewer after one of more looks again at the study first.
    """
    model = ModelIdentity(name="m", version="1.0.0", digest="sha256:1", weights_digest="sha256:1", tag=None)
    jobs = [machines[0].accept(rerun=str(number)).id for number in range(MACHINES)]
    barrier = Barrier(MACHINES)

    def claim(number: int) -> Claimed:
        wanted = Wanted(
            input_key=str(number) * 64,
            source_digest="p" * 64,
            study_instance_uid=STUDY,
            model=model,
            rerun=None,
            inputs=tuple(f"1.2.{place}" for place in range(number + 1)),
        )
        barrier.wait()
        return machines[number].ledger.claim(wanted, jobs[number])[0]

    with ThreadPoolExecutor(MACHINES) as pool:
        claims = list(pool.map(claim, range(MACHINES)))
    made = [number for number, claimed in enumerate(claims) if claimed is Claimed.MAKE]
    assert made
    for number, claimed in enumerate(claims):
        assert claimed in (Claimed.MAKE, Claimed.WAIT, Claimed.LOOK)
        if claimed is Claimed.WAIT:
            assert any(other < number for other in made)
        if claimed is Claimed.LOOK:
            assert any(other > number for other in made)
