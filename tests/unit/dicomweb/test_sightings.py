"""Lists of studies as archives answer them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from radlane.dicomweb.sightings import is_of, sightings_of
from radlane.domain.sighting import Sighting


def item(uid: str, series: Any = None, instances: Any = None, day: str | None = None) -> dict[str, Any]:
    said = {"0020000D": uid, "00201206": series, "00201208": instances, "00080020": day}
    return {tag: {"Value": [value]} for tag, value in said.items() if value is not None}


def test_each_study_is_seen_once_with_its_size() -> None:
    found = sightings_of([item("1.3", 2, 7), item("1.2", "1", "4"), item("no uid", 1, 1)])
    assert found == (Sighting(name="1.2", series=1, instances=4), Sighting(name="1.3", series=2, instances=7))


def test_a_study_that_an_archive_splits_is_as_large_as_its_parts() -> None:
    assert sightings_of([item("1.2", 1, 4), item("1.2", 2, 5)]) == (Sighting(name="1.2", series=3, instances=9),)
    assert sightings_of([item("1.2", 1, 4), item("1.2")]) == (Sighting(name="1.2"),)


@pytest.mark.parametrize("count", [-1, 2**40, "many", {}, None])
def test_a_size_that_is_none_says_nothing(count: Any) -> None:
    assert sightings_of([item("1.2", count, count)]) == (Sighting(name="1.2"),)


@pytest.mark.parametrize(
    ("last", "kept"), [(None, [False, True, True, True, True]), (date(2026, 3, 1), [False, True, False, False, True])]
)
def test_what_is_of_other_days_than_was_asked_for_is_left_out(last: date | None, kept: list[bool]) -> None:
    days = ("20260228", "20260301", "20260302", "20270101", None)
    assert [is_of(item("1.2", day=said), date(2026, 3, 1), last) for said in days] == kept
