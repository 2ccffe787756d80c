"""Hours of the day -> whether they are now, and when they are next.

In: hours in the site's time zone, and a moment. Out: a truth or a moment. A clock that is put forward over a beginning
begins with the first moment that there is.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from radlane.triggers.rules import Hours

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
            begin = datetime.combine(day, hours.begin, zone).astimezone(UTC)
            found.append((begin, datetime.combine(last, hours.end, zone).astimezone(UTC)))
    return found
