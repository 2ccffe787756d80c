"""A version beside production analyses the same studies, tells nobody, and is compared; whatever dies, once each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.job import Job, JobRequest, JobState, Priority
from radlane.domain.model import ModelIdentity
from radlane.domain.result import EncodedObject, StoreReceipt
from radlane.domain.status import ResultStatus
from radlane.domain.version import VersionState
from radlane.errors import ModelMismatch, StoreRefused, VersionRevoked
from radlane.inference.devices import choose_device
from radlane.inference.memory import Memory
from radlane.jobs.parts import Parts, State
from radlane.jobs.runs import RunQuery, RunState
from radlane.jobs.shadows import order_beside
from radlane.jobs.steps import STEPS
from radlane.jobs.tables import TABLES
from radlane.jobs.versions import add_version
from radlane.jobs.workflow import Runner
from radlane.monitoring.metrics import Metrics
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.registry.package import ModelPackage
from radlane.registry.stock import describe
from support.durable import Crash, Engine
from support.jobs import GIVE_UP, MODEL, Clock, Front, World, agree, world
from support.radiographs import STUDY, pattern, radiograph, save
from support.registry import ACT, Revocable
from support.shadows import NEW, shadowed_models, shadows, tag


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return shadowed_models(tmp_path_factory.mktemp("two") / "models")


@pytest.fixture
def on(tmp_path: Path, two: Models, clock: Clock) -> World:
    return world(tmp_path, two, clock)


def drained(on: World, engine: Engine, runner: Runner | None = None) -> None:
    """Run all there is, also what the sweeper has to find."""
    engine.drain(runner or on.runner)
    engine.sweep(on.runner)
    engine.drain(runner or on.runner)


def run(on: World, engine: Engine, runner: Runner | None = None, **order: Any) -> Job:
    job = on.accept(**order)
    engine.enqueue(job)
    drained(on, engine, runner)
    return on.store.get(job.id)


def failing(on: World, at: str, error: Exception) -> Runner:
    """A runner in which a step of jobs beside others fails."""

    def step(parts: Parts, job: Job, state: State) -> State:
        if job.order.shadow_of is not None:
            raise error
        return steps[at](parts, job, state)

    steps = dict(STEPS)
    table = tuple((name, step if name == at else one) for name, one in STEPS)
    return Runner(
        parts=on.parts,
        store=on.store,
        ledger=on.ledger,
        now=on.clock,
        give_up=GIVE_UP,
        tables=partial(replace, TABLES, analysis=table),
        figures=on.runner.figures,
    )


def once(point: str, nth: int = 1) -> Callable[[str], None]:
    left = [point] * nth

    def at(here: str) -> None:
        if left and here == left[0]:
            left.pop()
            if not left:
                raise Crash

    return at


def test_the_other_version_analyses_the_same_study_and_nobody_gets_its_result(on: World, engine: Engine) -> None:
    job = run(on, engine)
    (beside,) = shadows(on)
    assert (job.state, beside.state) == (JobState.SUCCEEDED, JobState.SUCCEEDED)
    assert (beside.order.shadow_of, beside.order.priority) == (job.id, Priority.BACKGROUND)
    assert (beside.order.destinations, beside.order.source) == ((), "a")
    assert beside.order.package_digest == on.models.catalogue.resolve(f"{MODEL}:{NEW}")[1].digest
    assert len(agree(on.stored("a"))) == 1
    assert len(agree(on.stored("b"))) == 1
    assert beside.run_id is not None
    made = on.ledger.run(beside.run_id)
    assert (made.state, made.model_version, made.shadow) == (RunState.COMPLETE, NEW, True)
    assert [one.id for one in on.ledger.find(RunQuery(model=MODEL))[0]] == [job.run_id]
    assert on.ledger.deliveries(made.id) == {}


def test_both_are_compared(on: World, engine: Engine) -> None:
    run(on, engine)
    (found,) = on.store.shadows.find(MODEL)
    assert (found.version, found.beside_version, found.end) == (NEW, "1.0.0", "succeeded")
    assert {one["laterality"] for one in found.findings if one["id"]} == {"left", "right"}
    assert all(one["same"] for one in found.findings if one["id"])
    areas = [apart for one in found.findings for apart in one["measurements"].values()]
    assert areas
    assert 0 <= max(areas) < 1
    assert found.seconds is not None
    assert min(found.seconds) > 0
    assert on.store.shadows.find("other") == ()


def test_without_room_for_both_the_job_beside_waits_and_productions_model_stays(
    tmp_path: Path, two: Models, clock: Clock, engine: Engine
) -> None:
    weights = sum(artifact.size for artifact in two.know(MODEL).manifest.artifacts)
    here = Models(
        two.catalogue,
        Places(device=choose_device("cpu", ()), threads=1),
        Memory(budget=weights + weights // 2, used=lambda: 0),
    )
    on = world(tmp_path, here, clock)
    job = on.accept()
    engine.enqueue(job)
    engine.drain(on.runner)
    engine.sweep(on.runner)
    for _ in range(30):  # it would wait for ever
        engine.step(on.runner)
    (beside,) = shadows(on)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    assert beside.state is not JobState.FAILED
    assert "model-unavailable" in str(beside.timeline)
    assert [one.version for one in here.resident()] == ["1.0.0"]


@pytest.mark.parametrize("point", ["after end", "recorded end"])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_process_that_dies_at_an_end_leaves_one_job_beside_and_one_comparison(
    on: World, engine: Engine, point: str, nth: int
) -> None:
    """The first end is production's, the second one that of the job beside it."""
    engine.at = once(point, nth)
    run(on, engine)
    assert [job.state for job in shadows(on)] == [JobState.SUCCEEDED]
    assert len(on.store.shadows.find(MODEL)) == 1


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (f"{MODEL}:1.0.0", {}),  # a version was asked for
        (f"{MODEL}:shadow", {}),
        (MODEL, {"withdraws": "run"}),
        (MODEL, {"shadow_of": "job"}),
    ],
)
def test_beside_what_nothing_runs(on: World, model: str, changes: dict[str, Any]) -> None:
    job = on.accept()
    request = JobRequest(study_instance_uid="1.2.3", model=model)
    other = replace(job, order=replace(job.order, request=request, **changes))
    assert order_beside(other, on.models.catalogue) is None
    assert order_beside(replace(job, reused_from="job"), on.models.catalogue) is None
    assert order_beside(job, on.models.catalogue) is not None


