from collections.abc import Callable
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet
from radlane.encode.checks.subject import check_procedures
from support import volume_encoding
from support.encoding import codes_of, encoded
from support.headers import put_raw
from support.radiographs import radiograph
from support.volume_sources import slices


def issuer(name: str) -> list[Dataset]:
    item = Dataset()
    item.LocalNamespaceEntityID = name
    return [item]


def source() -> Dataset:
    return radiograph(IssuerOfAccessionNumberSequence=issuer("RIS"))


@pytest.mark.parametrize(
    ("keyword", "value", "code"),
    [
        ("PatientID", "T-2", "patient-mismatch"),  # another patient
        ("IssuerOfPatientID", "elsewhere", "patient-mismatch"),  # another issuer's patient
        ("PatientName", "Test^Tom", "patient-mismatch"),
        ("PatientBirthDate", "19700102", "patient-mismatch"),
        ("PatientSex", "", "patient-mismatch"),
        ("IssuerOfPatientIDQualifiersSequence", issuer("x"), "patient-mismatch"),
        ("StudyDate", "20240301", "study-mismatch"),
        ("AccessionNumber", "A-2", "study-mismatch"),
        ("IssuerOfAccessionNumberSequence", issuer("other"), "study-mismatch"),
        ("IssuerOfAccessionNumberSequence", [], "study-mismatch"),
        ("ReferringPhysicianName", "", "study-mismatch"),
        ("OtherPatientNames", "Test^Tom", "patient-mismatch"),  # attributes that identify less
        ("PatientComments", "of somebody else", "patient-mismatch"),
        ("ClinicalTrialSubjectID", "7", "patient-mismatch"),
        ("StudyDescription", "another", "study-mismatch"),
        ("PatientAge", "099Y", "study-mismatch"),
        ("ReasonForVisitCodeSequence", issuer("x"), "study-mismatch"),
    ],
)
def test_a_difference_from_the_image_is_found(keyword: str, value: object, code: str) -> None:
    image = source()
    objects = encoded(image)
    setattr(objects[1], keyword, value)
    assert codes_of(objects, [image]) == [code]


def test_another_study_is_found() -> None:
    image = source()
    objects = encoded(image)
    for dataset in objects:
        dataset.StudyInstanceUID = "1.2.3"
    assert codes_of(objects, [image]) == ["study-mismatch"]


def test_without_images_there_is_nothing_to_compare() -> None:
    objects = encoded(source())
    objects[1].PatientID = "T-2"
    assert codes_of(objects, []) == []


def test_what_cannot_be_copied_is_no_difference() -> None:
    image = radiograph()
    put_raw(image, "PatientWeight", "OB", b"70")  # another VR than the dictionary's
    assert codes_of(encoded(image), [image]) == []


@pytest.mark.parametrize(
    ("keyword", "value", "codes"),
    [
        ("PatientID", "T-2", ["patient-mismatch"]),  # of one slice: another patient
        ("AccessionNumber", "A-2", ["study-mismatch"]),
        ("PatientComments", "moved", []),  # does not identify: the first slice speaks
        ("StudyDescription", "head", []),
    ],
)
def test_every_slice_is_of_the_patient_and_the_study(keyword: str, value: str, codes: list[str]) -> None:
    sources = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=sources)
    setattr(sources[3], keyword, value)
    assert codes_of(objects, sources) == codes


def test_what_only_one_slice_says_may_be_said_and_nothing_else() -> None:
    sources = slices(values=volume_encoding.values(), PatientComments="still")
    sources[2].PatientComments = "moved"
    objects = volume_encoding.encoded(sources=sources)
    objects[0].PatientComments = "moved"
    assert codes_of(objects, sources) == []
    objects[0].PatientComments = "asleep"
    assert codes_of(objects, sources) == ["patient-mismatch"]


def requested(**changes: str) -> Dataset:
    request = Dataset()
    request.RequestedProcedureID = "RP-1"
    image = radiograph(**changes)
    image.RequestAttributesSequence = [request]
    return image


@pytest.mark.parametrize(
    "change",
    [
        lambda report: delattr(report, "ReferencedRequestSequence"),
        lambda report: setattr(report.ReferencedRequestSequence[0], "RequestedProcedureID", "RP-2"),
        lambda report: setattr(report, "PerformedProcedureCodeSequence", [Dataset()]),
    ],
)
def test_a_report_names_the_requests_and_the_procedure_of_its_images(change: Callable[[Any], object]) -> None:
    image = requested()
    objects = encoded(image)
    assert codes_of(objects, [image]) == []
    change(objects[-1])
    assert codes_of(objects, [image]) == ["procedure-mismatch"]


def test_they_may_be_those_of_one_of_several_images() -> None:
    image, other = requested(), radiograph()
    other.SOPInstanceUID = f"{image.SOPInstanceUID}.1"
    (report,) = encoded(image)[-1:]
    checked = ObjectSet(objects=(report,), sources=(other, image))
    assert list(check_procedures(checked)) == []
