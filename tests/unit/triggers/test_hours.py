"""Hours of the day, over midnight and over the nights when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from radlane.triggers.hours import is_within, opens_at
from radlane.triggers.rules import Hours

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Hours(begin=time(20), end=time(6))
DAY = Hours(begin=time(7), end=time(19), weekdays=frozenset({0, 1, 2, 3, 4}))
FRIDAY_NIGHT = Hours(begin=time(20), end=time(6), weekdays=frozenset({4}))


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (NIGHT, "2026-03-04T20:00", True),
        (NIGHT, "2026-03-04T19:59", False),
        (NIGHT, "2026-03-05T05:59", True),
        (NIGHT, "2026-03-05T06:00", False),
        (DAY, "2026-03-04T12:00", True),
        (DAY, "2026-03-07T12:00", False),  # a Saturday
        (FRIDAY_NIGHT, "2026-03-07T03:00", True),  # it began on Friday
        (FRIDAY_NIGHT, "2026-03-06T03:00", False),
        (Hours(begin=time(0), end=time(0)), "2026-03-04T12:00", True),  # all day
    ],
)
def test_hours_hold_in_the_sites_time_zone(hours: Hours, moment: str, expected: bool) -> None:
    assert is_within(hours, datetime.fromisoformat(moment).replace(tzinfo=BERLIN), BERLIN) is expected


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (NIGHT, "2026-03-04T11:00+00:00", "2026-03-04T19:00+00:00"),
        (NIGHT, "2026-03-04T21:00+00:00", None),
        (DAY, "2026-03-06T20:00+00:00", "2026-03-09T06:00+00:00"),  # after the weekend
        (FRIDAY_NIGHT, "2026-03-07T12:00+00:00", "2026-03-13T19:00+00:00"),
        (NIGHT, "2026-03-29T10:00+00:00", "2026-03-29T18:00+00:00"),  # summer time began in the night
        (Hours(begin=time(2, 30), end=time(5)), "2026-03-28T23:00+00:00", "2026-03-29T01:00+00:00"),  # no such hour
        (Hours(begin=time(2, 30), end=time(3, 15)), "2026-03-28T23:00+00:00", "2026-03-29T01:00+00:00"),
        (Hours(begin=time(2, 30), end=time(3, 15)), "2026-03-29T01:10+00:00", None),
        (Hours(begin=time(2, 10), end=time(2, 50)), "2026-03-28T23:00+00:00", "2026-03-30T00:10+00:00"),  # none of it
        (Hours(begin=time(22), end=time(2, 30)), "2026-03-29T00:59+00:00", None),  # ends as the clock is put forward
        (Hours(begin=time(22), end=time(2, 30)), "2026-03-29T01:00+00:00", "2026-03-29T20:00+00:00"),
        (Hours(begin=time(2, 30), end=time(5)), "2026-10-24T23:00+00:00", "2026-10-25T00:30+00:00"),  # the first of two
    ],
)
def test_when_hours_are_next(hours: Hours, moment: str, expected: str | None) -> None:
    found = opens_at(hours, datetime.fromisoformat(moment), BERLIN)
    assert found == (datetime.fromisoformat(expected).astimezone(UTC) if expected else None)
