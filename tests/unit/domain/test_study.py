"""Accession numbers and who gave them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.study import Accession, Availability
from support.announcing import series_of, study_of


def of(number: str, *issuers: str) -> Accession:
    return Accession(number=number, issuers=frozenset(issuers))


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (of("A-1"), of("A-1"), True),
        (of("A-1"), of("A-2"), False),
        (of("A-1", "Klinik"), of("A-1"), True),  # nobody says the contrary
        (of("A-1", "Klinik"), of("A-1", "Praxis"), False),
        (of("A-1", "Klinik"), of("A-1", "Klinik", "1.2.3"), True),  # one of an issuer's two names
        (of("A-1", "Klinik"), of("A-2", "Klinik"), False),
    ],
)
def test_whether_two_are_the_same(one: Accession, other: Accession, answer: bool) -> None:
    assert one.may_be(other) is other.may_be(one) is answer


def test_a_study_without_some_of_its_instances() -> None:
    study = study_of(series_of(1), series_of(2, count=1), description="Chest")
    assert study.without(()) is study
    left = study.without({"1.2.3.1.2", "1.2.3.2.1", "1.9"})
    assert [[ref.sop_instance_uid for ref in item.instances] for item in left.series] == [["1.2.3.1.1"]]
    assert left.facts == study.facts


def test_what_is_said_of_a_patient_is_not_shown() -> None:
    study = study_of(
        series_of(1, description="Mustermann", station="CT1"), description="Chest", sex="F", age_years=54.0
    )
    for value in ("Mustermann", "CT1", "Chest", "54", "'F'"):
        assert value not in repr(study)


def test_what_is_away_has_to_be_fetched_by_somebody() -> None:
    series = {one: replace(series_of(1), availability=one) for one in Availability}
    assert [one for one, item in series.items() if item.is_away] == [Availability.OFFLINE, Availability.UNAVAILABLE]
