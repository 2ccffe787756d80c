"""Forms of runs on record. More in tests/contract; what they are for is in test_delivering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.form import (
    COMPREHENSIVE_3D_SR,
    COMPREHENSIVE_SR,
    FIRST,
    PARAMETRIC_MAP,
    SECONDARY_CAPTURE,
    SEGMENTATION,
    Form,
)
from radlane.domain.model import ModelIdentity
from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState, EncodedObject, Role, StoreOutcome
from radlane.errors import JobConflict, ResultWithdrawn
from radlane.jobs.forms import Said
from radlane.jobs.runs import Run, RunState, Wanted
from support.jobs import World
from support.withdrawals import SAFETY

STORED, REFUSED = DeliveryState.STORED, DeliveryState.REFUSED
WITHOUT_3D = Form(refused=frozenset({COMPREHENSIVE_3D_SR}))
KINDS = ((Role.SEGMENTATION, SEGMENTATION), (Role.CAPTURE, SECONDARY_CAPTURE), (Role.REPORT, COMPREHENSIVE_3D_SR))
MODEL = ModelIdentity(name="drawn", version="1.0.0", digest="sha256:d", weights_digest="sha256:w", tag=None)
WANTED = Wanted(input_key="k", source_digest="p", study_instance_uid="1.2.3", model=MODEL, rerun=None)


def of_class(on: World, role: Role, sop_class_uid: str, uid: str) -> EncodedObject:
    ref = InstanceRef(
        study_instance_uid="1.2.3", series_instance_uid=f"{uid}.1", sop_instance_uid=uid, sop_class_uid=sop_class_uid
    )
    path = on.parts.outbox.folder / f"{uid}.dcm"
    return EncodedObject(role=role, ref=ref, modality="OT", path=path, size=1, sha256=uid)


@pytest.fixture
def run(on: World) -> Run:
    """A run with a segmentation, a picture and a report on record."""
    job = on.accept()
    _, run = on.ledger.claim(WANTED, job.id)
    objects = [of_class(on, role, kind, f"1.9.{place}") for place, (role, kind) in enumerate(KINDS)]
    assert on.ledger.commit(run.id, job.id, objects, {}, "c")
    return on.ledger.run(run.id)


@pytest.fixture
def other(on: World, run: Run) -> list[EncodedObject]:
    """The same without the 3D report."""
    report = of_class(on, Role.REPORT, COMPREHENSIVE_SR, "1.9.9")
    return [*on.ledger.objects(run.id)[:2], report]


def test_a_form_is_on_record_beside_the_first(on: World, run: Run, other: list[EncodedObject]) -> None:
    first = on.ledger.objects(run.id)
    assert on.ledger.forms.objects(run.id, WITHOUT_3D) == ()
    assert on.ledger.forms.commit(run.id, run.job_id, WITHOUT_3D, other)
    assert on.ledger.forms.objects(run.id, WITHOUT_3D) == tuple(other)
    assert on.ledger.objects(run.id) == first
    assert on.ledger.forms.all_objects(run.id) == (*first, other[-1])
    assert run.conclusion == "c"


def test_the_first_commit_of_a_form_stays(on: World, run: Run, other: list[EncodedObject]) -> None:
    assert on.ledger.forms.commit(run.id, run.job_id, WITHOUT_3D, other)
    again = replace(other[-1], path=on.parts.outbox.folder / "elsewhere.dcm")
    assert on.ledger.forms.commit(run.id, run.job_id, WITHOUT_3D, [*other[:2], again])
    assert on.ledger.forms.objects(run.id, WITHOUT_3D) == tuple(other)


def test_a_form_whose_shared_objects_have_other_bytes_is_none(on: World, run: Run, other: list[EncodedObject]) -> None:
    assert not on.ledger.forms.commit(run.id, run.job_id, WITHOUT_3D, [replace(other[0], sha256="b"), *other[1:]])
    assert on.ledger.forms.objects(run.id, WITHOUT_3D) == ()
    assert len(on.ledger.forms.all_objects(run.id)) == 3


def test_a_job_without_the_run_changes_nothing(on: World, run: Run, other: list[EncodedObject]) -> None:
    with pytest.raises(JobConflict):
        on.ledger.forms.commit(run.id, "another", WITHOUT_3D, other)
    on.withdrawals.ask(run.id, SAFETY, None, "")
    with pytest.raises(ResultWithdrawn):
        on.ledger.forms.commit(run.id, run.job_id, WITHOUT_3D, other)


def test_what_a_destination_refuses_is_known_from_then_on(on: World, run: Run) -> None:
    forms = on.ledger.forms
    assert (forms.of(run.id), forms.refuse(run.id, "a", (), Said.ARCHIVE)) == ({}, FIRST)
    assert forms.refuse(run.id, "a", {PARAMETRIC_MAP, SEGMENTATION, "1.2"}, Said.SETTINGS) == FIRST
    assert forms.refuse(run.id, "a", {COMPREHENSIVE_3D_SR}, Said.ARCHIVE) == WITHOUT_3D
    assert forms.refuse(run.id, "a", (), Said.SETTINGS) == WITHOUT_3D
    assert forms.refuse(run.id, "b", (), Said.SETTINGS) == FIRST
    both = Form(refused=frozenset({COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR}))
    assert forms.refuse(run.id, "a", {COMPREHENSIVE_SR}, Said.ARCHIVE) == both
    assert forms.of(run.id) == {"a": both}


def test_a_destination_is_whole_in_the_form_that_it_gets(on: World, run: Run, other: list[EncodedObject]) -> None:
    forms, first = on.ledger.forms, on.ledger.objects(run.id)
    on.ledger.begin(run.id, run.job_id, "a", first)
    assert on.ledger.must_go_on(run.id, ("a",))
    found = [StoreOutcome(ref=item.ref, state=REFUSED if item.role is Role.REPORT else STORED) for item in first]
    on.ledger.record("a", found)
    forms.refuse(run.id, "a", {COMPREHENSIVE_3D_SR}, Said.ARCHIVE)
    assert not forms.is_whole(run.id, "a"), "the form is not on record yet"
    assert on.ledger.must_go_on(run.id, ("a",)), "its leaves are there, and its report is still to come"
    forms.commit(run.id, run.job_id, WITHOUT_3D, other)
    assert not forms.is_whole(run.id, "a")
    on.ledger.begin(run.id, run.job_id, "a", other[-1:])
    on.ledger.record("a", [StoreOutcome(ref=other[-1].ref, state=STORED)])
    assert forms.is_whole(run.id, "a")
    assert on.ledger.must_go_on(run.id, ("a",)), "it is there"
    assert not on.ledger.must_go_on(run.id, ("a", "b"))


def test_a_run_that_nobody_has_seen_loses_all_of_its_forms(on: World, run: Run, other: list[EncodedObject]) -> None:
    on.ledger.forms.commit(run.id, run.job_id, WITHOUT_3D, other)
    on.ledger.lose(run.id, run.job_id)
    assert on.ledger.forms.all_objects(run.id) == on.ledger.forms.objects(run.id, WITHOUT_3D) == ()
    assert on.ledger.run(run.id).state is RunState.OPEN
