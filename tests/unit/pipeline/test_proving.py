"""What proves of an earlier study that it may be read beside the current one; whole studies are in test_priors.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom.dataset import FileDataset

from radlane.domain.prior import Prior
from radlane.domain.reason import ReasonCode
from radlane.domain.study import PatientIdentity, RetrievedInstance, StudyFacts, StudyIndex
from radlane.encode.source_frame import SourceFrame
from radlane.errors import InputRefused
from radlane.pipeline import proving
from radlane.pipeline.choosing import Candidate
from radlane.pipeline.chosen import Source
from radlane.pipeline.history import Current, Objection, current_of
from radlane.pipeline.proving import (
    refusal,
    require_other_images,
    require_patient,
    require_room,
    require_same,
    require_same_side,
    says_the_same,
)
from support.priors import DAYS, earlier, now
from support.several import STUDY
from support.volumes import ref_of

TERMS = Prior(within_days=365, at_least_days=1, registration="none")
UID = "1.2.3"
SIDES = (None, "L", "R")


def instance(dataset: FileDataset) -> RetrievedInstance:
    return RetrievedInstance(ref=ref_of(dataset), path=Path("x"))


def source(datasets: Sequence[FileDataset], **others: Source) -> Source:
    return Source(
        instances=tuple(map(instance, datasets)),
        datasets=tuple(datasets),
        analysed=tuple(SourceFrame(image=dataset, number=None) for dataset in datasets),
        others=others,
    )


def current() -> Current:
    found = current_of(now()[0], STUDY)
    assert isinstance(found, Current)
    return found


def sided(made: Sequence[FileDataset], side: str | None) -> list[FileDataset]:
    for dataset in made:
        if side is not None:
            dataset.ImageLaterality = side
    return list(made)


def code_of(call: Callable[[], None]) -> tuple[str, str | None] | None:
    """The code of a refusal and what it is about; None where there is none."""
    try:
        call()
    except InputRefused as refused:
        return refused.code, refused.uid
    return None


def test_an_objection_is_told_as_an_error() -> None:
    error = refusal(Objection(code=ReasonCode.PRIOR_DATE, text="It has no usable date"), UID)
    assert (error.code, error.what, error.uid) == ("prior-date", "It has no usable date", UID)


def index(**changes: object) -> StudyIndex:
    known = PatientIdentity(patient_id="T-1", issuer="")
    made = StudyIndex(study_instance_uid=UID, patient=known, series=())
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (index(), True),
        (index(is_disputed=True), False),
        (index(patient=PatientIdentity(patient_id="T-2", issuer="")), False),
        (index(patient=PatientIdentity(patient_id="", issuer="")), False),
        (index(facts=StudyFacts(sex="X")), False),
    ],
)
def test_what_an_archive_says_of_a_study_is_all_of_the_patient(said: StudyIndex, expected: bool) -> None:
    assert says_the_same(said, replace(current(), person=replace(current().person, sex="F"))) is expected


@pytest.mark.parametrize("at", [0, -1])
def test_one_image_of_somebody_else_is_enough(at: int) -> None:
    """Whichever channel is offered it, and though it would not be read."""
    ours, theirs = earlier("one"), earlier("one")
    theirs[at].PatientBirthDate = "19000101"
    known = [[Candidate(instance=instance(one), header=one) for one in made] for made in (ours, theirs)]
    assert code_of(lambda: require_patient({"a": known[0], "b": []}, current(), UID)) is None
    assert code_of(lambda: require_patient({"a": known[0], "b": known[1]}, current(), UID)) == ("prior-foreign", UID)


@pytest.mark.parametrize(
    ("days", "attributes", "expected"),
    [
        (DAYS, {}, None),
        (-1, {}, "prior-date"),
        (400, {}, "prior-date"),
        (DAYS, {"PatientID": "T-2"}, "prior-foreign"),
        (-1, {"PatientID": "T-2"}, "prior-foreign"),  # whose it is comes first
    ],
)
def test_each_image_is_the_patients_and_earlier(days: int, attributes: dict[str, str], expected: str | None) -> None:
    made = earlier("one")
    made[-1:] = earlier("one", days=days, **attributes)[-1:]
    told = code_of(lambda: require_same({"a": source(earlier("one")), "b": source(made)}, current(), TERMS, UID))
    assert told == (None if expected is None else (expected, UID))


@pytest.mark.parametrize("reference", SIDES)
@pytest.mark.parametrize("other", SIDES)
@pytest.mark.parametrize("before", SIDES)
def test_the_side_is_that_of_all_channels_of_the_current_study(
    reference: str | None, other: str | None, before: str | None
) -> None:
    here = source(sided(now(), reference), other=source(sided(now(), other)))
    told = code_of(lambda: require_same_side({"a": source(sided(earlier("one"), before))}, here, UID))
    said = {reference, other} - {None}
    assert told == (None if not said or before is None or said == {before} else ("series-unfit", UID))


def test_the_other_side_is_said_in_words() -> None:
    here, there = source(sided(now(), "L")), {"a": source(sided(earlier("one"), "R"))}
    with pytest.raises(InputRefused, match="Its images are not of the same side as those of the current study"):
        require_same_side(there, here, UID)


@pytest.mark.parametrize("of", ["reference", "other"])
def test_a_copy_has_a_uid_of_the_current_study(of: str) -> None:
    made, late = now()[:2], now()[2:]
    here = source(made, other=source(late))
    copied = earlier("one")
    assert code_of(lambda: require_other_images({"a": source(copied)}, here, UID)) is None
    copied[-1].SOPInstanceUID = (made if of == "reference" else late)[-1].SOPInstanceUID
    assert code_of(lambda: require_other_images({"a": source(copied)}, here, UID)) == ("ambiguous-input", UID)


def test_all_stacks_of_both_studies_have_room_together(monkeypatch: pytest.MonkeyPatch) -> None:
    made = now()
    here, there = source(made, other=source(made)), {"a": source(made), "b": source(made)}
    monkeypatch.setattr(proving, "MAX_VOXELS", 4 * len(made) * made[0].Rows * made[0].Columns)
    assert code_of(lambda: require_room(there, here, UID)) is None
    monkeypatch.setattr(proving, "MAX_VOXELS", proving.MAX_VOXELS - 1)
    assert code_of(lambda: require_room(there, here, UID)) == ("image-too-large", UID)
