import pytest
from pydicom.dataset import Dataset
from pydicom.sr.codedict import codes

from radlane.domain.withdrawal import WithdrawalReason
from radlane.encode.checker import check_objects
from radlane.encode.part10 import to_bytes
from radlane.encode.rejection import TITLES, build_rejection
from support import volume_encoding
from support.encoding import MODEL, STATEMENT, codes_of, conclusion, encoded
from support.radiographs import radiograph
from support.rejection import IDENTITY, noted, rejection
from support.volume_sources import slices


def listed(note: Dataset) -> list[tuple[str, str, str]]:
    """Series, instance and class of each object in the evidence."""
    (study,) = note.CurrentRequestedProcedureEvidenceSequence
    assert study.StudyInstanceUID == note.StudyInstanceUID
    return [
        (series.SeriesInstanceUID, item.ReferencedSOPInstanceUID, item.ReferencedSOPClassUID)
        for series in study.ReferencedSeriesSequence
        for item in series.ReferencedSOPSequence
    ]


def said(note: Dataset) -> list[tuple[str, str]]:
    """Relationship and value type of each content item."""
    return [(item.RelationshipType, item.ValueType) for item in note.ContentSequence]


@pytest.mark.parametrize("reason", WithdrawalReason)
@pytest.mark.parametrize("present", [(True, True), (False, False)])
def test_a_note_lists_just_the_objects_of_the_run(reason: WithdrawalReason, present: tuple[bool, bool]) -> None:
    source = radiograph()
    objects = encoded(source, conclusion(48, 40, present=present))
    note = noted(objects, reason=reason)
    assert listed(note) == [(o.SeriesInstanceUID, o.SOPInstanceUID, o.SOPClassUID) for o in objects]
    assert [
        (item.ReferencedSOPSequence[0].ReferencedSOPInstanceUID, item.ValueType)
        for item in note.ContentSequence
        if "ReferencedSOPSequence" in item
    ] == [(o.SOPInstanceUID, "COMPOSITE" if o.Modality == "SR" else "IMAGE") for o in objects]
    references = [item for item in note.ContentSequence if "ReferencedSOPSequence" in item]
    assert not any("ConceptNameCodeSequence" in item for item in references), "TID 2010 forbids a purpose"
    assert codes_of([*objects, note], [source]) == []
    beside = check_objects([note, objects[-1]], [])  # as it is checked before it is sent
    assert [problem for problem in beside if problem.sop_instance_uid == note.SOPInstanceUID] == []


def test_the_title_says_why() -> None:
    objects = encoded(radiograph())
    titles = {reason: noted(objects, reason=reason).ConceptNameCodeSequence[0] for reason in WithdrawalReason}
    expected = {
        WithdrawalReason.SAFETY: codes.DCM.RejectedForPatientSafetyReasons,
        WithdrawalReason.QUALITY: codes.DCM.RejectedForQualityReasons,
        WithdrawalReason.INCOMPLETE: codes.DCM.RejectedForPatientSafetyReasons,
    }
    assert titles.keys() == TITLES.keys()
    for reason, title in titles.items():
        assert (title.CodeValue, title.CodingSchemeDesignator, title.CodeMeaning) == (
            expected[reason].value,
            expected[reason].scheme_designator,
            expected[reason].meaning,
        )


def test_rejected_for_quality_has_a_modifier_of_its_context_group() -> None:
    objects = encoded(radiograph())
    modifier = noted(objects, reason=WithdrawalReason.QUALITY).ContentSequence[0]
    assert (modifier.RelationshipType, modifier.ValueType) == ("HAS CONCEPT MOD", "CODE")
    assert modifier.ConceptNameCodeSequence[0].CodeValue == codes.DCM.DocumentTitleModifier.value
    assert modifier.ConceptCodeSequence[0].CodeValue == codes.cid7011.OtherFailure.value
    assert ("HAS CONCEPT MOD", "CODE") not in said(noted(objects))


@pytest.mark.parametrize("comment", ["The sides are swapped", "Gr\u00f6\u00dfe \u2603", None, ""])
def test_the_words_of_a_person(comment: str | None) -> None:
    note = noted(encoded(radiograph()), comment=comment)
    words = [item for item in note.ContentSequence if item.ValueType == "TEXT"]
    assert [(item.ConceptNameCodeSequence[0].CodeValue, item.TextValue) for item in words] == (
        [(codes.DCM.KeyObjectDescription.value, comment)] if comment else []
    )


def test_a_note_is_of_the_patient_and_of_its_own_series_and_moment() -> None:
    objects = encoded(radiograph(TimezoneOffsetFromUTC="-0400"))
    note, report = noted(objects), objects[-1]
    for keyword in (
        "PatientName",
        "PatientID",
        "IssuerOfPatientID",
        "StudyInstanceUID",
        "StudyTime",
        "AccessionNumber",
    ):
        assert note[keyword].value == report[keyword].value
    assert (note.Modality, note.SeriesNumber, note.InstanceNumber) == ("KO", 99007, 1)
    assert note.SeriesInstanceUID not in {item.SeriesInstanceUID for item in objects}
    assert note.SeriesDescription == "AI rejection note (research)"
    assert note.ContentQualification == "RESEARCH"
    moments = {(note[f"{e}Date"].value, note[f"{e}Time"].value) for e in ("InstanceCreation", "Series", "Content")}
    assert moments == {("20260301", "083015.123456")}
    assert note.TimezoneOffsetFromUTC == "-0400"


def test_a_note_names_who_made_what_it_rejects() -> None:
    objects = encoded(radiograph())
    device = Dataset()
    device.UniqueDeviceIdentifier = "(01)00000000000000"
    objects[-1].ContributingEquipmentSequence[0].UDISequence = [device]
    note = noted(objects, radlane_version="9.9")
    (made,) = note.ContributingEquipmentSequence
    assert made == objects[-1].ContributingEquipmentSequence[0]
    assert (made.ManufacturerModelName, made.ContributionDescription) == (MODEL.name, STATEMENT)
    assert (note.Manufacturer, note.SoftwareVersions) == ("radlane", "9.9")
    assert note.DeviceSerialNumber == objects[-1].DeviceSerialNumber


def test_other_equipment_is_not_repeated() -> None:
    objects = encoded(radiograph())
    other = Dataset()
    other.Manufacturer = "a PACS that passed it on"
    objects[-1].ContributingEquipmentSequence.append(other)
    assert len(noted(objects).ContributingEquipmentSequence) == 1


def test_the_same_again_is_the_same_bytes_and_another_note_has_another_uid() -> None:
    objects = encoded(radiograph())
    first, again, second = (build_rejection(rejection(objects, number=number)) for number in (1, 1, 2))
    assert to_bytes(first) == to_bytes(again)
    assert first.SOPInstanceUID != second.SOPInstanceUID
    assert (first.SeriesInstanceUID, second.InstanceNumber) == (second.SeriesInstanceUID, 2)
    assert first.SOPInstanceUID.startswith("2.25.")
    assert IDENTITY.site_key.decode() not in str(first)


def test_a_note_of_a_volume() -> None:
    sources = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=sources)
    note = noted(objects)
    assert len(listed(note)) == len(objects)
    assert codes_of([*objects, note], sources) == []
