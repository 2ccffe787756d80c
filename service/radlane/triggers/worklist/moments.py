"""Times as DICOM writes them (DT, DA): each says as much as it says, and lasts as long.

In: a text. Out: its first moment and the first one after it.
Reference: PS3.5 section 6.2.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

DT = r"\d{4}(?:\d\d(?:\d\d(?:\d\d(?:\d\d(?:\d\d(?:\.\d{1,6})?)?)?)?)?)?(?:[+-]\d{4})?"
_SINGLE = re.compile(DT, re.ASCII)
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_LEAP = 60  # a second that DICOM has, and Python has not
# how long a time is that says so many fields; a month and a year are not shorter than they are
_STEPS = {
    0: timedelta(days=366),
    1: timedelta(days=31),
    2: timedelta(days=1),
    3: timedelta(hours=1),
    4: timedelta(minutes=1),
    5: timedelta(seconds=1),
}


def span(text: str, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Return the first moment of a DT or DA and the first one after it; None where it is no time.

    What lies before the first or after the last moment that can be written is that moment.
    """
    said = _SINGLE.fullmatch(text) and re.match(r"\d+", text)
    if not said:
        return None
    year, *fields = int(said[0][:4]), *(int(said[0][at : at + 2]) for at in range(4, len(said[0]) - 1, 2))
    month, day, *clock = [*fields, 1, 1] if not fields else [*fields, 1] if len(fields) == 1 else fields
    if clock[2:] == [_LEAP]:
        clock[2] = _LEAP - 1
    offset = re.search(r"[+-]\d{4}$", text)
    try:
        begin = datetime(year, month, day, tzinfo=_zone(offset[0]) if offset else zone)
        begin = begin.replace(**dict(zip(("hour", "minute", "second"), clock, strict=False)))  # type: ignore[arg-type]
    except ValueError:
        return None
    first = _utc(begin)
    step = _STEPS[len(fields)]
    return first, _LAST if first > _LAST - step else first + step


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return _FIRST if moment.year == _FIRST.year else _LAST


def _zone(offset: str) -> tzinfo:
    minutes = int(offset[1:3]) * 60 + int(offset[3:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
