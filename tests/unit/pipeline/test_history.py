"""Which studies of a list may be the earlier one, and what is said of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.domain.prior import PatientStudy, Person, Prior, moment_of
from radlane.pipeline.history import (
    MOST_NAMED,
    Current,
    Earlier,
    History,
    Objection,
    current_of,
    days_of,
    history_of,
    objection_to_image,
    outdone,
)

TESS = Person(patient_id="T-1", issuer="ward", birth_date="19700101", sex="F")
TERMS = Prior(within_days=365, at_least_days=7, registration="none")


def current(study_time: str = "120000") -> Current:
    moment = moment_of("20240229", study_time)
    assert moment is not None
    return Current(uid="1.2.0", person=TESS, moment=moment)


def study(number: int, study_date: str = "20231001", study_time: str = "08", **changes: Any) -> PatientStudy:
    said = PatientStudy(study_instance_uid=f"1.2.{number}", person=TESS, study_date=study_date, study_time=study_time)
    return replace(said, **changes)


def judged(*studies: PatientStudy, terms: Prior = TERMS, now: Current | None = None) -> History:
    return history_of(studies, now or current(), terms, {"CT"})


def uids(history: History) -> list[list[str]]:
    return [[one.uid for one in group] for group in history.groups]


def test_the_newest_comes_first() -> None:
    found = judged(study(1, "20231001"), study(2, "20240101"), study(3, "20231001", "0900"))
    assert uids(found) == [["1.2.2"], ["1.2.3"], ["1.2.1"]]
    assert [group[0].days_before for group in found.groups] == [59, 151, 151]
    assert found.refused == ()


def test_those_of_which_nothing_says_which_is_newer_are_together() -> None:
    found = judged(study(1), study(2, study_time=""), study(3, study_time="0930"), study(4, "20230930"))
    assert [sorted(group) for group in uids(found)] == [["1.2.1", "1.2.2", "1.2.3"], ["1.2.4"]]


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (study(1, ""), "prior-date"),
        (study(1, "2023"), "prior-date"),
        (study(1, "20240301"), "prior-date"),  # after the current one
        (study(1, "20240223"), "prior-date"),  # six days
        (study(1, "20230228"), "prior-date"),  # a year and a day
        (study(1, modalities=frozenset({"MR", "SR"})), "no-matching-series"),
    ],
)
def test_what_speaks_against_a_study_is_said_of_it(other: PatientStudy, code: str) -> None:
    found = judged(other)
    (choice,) = found.refused
    assert (found.groups, choice.code, choice.study_instance_uid) == ((), code, "1.2.1")
    assert (choice.series_instance_uid, choice.images, str(choice.choice)) == (None, 0, "refused")


def test_the_ends_of_the_days_are_in_them() -> None:
    assert len(judged(study(1, "20240222"), study(2, "20230301")).groups) == 2
    assert days_of(current(), TERMS) == (date(2023, 3, 1), date(2024, 2, 22))
    long_ago = replace(TERMS, within_days=36_525)
    early = replace(current(), moment=replace(current().moment, day=date(50, 1, 1)))
    assert days_of(early, long_ago)[0] == date(1, 1, 1)


def test_a_study_of_the_same_day_is_earlier_only_where_times_say_so() -> None:
    same_day = replace(TERMS, at_least_days=0)
    assert uids(judged(study(1, "20240229", "1159"), terms=same_day)) == [["1.2.1"]]
    for study_time in ("", "12", "1200", "120000", "13"):
        assert judged(study(1, "20240229", study_time), terms=same_day).groups == ()
    assert judged(study(1, "20240229", "08"), terms=same_day, now=current("")).groups == ()


@pytest.mark.parametrize("changes", [{"issuer": "clinic"}, {"birth_date": "19700102"}, {"sex": "M"}])
def test_what_may_be_another_patients_is_counted_and_not_named(changes: dict[str, str]) -> None:
    foreign = replace(TESS, **changes)
    found = judged(study(1, person=foreign), study(2, person=foreign), study(3))
    (choice,) = found.refused
    assert (choice.code, choice.study_instance_uid) == ("prior-foreign", None)
    assert choice.text.endswith("(2 studies)")
    assert uids(found) == [["1.2.3"]]


@pytest.mark.parametrize("name", ["issuer", "birth_date", "sex"])
def test_an_id_of_several_people_proves_nothing_by_itself(name: str) -> None:
    one, other, unsaid = (replace(TESS, **{name: value}) for value in (getattr(TESS, name), "X", ""))
    silent = replace(current(), person=unsaid)
    found = judged(study(1, person=one), study(2, person=other), study(3, person=unsaid), now=silent)
    assert (found.groups, found.apart) == ((), {name})
    assert [choice.code for choice in found.refused] == ["prior-foreign"]
    found = judged(study(1, person=other), study(2, person=unsaid))
    assert (uids(found), found.apart) == ([["1.2.2"]], {name})  # its images have to say it
    proven = replace(current(), apart=found.apart)
    assert proven.is_of(TESS)
    assert not proven.is_of(unsaid)
    assert current().is_of(unsaid)


def test_a_study_that_is_said_twice_is_nobodys_and_the_current_one_is_no_earlier_one() -> None:
    twice = judged(study(1), study(1, person=replace(TESS, sex="")), study(2), study(2))
    assert uids(twice) == [["1.2.2"]]
    assert [one.code for one in twice.refused] == ["prior-foreign"]
    assert judged(replace(study(1), study_instance_uid="1.2.0")) == History(groups=(), refused=())


def test_of_many_studies_some_are_named_and_the_rest_is_counted() -> None:
    found = judged(*(study(number, "20240301") for number in range(1, 501)))
    named = [one for one in found.refused if one.study_instance_uid]
    counted = [one for one in found.refused if not one.study_instance_uid]
    assert len(named) == MOST_NAMED
    assert [one.text.rpartition("(")[2] for one in counted] == [f"{500 - MOST_NAMED} studies)"]
    one_more = judged(*(study(number, "20240301") for number in range(1, MOST_NAMED + 2))).refused[-1]
    assert one_more.text.endswith("(1 study)")


def test_older_ones_are_outdone() -> None:
    moment = current().moment
    older = [Earlier(uid=f"1.2.{number}", moment=moment, days_before=number) for number in range(20)]
    few = outdone(older[:2])
    assert [(one.study_instance_uid, one.days_before, one.code) for one in few] == [
        ("1.2.0", 0, None),
        ("1.2.1", 1, None),
    ]
    many = outdone(older)
    assert len(many) == MOST_NAMED + 1
    assert many[-1].text.endswith(f"({20 - MOST_NAMED} more studies)")


def header(**changes: Any) -> Dataset:
    made = Dataset()
    made.PatientID, made.IssuerOfPatientID, made.PatientBirthDate, made.PatientSex = "T-1", "ward", "19700101", "F"
    made.StudyDate, made.StudyTime = "20240229", "120000"
    for keyword, value in changes.items():
        setattr(made, keyword, value)
    return made


def test_the_current_study_says_what_others_are_compared_with() -> None:
    assert current_of(header(), "1.2.0") == current()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"PatientID": ""}, "no Patient ID"),
        ({"PatientID": " "}, "no Patient ID"),
        ({"PatientID": "T*"}, "would mean others too"),
        ({"PatientID": "T-?"}, "would mean others too"),
        ({"PatientID": ["T-1", "T-2"]}, "would mean others too"),
        ({"StudyDate": ""}, "no usable date"),
        ({"StudyDate": "yesterday"}, "no usable date"),
    ],
)
def test_without_an_id_that_can_be_asked_for_and_a_date_there_is_none(changes: dict[str, Any], words: str) -> None:
    found = current_of(header(**changes), "1.2.0")
    assert isinstance(found, Objection)
    assert found.code == "prior-missing"
    assert words in found.text


def test_an_image_says_for_itself_whose_it_is_and_when() -> None:
    fine = objection_to_image(header(StudyDate="20231001"), current(), TERMS)
    assert fine is None
    other = objection_to_image(header(StudyDate="20231001", PatientID="T-2"), current(), TERMS)
    assert other is not None
    assert other.code == "prior-foreign"
    later = objection_to_image(header(), current(), TERMS)
    assert later is not None
    assert later.code == "prior-date"
