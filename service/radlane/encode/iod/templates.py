"""The rows of the templates that results are made of.

In: nothing. Out: rows: which content items stand where, in which relationship, how often, with which values.
Reference: PS3.16 TID 1500 (Measurement Report), 1204, 1002 to 1004 (observers), 1600 to 1602 (Image Library), 1410,
1411 and 1501 (groups), 1419 and 300 (measurements), 4019 (algorithms), 2010 (Key Object Selection); CID 244, 270.
A template that is extensible may hold more: what is not in a row is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass

Coded = tuple[str, str]
"""Scheme and value."""

CONTAINS, HAS_OBS_CONTEXT, HAS_ACQ_CONTEXT = "CONTAINS", "HAS OBS CONTEXT", "HAS ACQ CONTEXT"
HAS_CONCEPT_MOD, INFERRED_FROM, SELECTED_FROM = "HAS CONCEPT MOD", "INFERRED FROM", "SELECTED FROM"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a template.

    Attributes
    ----------
    name : Coded or None
        Concept name; None for any, then the row is about all items of its value types.
    types : tuple of str
        Value types that the item may have.
    relationships : tuple of str
        How the item may be related to the one above it.
    least, most : int, int or None
        How often the row is there; None: any number.
    values : tuple of Coded
        Of a CODE, the values of a Context Group that may not be extended; none where any may be.
    rows : tuple of Row
        The rows below.
    """

    name: Coded | None
    types: tuple[str, ...]
    relationships: tuple[str, ...]
    least: int = 0
    most: int | None = 1
    values: tuple[Coded, ...] = ()
    rows: tuple[Row, ...] = ()


def _row(name: Coded, kind: str, relationship: str, rows: tuple[Row, ...] = ()) -> Row:
    return Row(name=name, types=(kind,), relationships=(relationship,), rows=rows)


def _several(name: Coded, kind: str, relationship: str, rows: tuple[Row, ...] = ()) -> Row:
    return Row(name=name, types=(kind,), relationships=(relationship,), most=None, rows=rows)


def _dcm(value: str) -> Coded:
    return "DCM", value


MEASUREMENT_REPORT, IMAGE_LIBRARY, LIBRARY_GROUP = _dcm("126000"), _dcm("111028"), _dcm("126200")
MEASUREMENTS, GROUP = _dcm("126010"), _dcm("125007")
EVALUATIONS: Coded = ("UMLS", "C0034375")
OBSERVER_TYPE, PERSON, DEVICE = _dcm("121005"), _dcm("121006"), _dcm("121007")
PERSON_NAME, DEVICE_UID = _dcm("121008"), _dcm("121012")
TITLE_MODIFIER = _dcm("113011")
REGION, SEGMENTATION_FRAME, SEGMENT = _dcm("111030"), _dcm("121214"), _dcm("121191")
SOURCE_IMAGE, SOURCE_SERIES, SURFACE = _dcm("121233"), _dcm("121232"), _dcm("121231")
ALGORITHM_NAME, ALGORITHM_VERSION = _dcm("111001"), _dcm("111003")
ALGORITHM_PARAMETERS, ALGORITHM_FAMILY = _dcm("111002"), _dcm("111000")
# CID 244
_SIDES: tuple[Coded, ...] = (("SCT", "24028007"), ("SCT", "7771000"), ("SCT", "51440002"), ("SCT", "66459002"))
_METHOD, _SITE = ("SCT", "370129005"), ("SCT", "363698007")
_LATERALITY, _TOPOGRAPHY = ("SCT", "272741003"), ("SCT", "106233006")

LANGUAGE = _row(_dcm("121049"), "CODE", HAS_CONCEPT_MOD, (_row(_dcm("121046"), "CODE", HAS_CONCEPT_MOD),))  # TID 1204
OBSERVERS = (
    Row(name=OBSERVER_TYPE, types=("CODE",), relationships=(HAS_OBS_CONTEXT,), most=None, values=(PERSON, DEVICE)),
    _several(PERSON_NAME, "PNAME", HAS_OBS_CONTEXT),
    *(_several(_dcm(value), "TEXT", HAS_OBS_CONTEXT) for value in ("128774", "121009", "128775")),
    *(_several(_dcm(value), "CODE", HAS_OBS_CONTEXT) for value in ("121010", "121011", "113876")),
    _several(DEVICE_UID, "UIDREF", HAS_OBS_CONTEXT),
    *(_several(_dcm(value), "TEXT", HAS_OBS_CONTEXT) for value in ("121013", "121014", "121015", "121016", "121017")),
)  # TID 1002, 1003, 1004

_SITE_ROW = _several(
    _SITE,
    "CODE",
    HAS_CONCEPT_MOD,
    (
        Row(name=_LATERALITY, types=("CODE",), relationships=(HAS_CONCEPT_MOD,), values=_SIDES),
        _row(_TOPOGRAPHY, "CODE", HAS_CONCEPT_MOD),
    ),
)


def _algorithm(*relationships: str) -> tuple[Row, ...]:
    """TID 4019; name and version are both there where one of its rows is (`checks/templates.py`)."""
    return (
        Row(name=ALGORITHM_NAME, types=("TEXT", "CODE"), relationships=relationships, most=2),
        Row(name=ALGORITHM_VERSION, types=("TEXT",), relationships=relationships),
        Row(name=ALGORITHM_PARAMETERS, types=("TEXT",), relationships=relationships, most=None),
        Row(name=ALGORITHM_FAMILY, types=("CODE",), relationships=relationships),
    )


