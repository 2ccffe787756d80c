"""Data sets of which a report has a thousand, made at once.

In: attributes by keyword; codes. Out: data sets. pydicom looks every attribute up that is set one by one, and a report
repeats the same forty codes in each group: they are made once, and cannot be changed.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from enum import StrEnum
from functools import cache

from pydicom import config
from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag

from radlane.attribute import tag_of
from radlane.domain.code import Code
from radlane.encode.codes import code_sequence
from radlane.encode.fixed import FixedElement, FixedSequence, fixed


def dataset_of(**values: object) -> Dataset:
    """Return a data set of attributes by keyword; a `Code` is a sequence of one item, a `StrEnum` its value."""
    elements: MutableMapping[BaseTag, DataElement | RawDataElement] = {}
    for keyword, value in values.items():
        tag, vr = _entry(keyword)
        if isinstance(value, Code | StrEnum):
            elements[tag] = _shared(keyword, value)
            continue
        elements[tag] = DataElement(tag, vr, value, validation_mode=config.IGNORE)  # the checker looks at all of them
    return Dataset(elements)


@cache  # terms and codes are constants
def _shared(keyword: str, value: Code | StrEnum) -> FixedElement:
    """Return an element that many items have: always the same one, which cannot be changed."""
    tag, vr = _entry(keyword)
    return FixedElement(tag, vr, shared_code(value) if isinstance(value, Code) else str(value))


@cache  # a constant for each code
def shared_code(code: Code) -> Sequence:
    """Return a code as a sequence of one item (PS3.3 table 8.8-1): always the same one, which cannot be changed."""
    return FixedSequence(map(fixed, code_sequence(code)))


@cache  # the dictionary does not change
def _entry(keyword: str) -> tuple[BaseTag, str]:
    tag = tag_of(keyword)
    assert tag is not None  # the keywords are of the dictionary
    return tag, dictionary_VR(tag)
