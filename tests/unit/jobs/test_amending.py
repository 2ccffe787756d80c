"""Heat maps that are asked for when a result stands: they are added to it, and nothing else is made or sent again."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread

from radlane.domain.form import COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR, FIRST, LABEL_MAP, Form
from radlane.domain.job import Job, JobState
from radlane.domain.output import SegmentationType
from radlane.domain.result import Role
from radlane.encode.checker import check_objects
from radlane.errors import ArchiveUnavailable
from radlane.jobs.amending import AMENDMENT_STEPS, distance
from radlane.jobs.explanations import array_of, picture_of
from radlane.jobs.results import object_of, result_of
from radlane.jobs.runs import Run, RunQuery, RunState
from support.amended import OCCLUSION, RISE, amended, ended, order_explained, predecessors
from support.durable import Crash, Engine
from support.jobs import Front, World
from support.picky import Picky
from support.reading import groups
from support.withdrawals import SAFETY, listed, uids

NAMES = [name for name, _ in AMENDMENT_STEPS]


class Counting(Front):
    """Counts what it is sent."""

    def __init__(self, archive: Any) -> None:
        super().__init__(archive)
        self.sent: list[str] = []

    def store(self, objects: Any) -> Any:
        self.sent += [item.ref.sop_instance_uid for item in objects]
        return super().store(objects)


def counting(on: World) -> dict[str, Counting]:
    fronts = {name: Counting(on.archive(name)) for name in ("a", "b")}
    on.wrap = {name: lambda _, front=front: front for name, front in fronts.items()}  # type: ignore[misc]
    return fronts


def test_what_a_result_lacks_is_added_to_it(on: World, engine: Engine) -> None:
    fronts = counting(on)
    first = ended(on, engine, order_explained(on, None))
    before = {name: list(front.sent) for name, front in fronts.items()}
    second = ended(on, engine, order_explained(on, OCCLUSION))
    assert (first.state, second.state) == (JobState.SUCCEEDED, JobState.SUCCEEDED), second.outcome
    assert first.run_id is not None
    assert second.run_id is not None
    run, amendment = on.ledger.run(first.run_id), on.ledger.run(second.run_id)
    assert (amendment.amends, amendment.amendment, amendment.number) == (run.id, 1, 1)
    assert (amendment.state, amendment.inputs, second.reused_from) == (RunState.COMPLETE, None, first.id)
    assert Counter(engine.ran)["analyse"] == 2  # the second one was skipped: the result stands
    for name, front in fronts.items():
        added = set(front.sent) - set(before[name])
        assert added == uids(on.ledger.objects(amendment.id))
        assert len(front.sent) == len(set(front.sent)), "nothing is sent twice"


def test_the_new_report_states_all_again_and_takes_the_place_of_the_one_before(on: World, engine: Engine) -> None:
    run, amendment = amended(on, engine)
    stored = {str(one.SOPInstanceUID): one for one in on.stored("a")}
    old, new = (stored[on.ledger.objects(one.id)[-1].ref.sop_instance_uid] for one in (run, amendment))
    assert predecessors(new) == {str(old.SOPInstanceUID)}
    leaves = uids(on.ledger.objects(run.id)) - {str(old.SOPInstanceUID)}
    added = uids(on.ledger.objects(amendment.id)) - {str(new.SOPInstanceUID)}
    assert leaves | added <= listed(new)
    assert sum(one.Modality == "SEG" for one in stored.values()) == 1
    assert new.SeriesInstanceUID != old.SeriesInstanceUID
    of_old = {group.tracking_uid: group.area.value for group in groups(old) if group.area}
    assert {group.tracking_uid: group.area.value for group in groups(new) if group.area} == of_old
    images = [dcmread(on.folder / "a" / "IM1")]
    assert check_objects([*stored.values()], images) == (), "both results stand beside each other"


def test_the_result_of_the_job_is_that_of_the_run_with_explanations(on: World, engine: Engine) -> None:
    first = ended(on, engine, order_explained(on, None))
    job = ended(on, engine, order_explained(on, OCCLUSION))
    plain, result = result_of(first, on.ledger), result_of(job, on.ledger)
    assert plain["explanations"] == []
    assert {one["method"] for one in result["explanations"]} == {"occlusion"}
    assert [one["number"] for one in result["explanations"]] == [*range(1, len(result["explanations"]) + 1)]
    assert (result["findings"], result["verdict"]) == (plain["findings"], plain["verdict"])
    assert result["objects"][: len(plain["objects"])] == plain["objects"]
    roles = Counter(one["role"] for one in result["objects"])
    assert roles == {"segmentation": 1, "capture": 1, "report": 2, "explanation": len(result["explanations"])}
    for one in result["objects"]:
        assert {delivery["state"] for delivery in one["deliveries"]} == {"stored"}
        assert object_of(job, one["sop_instance_uid"], on.ledger, on.parts.outbox).path.exists()


def test_its_pictures_and_numbers_are_given_out(on: World, engine: Engine) -> None:
    ended(on, engine, order_explained(on, None))
    job = ended(on, engine, order_explained(on, OCCLUSION))
    assert picture_of(job, 1, on.ledger, on.parts.outbox).startswith(b"\x89PNG")
    assert array_of(job, 1, on.ledger, on.parts.outbox).startswith(b"\x93NUMPY")


def test_equal_requests_share_one_amendment(on: World, engine: Engine) -> None:
    _, amendment = amended(on, engine)
    again = ended(on, engine, order_explained(on, OCCLUSION))
    assert again.run_id == amendment.id
    assert len(on.ledger.find(RunQuery())[0]) == 2


def test_a_result_that_has_the_maps_gets_no_amendment(on: World, engine: Engine) -> None:
    first = ended(on, engine, order_explained(on, OCCLUSION))
    again = ended(on, engine, order_explained(on, OCCLUSION))
    assert again.run_id == first.run_id
    assert result_of(first, on.ledger)["explanations"]
    for one in (None, "never"):
        assert ended(on, engine, order_explained(on, one)).run_id == first.run_id


def test_another_method_is_another_amendment_and_names_the_one_before(on: World, engine: Engine) -> None:
    run, first = amended(on, engine)
    job = ended(on, engine, order_explained(on, RISE))
    assert job.run_id is not None
    second = on.ledger.run(job.run_id)
    assert (second.amends, second.amendment) == (run.id, 2)
    stored = {str(one.SOPInstanceUID): one for one in on.stored("a")}
    roots = [on.ledger.objects(one.id)[-1].ref.sop_instance_uid for one in (run, first)]
    report = stored[on.ledger.objects(second.id)[-1].ref.sop_instance_uid]
    assert predecessors(report) == set(roots)
    assert not listed(report) & {*uids(on.ledger.objects(first.id)[:-1])}, "each adds its own maps to the run"
    assert {one["method"] for one in result_of(job, on.ledger)["explanations"]} == {"rise"}
    assert check_objects([*stored.values()], [dcmread(on.folder / "a" / "IM1")]) == ()


def test_maps_of_the_run_itself_stay_in_the_new_report(on: World, engine: Engine) -> None:
    first = ended(on, engine, order_explained(on, OCCLUSION))
    job = ended(on, engine, order_explained(on, RISE))
    explanations = result_of(job, on.ledger)["explanations"]
    own = len(result_of(first, on.ledger)["explanations"])
    assert [one["method"] for one in explanations] == ["occlusion"] * own + ["rise"] * (len(explanations) - own)
    assert len(explanations) > own > 0
    pictures = [picture_of(job, one["number"], on.ledger, on.parts.outbox) for one in explanations]
    assert len(set(pictures)) == len(pictures)
    arrays = [array_of(job, one["number"], on.ledger, on.parts.outbox) for one in explanations]
    assert array_of(first, 1, on.ledger, on.parts.outbox) == arrays[0]


def reasons(on: World, job: Job) -> list[str]:
    return [one["text"] for one in result_of(job, on.ledger)["reasons"] if one["code"] == "not-explained"]


def test_without_a_map_the_job_ends_with_the_result_and_the_reason(on: World, engine: Engine) -> None:
    first = ended(on, engine, order_explained(on, None))
    job = ended(on, engine, order_explained(on, "attention-rollout"))
    assert (job.state, job.run_id, job.reused_from) == (JobState.SUCCEEDED, first.run_id, first.id)
    assert job.outcome is not None
    assert [one["code"] for one in job.outcome["reasons"]] == ["not-explained"]
    assert len(reasons(on, job)) == 1
    assert reasons(on, first) == []
    assert [one.state for one in on.ledger.amendments.of(first.run_id or "")] == [RunState.FAILED]
    assert len(on.stored("a")) == 3


def test_a_model_that_cannot_be_loaded_any_more_costs_no_result(on: World, engine: Engine) -> None:
    """Its weights are damaged when the maps are to be made: what was analysed before stands, and is the job's."""
    first = ended(on, engine, order_explained(on, None))
    package = on.parts.models.catalogue.resolve(f"{on.order().request.model}")[0]
    weights = package.weights_path(package.manifest.networks[-1])
    whole = weights.read_bytes()

    def at(here: str) -> None:
        if here == "before explain":
            for one in on.parts.models.resident():
                on.parts.models.unload(one.digest)
            weights.chmod(0o644)
            weights.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))

    engine.at = at
    job = ended(on, engine, order_explained(on, OCCLUSION))
    weights.write_bytes(whole)
    assert (job.state, job.run_id) == (JobState.SUCCEEDED, first.run_id), job.outcome
    assert len(reasons(on, job)) == 1
    assert [one.state for one in on.ledger.amendments.of(first.run_id or "")] == [RunState.FAILED]


