"""Dates and times of an object.

In: the run's start and the analysed images. Out: one moment, as DA, TM and DT in one UTC offset.
Reference: PS3.3 section C.12.1.1.8 (Timezone Offset From UTC), PS3.5 section 6.2 (DA, TM, DT).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo

from pydicom.dataset import Dataset

from radlane.encode.reading import text

_OFFSET = re.compile(r"([+-])(\d\d)([0-5]\d)", re.ASCII)
_WEST, _EAST = -12 * 60, 14 * 60


@dataclass(frozen=True, kw_only=True)
class ObjectClock:
    """The run's start as DICOM writes it.

    Attributes
    ----------
    date, time : str
        DA and TM, to the microsecond.
    date_time : str
        DT with its offset.
    offset : str or None
        Timezone Offset From UTC that the object carries; None: the object carries none.
    """

    date: str
    time: str
    date_time: str
    offset: str | None


def object_clock(started: datetime, sources: Sequence[Dataset], site_timezone: tzinfo) -> ObjectClock:
    """Return the moment of a run in the offset of the analysed images.

    Timezone Offset From UTC speaks for every DA and TM of an object, also for the copied Study Date and Study Time.
    Where all images carry one valid offset, the object's own times are in it and the object carries it. Where they
    carry none, or several, nobody knows the offset of their study time: the object's own times are the site's, and
    adding the attribute would claim an offset for the study time too.

    Parameters
    ----------
    started : datetime
        Aware.
    sources : sequence of Dataset
        The analysed images.
    site_timezone : tzinfo
        The site's timezone.

    Raises
    ------
    ValueError
        If `started` is naive.
    """
    if started.utcoffset() is None:
        raise ValueError("the start of a run has a timezone")
    offset = common_offset(sources)
    minutes = _minutes(offset) if offset is not None else _site_minutes(started, site_timezone)
    moment = started.astimezone(timezone(timedelta(minutes=minutes)))
    suffix = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    date, time = moment.strftime("%Y%m%d"), moment.strftime("%H%M%S.%f")
    return ObjectClock(date=date, time=time, date_time=f"{date}{time}{suffix}", offset=offset)


def common_offset(sources: Sequence[Dataset]) -> str | None:
    """Return the offset that all images carry, None where one has none or another."""
    offsets = {source_offset(source) for source in sources}
    return offsets.pop() if len(offsets) == 1 else None


def source_offset(source: Dataset) -> str | None:
    """Return Timezone Offset From UTC (0008,0201) of an image where it is one, else None.

    `-0000` is none (PS3.3 section C.12.1.1.8), nor is what no place on earth has.
    """
    offset = text(source, "TimezoneOffsetFromUTC").strip()
    if not _OFFSET.fullmatch(offset) or offset == "-0000":
        return None
    return offset if _WEST <= _minutes(offset) <= _EAST else None


def _minutes(offset: str) -> int:
    magnitude = int(offset[1:3]) * 60 + int(offset[3:5])
    return -magnitude if offset[0] == "-" else magnitude


def _site_minutes(started: datetime, site_timezone: tzinfo) -> int:
    offset = started.astimezone(site_timezone).utcoffset()
    assert offset is not None  # astimezone always gives one
    return int(offset.total_seconds()) // 60
