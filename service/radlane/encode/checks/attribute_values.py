"""Values: of the VR and number that PS3.6 gives an attribute, and of those that PS3.3 enumerates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydicom.datadict import dictionary_VM, dictionary_VR, keyword_for_tag

from radlane.encode.checks.finding import Finding
from radlane.encode.checks.levels import Level
from radlane.encode.checks.value_forms import fits, has_form, parts
from radlane.encode.iod.terms import enumerated, image_type

# Of these VM is always 1 (PS3.5 section 6.4), and their values may hold backslashes.
_WHOLE = frozenset({"LT", "ST", "UT", "UR", "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "UN"})


def check_values(level: Level) -> Iterator[Finding]:
    """Each value has the VR of its attribute and the form of that, there are as many as may be, and no term is new."""
    for tag, element in level.elements.items():
        entry = _entry(tag)
        if entry is None or element.VR in ("UN", "SQ"):
            continue
        if element.VR not in entry.vrs and entry.vr != element.VR:
            yield Finding(code="value-representation", keyword=entry.keyword, words="has another VR than its own")
            continue
        values = parts(element.value)
        if values and element.VR not in _WHOLE and not fits(len(values), entry.multiplicity):
            yield Finding(code="value-count", keyword=entry.keyword, words=f"does not have {entry.multiplicity} values")
        if not all(has_form(element.VR, value) for value in values):
            yield Finding(code="value-invalid", keyword=entry.keyword, words=f"is no valid {element.VR}")
        if _is_unknown(level, entry.keyword, values):
            yield Finding(code="value-unknown", keyword=entry.keyword, words="is none of its Enumerated Values")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    """What PS3.6 says of an attribute; its VR, `US or SS` in an object that was not written yet, is one of `vrs`."""

    keyword: str
    vr: str
    vrs: frozenset[str]
    multiplicity: str


@cache  # a part of pydicom's dictionary
def _entry(tag: int) -> _Entry | None:
    """Return what PS3.6 says of a tag; None for one that it does not have."""
    try:
        vr, multiplicity = dictionary_VR(tag), dictionary_VM(tag)
    except KeyError:
        return None
    return _Entry(keyword=keyword_for_tag(tag), vr=vr, vrs=frozenset(vr.split(" or ")), multiplicity=multiplicity)


def _is_unknown(level: Level, keyword: str, values: tuple[object, ...]) -> bool:
    iod = "" if level.iod is None else level.iod.name
    if keyword == "FrameType" or (keyword == "ImageType" and level.above is None):
        places = image_type(iod)
        words = [str(value).strip() for value in values]
        return len(words) < len(places) or any(word not in place for word, place in zip(words, places, strict=False))
    allowed = enumerated(keyword, iod, is_top=level.above is None)
    return allowed is not None and not allowed.issuperset(str(value).strip() for value in values)
