"""Sending: whose study it is, what was begun, and which error a job goes by."""

from __future__ import annotations

import pytest

from radlane.dicomweb.part10 import Limits
from radlane.domain.result import DeliveryState, StoreOutcome
from radlane.errors import ArchiveUnavailable, JobWaits, RadlaneError, StoreRefused, StudyMismatch
from radlane.jobs.sending import first_of, send, what_is_left
from support.jobs import World
from support.radiographs import radiograph, save
from support.withdrawals import run_of

STORED, PENDING, REFUSED = DeliveryState.STORED, DeliveryState.PENDING, DeliveryState.REFUSED


def test_what_is_sent_is_begun_first_and_stored(on: World) -> None:
    run = run_of(on, destinations=("a",))
    objects, begun = on.ledger.objects(run.id), []
    outcomes = send(on.archive("b"), objects, objects[-1], Limits(), lambda: begun.append(len(on.stored("b"))))
    assert begun == [0]
    assert [outcome.state for outcome in outcomes] == [STORED] * 3
    assert len(on.stored("b")) == 3


def test_another_patient_s_study_gets_nothing_and_nothing_is_begun(on: World) -> None:
    run = run_of(on, destinations=("a",))
    objects, begun = on.ledger.objects(run.id), []
    save(radiograph(PatientID="T-2"), on.folder / "b", "IM1")
    with pytest.raises(StudyMismatch):
        send(on.archive("b"), objects, objects[-1], Limits(), lambda: begun.append(1))
    assert begun == on.stored("b") == []


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ((STORED, STORED, STORED), None),
        ((STORED, REFUSED, STORED), StoreRefused),
        ((REFUSED, STORED, PENDING), ArchiveUnavailable),  # what may still be taken comes first
    ],
)
def test_what_is_left(on: World, answers: tuple[DeliveryState, ...], kind: type[RadlaneError] | None) -> None:
    objects = on.ledger.objects(run_of(on).id)
    outcomes = [StoreOutcome(ref=o.ref, state=s, detail="why") for o, s in zip(objects, answers, strict=True)]
    left = what_is_left("a", outcomes)
    assert type(left) is (kind or type(None))
    assert left is None or "why" in str(left)


def test_the_error_that_a_job_goes_by() -> None:
    refused, away = StoreRefused("refused"), ArchiveUnavailable("away")
    lost = JobWaits("lost", again_from="claim")
    assert first_of([refused, away, lost]) is lost
    assert first_of([refused, away]) is away
    assert first_of([refused]) is refused
