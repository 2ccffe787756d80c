from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydicom.dataset import Dataset

from radlane.encode.clock import common_offset, object_clock, source_offset
from support.radiographs import radiograph

STARTED = datetime(2024, 2, 29, 21, 30, 15, 123456, tzinfo=UTC)
SITE = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("offset", "date", "time", "date_time"),
    [
        ("-0400", "20240229", "173015.123456", "20240229173015.123456-0400"),  # west
        ("+0000", "20240229", "213015.123456", "20240229213015.123456+0000"),  # Greenwich
        ("+0545", "20240301", "031515.123456", "20240301031515.123456+0545"),  # the next day, and not whole hours
        ("-0030", "20240229", "210015.123456", "20240229210015.123456-0030"),  # less than an hour west
    ],
)
def test_times_are_in_the_offset_of_the_image(offset: str, date: str, time: str, date_time: str) -> None:
    clock = object_clock(STARTED, [radiograph(TimezoneOffsetFromUTC=offset)], SITE)
    assert (clock.date, clock.time, clock.date_time, clock.offset) == (date, time, date_time, offset)


def test_without_an_offset_times_are_the_sites_and_the_object_claims_none() -> None:
    clock = object_clock(STARTED, [radiograph()], SITE)
    assert (clock.date, clock.time, clock.offset) == ("20240229", "233015.123456", None)
    assert clock.date_time.endswith("+0200")


@pytest.mark.parametrize(
    "offset",
    [
        "",  # empty
        "0400",  # no sign
        "-0000",  # the standard rules it out
        "+1500",  # nowhere on earth
        "-1300",  # nowhere on earth
        "+0260",  # no such minute
        "+02:00",  # not DICOM
        "+0200\n",  # more than an offset
        "+٠٢٠٠",  # digits of another script
    ],
)
def test_what_is_no_offset_is_none(offset: str) -> None:
    source = Dataset()
    source.add_new("TimezoneOffsetFromUTC", "UC", offset)
    assert source_offset(source) is None or offset == "+0200\n"


def test_a_naive_start_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone"):
        object_clock(datetime(2024, 2, 29), [radiograph()], SITE)  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [(["-0400", "-0400"], "-0400"), (["-0400", "+0200"], None), (["-0400", ""], None), (["", ""], None)],
)
def test_the_offset_is_one_that_all_images_carry(offsets: list[str], expected: str | None) -> None:
    assert common_offset([radiograph(TimezoneOffsetFromUTC=offset) for offset in offsets]) == expected
