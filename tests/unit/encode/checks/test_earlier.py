"""What the checker says of an earlier study in a result."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.earlier import check_earlier
from radlane.encode.checks.problem import ObjectSet
from radlane.encode.checks.runs import CURRENT, OTHER, runs
from radlane.encode.evidence import hierarchical_references, ref_of
from support.priors import earlier, now, registration

NOW, BEFORE = now(), earlier("one")


def report(current: list[Any], other: list[Any]) -> Dataset:
    made = Dataset()
    image = NOW[0]
    for keyword in ("PatientID", "IssuerOfPatientID", "PatientBirthDate", "PatientSex", "StudyInstanceUID"):
        setattr(made, keyword, image[keyword].value)
    made.StudyDate, made.StudyTime = image.StudyDate, image.StudyTime
    made.Modality, made.SOPInstanceUID = "SR", "1.2.3"
    for keyword, listed in ((CURRENT, current), (OTHER, other)):
        if listed:
            setattr(made, keyword, hierarchical_references(map(ref_of, listed)))
    return made


def codes(made: Dataset, *images: Dataset) -> list[str]:
    (run,) = runs(ObjectSet.of((made,), images or (*NOW, *BEFORE), None))
    return [problem.code for problem in check_earlier(run)]


def test_each_study_in_its_place_is_fine() -> None:
    assert codes(report(NOW, BEFORE)) == []
    assert codes(report(NOW, [])) == []


def test_images_of_an_earlier_study_are_apart() -> None:
    reg = registration("r", {}, like=BEFORE[0])
    checked = ObjectSet.of((report(NOW, BEFORE),), (*NOW, *BEFORE, reg), None)
    assert checked.sources == tuple(NOW)
    assert checked.earlier == tuple(BEFORE)
    assert checked.registrations == (reg,)
    assert checked.find(BEFORE[0].SOPInstanceUID) is BEFORE[0]
    assert checked.find(reg.SOPInstanceUID) is reg
    (run,) = runs(checked)
    assert (run.images, run.earlier) == (tuple(NOW), tuple(BEFORE))
    unlisted = ObjectSet.of((report(NOW, []),), (*NOW, *BEFORE), None)
    assert unlisted.sources == (*NOW, *BEFORE)  # nothing says that they are of an earlier one


@pytest.mark.parametrize(("current", "other"), [([*NOW, *BEFORE], []), (NOW[:3], [*NOW[3:], *BEFORE]), ([], NOW)])
def test_evidence_in_the_wrong_place_is_found(current: list[Any], other: list[Any]) -> None:
    assert codes(report(current, other)) == ["evidence-study"]


def test_an_instance_in_both_is_found() -> None:
    assert codes(report([*NOW, BEFORE[0]], BEFORE)) == ["evidence-study", "evidence-twice"]


@pytest.mark.parametrize(
    "changes", [{"PatientID": "T-2"}, {"IssuerOfPatientID": "x"}, {"PatientBirthDate": "19690101"}, {"PatientSex": "F"}]
)
def test_another_patient_is_found(changes: dict[str, str]) -> None:
    other = deepcopy(BEFORE)
    for keyword, value in changes.items():
        setattr(other[-1], keyword, value)
    assert codes(report(NOW, BEFORE), *NOW, *other) == ["earlier-patient"]


@pytest.mark.parametrize("study_date", ["20240301", "20240229", ""])
def test_a_study_that_is_not_surely_earlier_is_found(study_date: str) -> None:
    other = deepcopy(BEFORE)
    other[0].StudyDate, other[0].StudyTime = study_date, ""
    assert codes(report(NOW, BEFORE), *NOW, *other) == ["earlier-date"]
    undated = report(NOW, BEFORE)
    undated.StudyDate = ""
    assert codes(undated) == ["earlier-date"]
