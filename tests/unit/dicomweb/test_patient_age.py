"""How old a patient was: as it is said, or by two dates."""

from __future__ import annotations

import pytest

from radlane.dicomweb.patient_age import age_of


@pytest.mark.parametrize(
    ("age", "birth", "study", "expected"),
    [
        ("045Y", "", "", 45.0),
        ("006M", "", "", 0.5),
        ("045Y", "19000101", "20260101", 45.0),  # what is said goes before dates
        ("", "19700301", "20260228", 55.0),
        ("", "19700301", "20260301", 56.0),
        ("", "20240229", "20250228", 0.999),
        ("45", "", "", None),
        ("000D", "", "", 0.0),
        ("000Y", "", "", None),  # who is younger than a year is not said to be so in years
        ("000Y", "19700301", "20260301", 56.0),
        ("000Y", "20251201", "20260301", 0.246),
        ("125Y", "", "", 125.0),
        ("999Y", "", "", None),
        ("999Y", "19700301", "20260301", None),  # who says so says nothing that can be believed
        ("", "11111111", "20260301", None),
        ("", "19700301", "", None),
        ("", "20260302", "20260301", None),  # born after the study
        ("", "20261301", "20260301", None),
        ("", "1970-03-01", "20260301", None),
    ],
)
def test_the_age_at_the_study(age: str, birth: str, study: str, expected: float | None) -> None:
    found = age_of(age, birth, study)
    assert found == (None if expected is None else pytest.approx(expected, abs=0.001))
