"""The modules that every object of a run shares.

In: an object and the run. Out: the object with Patient, Study, Series, Equipment and SOP Common attributes.
Reference: PS3.3 sections C.7.1 to C.7.5 and C.12.1; IHE AIR (Contributing Equipment with Device UID).
"""

from __future__ import annotations

from collections.abc import Sequence as Several

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian

from radlane.encode.clock import ObjectClock
from radlane.encode.codes import PROCESSING_EQUIPMENT, coded, private_schemes
from radlane.encode.context import EncodeContext
from radlane.encode.iod.table import paired_body_parts
from radlane.encode.patient_study import copy_patient_and_study
from radlane.encode.reading import text
from radlane.encode.series import SeriesKind, instance_uid, series_description, series_uid
from radlane.encode.text import STATEMENT_LENGTH, is_code_string, long_string

MANUFACTURER = "radlane"


def with_common_modules(
    draft: Dataset, context: EncodeContext, kind: SeriesKind, part: str = "", number: int = 1
) -> Dataset:
    """Return the draft as a plain data set with the common modules put over it.

    Whatever highdicom drew at random or took from the clock is overwritten from the run.

    Parameters
    ----------
    draft : Dataset
        The object's own modules.
    context : EncodeContext
        The run.
    kind : SeriesKind
        The series it goes to.
    part : str
        What tells one instance of the series from the others (`series.instance_uid`).
    number : int
        Instance Number.
    """
    dataset = Dataset()
    dataset.update(draft)
    dataset.SpecificCharacterSet = "ISO_IR 192"
    copy_patient_and_study(context.source, dataset)
    _put_series(dataset, context, kind)
    _put_equipment(dataset, context)
    put_instance(dataset, kind, instance_uid(context, kind, part))
    dataset.InstanceNumber = number
    put_times(dataset, context.clock)
    return dataset


def put_instance(dataset: Dataset, kind: SeriesKind, sop_instance_uid: str) -> None:
    """Put what SOP Common says of an object whose content is there; it is the only one of its series."""
    dataset.SOPClassUID = kind.sop_class_uid
    dataset.SOPInstanceUID = sop_instance_uid
    dataset.InstanceNumber = 1
    dataset.ContentQualification = "RESEARCH"
    schemes = private_schemes(dataset)
    if schemes:
        dataset.CodingSchemeIdentificationSequence = schemes
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID


def put_times(dataset: Dataset, clock: ObjectClock) -> None:
    """Put one moment as the time of the object, its series and its content."""
    for event in ("InstanceCreation", "Series", "Content"):
        setattr(dataset, f"{event}Date", clock.date)
        setattr(dataset, f"{event}Time", clock.time)
    if clock.offset is not None:
        dataset.TimezoneOffsetFromUTC = clock.offset


def put_body_part(dataset: Dataset, sources: Several[Dataset]) -> None:
    """Put Body Part Examined as in the images, where all have the same one; of a paired one its side too."""
    body_parts = {text(source, "BodyPartExamined") for source in sources}
    if len(body_parts) == 1 and all(is_code_string(body_part) for body_part in body_parts):
        dataset.BodyPartExamined = body_parts.pop()
        if dataset.BodyPartExamined in paired_body_parts():
            _put_side(dataset, sources)


def _put_side(dataset: Dataset, sources: Several[Dataset]) -> None:
    """Put Image Laterality where all images say the same side, in either attribute; else Laterality (Type 2C), empty.

    Laterality may only be there without Image Laterality (PS3.3 section C.7.3.1), which a mammogram has.
    """
    sides = {text(source, "ImageLaterality") or text(source, "Laterality") for source in sources}
    if len(sides) == 1 and sides <= {"R", "L"}:
        dataset.ImageLaterality = sides.pop()
    else:
        dataset.Laterality = None


def put_patient_orientation(dataset: Dataset, sources: Several[Dataset]) -> None:
    """Put Patient Orientation (Type 2C for images without a plane) as in the images; empty where it is unusable."""
    stated = {text(source, "PatientOrientation") for source in sources}
    values = stated.pop().split("\\")
    usable = not stated and len(values) == 2 and all(is_code_string(value) for value in values)
    dataset.PatientOrientation = values if usable else None


def _put_series(dataset: Dataset, context: EncodeContext, kind: SeriesKind) -> None:
    dataset.Modality = kind.modality
    dataset.SeriesInstanceUID = series_uid(context, kind)
    dataset.SeriesNumber = kind.number
    dataset.SeriesDescription = series_description(context, kind)


def _put_equipment(dataset: Dataset, context: EncodeContext) -> None:
    dataset.Manufacturer = MANUFACTURER
    dataset.ManufacturerModelName = MANUFACTURER
    dataset.SoftwareVersions = long_string(context.radlane_version)
    dataset.DeviceSerialNumber = long_string(context.model.digest.removeprefix("sha256:"))
    item = Dataset()
    item.PurposeOfReferenceCodeSequence = Sequence([coded(PROCESSING_EQUIPMENT)])
    item.Manufacturer = algorithm_manufacturer(context)
    item.ManufacturerModelName = long_string(context.model.name)
    item.SoftwareVersions = long_string(context.model.version)
    item.DeviceUID = context.device_uid
    if context.manifest.regulatory.udi is not None:
        item.UDISequence = Sequence([_device_identifier(context.manifest.regulatory.udi)])
    item.ContributionDateTime = context.clock.date_time
    item.ContributionDescription = long_string(context.statement, STATEMENT_LENGTH)
    dataset.ContributingEquipmentSequence = Sequence([item])


def _device_identifier(udi: str) -> Dataset:
    """Return a Unique Device Identifier (PS3.3 section C.12.1, UDI Sequence)."""
    item = Dataset()
    item.UniqueDeviceIdentifier = udi
    return item


def algorithm_manufacturer(context: EncodeContext) -> str:
    """Return who made the model; the same in Contributing Equipment and as Device Observer."""
    return long_string(context.manifest.card.developer)