@pytest.mark.parametrize("lost", ["*.npz", "*.dcm"])
def test_what_is_kept_no_more_is_said_and_not_analysed_again(on: World, engine: Engine, lost: str) -> None:
    first = ended(on, engine, order_explained(on, None))
    for path in (on.parts.outbox.folder / (first.run_id or "")).rglob(lost):
        path.unlink()
    job = ended(on, engine, order_explained(on, OCCLUSION))
    assert (job.state, job.run_id) == (JobState.SUCCEEDED, first.run_id)
    (text,) = reasons(on, job)
    assert text.endswith("Ask for a rerun")
    assert len(on.stored("a")) == 3
    rerun = ended(on, engine, order_explained(on, OCCLUSION, rerun="the maps are wanted"))
    assert result_of(rerun, on.ledger)["explanations"]


@pytest.mark.parametrize("point", [f"{when} {name}" for name in NAMES for when in ("before", "after", "recorded")])
def test_a_process_that_dies_leaves_one_amendment(on: World, engine: Engine, point: str) -> None:
    ended(on, engine, order_explained(on, None))
    struck: list[str] = []

    def at(here: str) -> None:
        if here == point and not struck:
            struck.append(here)
            raise Crash

    engine.at = at
    job = ended(on, engine, order_explained(on, OCCLUSION))
    assert struck == [point]
    assert job.state is JobState.SUCCEEDED
    (amendment,) = on.ledger.amendments.of(on.ledger.run(job.run_id or "").amends or "")
    assert (amendment.id, amendment.state) == (job.run_id, RunState.COMPLETE)
    for name in ("a", "b"):
        assert len(on.stored(name)) == 3 + len(on.ledger.objects(amendment.id))


