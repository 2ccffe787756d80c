"""Hours of the day -> whether they are now, and when they are next.

In: hours in the site's time zone, and a moment. Out: a truth or a moment. A clock that is put forward over a beginning
begins with the first moment that there is.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from radlane.triggers.rules import Hours

_STEP = timedelta(milliseconds=1)
_WEEK = range(-1, 9)  # days around now, so that one of each weekday is in them whatever the hour


def is_within(hours: Hours, moment: datetime, zone: tzinfo) -> bool:
    """Return whether a moment is in these hours."""
    return any(begin <= moment < end for begin, end in _around(hours, moment, zone))


def opens_at(hours: Hours, moment: datetime, zone: tzinfo) -> datetime | None:
    """Return when these hours begin, in UTC; None where they are now."""
    if is_within(hours, moment, zone):
        return None
    return min(begin for begin, _ in _around(hours, moment, zone) if begin > moment)


def _around(hours: Hours, moment: datetime, zone: tzinfo) -> list[tuple[datetime, datetime]]:
    """The hours of the days around a moment, in UTC."""
    today = moment.astimezone(zone).date()
    found = []
    for day in (today + timedelta(days=count) for count in _WEEK):
        if day.weekday() in hours.weekdays:
            last = day if hours.end > hours.begin else day + timedelta(days=1)
            begin, end = _moment(day, hours.begin, zone), _moment(last, hours.end, zone)
            if begin < end:  # not hours that are all left out
                found.append((begin, end))
    return found


def _moment(day: date, hour: time, zone: tzinfo) -> datetime:
    """A time of a day in UTC; of one that is left out, the moment when the clock is put forward."""
    local = datetime.combine(day, hour, zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    # with fold 0 a time that there is not is read by the clock before it is put forward, with fold 1 by the one after
    early, late = local.replace(fold=1).astimezone(UTC), moment
    offset = early.astimezone(zone).utcoffset()
    while late - early > _STEP:
        middle = early + (late - early) / 2
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == offset else (early, middle)
    return late.replace(microsecond=0)
