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
from radlane.encode.codes import code_sequence
from radlane.encode.source_frame import ImageReference

_LARGEST_WHOLE = 1e15  # a DS has 16 characters, and one may be the sign


class Relationship(StrEnum):
    """Relationship of an item with its parent (PS3.3 table C.17-6)."""

    CONTAINS = "CONTAINS"
    HAS_CONCEPT_MODIFIER = "HAS CONCEPT MOD"
    HAS_OBSERVATION_CONTEXT = "HAS OBS CONTEXT"
    SELECTED_FROM = "SELECTED FROM"


def with_children(item: Dataset, children: Iterable[Dataset]) -> Dataset:
    """Return an item with items below it; a Content Sequence is never empty."""
    below = list(children)
    if below:
        item.ContentSequence = Sequence(below)
    return item


def container_item(name: Code, children: Iterable[Dataset], template: str | None = None) -> Dataset:
    """Return a CONTAINER; `template` is the identifier of its template in PS3.16."""
    item = _item("CONTAINER", name, Relationship.CONTAINS)
    item.ContinuityOfContent = "CONTINUOUS"
    if template is not None:
        item.ContentTemplateSequence = template_sequence(template)
    return with_children(item, children)


def template_sequence(template: str) -> Sequence:
    """Return Content Template Sequence (PS3.3 section C.18.8)."""
    item = Dataset()
    item.MappingResource = "DCMR"
    item.TemplateIdentifier = template
    return Sequence([item])


def code_item(name: Code, value: Code, relationship: Relationship = Relationship.CONTAINS) -> Dataset:
    """Return a CODE."""
    item = _item("CODE", name, relationship)
    item.ConceptCodeSequence = code_sequence(value)
    return item


def text_item(name: Code, words: str, relationship: Relationship = Relationship.CONTAINS) -> Dataset:
    """Return a TEXT."""
    item = _item("TEXT", name, relationship)
    item.TextValue = words
    return item


def uid_item(name: Code, uid: str, relationship: Relationship = Relationship.CONTAINS) -> Dataset:
    """Return a UIDREF."""
    item = _item("UIDREF", name, relationship)
    item.UID = uid
    return item


def number_item(name: Code, value: float, unit: Code) -> Dataset:
    """Return a NUM: a whole number as a DS without a point, any other as DS of 16 characters and FD beside it."""
    measured = Dataset()
    if value.is_integer() and abs(value) < _LARGEST_WHOLE:
        measured.NumericValue = str(int(value))
    else:
        measured.NumericValue = DSfloat(value, auto_format=True)
        measured.FloatingPointValue = value
    measured.MeasurementUnitsCodeSequence = code_sequence(unit)
    item = _item("NUM", name, Relationship.CONTAINS)
    item.MeasuredValueSequence = Sequence([measured])
    return item


def image_item(
    name: Code,
    reference: ImageReference,
    relationship: Relationship = Relationship.CONTAINS,
    segment: int | None = None,
) -> Dataset:
    """Return an IMAGE: an instance, some frames of it, or one segment (PS3.3 table 10-3)."""
    referenced = Dataset()
    referenced.ReferencedSOPClassUID = reference.sop_class_uid
    referenced.ReferencedSOPInstanceUID = reference.sop_instance_uid
    if segment is not None:
        referenced.ReferencedSegmentNumber = segment
    elif reference.frames is not None:
        referenced.ReferencedFrameNumber = list(reference.frames)
    item = _item("IMAGE", name, relationship)
    item.ReferencedSOPSequence = Sequence([referenced])
    return item


def polyline_item(name: Code, points: NDArray[np.float64], source: Dataset) -> Dataset:
    """Return a SCOORD of Graphic Type POLYLINE.

    Parameters
    ----------
    points : float64 [n, 2]
        (x, y), the first pixel's outer corner at (0, 0) (PS3.3 section C.18.6.1.2).
    source : Dataset
        The IMAGE that it is drawn on.
    """
    item = _item("SCOORD", name, Relationship.CONTAINS)
    item.GraphicType = "POLYLINE"
    item.GraphicData = points.ravel().tolist()
    return with_children(item, [source])


def polygon_item(name: Code, points: NDArray[np.float64], frame_of_reference_uid: str) -> Dataset:
    """Return a SCOORD3D of Graphic Type POLYGON: coplanar, the last point is the first (PS3.3 section C.18.9.1.2).

    Parameters
    ----------
    points : float64 [n, 3]
        (x, y, z) in mm, LPS.
    frame_of_reference_uid : str
        What the coordinates are relative to.
    """
    item = _item("SCOORD3D", name, Relationship.CONTAINS)
    item.GraphicType = "POLYGON"
    item.GraphicData = points.ravel().tolist()
    item.ReferencedFrameOfReferenceUID = frame_of_reference_uid
    return item


def _item(value_type: str, name: Code, relationship: Relationship) -> Dataset:
    item = Dataset()
    item.RelationshipType = relationship.value
    item.ValueType = value_type
    item.ConceptNameCodeSequence = code_sequence(name)
    return item