MEASUREMENT = (
    _row(_METHOD, "CODE", HAS_CONCEPT_MOD),
    _row(_dcm("121401"), "CODE", HAS_CONCEPT_MOD),
    _SITE_ROW,
    _row(_dcm("121050"), "TEXT", HAS_CONCEPT_MOD),
    _row(_dcm("126100"), "COMPOSITE", INFERRED_FROM),
    *_algorithm(HAS_CONCEPT_MOD),
)  # TID 300, 1419 rows 6 to 20
_NUMBER = Row(name=None, types=("NUM",), relationships=(CONTAINS,), most=None, rows=MEASUREMENT)
_OF_ALL_GROUPS = (
    _row(("NCIt", "C67447"), "TEXT", HAS_OBS_CONTEXT),
    _row(_dcm("112039"), "TEXT", HAS_OBS_CONTEXT),
    _row(_dcm("112040"), "UIDREF", HAS_OBS_CONTEXT),
    _row(_dcm("121071"), "CODE", CONTAINS),
    _row(_dcm("121052"), "CODE", CONTAINS),
    _row(_METHOD, "CODE", HAS_CONCEPT_MOD),
    _SITE_ROW,
    _row(_dcm("126100"), "COMPOSITE", CONTAINS),
    _NUMBER,
)
# Coordinates in an image are of an image, wherever they stand.
_DRAWN = Row(
    name=None,
    types=("SCOORD",),
    relationships=(CONTAINS,),
    most=None,
    rows=(Row(name=None, types=("IMAGE",), relationships=(SELECTED_FROM,), least=1),),
)
_ILLUSTRATION, _PURPOSE = _dcm("121200"), _dcm("130400")
PLANAR = (
    *_OF_ALL_GROUPS,
    _row(_PURPOSE, "CODE", CONTAINS),
    Row(name=REGION, types=("SCOORD", "SCOORD3D"), relationships=(CONTAINS,)),
    _DRAWN,
    _row(SEGMENTATION_FRAME, "IMAGE", CONTAINS),
    _row(SOURCE_IMAGE, "IMAGE", CONTAINS),
    _row(_ILLUSTRATION, "IMAGE", CONTAINS),
)  # TID 1410
VOLUMETRIC = (
    *_OF_ALL_GROUPS,
    _row(_PURPOSE, "CODE", CONTAINS),
    Row(name=REGION, types=("SCOORD", "SCOORD3D"), relationships=(CONTAINS,), most=None),
    _DRAWN,
    _row(SEGMENT, "IMAGE", CONTAINS),
    _several(SURFACE, "SCOORD3D", CONTAINS),
    _several(SOURCE_IMAGE, "IMAGE", CONTAINS),
    _row(SOURCE_SERIES, "UIDREF", CONTAINS),
    _several(_ILLUSTRATION, "IMAGE", CONTAINS),
)  # TID 1411
PLAIN = (
    *_OF_ALL_GROUPS,
    _DRAWN,
    Row(name=None, types=("IMAGE", "WAVEFORM"), relationships=(CONTAINS,), most=None),
    *_algorithm(CONTAINS, HAS_CONCEPT_MOD),
)  # TID 1501
_DESCRIPTORS = (
    _row(_dcm("121139"), "CODE", HAS_ACQ_CONTEXT),
    _row(_dcm("123014"), "CODE", HAS_ACQ_CONTEXT),
    Row(name=_dcm("111027"), types=("CODE",), relationships=(HAS_ACQ_CONTEXT,), values=_SIDES),
    *(_row(_dcm(value), "DATE", HAS_ACQ_CONTEXT) for value in ("111060", "111018", "126201")),
    *(_row(_dcm(value), "TIME", HAS_ACQ_CONTEXT) for value in ("111061", "111019", "126202")),
    _row(_dcm("112227"), "UIDREF", HAS_ACQ_CONTEXT),
    *(_row(_dcm(value), "NUM", HAS_ACQ_CONTEXT) for value in ("110910", "110911")),
)  # TID 1602
_ENTRY = Row(
    name=None,
    types=("IMAGE", "COMPOSITE", "WAVEFORM"),
    relationships=(CONTAINS,),
    least=1,
    most=None,
    rows=_DESCRIPTORS,
)  # TID 1601
LIBRARY = (
    Row(
        name=LIBRARY_GROUP,
        types=("CONTAINER",),
        relationships=(CONTAINS,),
        least=1,
        most=None,
        rows=(*_DESCRIPTORS, _ENTRY),
    ),
)  # TID 1600
REPORT = (
    LANGUAGE,
    *OBSERVERS,
    _several(_dcm("121058"), "CODE", HAS_CONCEPT_MOD),
    _row(IMAGE_LIBRARY, "CONTAINER", CONTAINS, LIBRARY),
    _row(MEASUREMENTS, "CONTAINER", CONTAINS, (_several(GROUP, "CONTAINER", CONTAINS),)),
    _row(_dcm("126011"), "CONTAINER", CONTAINS),
    _row(EVALUATIONS, "CONTAINER", CONTAINS, (_several(_dcm("121106"), "TEXT", CONTAINS),)),
)  # TID 1500
KEY_OBJECTS = (
    LANGUAGE,
    *OBSERVERS,
    _several(TITLE_MODIFIER, "CODE", HAS_CONCEPT_MOD),
    _row(_dcm("113012"), "TEXT", CONTAINS),
)  # TID 2010; what it refers to has no concept name
