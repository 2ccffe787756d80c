"""Patient and study: an object belongs to those of the images it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydicom.dataset import Dataset

from radlane.attribute import has
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.references import images_of
from radlane.encode.patient_study import copy_attributes, copy_patient_and_study
from radlane.encode.reading import items, text
from radlane.encode.requested_procedure import performed_procedures, referenced_requests
from radlane.encode.subject_attributes import PATIENT, SLIDE, STUDY

PROCEDURES = ("ReferencedRequestSequence", "PerformedProcedureCodeSequence")
_PROCEDURES_OF_IMAGES = ("RequestAttributesSequence", "ProcedureCodeSequence")
# Compared with the image itself, so that a defect of copying shows.
_IDENTIFYING = frozenset(
    {
        *("PatientID", "IssuerOfPatientID", "PatientName", "PatientBirthDate", "PatientSex", "StudyInstanceUID"),
        *("StudyDate", "StudyTime", "AccessionNumber", "StudyID", "ReferringPhysicianName"),
    }
)


def check_subject(checked: ObjectSet) -> Iterator[Problem]:
    """Patient and Study attributes equal those of the images: those that identify of all of them, others as copied.

    What does not identify may differ between the slices of a volume: then it is that of one of them.
    """
    copies: dict[int, Dataset] = {}
    for dataset in checked.objects:
        different = _different(images_of(dataset, checked))
        copies |= {id(image): _copied(image) for image in different if id(image) not in copies}
        images = [(image, copies[id(image)]) for image in different]
        for code, keywords in (("patient-mismatch", PATIENT), ("study-mismatch", STUDY)):
            for keyword in keywords:
                if images and not _agrees(keyword, flat(dataset, keyword), images):
                    yield problem(code, dataset, f"{keyword} differs from the analysed image", attribute=keyword)


def _agrees(keyword: str, stated: object, images: Sequence[tuple[Dataset, Dataset]]) -> bool:
    if keyword in _IDENTIFYING:  # spaces around are nothing (PS3.5 section 6.2): slices that differ by them are one's
        return all(text(image, keyword).strip() == str(stated).strip() for image, _ in images)
    return any(flat(copied, keyword) == stated for _, copied in images)


def _copied(image: Dataset) -> Dataset:
    copied = Dataset()
    copy_patient_and_study(image, copied)
    return copied


def check_procedures(checked: ObjectSet) -> Iterator[Problem]:
    """The requests and the procedure that an SR names are those of an analysed image."""
    for report in checked.of_modality("SR"):
        expected = procedures_of(checked.sources)
        for keyword in PROCEDURES:
            if expected and all(stated(report, keyword) != found[keyword] for found in expected):
                yield problem("procedure-mismatch", report, "it is not what the images say", attribute=keyword)


def procedures_of(images: Sequence[Dataset]) -> list[dict[str, object]]:
    """Return what an SR says of the requests and the procedure that images were made for; once of those that agree."""
    found: list[dict[str, object]] = []
    for image in _different(images, (*_PROCEDURES_OF_IMAGES, *STUDY)):
        holder = Dataset()
        requests = referenced_requests(image)
        if requests:
            holder.ReferencedRequestSequence = requests
        holder.PerformedProcedureCodeSequence = performed_procedures(image)
        found.append({keyword: stated(holder, keyword) for keyword in PROCEDURES})
    return found


def slide_of(image: Dataset) -> dict[str, object]:
    """Return what is said of the slide that an image shows, as what is made of it repeats it."""
    holder = Dataset()
    copy_attributes(image, holder, SLIDE)
    return {keyword: stated(holder, keyword) for keyword in SLIDE}


def _different(images: Sequence[Dataset], keywords: Sequence[str] = (*PATIENT, *STUDY)) -> list[Dataset]:
    """Return one image of those that say the same, as of patient and study: mostly one of all slices."""
    if len(images) == 1:
        return list(images)
    found: list[Dataset] = []
    said: list[object] = []
    for image in images:
        own = [flat(image, keyword) for keyword in keywords]
        if own not in said:
            found.append(image)
            said.append(own)
    return found


def stated(dataset: Dataset, keyword: str) -> object:
    """Return whether an attribute is there, and its value as `flat` does."""
    return has(dataset, keyword), flat(dataset, keyword)


def flat(dataset: Dataset, keyword: str) -> object:
    """Return a value that compares by content: text, or the texts of a sequence's items."""
    if not keyword.endswith("Sequence"):
        return text(dataset, keyword)
    return [_contents(item) for item in items(dataset, keyword)]


def _contents(item: Dataset) -> list[tuple[str, object]]:
    keywords = sorted(keyword for keyword in item.dir() if keyword != "SpecificCharacterSet")
    return [(keyword, flat(item, keyword)) for keyword in keywords]
