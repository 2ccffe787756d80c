"""When studies are one patient's, and when one is surely before another."""

from __future__ import annotations

from datetime import date

import pytest

from radlane.domain.prior import Moment, Person, moment_of

TESS = Person(patient_id="T-1", issuer="ward", birth_date="19700101", sex="F")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (TESS, True),
        (Person(patient_id="T-1"), True),  # it says nothing else
        (Person(patient_id="T-2", issuer="ward", birth_date="19700101", sex="F"), False),
        (Person(patient_id="t-1", issuer="ward", birth_date="19700101", sex="F"), False),
        (Person(patient_id="T-1", issuer="clinic", birth_date="19700101", sex="F"), False),
        (Person(patient_id="T-1", issuer="ward", birth_date="19700102", sex="F"), False),
        (Person(patient_id="T-1", issuer="ward", birth_date="19700101", sex="M"), False),
        (Person(patient_id=""), False),
    ],
)
def test_who_is_the_same_patient(other: Person, same: bool) -> None:
    assert TESS.is_same(other) is same
    assert other.is_same(TESS) is same


def test_nobody_is_the_same_without_a_patient_id() -> None:
    nobody = Person(patient_id="", birth_date="19700101", sex="F")
    assert not nobody.is_same(nobody)


def test_a_person_is_not_printed() -> None:
    assert "T-1" not in repr(TESS)
    assert "1970" not in repr(TESS)


def when(study_date: str, study_time: str = "") -> Moment:
    found = moment_of(study_date, study_time)
    assert found is not None
    return found


@pytest.mark.parametrize("study_date", ["", "2024", "20240230", "2024-02-29", "00000000", "2024022a", "٢٠٢٤٠٢٢٩"])
def test_what_is_no_date_is_no_moment(study_date: str) -> None:
    assert moment_of(study_date, "120000") is None


@pytest.mark.parametrize(
    ("study_time", "earliest", "latest"),
    [
        ("", 0, 86400),
        ("10", 36000, 39600),
        ("1015", 36900, 36960),
        ("101530", 36930, 36931),
        ("101530.5", 36930.5, 36930.6),
        ("101530.250000", 36930.25, 36930.250001),
        ("10:15", 0, 86400),  # of an older standard: no time
        ("2400", 0, 86400),
        ("1060", 0, 86400),
        ("101561", 0, 86400),
        ("noon", 0, 86400),
        ("000000", 0, 86400),  # what many write who do not know it
        ("000000.000", 0, 86400),
        ("0000", 0, 60),
        ("000001", 1, 2),
        ("000000.5", 0.5, 0.6),
    ],
)
def test_a_time_is_as_close_as_it_is_said(study_time: str, earliest: float, latest: float) -> None:
    found = when("20240229", study_time)
    assert found.day == date(2024, 2, 29)
    assert found.earliest == earliest
    assert found.latest == pytest.approx(latest, abs=1e-3)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        (when("20240228"), when("20240229"), True),
        (when("20240229"), when("20240228"), False),
        (when("20240229"), when("20240229"), False),
        (when("20240229", "080000"), when("20240229", "080001"), True),
        (when("20240229", "0800"), when("20240229", "080030"), False),  # somewhere in that minute
        (when("20240229", "0759"), when("20240229", "0800"), True),
        (when("20240229", "08"), when("20240229"), False),
        (when("20240228", "235959"), when("20240229", "00"), True),
    ],
)
def test_before_is_what_surely_is(one: Moment, other: Moment, before: bool) -> None:
    assert one.is_before(other) is before
    assert not (before and other.is_before(one))


def test_days_are_those_of_the_calendar() -> None:
    assert when("20240228", "2359").days_until(when("20240301", "0001")) == 2
    assert when("20240301").days_until(when("20240228")) == -2