@pytest.mark.parametrize("point", ["object 0", "object 1", "answer"])
def test_a_process_that_dies_while_it_sends_sends_the_same_bytes(on: World, engine: Engine, point: str) -> None:
    first = ended(on, engine, order_explained(on, None))
    struck: list[str] = []

    def at(here: str) -> None:
        if here == point and not struck:
            struck.append(here)
            raise Crash

    front = Front(on.archive("b"), at)
    on.wrap = {"b": lambda _: front}
    job = ended(on, engine, order_explained(on, OCCLUSION))
    assert struck == [point]
    (amendment,) = on.ledger.amendments.of(first.run_id or "")
    assert (amendment.id, amendment.state) == (job.run_id, RunState.COMPLETE)
    assert sorted(str(one.SOPInstanceUID) for one in on.stored("a")) == sorted(
        str(one.SOPInstanceUID) for one in on.stored("b")
    )


def test_bytes_that_are_lost_when_half_was_sent_are_another_amendment(on: World, engine: Engine) -> None:
    """The root SR was not stored, then the disk was lost: what is there is withdrawn, and the run is not touched."""
    first = ended(on, engine, order_explained(on, None, destinations=("a",)))
    struck: list[str] = []

    class Losing(Front):
        def store(self, objects: Any) -> Any:
            if not struck:
                struck.append("half")
                super().store(objects[:1])
                (amendment,) = on.ledger.amendments.of(first.run_id or "")
                shutil.rmtree(on.parts.outbox.folder / amendment.id)
                raise ArchiveUnavailable("The line was cut")
            return super().store(objects)

    front = Losing(on.archive("a"))
    on.wrap = {"a": lambda _: front}
    job = ended(on, engine, order_explained(on, OCCLUSION, destinations=("a",)))
    engine.sweep(on.runner)
    engine.drain(on.runner)
    assert job.state is JobState.SUCCEEDED
    half, whole = on.ledger.amendments.of(first.run_id or "")
    assert [(one.number, one.amendment) for one in (half, whole)] == [(1, 1), (2, 2)]
    assert (half.state, whole.state, job.run_id) == (RunState.WITHDRAWN, RunState.COMPLETE, whole.id)
    assert on.ledger.run(first.run_id or "").state is RunState.COMPLETE
    (note,) = on.notes("a")
    assert listed(note) <= uids(on.ledger.objects(half.id))


