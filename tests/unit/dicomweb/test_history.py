"""What is made of an archive's list of a patient's studies; archives ignore what they are asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from radlane.dicomweb.history import days, history_of
from radlane.domain.prior import PatientStudy, Person

FIRST, LAST = date(2023, 3, 1), date(2024, 2, 28)


def item(**values: Any) -> dict[str, Any]:
    said = {
        "0020000D": "1.2.3",
        "00100020": "T-1",
        "00100021": "ward",
        "00100030": "19700101",
        "00100040": "F",
        "00080020": "20230601",
        "00080030": "0800",
        "00080061": ["CT", "SR"],
        **values,
    }
    return {tag: {"Value": value if isinstance(value, list) else [value]} for tag, value in said.items() if value}


def listed(*found: dict[str, Any]) -> tuple[PatientStudy, ...]:
    return history_of(found, "T-1", FIRST, LAST)


def test_a_study_is_as_the_archive_says_it() -> None:
    (found,) = listed(item())
    assert found == PatientStudy(
        study_instance_uid="1.2.3",
        person=Person(patient_id="T-1", issuer="ward", birth_date="19700101", sex="F"),
        study_date="20230601",
        study_time="0800",
        modalities=frozenset({"CT", "SR"}),
    )


def test_what_was_not_asked_for_is_left_out() -> None:
    others = [
        item(**{"00100020": "T-11"}),
        item(**{"00100020": ""}),
        item(**{"0020000D": "../.."}),
        item(**{"00080020": "20230228"}),
        item(**{"00080020": "20240229"}),
    ]
    assert listed(*others) == ()


def test_a_study_without_a_date_and_one_that_is_there_twice_are_for_others_to_judge() -> None:
    assert len(listed(item(**{"00080020": "", "00080061": []}), item(**{"00100021": "clinic"}))) == 2


def test_days_are_a_range_of_eight_digits_each() -> None:
    assert days(FIRST, LAST) == "20230301-20240228"
    assert days(date(1, 1, 1), LAST) == "00010101-20240228"
