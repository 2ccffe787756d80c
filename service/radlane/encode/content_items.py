"""Content items of SR documents.

In: a concept name and a value. Out: a plain item of a Content Sequence.
Reference: PS3.3 sections C.17.3 (content tree), C.18.1 (numeric), C.18.3 (code), C.18.4 (image), C.18.6 (spatial
coordinates), C.18.9 (3D spatial coordinates). highdicom builds the same items, with copies and checks that one report
pays for a thousand times; tests compare the two attribute by attribute.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.valuerep import DSfloat

from radlane.domain.code import Code
from radlane.encode.plain import dataset_of
from radlane.encode.source_frame import ImageReference

_LARGEST_WHOLE = 1e15  # a DS has 16 characters, and one may be the sign


class Relationship(StrEnum):
    """Relationship of an item with its parent (PS3.3 table C.17-6)."""

    CONTAINS = "CONTAINS"
    HAS_CONCEPT_MODIFIER = "HAS CONCEPT MOD"
    HAS_OBSERVATION_CONTEXT = "HAS OBS CONTEXT"
    HAS_ACQUISITION_CONTEXT = "HAS ACQ CONTEXT"
    SELECTED_FROM = "SELECTED FROM"


class ValueType(StrEnum):
    """Value Type of an item (PS3.3 section C.17.3)."""

    CODE = "CODE"
    CONTAINER = "CONTAINER"
    DATE = "DATE"
    IMAGE = "IMAGE"
    NUM = "NUM"
    SCOORD = "SCOORD"
    SCOORD3D = "SCOORD3D"
    TEXT = "TEXT"
    UIDREF = "UIDREF"


def container_item(name: Code, children: Iterable[Dataset], template: str | None = None) -> Dataset:
    """Return a CONTAINER; `template` is the identifier of its template in PS3.16."""
    own = {} if template is None else {"ContentTemplateSequence": template_sequence(template)}
    return _item(ValueType.CONTAINER, name, Relationship.CONTAINS, children, ContinuityOfContent="CONTINUOUS", **own)


def template_sequence(template: str) -> Sequence:
    """Return Content Template Sequence (PS3.3 section C.18.8)."""
    return Sequence([dataset_of(MappingResource="DCMR", TemplateIdentifier=template)])


def code_item(
    name: Code, value: Code, relationship: Relationship = Relationship.CONTAINS, children: Iterable[Dataset] = ()
) -> Dataset:
    """Return a CODE."""
    return _item(ValueType.CODE, name, relationship, children, ConceptCodeSequence=value)


def text_item(name: Code, words: str, relationship: Relationship = Relationship.CONTAINS) -> Dataset:
    """Return a TEXT."""
    return _item(ValueType.TEXT, name, relationship, TextValue=words)


def date_item(name: Code, date: str, relationship: Relationship) -> Dataset:
    """Return a DATE; `date` is a DA (PS3.5 section 6.2)."""
    return _item(ValueType.DATE, name, relationship, Date=date)


def uid_item(name: Code, uid: str, relationship: Relationship = Relationship.CONTAINS) -> Dataset:
    """Return a UIDREF."""
    return _item(ValueType.UIDREF, name, relationship, UID=uid)


def number_item(name: Code, value: float, unit: Code, children: Iterable[Dataset] = ()) -> Dataset:
    """Return a NUM: a whole number as a DS without a point, any other as DS of 16 characters and FD beside it."""
    if value.is_integer() and abs(value) < _LARGEST_WHOLE:
        stated: dict[str, object] = {"NumericValue": str(int(value))}
    else:
        stated = {"NumericValue": DSfloat(value, auto_format=True), "FloatingPointValue": value}
    measured = dataset_of(MeasurementUnitsCodeSequence=unit, **stated)
    return _item(ValueType.NUM, name, Relationship.CONTAINS, children, MeasuredValueSequence=Sequence([measured]))


def image_item(
    name: Code,
    reference: ImageReference,
    relationship: Relationship = Relationship.CONTAINS,
    segment: int | None = None,
) -> Dataset:
    """Return an IMAGE: an instance, some frames of it, or one segment (PS3.3 table 10-3)."""
    part: dict[str, object] = {}
    if segment is not None:
        part = {"ReferencedSegmentNumber": segment}
    elif reference.frames is not None:
        part = {"ReferencedFrameNumber": list(reference.frames)}
    referenced = dataset_of(
        ReferencedSOPClassUID=reference.sop_class_uid, ReferencedSOPInstanceUID=reference.sop_instance_uid, **part
    )
    return _item(ValueType.IMAGE, name, relationship, ReferencedSOPSequence=Sequence([referenced]))


def polyline_item(name: Code, points: NDArray[np.float64], source: Dataset) -> Dataset:
    """Return a SCOORD of Graphic Type POLYLINE.

    Parameters
    ----------
    points : float64 [n, 2]
        (x, y), the first pixel's outer corner at (0, 0) (PS3.3 section C.18.6.1.2).
    source : Dataset
        The IMAGE that it is drawn on.
    """
    line = points.ravel().tolist()
    return _item(ValueType.SCOORD, name, Relationship.CONTAINS, [source], GraphicType="POLYLINE", GraphicData=line)


def polygon_item(name: Code, points: NDArray[np.float64], frame_of_reference_uid: str) -> Dataset:
    """Return a SCOORD3D of Graphic Type POLYGON: coplanar, the last point is the first (PS3.3 section C.18.9.1.2).

    Parameters
    ----------
    points : float64 [n, 3]
        (x, y, z) in mm, LPS.
    frame_of_reference_uid : str
        What the coordinates are relative to.
    """
    return _item(
        ValueType.SCOORD3D,
        name,
        Relationship.CONTAINS,
        GraphicType="POLYGON",
        GraphicData=points.ravel().tolist(),
        ReferencedFrameOfReferenceUID=frame_of_reference_uid,
    )


def _item(
    value_type: ValueType, name: Code, relationship: Relationship, children: Iterable[Dataset] = (), **values: object
) -> Dataset:
    below = list(children)  # a Content Sequence is never empty
    content = {"ContentSequence": Sequence(below)} if below else {}
    return dataset_of(
        RelationshipType=relationship,
        ValueType=value_type,
        ConceptNameCodeSequence=name,
        **values,
        **content,
    )