def test_a_job_waits_for_another_one_that_makes_the_same(on: World, engine: Engine) -> None:
    ended(on, engine, order_explained(on, None))
    down = Front(on.archive("b"))
    on.wrap = {"b": lambda _: down}
    one = on.store.accept(order_explained(on, OCCLUSION))[0]
    other = on.store.accept(order_explained(on, OCCLUSION, destinations=("a",)))[0]
    engine.enqueue(one)
    engine.enqueue(other)

    def at(here: str) -> None:
        down.down = here in {"after explain", "recorded explain", "before deliver-amendment"} and down.calls < 40

    engine.at = at
    engine.drain(on.runner)
    ends = [on.store.get(job.id) for job in (one, other)]
    assert [job.state for job in ends] == [JobState.SUCCEEDED] * 2
    assert len({job.run_id for job in ends}) == 1
    assert Counter(engine.ran)["explain"] >= 1
    assert len(on.ledger.find(RunQuery())[0]) == 2


def test_a_job_that_is_cancelled_in_time_adds_nothing(on: World, engine: Engine) -> None:
    first = ended(on, engine, order_explained(on, None))
    job = on.store.accept(order_explained(on, OCCLUSION))[0]
    engine.at = lambda here: on.store.ask_cancel(job.id) if here == "before explain" else None
    engine.enqueue(job)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.CANCELLED
    assert [one.state for one in on.ledger.amendments.of(first.run_id or "")] == [RunState.FAILED]
    engine.at = lambda _: None
    again = ended(on, engine, order_explained(on, OCCLUSION))
    assert result_of(again, on.ledger)["explanations"]


def test_a_run_that_is_withdrawn_meanwhile_ends_the_job(on: World, engine: Engine) -> None:
    first = ended(on, engine, order_explained(on, None))
    job = on.store.accept(order_explained(on, OCCLUSION))[0]

    def at(here: str) -> None:
        if here == "before deliver-amendment":
            on.withdrawals.ask(first.run_id or "", SAFETY, None, "key")

    engine.at = at
    engine.enqueue(job)
    engine.drain(on.runner)
    end = on.store.get(job.id)
    assert (end.state, (end.outcome or {})["error"]["code"]) == (JobState.FAILED, "result-withdrawn")
    assert [one.state for one in on.ledger.amendments.of(first.run_id or "")] == [RunState.WITHDRAWN]
    assert len(on.stored("a")) == 3


def test_the_numbers_are_those_of_the_network(on: World, engine: Engine) -> None:
    ended(on, engine, order_explained(on, None))
    job = ended(on, engine, order_explained(on, OCCLUSION))
    values = np.load(BytesIO(array_of(job, 1, on.ledger, on.parts.outbox)))
    source = dcmread(on.folder / "a" / "IM1")
    assert values.shape == (1, source.Rows, source.Columns)
    assert Role.EXPLANATION in {item.role for item in on.ledger.objects(job.run_id or "")}


