"""How old a patient was at a study.

In: Patient's Age, Patient's Birth Date and Study Date as they stand in a data set. Out: years.
Reference: PS3.5 section 6.2 (AS, DA).
"""

from __future__ import annotations

import re
from datetime import date

_AGE = re.compile(r"(\d{3})([DWMY])", re.ASCII)
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_A_YEAR = {"D": 365.25, "W": 365.25 / 7, "M": 12.0, "Y": 1.0}
_NO_AGE = "000Y"  # what is written where nobody knows; who is younger than a year has days, weeks or months
_MOST_YEARS = 125.0  # nobody was older: 999Y and births on 11111111 stand for an age that was taken away


def age_of(age: str, birth: str, study: str) -> float | None:
    """Return the age that is said, or else the years between two dates; None where neither is said or can be true."""
    found = _said(age) if age != _NO_AGE else None
    if found is None:
        found = _between(birth, study)
    return found if found is not None and found <= _MOST_YEARS else None


def _said(age: str) -> float | None:
    found = _AGE.fullmatch(age)
    return int(found[1]) / _A_YEAR[found[2]] if found else None


def _between(birth: str, study: str) -> float | None:
    begin, end = _date(birth), _date(study)
    if begin is None or end is None or end < begin:
        return None
    full = end.year - begin.year - ((end.month, end.day) < (begin.month, begin.day))
    return float(full) if full else (end - begin).days / _A_YEAR["D"]


def _date(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
