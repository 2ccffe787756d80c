"""Frame Anatomy: which part of the body the analysed frames show, as far as all of them say the same.

In: the analysed frames. Out: the macro that holds for every frame of what is made of them. It is mandatory in a
Parametric Map: where the images do not say it, or not of which side a paired part is, it says "Body structure".
Reference: PS3.3 section C.7.6.16.2.8, table 10-5 (General Anatomy); PS3.16 table L-1 (Body Part Examined).
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.encode.codes import code_sequence
from radlane.encode.iod.table import anatomic_region, paired_body_parts
from radlane.encode.reading import items, text
from radlane.encode.source_frame import SourceFrame

_BODY = Code(scheme="SCT", value="123037004", meaning="Body structure")
_SIDES = frozenset({"R", "L"})
_UNPAIRED = "U"
_SHORT, _LONG = 16, 64  # characters of an SH, of an LO

Anatomy = tuple[Code, str]
"""Anatomic region, and Frame Laterality: R, L, U (unpaired) or B (both)."""


def frame_anatomy(frames: Sequence[SourceFrame]) -> Dataset:
    """Return the item of Frame Anatomy Sequence."""
    stated = set(map(_stated, frames))
    region, side = (stated.pop() if len(stated) == 1 else None) or (_BODY, _UNPAIRED)
    item = Dataset()
    item.AnatomicRegionSequence = code_sequence(region)
    item.FrameLaterality = side
    return item


def _stated(frame: SourceFrame) -> Anatomy | None:
    """Return what a frame says in its functional group, or its image by Body Part Examined."""
    macro = frame.macro("FrameAnatomySequence")
    side = text(macro, "FrameLaterality")
    for region in items(macro, "AnatomicRegionSequence"):
        code = _code(region)
        return None if code is None or side not in {*_SIDES, _UNPAIRED, "B"} else (code, side)
    body_part = text(frame.image, "BodyPartExamined")
    code = anatomic_region(body_part)
    if code is None or body_part not in paired_body_parts():
        return None if code is None else (code, _UNPAIRED)
    side = text(frame.image, "ImageLaterality") or text(frame.image, "Laterality")
    return (code, side) if side in _SIDES else None


def _code(region: Dataset) -> Code | None:
    scheme, value, meaning = (text(region, f"Cod{part}") for part in ("ingSchemeDesignator", "eValue", "eMeaning"))
    whole = 0 < len(scheme) <= _SHORT and 0 < len(value) <= _SHORT and 0 < len(meaning) <= _LONG
    whole = whole and "\\" not in scheme + value + meaning
    return Code(scheme=scheme, value=value, meaning=meaning) if whole else None