def kinds(on: World, name: str, run: Run) -> set[str]:
    """The SOP Classes that an archive has of a run's reports."""
    own = uids(on.ledger.forms.all_objects(run.id))
    return {str(one.SOPClassUID) for one in on.stored(name) if one.Modality == "SR" and str(one.SOPInstanceUID) in own}


def test_a_destination_without_a_class_of_the_run_gets_the_amendment_without_it(on: World, engine: Engine) -> None:
    """It refers to what is there, and what was refused once is not offered again."""
    picky = Picky(on.archive("b"), [COMPREHENSIVE_3D_SR])
    on.wrap = {"b": lambda _: picky}
    run, amendment = amended(on, engine)
    assert kinds(on, "b", run) == kinds(on, "b", amendment) == {COMPREHENSIVE_SR}
    assert kinds(on, "a", amendment) == {COMPREHENSIVE_3D_SR}
    assert on.ledger.forms.of(amendment.id) == on.ledger.forms.of(run.id)
    refused = {item.ref.sop_instance_uid for item in on.ledger.objects(amendment.id)[-1:]}
    assert not refused & set(picky.sent)
    old = {one["sop_instance_uid"] for one in amendment.predecessors}
    for name in ("a", "b"):
        (new,) = (one for one in on.stored(name) if one.Modality == "SR" and predecessors(one))
        assert predecessors(new) == old, "both root SRs that archives have are named"


def test_a_class_that_is_refused_by_now_is_refused_of_the_amendment_alone(on: World, engine: Engine) -> None:
    first = ended(on, engine, order_explained(on, None))
    picky = Picky(on.archive("b"), [COMPREHENSIVE_3D_SR])
    on.wrap = {"b": lambda _: picky}
    job = ended(on, engine, order_explained(on, OCCLUSION))
    run, amendment = on.ledger.run(first.run_id or ""), on.ledger.run(job.run_id or "")
    assert (job.state, amendment.amends) == (JobState.SUCCEEDED, run.id)
    assert (kinds(on, "b", run), kinds(on, "b", amendment)) == ({COMPREHENSIVE_3D_SR}, {COMPREHENSIVE_SR})
    assert on.ledger.forms.of(run.id) == {}
    said = [one["code"] for one in result_of(job, on.ledger)["reasons"]]
    assert said.count("sop-class-refused") == 1


def lose_other_form(on: World, run_id: str) -> None:
    """The bytes of the leaves that only the other form of a run has."""
    first = on.ledger.objects(run_id)
    for item in set(on.ledger.forms.all_objects(run_id)) - set(first):
        if item.role is Role.SEGMENTATION:
            item.path.unlink(missing_ok=True)


@pytest.mark.parametrize(("when", "state"), [("resolve", JobState.SUCCEEDED), ("deliver-amendment", JobState.FAILED)])
def test_a_form_of_the_run_that_is_lost_is_not_tried_for_ever(
    on: World, engine: Engine, when: str, state: JobState
) -> None:
    """Each try would send another amendment to the archives that take the first form."""
    on.parts = replace(on.parts, site=replace(on.parts.site, segmentation_type=SegmentationType.LABELMAP))
    on.runner = replace(on.runner, parts=on.parts)
    picky = Picky(on.archive("b"), [LABEL_MAP])
    on.wrap = {"b": lambda _: picky}
    first = ended(on, engine, order_explained(on, None))
    engine.at = lambda here: lose_other_form(on, first.run_id or "") if here == f"before {when}" else None
    job = on.store.accept(order_explained(on, OCCLUSION))[0]
    engine.enqueue(job)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is state
    assert Counter(engine.ran)["explain"] == 1
    (amendment,) = on.ledger.amendments.of(first.run_id or "")
    assert len(on.stored("a")) == 3 + len(on.ledger.objects(amendment.id))
    assert len(on.stored("b")) == 3


def test_the_nearest_form_has_the_same_segmentation() -> None:
    without_map, without_3d = Form(refused=frozenset({LABEL_MAP})), Form(refused=frozenset({COMPREHENSIVE_3D_SR}))
    both = Form(refused=without_map.refused | without_3d.refused)
    assert min([FIRST, without_3d, without_map], key=partial(distance, both)) == without_map
    assert min([without_map, FIRST], key=partial(distance, without_3d)) == FIRST
    assert min([FIRST, without_map], key=partial(distance, FIRST)) == FIRST
