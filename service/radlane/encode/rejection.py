"""The rejection note: it tells archives and viewers that the objects of a run may no longer be used (IHE IOCM).

In: the run's objects that an archive may have, one of them as it was stored, and why. Out: a Key Object Selection
document (TID 2010) that lists exactly these objects.
Reference: PS3.3 sections A.35.4 and C.17.6; PS3.16 TID 2010, CID 7010 (title), CID 7011 (its modifier); IHE RAD-66.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from highdicom.ko import KeyObjectSelection, KeyObjectSelectionDocument
from highdicom.sr import CodeContentItem, RelationshipTypeValues
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.domain.code import Code
from radlane.domain.result import EncodedObject
from radlane.domain.withdrawal import WithdrawalReason
from radlane.encode.clock import object_clock
from radlane.encode.codes import PROCESSING_EQUIPMENT, coded
from radlane.encode.common import MANUFACTURER, put_instance, put_times
from radlane.encode.identity import RunIdentity, UidKind
from radlane.encode.patient_study import copy_attribute, copy_patient_and_study
from radlane.encode.reading import code, items, text
from radlane.encode.series import REJECTION
from radlane.encode.text import long_string

REJECTED_FOR_QUALITY = Code(scheme="DCM", value="113001", meaning="Rejected for Quality Reasons")
REJECTED_FOR_SAFETY = Code(scheme="DCM", value="113037", meaning="Rejected for Patient Safety Reasons")
TITLE_MODIFIER = Code(scheme="DCM", value="113011", meaning="Document Title Modifier")
# Of CID 7011, which speaks of images: none of the others is true of a result.
_OTHER_FAILURE = Code(scheme="DCM", value="111220", meaning="Other failure")

# Half a result is a danger: it may speak of pixels that are no longer there. And only this title binds every viewer.
TITLES: Mapping[WithdrawalReason, Code] = {
    WithdrawalReason.SAFETY: REJECTED_FOR_SAFETY,
    WithdrawalReason.QUALITY: REJECTED_FOR_QUALITY,
    WithdrawalReason.INCOMPLETE: REJECTED_FOR_SAFETY,
}
EQUIPMENT = (
    "Manufacturer",
    "ManufacturerModelName",
    "SoftwareVersions",
    "DeviceUID",
    "ContributionDateTime",
    "ContributionDescription",
)
_DESCRIPTION = "AI rejection note (research)"


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """What a rejection note is made of.

    Attributes
    ----------
    identity : RunIdentity
        The run that is rejected; gives the UIDs.
    number : int
        From 1; another note of the same run has another UID.
    objects : tuple of EncodedObject
        What is rejected, in the order of storing.
    witness : Dataset
        One object of the run as it was stored; speaks for patient, study and equipment.
    reason : WithdrawalReason
        Gives the title.
    comment : str or None
        A person's words on one line.
    at : datetime
        Aware; when the run was withdrawn.
    site_timezone : tzinfo
        Speaks where the witness has no Timezone Offset From UTC.
    radlane_version : str
        Version of the software that writes.
    """

    identity: RunIdentity
    number: int
    objects: tuple[EncodedObject, ...]
    witness: Dataset
    reason: WithdrawalReason
    comment: str | None
    at: datetime
    site_timezone: tzinfo
    radlane_version: str


def build_rejection(rejection: Rejection) -> Dataset:
    """Build the rejection note of a run; the same arguments give the same bytes.

    Parameters
    ----------
    rejection : Rejection
        One object at least, all of one study.

    Returns
    -------
    Dataset
        Whole; in a series of its own of the rejected objects' study.
    """
    uid = rejection.identity.uid(REJECTION.role, REJECTION.sop_class_uid, str(rejection.number))
    series_uid = rejection.identity.uid(UidKind.SERIES, REJECTION.sop_class_uid, "")
    references = [_reference(item) for item in rejection.objects]
    draft = KeyObjectSelectionDocument(
        evidence=references,
        content=_content(rejection, references),
        series_instance_uid=series_uid,
        series_number=REJECTION.number,
        sop_instance_uid=uid,
        instance_number=1,
        manufacturer=MANUFACTURER,
    )
    note = Dataset()
    note.update(draft)
    for item in note.ContentSequence:
        if "ReferencedSOPSequence" in item:
            del item.ConceptNameCodeSequence  # highdicom puts a purpose of reference, which TID 2010 forbids
    note.SpecificCharacterSet = "ISO_IR 192"
    copy_patient_and_study(rejection.witness, note)
    note.SeriesDescription = _DESCRIPTION
    _put_equipment(note, rejection)
    put_instance(note, REJECTION, uid)
    note.InstanceNumber = rejection.number
    put_times(note, object_clock(rejection.at, (rejection.witness,), rejection.site_timezone))
    return note


def _content(rejection: Rejection, references: list[Dataset]) -> KeyObjectSelection:
    title = TITLES[rejection.reason]
    content = KeyObjectSelection(
        document_title=coded(title), referenced_objects=references, description=rejection.comment or None
    )
    if title == REJECTED_FOR_QUALITY:  # row 3 asks for a modifier with this title only
        content[0].ContentSequence.insert(
            0, CodeContentItem(coded(TITLE_MODIFIER), coded(_OTHER_FAILURE), RelationshipTypeValues.HAS_CONCEPT_MOD)
        )
    return content


def _reference(item: EncodedObject) -> Dataset:
    """Return what highdicom is shown of an object; it refers to what has Rows and Columns as an IMAGE."""
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID = item.ref.sop_class_uid, item.ref.sop_instance_uid
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = item.ref.study_instance_uid, item.ref.series_instance_uid
    for keyword in ("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "AccessionNumber", "StudyID"):
        setattr(dataset, keyword, "")
    dataset.StudyDate = dataset.StudyTime = None
    if item.modality != "SR":
        dataset.Rows = dataset.Columns = 1
    return dataset


def _put_equipment(note: Dataset, rejection: Rejection) -> None:
    """Put radlane as the maker of the note, and the algorithm whose objects it rejects, with its own time."""
    note.ManufacturerModelName = MANUFACTURER
    note.SoftwareVersions = long_string(rejection.radlane_version)
    note.DeviceSerialNumber = long_string(text(rejection.witness, "DeviceSerialNumber"))
    note.ContributingEquipmentSequence = Sequence(
        _algorithm(item)
        for item in items(rejection.witness, "ContributingEquipmentSequence")
        if code(item, "PurposeOfReferenceCodeSequence") == (PROCESSING_EQUIPMENT.scheme, PROCESSING_EQUIPMENT.value)
    )


def _algorithm(item: Dataset) -> Dataset:
    copied = Dataset()
    copied.PurposeOfReferenceCodeSequence = Sequence([coded(PROCESSING_EQUIPMENT)])
    for keyword in EQUIPMENT:
        setattr(copied, keyword, text(item, keyword))
    copy_attribute(item, copied, "UDISequence")
    return copied
