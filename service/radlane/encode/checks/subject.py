"""Patient and study: an object belongs to those of the images it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.reading import items, text

_PATIENT = (
    "PatientID",
    "IssuerOfPatientID",
    "PatientName",
    "PatientBirthDate",
    "PatientSex",
    "IssuerOfPatientIDQualifiersSequence",
)
_STUDY = (
    "StudyInstanceUID",
    "StudyDate",
    "StudyTime",
    "AccessionNumber",
    "IssuerOfAccessionNumberSequence",
    "StudyID",
    "ReferringPhysicianName",
)


def check_subject(checked: ObjectSet) -> Iterator[Problem]:
    """Patient and Study attributes equal those of every analysed image."""
    for dataset in checked.objects:
        for code, keywords in (("patient-mismatch", _PATIENT), ("study-mismatch", _STUDY)):
            for keyword in keywords:
                if any(_flat(dataset, keyword) != _flat(source, keyword) for source in checked.sources):
                    yield problem(code, dataset, f"{keyword} differs from the analysed image")


def _flat(dataset: Dataset, keyword: str) -> object:
    """Return a value that compares by content: text, or the texts of a sequence's items."""
    if not keyword.endswith("Sequence"):
        return text(dataset, keyword)
    return [_contents(item) for item in items(dataset, keyword)]


def _contents(item: Dataset) -> list[tuple[str, object]]:
    keywords = sorted(keyword for keyword in item.dir() if keyword != "SpecificCharacterSet")
    return [(keyword, _flat(item, keyword)) for keyword in keywords]
