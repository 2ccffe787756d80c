"""The series of a run: one for each Modality (PS3.3 section A.1.2.3).

In: a context and one of the kinds. Out: the UIDs and names of that series and its one instance.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydicom.uid import Comprehensive3DSRStorage, SecondaryCaptureImageStorage, SegmentationStorage

from radlane.domain.result import Role
from radlane.encode.context import EncodeContext
from radlane.encode.identity import UidKind
from radlane.encode.text import long_string

# Label Map Segmentation Storage: younger than the dictionary of the pydicom in use.
LABEL_MAP_CLASS = "1.2.840.10008.5.1.4.1.1.66.7"


@dataclass(frozen=True, kw_only=True)
class SeriesKind:
    """What tells the series of a run apart; `number` lies above what scanners count."""

    role: Role
    modality: str
    sop_class_uid: str
    number: int
    label: str


SEGMENTATION = SeriesKind(
    role=Role.SEGMENTATION, modality="SEG", sop_class_uid=str(SegmentationStorage), number=99001, label="segmentation"
)
LABEL_MAP = SeriesKind(
    role=Role.SEGMENTATION, modality="SEG", sop_class_uid=LABEL_MAP_CLASS, number=99001, label="segmentation"
)
CAPTURE = SeriesKind(
    role=Role.CAPTURE, modality="OT", sop_class_uid=str(SecondaryCaptureImageStorage), number=99002, label="picture"
)
REPORT = SeriesKind(
    role=Role.REPORT, modality="SR", sop_class_uid=str(Comprehensive3DSRStorage), number=99003, label="report"
)


def instance_uid(context: EncodeContext, kind: SeriesKind) -> str:
    """Return the SOP Instance UID of the series' one instance; it shows every segmentation output of the model."""
    return context.identity.uid(kind.role, kind.sop_class_uid, "+".join(o.name for o in context.segmentations))


def series_uid(context: EncodeContext, kind: SeriesKind) -> str:
    """Return the Series Instance UID."""
    return context.identity.uid(UidKind.SERIES, kind.sop_class_uid, "")


def series_description(context: EncodeContext, kind: SeriesKind) -> str:
    """Return the Series Description, for example "AI Lung fields segmentation (research)"."""
    tail = f" {kind.label} (research)"
    return "AI " + long_string(context.manifest.title, 64 - len("AI ") - len(tail)) + tail
