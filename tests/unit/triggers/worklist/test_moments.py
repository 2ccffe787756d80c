"""How long a time of DICOM is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from radlane.triggers.worklist.moments import span


@pytest.mark.parametrize(
    ("text", "begin", "seconds"),
    [
        ("2026", datetime(2026, 1, 1, tzinfo=UTC), 366 * 86400),
        ("202602", datetime(2026, 2, 1, tzinfo=UTC), 31 * 86400),
        ("20260228", datetime(2026, 2, 28, tzinfo=UTC), 86400),
        ("2026022813", datetime(2026, 2, 28, 13, tzinfo=UTC), 3600),
        ("202602281330", datetime(2026, 2, 28, 13, 30, tzinfo=UTC), 60),
        ("20260228133015-0130", datetime(2026, 2, 28, 15, 0, 15, tzinfo=UTC), 1),
    ],
)
def test_a_time_is_as_long_as_it_says(text: str, begin: datetime, seconds: int) -> None:
    assert span(text, UTC) == (begin, begin + timedelta(seconds=seconds))


@pytest.mark.parametrize("text", ["", "x", "20261301", "20260230", "00000101", "20260101+9999"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert span(text, UTC) is None


@pytest.mark.parametrize("text", ["9999", "99991231", "99991231235959.999999", "99991231235959-1200"])
def test_what_has_no_moment_after_it_ends_with_the_last_one(text: str) -> None:
    found = span(text, UTC)
    assert found is not None
    assert found[0].year == 9999
    assert found[1] == datetime.max.replace(tzinfo=UTC)


def test_what_is_before_the_first_moment_and_what_is_a_leap_second_are_times() -> None:
    first, leap = span("00010101000000+1400", UTC), span("20161231235960", UTC)
    assert first is not None
    assert first[0] == datetime.min.replace(tzinfo=UTC)
    assert leap is not None
    assert leap[0] == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)
