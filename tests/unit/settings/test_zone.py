from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from radlane.settings.reading import load_settings
from radlane.settings.zone import MachineZone


@pytest.fixture
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_berlin")
@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 1, 15, 12, tzinfo=UTC),
        datetime(2024, 7, 15, 12, tzinfo=UTC),
        datetime(2024, 3, 31, 0, 59, tzinfo=UTC),  # a minute before the clocks go forward
        datetime(2024, 3, 31, 1, 0, tzinfo=UTC),
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),  # half past two, for the first time
        datetime(2024, 10, 27, 1, 30, tzinfo=UTC),  # and for the second
    ],
    ids=str,
)
def test_the_machines_zone_knows_its_summer_times(moment: datetime) -> None:
    here, there = moment.astimezone(load_settings().site_timezone), moment.astimezone(ZoneInfo("Europe/Berlin"))
    assert here.replace(tzinfo=None) == there.replace(tzinfo=None)
    assert (here.utcoffset(), here.tzname()) == (there.utcoffset(), there.tzname())
    assert here.astimezone(UTC) == moment


def test_a_zone_without_a_time_knows_nothing() -> None:
    zone = MachineZone()
    assert (zone.utcoffset(None), zone.tzname(None), zone.dst(datetime(2024, 1, 1))) == (None, None, None)  # noqa: DTZ001
