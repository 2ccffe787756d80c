"""Results that were spoiled on purpose: what the judges must not be blind to.

In: a good object. Out: the object with one defect, and which judge has to speak of it, in which words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pydicom.dataset import Dataset

from support.reading import AREA, MEASUREMENT_GROUP


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One defect.

    Attributes
    ----------
    name : str
        Also the name of its file.
    role : str
        Which object is spoiled: report, segmentation, capture or rejection.
    spoil : callable
        Changes the object in place.
    seen_by : dict
        Tool -> part of a complaint that it has to make.
    """

    name: str
    role: str
    spoil: Callable[[Dataset], None]
    seen_by: dict[str, str]


def _items(report: Dataset, concept: str) -> list[Dataset]:
    """All content items of a report with a concept name's Code Value."""
    found = []
    for item in report.get("ContentSequence") or []:
        names = item.get("ConceptNameCodeSequence")
        found += [item] if names and names[0].CodeValue == concept else []
        found += _items(item, concept)
    return found


def _sex(dataset: Dataset) -> None:
    dataset.PatientSex = "Q"


def _study(dataset: Dataset) -> None:
    del dataset.StudyInstanceUID


def _completion(report: Dataset) -> None:
    del report.CompletionFlag


def _verified_by_nobody(report: Dataset) -> None:
    report.VerificationFlag = "VERIFIED"


def _relationship(report: Dataset) -> None:
    for group in _items(report, MEASUREMENT_GROUP):
        group.RelationshipType = "INFERRED FROM"


def _unknown_relationship(report: Dataset) -> None:
    _items(report, AREA)[0].RelationshipType = "LOOKS LIKE"


def _number(report: Dataset) -> None:
    measured = _items(report, AREA)[0].MeasuredValueSequence[0]
    del measured.NumericValue


def _coordinates(report: Dataset) -> None:
    region = next(item for group in _items(report, MEASUREMENT_GROUP) for item in _scoords(group))
    region.GraphicData = list(region.GraphicData)[:3]


def _scoords(group: Dataset) -> list[Dataset]:
    return [item for item in group.ContentSequence if item.ValueType == "SCOORD"]


def _evidence(report: Dataset) -> None:
    del report.CurrentRequestedProcedureEvidenceSequence


def _empty(report: Dataset) -> None:
    report.ContentSequence = [item for item in report.ContentSequence if item.ValueType != "CONTAINER"]


def _segment_number(segmentation: Dataset) -> None:
    frame = segmentation.PerFrameFunctionalGroupsSequence[0]
    frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber = 99


def _bits(segmentation: Dataset) -> None:
    segmentation.BitsAllocated = segmentation.BitsStored = 8
    segmentation.HighBit = 7


def _property_type(segmentation: Dataset) -> None:
    del segmentation.SegmentSequence[0].SegmentedPropertyTypeCodeSequence


def _frames(segmentation: Dataset) -> None:
    segmentation.PerFrameFunctionalGroupsSequence = list(segmentation.PerFrameFunctionalGroupsSequence)[:1]


def _zero_spacing(segmentation: Dataset) -> None:
    measures = Dataset()
    measures.PixelSpacing = [0, 0]
    measures.SliceThickness = 1
    segmentation.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence = [measures]


def _conversion(capture: Dataset) -> None:
    del capture.ConversionType


def _patient(dataset: Dataset) -> None:
    dataset.PatientID = "somebody else"


def _name(dataset: Dataset) -> None:
    dataset.PatientName = "Somebody^Else"


def _series(segmentation: Dataset) -> None:
    """Put the SEG into the image's series."""
    reference = segmentation.ReferencedSeriesSequence[0]
    segmentation.SeriesInstanceUID = reference.SeriesInstanceUID


def _nothing_rejected(note: Dataset) -> None:
    note.ContentSequence = [item for item in note.ContentSequence if item.ValueType == "TEXT"]


def _purpose(note: Dataset) -> None:
    item = next(item for item in note.ContentSequence if item.ValueType == "COMPOSITE")
    item.ConceptNameCodeSequence = note.ConceptNameCodeSequence


