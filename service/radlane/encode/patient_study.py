"""Patient and Study attributes of the analysed image.

In: the image. Out: the same attributes on our object, in Unicode.
Reference: PS3.3 sections C.7.1.1, C.7.1.3, C.7.2.1 to C.7.2.3; PS3.5 section 6.1 (character sets).
"""

from __future__ import annotations

from collections.abc import Iterable

from pydicom import config
from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag
from pydicom.valuerep import PersonName

from radlane.attribute import UNREADABLE, tag_of
from radlane.encode.subject_attributes import PATIENT, STUDY, TYPE_2

_BULK_VRS = ("OB", "OD", "OF", "OL", "OV", "OW", "UN")
_TEXT_VRS = frozenset(
    {"AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI", "UR", "UT"}
)
_DEPTH = 4


def copy_patient_and_study(source: Dataset, target: Dataset) -> None:
    """Copy the Patient and Study attributes of an image to an object that is written in ISO_IR 192.

    Values are copied as they are, also where they break their VR's rules: the archive files the object under them.
    What cannot be read is left out, or empty where the attribute has to be there (Type 2). Private attributes are
    not copied.
    """
    for keyword in TYPE_2:
        setattr(target, keyword, None)
    copy_attributes(source, target, (*PATIENT, *STUDY))


def copy_attributes(source: Dataset, target: Dataset, keywords: Iterable[str]) -> None:
    """Copy attributes that are there and can be read, as `copy_patient_and_study` does."""
    for keyword in keywords:
        copy_attribute(source, target, keyword)


def copy_attribute(source: Dataset, target: Dataset, keyword: str) -> bool:
    """Copy an attribute as `copy_patient_and_study` does, and say whether it could be read."""
    tag = tag_of(keyword)
    assert tag is not None  # the keywords are of the dictionary
    element = _transcribed(source, tag, _DEPTH)
    if element is not None:
        target.add(element)
    return element is not None


def _transcribed(source: Dataset, tag: BaseTag, depth: int) -> DataElement | None:
    """Return a readable element of the dictionary's VR with its text in Unicode, else None."""
    if tag not in source.keys():  # noqa: SIM118 - most are not there, and `in` alone takes long to say so
        return None
    try:
        vr = dictionary_VR(tag)
        if vr in _BULK_VRS or (vr == "SQ" and depth == 0):
            return None
        value = _as_stated(source[tag], vr)
        copied: object = _unicode(value)
        if isinstance(value, Sequence):
            copied = Sequence(_item(item, depth - 1) for item in value)
        return DataElement(tag, vr, copied, validation_mode=config.IGNORE)
    except UNREADABLE:
        return None


def _as_stated(element: DataElement, vr: str) -> object:
    """Return a value; as text where it is stated under another VR, which is no reason to lose a Patient ID.

    Raises
    ------
    TypeError
        If it is no text.
    """
    if vr == element.VR:
        return element.value
    if not {element.VR, vr} <= _TEXT_VRS:
        raise TypeError("a value of another VR, and no text")
    parts = element.value if isinstance(element.value, MultiValue | list) else [element.value]
    return [str(part) for part in parts] if len(parts) > 1 else "".join(map(str, parts))


def _item(item: Dataset, depth: int) -> Dataset:
    copied = Dataset()
    for tag in item.keys():  # noqa: SIM118 - iterating a data set reads every value
        element = _transcribed(item, tag, depth)
        if element is not None and element.keyword != "SpecificCharacterSet":
            copied.add(element)
    return copied


def _unicode(value: object) -> object:
    """Return a value that remembers nothing of the character set it was read in."""
    if isinstance(value, MultiValue | list):
        return [_unicode(part) for part in value]
    return PersonName(str(value)) if isinstance(value, PersonName) else value
