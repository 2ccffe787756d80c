"""An earlier study in a result: listed as evidence of another procedure, and of the same patient.

Reference: PS3.3 sections C.17.2 and C.17.2.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.domain.prior import Person, moment_of
from radlane.encode.checks.problem import Problem, problem, references
from radlane.encode.checks.runs import CURRENT, OTHER, Run
from radlane.encode.reading import items, text


def check_earlier(run: Run) -> Iterator[Problem]:
    """What is of the report's study is current evidence, all else other evidence: the same patient's, and earlier."""
    report = run.report
    study, current, other = text(report, "StudyInstanceUID"), items(report, CURRENT), items(report, OTHER)
    as_current = {text(one, "StudyInstanceUID") for one in current}
    is_misplaced = len(as_current) > 1 and study in as_current  # a report in another study breaks another rule
    if is_misplaced or any(text(one, "StudyInstanceUID") == study for one in other):
        yield problem("evidence-study", report, "evidence of its own study and of others is not listed apart")
    if set(references(current)) & set(references(other)):
        yield problem("evidence-twice", report, "an instance is current evidence and other evidence")
    person, moment = _person(report), moment_of(text(report, "StudyDate"), text(report, "StudyTime"))
    if any(not person.is_same(_person(image)) for image in run.earlier):
        yield problem("earlier-patient", report, "an image of other evidence may be another patient's")
    began = [moment_of(text(image, "StudyDate"), text(image, "StudyTime")) for image in run.earlier]
    if began and (moment is None or any(one is None or not one.is_before(moment) for one in began)):
        yield problem("earlier-date", report, "an image of other evidence is not surely of an earlier study")


def _person(dataset: Dataset) -> Person:
    return Person(
        patient_id=text(dataset, "PatientID").strip(),
        issuer=text(dataset, "IssuerOfPatientID").strip(),
        birth_date=text(dataset, "PatientBirthDate").strip(),
        sex=text(dataset, "PatientSex").strip(),
    )
