"""What a list of studies says -> `Sighting`.

In: the data sets of a query for studies. Out: each study once, with its size.
Reference: PS3.18 section 10.6.3.3.1 (what a search for studies answers).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from radlane.dicomweb.dicom_json import Item, number_of, text_of
from radlane.dicomweb.index import STUDY
from radlane.domain.refs import is_uid
from radlane.domain.sighting import Sighting

STUDY_DATE = "00080020"
SERIES_COUNT, INSTANCE_COUNT = "00201206", "00201208"
SIZES = (SERIES_COUNT, INSTANCE_COUNT)
_MOST = 2**31 - 1  # of a study


def is_of(item: Item, first: date, last: date | None) -> bool:
    """Whether a study is of these days; an archive may ignore what it was asked for, or not repeat it."""
    return is_within(text_of(item, STUDY_DATE), first, last)


def is_within(said: str, first: date, last: date | None) -> bool:
    """Whether a Study Date is one of these days, or says nothing."""
    return not said or (said >= f"{first:%Y%m%d}" and (last is None or said <= f"{last:%Y%m%d}"))


def sightings_of(studies: Iterable[Item]) -> tuple[Sighting, ...]:
    """Return each study once, in the order of their UIDs; an archive that splits a study answers it several times."""
    found: dict[str, Sighting] = {}
    for item in studies:
        uid = text_of(item, STUDY)
        if is_uid(uid):
            seen = Sighting(name=uid, series=_count(item, SERIES_COUNT), instances=_count(item, INSTANCE_COUNT))
            found[uid] = _sum(found[uid], seen) if uid in found else seen
    return tuple(found[uid] for uid in sorted(found))


def _sum(one: Sighting, other: Sighting) -> Sighting:
    return Sighting(
        name=one.name,
        series=_add(one.series, other.series),
        instances=_add(one.instances, other.instances),
    )


def _add(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else min(one + other, _MOST)


def _count(item: Item, tag: str) -> int | None:
    """A number of things; what is none says nothing."""
    number = number_of(item, tag)
    return number if number is not None and 0 <= number <= _MOST else None