def _inferred(note: Dataset) -> None:
    note.ContentSequence[-1].RelationshipType = "INFERRED FROM"


MUTANTS = (
    Mutant(name="sex", role="segmentation", spoil=_sex, seen_by={"dciodvfy": "PatientSex", "pixelmed": "PatientSex"}),
    Mutant(
        name="no-study",
        role="report",
        spoil=_study,
        seen_by={"dciodvfy": "StudyInstanceUID", "dsrdump": "StudyInstanceUID"},
    ),
    Mutant(
        name="no-completion-flag",
        role="report",
        spoil=_completion,
        seen_by={"dciodvfy": "CompletionFlag", "dsrdump": "CompletionFlag"},
    ),
    Mutant(
        name="verified-by-nobody",
        role="report",
        spoil=_verified_by_nobody,
        seen_by={"dciodvfy": "VerifyingObserver", "dsrdump": "VerifyingObserver"},
    ),
    Mutant(
        name="relationship",
        role="report",
        spoil=_relationship,
        seen_by={"dsrdump": "Invalid by-value Relationship", "pixelmed": "Measurement Group"},
    ),
    Mutant(
        name="unknown-relationship",
        role="report",
        spoil=_unknown_relationship,
        seen_by={"dsrdump": "Unknown Relationship Type", "dciodvfy": "LOOKS LIKE"},
    ),
    Mutant(
        name="no-number",
        role="report",
        spoil=_number,
        seen_by={"dciodvfy": "NumericValue", "dsrdump": "NumericValue", "pixelmed": "Missing value"},
    ),
    Mutant(
        name="coordinates",
        role="report",
        spoil=_coordinates,
        seen_by={"dsrdump": "GraphicData", "tid1500reader": "GraphicData"},
    ),
    Mutant(name="no-evidence", role="report", spoil=_evidence, seen_by={"dciodvfy": "Evidence"}),
    Mutant(
        name="empty-report",
        role="report",
        spoil=_empty,
        seen_by={"tid1500reader": "no measurements", "pixelmed": "Missing conditional content item"},
    ),
    Mutant(name="segment-number", role="segmentation", spoil=_segment_number, seen_by={"dciodvfy": "SegmentNumber"}),
    Mutant(name="bits", role="segmentation", spoil=_bits, seen_by={"dciodvfy": "BitsAllocated", "pixelmed": "Bits"}),
    Mutant(
        name="no-property-type",
        role="segmentation",
        spoil=_property_type,
        seen_by={"dciodvfy": "SegmentedPropertyType", "pixelmed": "SegmentedPropertyType"},
    ),
    Mutant(
        name="frames",
        role="segmentation",
        spoil=_frames,
        seen_by={"dciodvfy": "NumberOfFrames", "pixelmed": "NumberOfFrames"},
    ),
    Mutant(
        name="zero-spacing",
        role="segmentation",
        spoil=_zero_spacing,
        seen_by={"dciodvfy": "PixelSpacing", "pixelmed": "PixelSpacing"},
    ),
    Mutant(name="no-conversion-type", role="capture", spoil=_conversion, seen_by={"dciodvfy": "ConversionType"}),
    Mutant(name="note-without-evidence", role="rejection", spoil=_evidence, seen_by={"dciodvfy": "Evidence"}),
    Mutant(
        name="note-of-nothing", role="rejection", spoil=_nothing_rejected, seen_by={"pixelmed": "Missing conditional"}
    ),
    Mutant(name="note-with-a-purpose", role="rejection", spoil=_purpose, seen_by={"pixelmed": "is forbidden"}),
    Mutant(name="note-relationship", role="rejection", spoil=_inferred, seen_by={"dsrdump": "Relationship"}),
    Mutant(name="note-patient", role="rejection", spoil=_patient, seen_by={"dcentvfy": "PatientID"}),
    Mutant(name="name", role="segmentation", spoil=_name, seen_by={"dcentvfy": "PatientName"}),
    Mutant(name="patient", role="segmentation", spoil=_patient, seen_by={"dcentvfy": "PatientID"}),
    Mutant(name="series", role="segmentation", spoil=_series, seen_by={"dcentvfy": "Modality"}),
)
