"""Whether values have the form of their value representation.

In: a value as pydicom reads it, and its VR. Out: yes or no.
Reference: PS3.5 sections 6.2 (value representations), 9.1 (UIDs), PS3.6 section 6 (value multiplicity).
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from pydicom import config
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.uid import UID
from pydicom.valuerep import validate_value

from radlane.domain.refs import is_uid

_ONE_LINE = frozenset({"AE", "AS", "CS", "LO", "PN", "SH", "UC", "UI", "UR"})
_TEXTS = frozenset({*_ONE_LINE, "DA", "DS", "DT", "IS", "LT", "ST", "TM", "UT"})
_INTEGERS = frozenset({"SL", "SS", "SV", "UL", "US", "UV"})
_REALS = frozenset({"FD", "FL"})
_SINGLE = frozenset({str, UID, int, float})
_LINE_BREAK = re.compile(r"[\x00-\x1a\x1c-\x1f\x7f]")  # ESC begins a switch of character sets
_DATE = re.compile(r"\d{8}", re.ASCII)
_PERSON_NAME_COMPONENTS = 5
_LARGEST_IS = 2**31
_COUNTED = re.compile(r"(\d+)(?:-(\d*)(n?))?")


def parts(value: object) -> tuple[object, ...]:
    """Return the values of an attribute; none where it is empty."""
    if type(value) in _SINGLE and value != "":  # most: whether a value is a list is asked in Python
        return (value,)
    if isinstance(value, MultiValue | Sequence | list | tuple):
        return tuple(value)  # not compared with anything: some of highdicom's sequences refuse it
    return () if value is None or value in ("", b"") else (value,)


def is_empty(value: object) -> bool:
    """Whether an attribute has no value: nothing, no item, or spaces alone."""
    if isinstance(value, bytes):
        return not value
    if isinstance(value, str):
        return not value.strip()
    return not any(not isinstance(part, str) or part.strip() for part in parts(value))


def has_form(vr: str, value: object) -> bool:
    """Whether one value has the form of its VR; of VRs that hold bytes nothing is asked."""
    if vr in _TEXTS:
        return _is_text(vr, str(value))
    if vr in _INTEGERS or vr in _REALS:
        return _passes(vr, value)
    return True


def fits(count: int, multiplicity: str) -> bool:
    """Whether an attribute may have that many values, by its VM in PS3.6: `1`, `2-n`, `3-3n`, `1-8`."""
    least, most, step = _bounds(multiplicity)
    return count >= least and (most is None or count <= most) and count % step == 0


@cache  # few multiplicities, many attributes
def _bounds(multiplicity: str) -> tuple[int, int | None, int]:
    found = _COUNTED.fullmatch(multiplicity)
    assert found is not None  # PS3.6 has no others
    least = int(found[1])
    if found[2] is None:
        return least, least, 1
    return (least, None, int(found[2] or 1)) if found[3] else (least, int(found[2]), 1)


def _is_text(vr: str, words: str) -> bool:
    if not words:
        return True  # an empty value among others
    if vr in _ONE_LINE and _LINE_BREAK.search(words):
        return False
    if vr == "CS":
        return _is_code_string(words)
    if vr == "UI":
        return is_uid(words)
    if vr == "DA":
        return _is_date(words)
    if vr == "IS" and not _is_in_range(words):
        return False
    if vr == "PN" and any(group.count("^") >= _PERSON_NAME_COMPONENTS for group in words.split("=")):
        return False
    return _passes(vr, words)


@lru_cache(1 << 10)  # they are terms, and there are few
def _is_code_string(words: str) -> bool:
    return _passes("CS", words)


def _is_date(words: str) -> bool:
    """Whether a DA is a day that there is: in a stored object it is no range (PS3.5 table 6.2-1)."""
    if _DATE.fullmatch(words) is None:
        return False
    try:
        date(int(words[:4]), int(words[4:6]), int(words[6:]))
    except ValueError:
        return False
    return True


def _is_in_range(words: str) -> bool:
    try:
        return -_LARGEST_IS <= int(words) < _LARGEST_IS
    except ValueError:
        return False


def _passes(vr: str, value: object) -> bool:
    try:
        validate_value(vr, value, config.RAISE)
    except ValueError:
        return False
    return True
