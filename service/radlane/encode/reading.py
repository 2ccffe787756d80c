"""Reading attributes of data sets that others wrote.

In: a data set and a keyword. Out: text, numbers or items; nothing where the value is absent or cannot be read.
"""

from __future__ import annotations

import math
import struct
from typing import Any

from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence

# What pydicom raises when it turns raw bytes into a value and they are not what their VR promises.
UNREADABLE = (
    BytesLengthException,
    ValueError,
    TypeError,
    NotImplementedError,
    OverflowError,
    LookupError,
    AttributeError,
    OSError,
    EOFError,
    RecursionError,
    struct.error,
)


def value(dataset: Dataset, keyword: str) -> Any:  # noqa: ANN401 - as pydicom types it
    """Return an attribute's value, None where it is absent, empty or unreadable."""
    try:
        found = dataset.get(keyword)
    except UNREADABLE:
        return None
    return None if found == "" else found


def text(dataset: Dataset, keyword: str) -> str:
    """Return an attribute's value as text, values separated by backslashes; empty where there is none."""
    found = value(dataset, keyword)
    if found is None:
        return ""
    if isinstance(found, MultiValue | list):
        return "\\".join(str(part) for part in found)
    return str(found)


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """Return an attribute's values as finite numbers; empty where one of them is none."""
    found = value(dataset, keyword)
    parts = found if isinstance(found, MultiValue | list) else [] if found is None else [found]
    try:
        result = tuple(float(part) for part in parts)
    except UNREADABLE:
        return ()
    return result if all(math.isfinite(number) for number in result) else ()


def integer(dataset: Dataset, keyword: str) -> int | None:
    """Return an attribute's single value as an integer, None where it is none."""
    found = numbers(dataset, keyword)
    return int(found[0]) if len(found) == 1 and found[0].is_integer() else None


def items(dataset: Dataset, keyword: str) -> tuple[Dataset, ...]:
    """Return the items of a sequence; empty where there are none."""
    found = value(dataset, keyword)
    return tuple(found) if isinstance(found, Sequence) else ()


def code(dataset: Dataset, keyword: str) -> tuple[str, str]:
    """Return scheme and value of the first item of a code sequence; empty texts where there is none."""
    for item in items(dataset, keyword):
        return text(item, "CodingSchemeDesignator"), text(item, "CodeValue")
    return "", ""