def test_without_a_tag_or_with_the_same_version_nothing_runs(tmp_path: Path, clock: Clock, engine: Engine) -> None:
    shadowed_models(tmp_path / "models")
    for tags in ({"production": "1.0.0"}, {"production": "1.0.0", "shadow": "1.0.0"}):
        tag(tmp_path / "models", **tags)
        on = world(tmp_path, shadowed_models(tmp_path / "models"), clock)
        run(on, engine, rerun=str(tags))
        assert shadows(on) == []


def test_a_version_that_may_not_run_does_not(on: World) -> None:
    class Revoking:
        def resolve(self, _: str) -> tuple[ModelPackage, ModelIdentity]:
            raise VersionRevoked("Revoked")

        def packages(self) -> tuple[ModelPackage, ...]:
            return ()

    assert order_beside(on.accept(), Revoking()) is None


@pytest.mark.parametrize("at", ["analyse", "encode"])
@pytest.mark.parametrize("error", [ModelMismatch("It does not fit"), ZeroDivisionError()])
def test_what_fails_beside_touches_nothing(on: World, engine: Engine, at: str, error: Exception) -> None:
    """Also where the site wants reports of failures."""
    site = replace(on.parts.site, reported=frozenset(ResultStatus))
    on.parts = replace(on.parts, site=site)
    figures = Metrics("0")
    on.runner = replace(on.runner, parts=on.parts, figures=figures.jobs)
    job = run(on, engine, failing(on, at, error))
    (beside,) = shadows(on)
    assert (job.state, beside.state) == (JobState.SUCCEEDED, JobState.FAILED)
    assert len(on.stored("a")) == len(on.stored("b")) == 3
    (found,) = on.store.shadows.find(MODEL)
    assert (found.version, found.end, list(found.findings)) == (NEW, "failed", [])
    text = figures.text().decode()
    assert f'radlane_shadow_jobs_total{{model="{MODEL}",outcome="failed",version="{NEW}"}} 1.0' in text
    assert f'outcome="failed",version="{NEW}"' not in "".join(
        line for line in text.splitlines() if line.startswith("radlane_jobs_ended_total")
    )
    assert [one.id for one in on.ledger.find(RunQuery(model=MODEL))[0]] == [job.run_id]


