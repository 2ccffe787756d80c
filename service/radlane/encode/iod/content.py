"""What a content item of an SR may hold, by its Value Type.

In: an IOD and a Value Type. Out: what a content item of that type holds.
Reference: PS3.3 sections C.17.3 (SR Document Content), C.18.1 to C.18.9 (the macros of the value types).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pydicom.datadict import tag_for_keyword

from radlane.encode.iod.table import Attribute, Iod, Node, node_of

CONTENT_MODULE = "sr-document-content"

# The attributes that hold the value of an item; all others belong to items of every type.
_VALUES: Mapping[str, frozenset[str]] = {
    "TEXT": frozenset({"TextValue"}),
    "NUM": frozenset({"MeasuredValueSequence", "NumericValueQualifierCodeSequence"}),
    "CODE": frozenset({"ConceptCodeSequence"}),
    "DATETIME": frozenset({"DateTime"}),
    "DATE": frozenset({"Date"}),
    "TIME": frozenset({"Time"}),
    "UIDREF": frozenset({"UID"}),
    "PNAME": frozenset({"PersonName"}),
    "COMPOSITE": frozenset({"ReferencedSOPSequence"}),
    "IMAGE": frozenset({"ReferencedSOPSequence"}),
    "WAVEFORM": frozenset({"ReferencedSOPSequence"}),
    "SCOORD": frozenset({"GraphicData", "GraphicType", "PixelOriginInterpretation", "FiducialUID"}),
    "SCOORD3D": frozenset({"GraphicData", "GraphicType", "ReferencedFrameOfReferenceUID", "FiducialUID"}),
    "TCOORD": frozenset(
        {"TemporalRangeType", "ReferencedSamplePositions", "ReferencedTimeOffsets", "ReferencedDateTime"}
    ),
    "CONTAINER": frozenset({"ContinuityOfContent", "ContentTemplateSequence"}),
    "TABLE": frozenset({"TabulatedValuesSequence"}),
}
VALUE_TYPES = frozenset(_VALUES)
_OF_SOME = frozenset().union(*_VALUES.values())
# Type 1C of the macros of Basic Text items: required just where Value Type names them (PS3.3 table C.17-5).
_BASIC = frozenset({"TextValue", "DateTime", "Date", "Time", "PersonName", "UID"})
_REFERENCE = "ReferencedContentItemIdentifier"


def value_keywords(value_type: str) -> frozenset[str]:
    """Return the keywords of the attributes that hold the value of an item; none for a type that is not known."""
    return _VALUES.get(value_type, frozenset())


@cache  # some ten types, many items
def foreign_tags(value_type: str) -> frozenset[int]:
    """Return the tags of the attributes that hold values of other types."""
    tags = map(tag_for_keyword, _OF_SOME - value_keywords(value_type))
    return frozenset(tag for tag in tags if tag is not None)


@cache  # some ten types, many items
def content_node(iod: Iod, value_type: str, *, is_root: bool, is_reference: bool = False) -> Node | None:
    """Return what a content item may hold.

    Parameters
    ----------
    iod : Iod
        What the object is.
    value_type : str
        Value Type of the item.
    is_root : bool
        Whether it is the root, which stands in no relationship.
    is_reference : bool
        Whether it is denoted by reference: then it holds nothing but the relationship (PS3.3 section C.17.3.2.5).

    Returns
    -------
    Node or None
        None where the object has no content tree.
    """
    module = iod.modules.get(CONTENT_MODULE)
    if module is None:
        return None
    known = {attribute.keyword: (tag, attribute) for tag, attribute in module.attributes.items()}
    items = known["ContentSequence"][1].items
    assert items is not None  # the table has it
    inner = {attribute.keyword: (tag, attribute) for tag, attribute in items.attributes.items()}
    if is_reference:
        return node_of(dict([inner["RelationshipType"], _required(inner[_REFERENCE])]))
    own = value_keywords(value_type)
    held = [
        _required(entry) if keyword in own & _BASIC else entry
        for keyword, entry in known.items()
        if keyword in own or keyword not in _OF_SOME
    ]
    return node_of(dict(held if is_root else [*held, inner["RelationshipType"]]))


def _required(entry: tuple[int, Attribute]) -> tuple[int, Attribute]:
    return entry[0], replace(entry[1], type="1")
