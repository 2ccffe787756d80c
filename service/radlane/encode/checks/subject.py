"""Patient and study: an object belongs to those of the images it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.references import images_of
from radlane.encode.patient_study import copy_patient_and_study
from radlane.encode.reading import items, text
from radlane.encode.subject_attributes import PATIENT, STUDY

# Compared with the image itself, so that a defect of copying shows.
_IDENTIFYING = frozenset(
    {
        *("PatientID", "IssuerOfPatientID", "IssuerOfPatientIDQualifiersSequence", "PatientName", "PatientBirthDate"),
        *("PatientSex", "StudyInstanceUID", "StudyDate", "StudyTime", "AccessionNumber", "StudyID"),
        *("IssuerOfAccessionNumberSequence", "ReferringPhysicianName"),
    }
)


def check_subject(checked: ObjectSet) -> Iterator[Problem]:
    """Patient and Study attributes equal those of the image: those that identify to the letter, others as copied."""
    for dataset in checked.objects:
        for source in images_of(dataset, checked):
            copied = Dataset()
            copy_patient_and_study(source, copied)
            for code, keywords in (("patient-mismatch", PATIENT), ("study-mismatch", STUDY)):
                for keyword in keywords:
                    expected = source if keyword in _IDENTIFYING else copied
                    if _flat(dataset, keyword) != _flat(expected, keyword):
                        yield problem(code, dataset, f"{keyword} differs from the analysed image")


def _flat(dataset: Dataset, keyword: str) -> object:
    """Return a value that compares by content: text, or the texts of a sequence's items."""
    if not keyword.endswith("Sequence"):
        return text(dataset, keyword)
    return [_contents(item) for item in items(dataset, keyword)]


def _contents(item: Dataset) -> list[tuple[str, object]]:
    keywords = sorted(keyword for keyword in item.dir() if keyword != "SpecificCharacterSet")
    return [(keyword, _flat(item, keyword)) for keyword in keywords]
