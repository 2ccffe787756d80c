"""Data sets of which a report has a thousand, made at once.

In: attributes by keyword; codes. Out: data sets. pydicom looks every attribute up that is set one by one, and a report
repeats the same forty codes in each group: they are made once, and cannot be changed.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from typing import Any, Never

from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag, Tag

from radlane.domain.code import Code
from radlane.encode.codes import code_sequence

_SHARED = "this item is part of other data sets too"


def dataset_of(**values: object) -> Dataset:
    """Return a data set of attributes by keyword."""
    elements: MutableMapping[BaseTag, DataElement | RawDataElement] = {}
    for keyword, value in values.items():
        tag, vr = _entry(keyword)
        elements[tag] = DataElement(tag, vr, value)
    return Dataset(elements)


@cache  # a constant for each code
def shared_code(code: Code) -> Sequence:
    """Return a code as a sequence of one item (PS3.3 table 8.8-1): always the same one, which cannot be changed."""
    return _FixedSequence(map(fixed, code_sequence(code)))


def fixed(dataset: Dataset) -> Dataset:
    """Return a data set that may be part of many others: it, and what is in it, cannot be changed."""
    return _Fixed({element.tag: _FixedElement(element.tag, element.VR, element.value) for element in dataset})


class _Fixed(Dataset):
    def __setitem__(self, key: object, elem: object) -> Never:
        raise TypeError(_SHARED)

    def __delitem__(self, key: object) -> Never:
        raise TypeError(_SHARED)

    def __delattr__(self, name: str) -> Never:
        raise TypeError(_SHARED)

    def pop(self, *_: object) -> Never:
        """Refuse."""
        raise TypeError(_SHARED)

    popitem = clear = pop


class _FixedSequence(Sequence):
    def _refuse(self, *_: object) -> Never:
        raise TypeError(_SHARED)

    append = _refuse  # type: ignore[assignment]
    extend = _refuse  # type: ignore[assignment]
    insert = _refuse  # type: ignore[assignment]
    pop = remove = clear = __setitem__ = __delitem__ = __iadd__ = _refuse


class _FixedElement(DataElement):
    @property
    def value(self) -> Any:  # noqa: ANN401 - as pydicom types it
        """The value."""
        return self._value

    @value.setter
    def value(self, value: object) -> None:
        if hasattr(self, "_value"):
            raise TypeError(_SHARED)
        DataElement.value.fset(self, value)  # type: ignore[attr-defined]


@cache  # the dictionary does not change
def _entry(keyword: str) -> tuple[BaseTag, str]:
    tag = tag_for_keyword(keyword)
    assert tag is not None  # the keywords are of the dictionary
    return Tag(tag), dictionary_VR(tag)
