"""Attributes of our objects and of their sources, as the checker and the encoders read them.

In: a data set and a keyword. Out: text, numbers or items; nothing where the value is absent or cannot be read, as what
is compared then differs.
"""

from __future__ import annotations

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.uid import UID

from radlane import attribute
from radlane.encode.fixed import FixedSequence

_CODE = "code"
_SINGLE = frozenset({str, UID, int, float})


def text(dataset: Dataset, keyword: str) -> str:
    """Return an attribute's value as text, values separated by backslashes; empty of what is absent or a sequence."""
    found = attribute.value(dataset, keyword)
    if type(found) in _SINGLE:  # most: whether a value is a list is asked in Python
        return str(found)
    if found is None or isinstance(found, Sequence):
        return ""
    if isinstance(found, MultiValue | list):
        return "\\".join(str(part) for part in found)
    return str(found)


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """Return an attribute's values as finite numbers; empty where one of them is none."""
    return attribute.numbers(dataset, keyword) or ()


def items(dataset: Dataset, keyword: str) -> tuple[Dataset, ...]:
    """Return the items of a sequence; empty where there are none."""
    return attribute.items(dataset, keyword) or ()


def meaning(dataset: Dataset, keyword: str) -> str:
    """Return Code Meaning of the first item of a code sequence; empty where there is none."""
    return next((text(item, "CodeMeaning") for item in items(dataset, keyword)), "")


def code(dataset: Dataset, keyword: str) -> tuple[str, str]:
    """Return scheme and value of the first item of a code sequence; empty texts where there is none."""
    found = attribute.value(dataset, keyword)
    if type(found) is not FixedSequence:
        return _code(found) if isinstance(found, Sequence) else ("", "")
    if _CODE not in found.memo:
        found.memo[_CODE] = _code(found)
    known: tuple[str, str] = found.memo[_CODE]
    return known


def _code(sequence: Sequence) -> tuple[str, str]:
    for item in sequence:
        return text(item, "CodingSchemeDesignator"), text(item, "CodeValue")
    return "", ""
