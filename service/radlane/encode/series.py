"""The series of a run: one for each Modality, Frame of Reference and purpose (PS3.3 section A.1.2.3).

Viewers take the SRs of a series for versions of one document, and show the newest only: that of outlines has its own.

In: a context and one of the kinds. Out: the UIDs and names of that series and its instances.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydicom.dataset import Dataset
from pydicom.uid import (
    Comprehensive3DSRStorage,
    ComprehensiveSRStorage,
    KeyObjectSelectionDocumentStorage,
    ParametricMapStorage,
    SecondaryCaptureImageStorage,
    SegmentationStorage,
)

from radlane.domain import form
from radlane.domain.result import Role
from radlane.encode.context import EncodeContext
from radlane.encode.identity import UidKind
from radlane.encode.reading import text
from radlane.encode.text import long_string


@dataclass(frozen=True, kw_only=True)
class SeriesKind:
    """What tells the series of a run apart; `number` lies above what scanners count.

    `output_id` tells series apart that may hold one SOP Class. `refers`: whether its object refers to others of the
    run, and so is another one in each form of the result.
    """

    role: Role
    modality: str
    sop_class_uid: str
    number: int
    label: str
    output_id: str = ""
    refers: bool = False


SEGMENTATION = SeriesKind(
    role=Role.SEGMENTATION, modality="SEG", sop_class_uid=str(SegmentationStorage), number=99001, label="segmentation"
)
LABEL_MAP = SeriesKind(
    role=Role.SEGMENTATION, modality="SEG", sop_class_uid=form.LABEL_MAP, number=99001, label="segmentation"
)
CAPTURE = SeriesKind(
    role=Role.CAPTURE, modality="OT", sop_class_uid=str(SecondaryCaptureImageStorage), number=99002, label="picture"
)
REPORT = SeriesKind(
    role=Role.REPORT,
    modality="SR",
    sop_class_uid=str(Comprehensive3DSRStorage),
    number=99003,
    label="report",
    refers=True,
)
PARAMETRIC_MAP = SeriesKind(
    role=Role.PARAMETRIC_MAP, modality="OT", sop_class_uid=str(ParametricMapStorage), number=99004, label="heat map"
)
EXPLANATION = SeriesKind(
    role=Role.EXPLANATION,
    modality="OT",
    sop_class_uid=str(SecondaryCaptureImageStorage),
    number=99005,
    label="explanation",
)
STATUS_REPORT = SeriesKind(
    role=Role.STATUS_REPORT, modality="SR", sop_class_uid=str(Comprehensive3DSRStorage), number=99006, label="status"
)
REJECTION = SeriesKind(
    role=Role.REJECTION,
    modality="KO",
    sop_class_uid=str(KeyObjectSelectionDocumentStorage),
    number=99007,
    label="rejection note",
)
# Comprehensive SR: of the classes that hold coordinates on images, one that older viewers know too
DISPLAY = SeriesKind(
    role=Role.DISPLAY,
    modality="SR",
    sop_class_uid=str(ComprehensiveSRStorage),
    number=99008,
    label="outlines",
)
KINDS = (SEGMENTATION, CAPTURE, REPORT, PARAMETRIC_MAP, EXPLANATION, STATUS_REPORT, REJECTION, DISPLAY)


def is_display(dataset: Dataset) -> bool:
    """Whether an object is the SR of outlines for viewers, which is no root."""
    return text(dataset, "Modality") == DISPLAY.modality and text(dataset, "SeriesNumber") == str(DISPLAY.number)


def in_form(context: EncodeContext, kind: SeriesKind) -> SeriesKind:
    """Return a kind with the SOP Class that stands for its own in the form of the result."""
    return replace(kind, sop_class_uid=context.form.rung(kind.sop_class_uid))


def instance_uid(context: EncodeContext, kind: SeriesKind, part: str = "") -> str:
    """Return the SOP Instance UID of an instance of the series.

    `part` tells one of several; without it, it is the one that shows every segmentation output of the model.
    """
    shown = part or "+".join(output.name for output in context.segmentations)
    return context.identity.uid(kind.role, kind.sop_class_uid, shown, _form(context, kind))


def series_uid(context: EncodeContext, kind: SeriesKind) -> str:
    """Return the Series Instance UID."""
    return context.identity.uid(UidKind.SERIES, kind.sop_class_uid, kind.role, _form(context, kind))


def _form(context: EncodeContext, kind: SeriesKind) -> str:
    return str(context.form) if kind.refers else ""


def series_description(context: EncodeContext, kind: SeriesKind) -> str:
    """Return the Series Description, for example "AI Lung fields segmentation (research)"."""
    tail = f" {kind.label} (research)"
    return "AI " + long_string(context.manifest.title, 64 - len("AI ") - len(tail)) + tail
