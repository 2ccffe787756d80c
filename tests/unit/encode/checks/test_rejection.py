from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.domain.withdrawal import WithdrawalReason
from support.encoding import codes_of, encoded
from support.radiographs import radiograph
from support.rejection import noted
from support.report import without

QUALITY = WithdrawalReason.QUALITY


def evidence(note: Dataset) -> Any:
    return note.CurrentRequestedProcedureEvidenceSequence[0]


def references(note: Dataset) -> list[Any]:
    return [item for item in note.ContentSequence if "ReferencedSOPSequence" in item]


def title(note: Dataset) -> None:
    note.ConceptNameCodeSequence[0].CodeValue = "113000"  # of interest


def no_modifier(note: Dataset) -> None:
    without(note, "113011")


def empty_modifier(note: Dataset) -> None:
    del note.ContentSequence[0].ConceptCodeSequence


def other_template(note: Dataset) -> None:
    note.ContentTemplateSequence[0].TemplateIdentifier = "1500"


def nothing(note: Dataset) -> None:
    del note.ContentSequence, note.CurrentRequestedProcedureEvidenceSequence


def less_evidence(note: Dataset) -> None:
    del evidence(note).ReferencedSeriesSequence[0]


def less_content(note: Dataset) -> None:
    note.ContentSequence.remove(references(note)[0])


def less_of_both(note: Dataset) -> None:
    less_evidence(note)
    less_content(note)


def twice(note: Dataset) -> None:
    note.ContentSequence.append(references(note)[0])
    evidence(note).ReferencedSeriesSequence.append(deepcopy(evidence(note).ReferencedSeriesSequence[0]))


def other_study(note: Dataset) -> None:
    evidence(note).StudyInstanceUID = "1.2.3"


def two_studies(note: Dataset) -> None:
    other = Dataset()
    other.StudyInstanceUID, other.ReferencedSeriesSequence = "1.2.3", Sequence()
    note.CurrentRequestedProcedureEvidenceSequence.append(other)


def other_series(note: Dataset) -> None:
    evidence(note).ReferencedSeriesSequence[0].SeriesInstanceUID = "1.2.3"


def other_class(note: Dataset) -> None:
    ct = "1.2.840.10008.5.1.4.1.1.2"
    references(note)[0].ReferencedSOPSequence[0].ReferencedSOPClassUID = ct
    evidence(note).ReferencedSeriesSequence[0].ReferencedSOPSequence[0].ReferencedSOPClassUID = ct


def purpose(note: Dataset) -> None:
    references(note)[0].ConceptNameCodeSequence = note.ConceptNameCodeSequence


def as_an_image(note: Dataset) -> None:
    references(note)[2].ValueType = "IMAGE"


def as_nothing(note: Dataset) -> None:
    item = Dataset()
    item.RelationshipType, item.ValueType = "CONTAINS", "IMAGE"
    note.ContentSequence.append(item)


def other_device(note: Dataset) -> None:
    note.ContributingEquipmentSequence[0].DeviceUID = "1.2.3"


def no_device(note: Dataset) -> None:
    del note.ContributingEquipmentSequence


DEFECTS = [
    (title, ["rejection-title"]),
    (no_modifier, ["rejection-modifier"]),
    (empty_modifier, ["rejection-modifier"]),
    (other_template, ["rejection-template"]),
    (nothing, ["rejection-modifier", "rejection-evidence", "rejection-study"]),
    (less_evidence, ["rejection-evidence", "rejection-partial"]),
    (less_content, ["rejection-evidence"]),
    (less_of_both, ["rejection-partial"]),
    (twice, ["rejection-evidence"]),
    (other_study, ["rejection-study"]),
    (two_studies, ["rejection-study"]),
    (other_series, ["rejection-series"]),
    (other_class, ["reference-class"]),
    (purpose, ["rejection-item"]),
    (as_an_image, ["rejection-item"]),
    (as_nothing, ["rejection-item"]),
    (other_device, ["rejection-equipment"]),
    (no_device, ["contributing-equipment", "statement-missing", "rejection-equipment"]),
    (lambda note: setattr(note, "PatientID", "T-2"), ["patient-mismatch"]),
    (lambda note: setattr(note, "PatientName", "Test^Tom"), ["patient-mismatch"]),
    (lambda note: setattr(note, "StudyDate", "20240301"), ["study-mismatch"]),
    (lambda note: setattr(note, "ContentQualification", "PRODUCT"), ["content-qualification"]),
    (lambda note: setattr(note, "ContentTime", "010203"), ["times-differ"]),
    (lambda note: delattr(note, "TimezoneOffsetFromUTC"), ["timezone"]),
    (lambda note: setattr(note, "SpecificCharacterSet", "ISO_IR 100"), ["character-set"]),
]


@pytest.mark.parametrize(("spoil", "found"), DEFECTS)
def test_each_rule_finds_its_defect(spoil: Callable[[Dataset], object], found: list[str]) -> None:
    source = radiograph(TimezoneOffsetFromUTC="-0400")
    objects = encoded(source)
    note = noted(objects, reason=QUALITY)
    assert codes_of([*objects, note], [source]) == []
    spoil(note)
    assert codes_of([*objects, note], [source]) == found


def test_another_study_s_note_is_found() -> None:
    source = radiograph()
    objects = encoded(source)
    note = noted(objects)
    note.StudyInstanceUID = "1.2.3"
    assert codes_of([*objects, note], [source]) == ["study-mismatch", "rejection-study"]


def test_parts_without_a_report_may_be_rejected_alone() -> None:
    """The archive took the leaves and refused the root."""
    source = radiograph()
    objects = encoded(source)
    note = noted(objects[:1])
    assert codes_of([*objects, note], [source]) == []


def test_what_is_rejected_may_be_of_several_patients_each_with_a_note() -> None:
    one, other = radiograph(), radiograph(SOPInstanceUID="1.2.3.4", StudyInstanceUID="1.2.3.5", PatientID="T-2")
    objects = encoded(one)
    note = noted(objects)
    assert codes_of([*objects, note], [other, one]) == []
    note.PatientID = "T-2"
    assert codes_of([*objects, note], [other, one]) == ["patient-mismatch"]


def test_a_note_whose_objects_are_not_here_is_of_the_patient_of_its_study() -> None:
    one, other = radiograph(), radiograph(SOPInstanceUID="1.2.3.4", StudyInstanceUID="1.2.3.5", PatientID="T-2")
    note = noted(encoded(one))
    assert codes_of([note], [other, one]) == ["reference-unresolved"]
    note.PatientID = "T-2"
    assert codes_of([note], [other, one]) == ["patient-mismatch", "reference-unresolved"]


@pytest.mark.parametrize("modality", ["KO"])
def test_an_empty_note_has_problems_and_no_exception(modality: str) -> None:
    empty = Dataset()
    empty.Modality = modality
    assert "rejection-title" in codes_of([empty], [radiograph()])
