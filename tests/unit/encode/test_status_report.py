from collections.abc import Sequence

import pytest
from pydicom.dataset import Dataset

from radlane.domain.refs import InstanceRef
from radlane.domain.status import ResultStatus, Shortfall
from radlane.encode.checker import check_objects
from radlane.encode.evidence import ref_of
from radlane.encode.part10 import to_bytes
from radlane.encode.status_report import STATUSES, build_status_report, reason_code
from support.encoding import STATEMENT, context
from support.radiographs import radiograph
from support.report import named

REFUSED = Shortfall(
    status=ResultStatus.NOT_ATTEMPTED, code="pixel-description-invalid", text="The pixels contradict the header."
)
BROKEN = Shortfall(status=ResultStatus.FAILED, code="inference-failed", text="The network did not run to its end.")


def report(said: Shortfall, image: Dataset, looked_at: Sequence[InstanceRef]) -> Dataset:
    return build_status_report(context(image), said, looked_at)


def evaluations(found: Dataset) -> list[tuple[str, str]]:
    """Name and value of each evaluation, as people read them."""
    return [
        (
            item.ConceptNameCodeSequence[0].CodeMeaning,
            item.TextValue if item.ValueType == "TEXT" else item.ConceptCodeSequence[0].CodeMeaning,
        )
        for item in named(found, "C0034375").ContentSequence
    ]


@pytest.mark.parametrize(
    ("said", "value", "meaning", "reason"),
    [
        (REFUSED, "111225", "Not Attempted", "Pixel description invalid"),
        (BROKEN, "111224", "Failed", "Inference failed"),
    ],
)
def test_it_says_the_status_its_reason_and_nothing_of_the_patient(
    said: Shortfall, value: str, meaning: str, reason: str
) -> None:
    image = radiograph()
    found = report(said, image, [ref_of(image)])
    status = named(named(found, "C0034375"), "111065").ConceptCodeSequence[0]
    assert (status.CodeValue, status.CodingSchemeDesignator) == (value, "DCM")
    told = evaluations(found)
    assert told[:2] == [("Summary of Analyses", meaning), ("Reason why there is no result", reason)]
    words = [text for name, text in told if name == "Comment"]
    assert "says nothing about the patient" in words[0]
    assert words[1:] == [said.text, STATEMENT]
    assert "126010" not in [item.ConceptNameCodeSequence[0].CodeValue for item in found.ContentSequence]
    assert check_objects([found], [image]) == ()


def test_a_long_reason_is_a_long_code_value() -> None:
    """A Code Value has 16 characters at most (PS3.3 table 8.8-1)."""
    image = radiograph()
    item = named(named(report(REFUSED, image, []), "C0034375"), "reason").ConceptCodeSequence[0]
    assert (item.LongCodeValue, "CodeValue" in item) == (REFUSED.code, False)
    short = named(named(report(BROKEN, image, []), "C0034375"), "reason").ConceptCodeSequence[0]
    assert (short.CodeValue, "LongCodeValue" in short) == (BROKEN.code, False)
    assert reason_code(BROKEN).scheme == "99RADLANE"


def test_it_lists_the_images_that_were_looked_at_and_no_other() -> None:
    image = radiograph()
    other = InstanceRef(
        study_instance_uid=str(image.StudyInstanceUID),
        series_instance_uid="1.2.3",
        sop_instance_uid="1.2.3.4",
        sop_class_uid=str(image.SOPClassUID),
    )
    found = report(REFUSED, image, [ref_of(image), other])
    library = named(named(found, "111028"), "126200").ContentSequence
    uids = [entry.ReferencedSOPSequence[0].ReferencedSOPInstanceUID for entry in library]
    assert uids == [image.SOPInstanceUID, "1.2.3.4"]
    (study,) = found.CurrentRequestedProcedureEvidenceSequence
    assert [one.ReferencedSOPSequence[0].ReferencedSOPInstanceUID for one in study.ReferencedSeriesSequence] == uids


def test_without_images_there_is_neither_library_nor_evidence() -> None:
    image = radiograph()
    found = report(REFUSED, image, [])
    assert "CurrentRequestedProcedureEvidenceSequence" not in found
    assert [item for item in found.ContentSequence if item.ConceptNameCodeSequence[0].CodeValue == "111028"] == []
    assert (found.PatientID, found.AccessionNumber) == (image.PatientID, image.AccessionNumber)
    assert check_objects([found], [image]) == ()


def test_it_is_marked_as_any_object_and_the_same_every_time() -> None:
    image = radiograph()
    one, other = (to_bytes(report(BROKEN, image, [ref_of(image)])) for _ in range(2))
    assert one == other
    found = report(BROKEN, image, [])
    assert (found.ContentQualification, found.SeriesNumber) == ("RESEARCH", 99006)
    assert found.SeriesDescription == "AI Lung fields status (research)"
    assert set(STATUSES) == set(ResultStatus)