def test_what_was_compared_is_delivered_when_it_is_asked_for(
    on: World, engine: Engine, clock: Clock, tmp_path: Path
) -> None:
    """The version was promoted: the same input is not analysed again, and its result is like any other."""
    run(on, engine)
    (beside,) = shadows(on)
    shadowed_models(tmp_path / "models")
    tag(tmp_path / "models", production=NEW)
    promoted = world(tmp_path, shadowed_models(tmp_path / "models"), clock)
    job = run(promoted, engine, package_digest=beside.order.package_digest)
    assert (job.state, job.run_id, job.reused_from) == (JobState.SUCCEEDED, beside.run_id, beside.id)
    assert len(agree(on.stored("a"))) == 2
    assert len(agree(on.stored("b"))) == 2
    assert job.run_id is not None
    made = on.ledger.run(job.run_id)
    assert not made.shadow
    assert made.result is not None
    assert made.result["provenance"]["tag"] is None, "the tag shadow is in no result"
    listed, _ = on.ledger.find(RunQuery(model=MODEL))
    assert {one.model_version for one in listed} == {"1.0.0", NEW}
    assert engine.ran.count("analyse") == 3


def test_nobody_waits_for_a_job_that_only_compares(on: World, engine: Engine) -> None:
    """It has claimed the run and is about to analyse; who is asked for the same takes the run over."""
    asked: list[Job] = []
    real = dict(STEPS)["analyse"]

    def analyse(parts: Parts, job: Job, state: State) -> State:
        if job.order.shadow_of is not None and not asked:
            asked.append(on.accept(package_digest=job.order.package_digest, destinations=("b",)))
            engine.enqueue(asked[0])
            engine.drain(on.runner)
        return real(parts, job, state)

    table = tuple((name, analyse if name == "analyse" else one) for name, one in STEPS)
    runner = replace(on.runner, tables=partial(replace, TABLES, analysis=table))
    on.runner = replace(on.runner)
    job = on.accept()
    engine.enqueue(job)
    engine.drain(runner)
    engine.sweep(on.runner)
    engine.step(runner)
    drained(on, engine)
    taken = on.store.get(asked[0].id)
    assert taken.state is JobState.SUCCEEDED
    assert taken.attempt == 1, "it did not wait"
    assert len(agree(on.stored("a"))) == 1
    assert len(agree(on.stored("b"))) == 2
    assert taken.run_id is not None
    assert not on.ledger.run(taken.run_id).shadow
    (beside,) = [one for one in shadows(on) if one.order.shadow_of == job.id]
    assert beside.state in (JobState.SUCCEEDED, JobState.FAILED)
    assert on.ledger.run(taken.run_id).state is RunState.COMPLETE


def test_one_that_is_cancelled_is_counted_and_compares_nothing(on: World, engine: Engine) -> None:
    engine.enqueue(on.accept())
    engine.drain(on.runner)
    (beside,) = shadows(on)
    on.store.wait(beside.id, 1, on.clock(), {"code": "archive-unavailable", "detail": ""})
    on.store.ask_cancel(beside.id)
    on.runner.settle(beside.id)
    assert [(found.end, found.findings) for found in on.store.shadows.find(MODEL)] == [("cancelled", [])]


def test_a_job_whose_other_one_is_no_longer_kept_is_not_compared(on: World, engine: Engine) -> None:
    job = on.accept(
        shadow_of="gone", destinations=(), package_digest=on.models.catalogue.resolve(f"{MODEL}:{NEW}")[1].digest
    )
    engine.enqueue(job)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    assert on.store.shadows.find(MODEL) == ()


class Half:
    """An archive that takes the first object, and refuses from there on while it is told to."""

    def __init__(self, archive: Archive) -> None:
        self.front, self.refuses = Front(archive), True

    def __getattr__(self, name: str) -> Any:
        return getattr(self.front, name)

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        if self.refuses:
            self.front.store(objects[:1])
            raise StoreRefused("No more")
        return self.front.store(objects)


