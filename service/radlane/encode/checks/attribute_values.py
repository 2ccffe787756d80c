"""Values: of the VR and number that PS3.6 gives an attribute, and of those that PS3.3 enumerates."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.datadict import dictionary_VM, dictionary_VR
from pydicom.dataelem import DataElement

from radlane.encode.checks.finding import Finding
from radlane.encode.checks.levels import Level
from radlane.encode.checks.value_forms import fits, has_form, parts
from radlane.encode.iod.terms import enumerated, image_type

# Of these VM is always 1 (PS3.5 section 6.4), and their values may hold backslashes.
_WHOLE = frozenset({"LT", "ST", "UT", "UR", "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "UN"})
_IMAGE_TYPES = frozenset({"ImageType", "FrameType"})


def check_values(level: Level) -> Iterator[Finding]:
    """Each value has the VR of its attribute and the form of that, there are as many as may be, and no term is new."""
    for element in level.elements.values():
        if element.VR == "UN" or element.VR == "SQ":
            continue
        try:
            expected, multiplicity = dictionary_VR(element.tag), dictionary_VM(element.tag)
        except KeyError:
            continue  # not of the dictionary: nothing is known of it
        if element.VR not in expected.split(" or "):
            yield Finding(code="value-representation", keyword=element.keyword, words="has another VR than its own")
            continue
        values = parts(element.value)
        if values and element.VR not in _WHOLE and not fits(len(values), multiplicity):
            yield Finding(code="value-count", keyword=element.keyword, words=f"does not have {multiplicity} values")
        if not all(has_form(element.VR, value) for value in values):
            yield Finding(code="value-invalid", keyword=element.keyword, words=f"is no valid {element.VR}")
        yield from _check_terms(level, element, values)


def _check_terms(level: Level, element: DataElement, values: tuple[object, ...]) -> Iterator[Finding]:
    iod = "" if level.iod is None else level.iod.name
    words = [str(value).strip() for value in values]
    allowed = enumerated(element.keyword, iod, is_top=level.above is None)
    wrong = allowed is not None and not allowed.issuperset(words)
    if element.keyword in _IMAGE_TYPES and (level.above is None or element.keyword == "FrameType"):
        places = image_type(iod)
        wrong = len(words) < len(places) or any(
            word not in place for word, place in zip(words, places, strict=False)
        )
    if wrong:
        yield Finding(code="value-unknown", keyword=element.keyword, words="is none of its Enumerated Values")
