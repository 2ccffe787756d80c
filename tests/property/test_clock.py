from datetime import datetime, timedelta, timezone, tzinfo

from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from radlane.encode.clock import object_clock

OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=OFFSETS)  # noqa: DTZ001 - hypothesis adds it


def image(zone: tzinfo | None, moment: datetime) -> Dataset:
    dataset = Dataset()
    if zone is not None:
        dataset.TimezoneOffsetFromUTC = moment.astimezone(zone).strftime("%z")
    return dataset


@settings(max_examples=100)
@given(MOMENTS, st.none() | OFFSETS, OFFSETS)
def test_every_form_is_the_same_moment(started: datetime, source: tzinfo | None, site: tzinfo) -> None:
    clock = object_clock(started, [image(source, started)], site)
    assert datetime.strptime(clock.date_time, "%Y%m%d%H%M%S.%f%z") == started
    assert clock.date_time.startswith(clock.date + clock.time)
    assert clock.offset is None or clock.date_time.endswith(clock.offset)
    assert (clock.offset is None) == (source is None)