@pytest.mark.parametrize("corrected", [False, True])
def test_a_half_stored_result_is_neither_closed_nor_taken_over_for_a_comparison(
    two: Models, clock: Clock, engine: Engine, tmp_path: Path, corrected: bool
) -> None:
    """Somebody asked for the other version, whose job failed in the middle; also where the pixels changed since."""
    half = Half(FolderArchive("b", tmp_path / "b", Limits()))
    on = world(tmp_path, two, clock, wrap={"b": lambda _: half})
    digest = two.catalogue.resolve(f"{MODEL}:{NEW}")[1].digest
    request = JobRequest(study_instance_uid=STUDY, model=f"{MODEL}:{NEW}")
    real = run(on, engine, package_digest=digest, destinations=("b",), request=request)
    assert (real.state, real.run_id is not None) == (JobState.FAILED, True)
    half.refuses = False
    if corrected:
        save(radiograph(pattern()[::-1].copy()), tmp_path / "a", "IM1")
    before = on.ledger.run(str(real.run_id))
    run(on, engine, destinations=("a",))
    drained(on, engine)
    (beside,) = shadows(on)
    assert on.ledger.run(before.id) == before
    assert before.state is RunState.OPEN
    assert on.notes("b") == []
    assert on.withdrawals.find([before.id]) == {}
    (found,) = on.store.shadows.find(MODEL)
    if corrected:
        assert (beside.state, found.end, found.version) == (JobState.FAILED, "not-compared", NEW)
    else:
        assert (beside.reused_from, found.end) == (real.id, "succeeded")


def test_one_that_is_cancelled_before_it_began_is_counted_too(on: World, engine: Engine) -> None:
    engine.enqueue(on.accept())
    engine.drain(on.runner)
    (beside,) = shadows(on)
    on.store.ask_cancel(beside.id)
    on.runner.settle(beside.id)
    assert on.store.get(beside.id).state is JobState.CANCELLED
    assert [found.end for found in on.store.shadows.find(MODEL)] == ["cancelled"]


def test_one_that_is_retried_is_compared_by_its_last_end(on: World, engine: Engine) -> None:
    run(on, engine, failing(on, "analyse", ModelMismatch("It does not fit")))
    (beside,) = shadows(on)
    assert [found.end for found in on.store.shadows.find(MODEL)] == ["failed"]
    assert on.store.reopen(beside.id)
    on.runner.compare(on.store.get(beside.id))  # whoever is late says nothing of a job that goes on
    assert [found.end for found in on.store.shadows.find(MODEL)] == ["failed"]
    drained(on, engine)
    (found,) = on.store.shadows.find(MODEL)
    assert found.end == "succeeded"
    assert found.findings


def test_of_other_pixels_nothing_is_compared(on: World, engine: Engine) -> None:
    engine.enqueue(on.accept())
    engine.drain(on.runner)
    save(radiograph(pattern()[::-1].copy()), on.folder / "a", "IM1")
    drained(on, engine)
    (beside,) = shadows(on)
    (found,) = on.store.shadows.find(MODEL)
    assert (beside.state, found.end, list(found.findings)) == (JobState.SUCCEEDED, "other-input", [])


def test_one_whose_version_was_revoked_meanwhile_still_says_which_it_was(
    two: Models, clock: Clock, engine: Engine, tmp_path: Path
) -> None:
    catalogue = Revocable(two.catalogue)
    on = world(tmp_path, Models(catalogue, Places(device=choose_device("cpu", ()), threads=1)), clock)
    engine.enqueue(on.accept())
    engine.drain(on.runner)
    (beside,) = shadows(on)
    package, _ = two.catalogue.resolve(f"{MODEL}:{NEW}")
    with on.engine.begin() as connection:
        add_version(connection, describe(package, (), VersionState.REVOKED, ACT))
    catalogue.error = VersionRevoked("Revoked")
    drained(on, engine)
    assert on.store.get(beside.id).state is JobState.FAILED
    assert [(found.version, found.end) for found in on.store.shadows.find(MODEL)] == [(NEW, "failed")]
