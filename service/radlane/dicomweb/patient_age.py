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


def age_of(age: str, birth: str, study: str) -> float | None:
    """Return the age that is said, or else the years between two dates; None where neither is said."""
    said = _AGE.fullmatch(age)
    if said is not None:
        return int(said[1]) / _A_YEAR[said[2]]
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
