"""Texts and codes of data sets that others wrote; numbers and items: `radlane.attribute`.

In: a data set and a keyword. Out: text or codes, empty where there are none or they cannot be read.
"""

from __future__ import annotations

from pydicom import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence

from radlane.attribute import items, value

_SNOMED_RT = frozenset({"SNM3", "99SDM"})  # older designators of SRT (PS3.16 section 8)


def text(dataset: Dataset, keyword: str) -> str:
    """Return an attribute's value as text, values separated by backslashes; empty where there is none.

    What is stated to be a sequence is no text: pydicom would read all of it, and may fail over it.
    """
    found = value(dataset, keyword)
    if isinstance(found, str):
        return found.strip()
    if found is None or isinstance(found, Sequence):
        return ""
    parts = found if isinstance(found, MultiValue | list) else [found]
    return "\\".join(str(part).strip() for part in parts)


def codes(dataset: Dataset, keyword: str) -> tuple[tuple[str, str], ...]:
    """Return scheme and value of each item of a code sequence that has both (PS3.3 section 8.8); SRT by that name."""
    found = []
    for item in items(dataset, keyword) or ():
        scheme = text(item, "CodingSchemeDesignator")
        code = text(item, "CodeValue") or text(item, "LongCodeValue")
        if scheme and code:
            found.append(("SRT" if scheme in _SNOMED_RT else scheme, code))
    return tuple(found)
