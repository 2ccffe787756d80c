"""Conditions: each by itself, together on one series, and without a word about the patient."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from radlane.triggers.matching import ONE_SERIES, conditions_of, fits
from radlane.triggers.rules import Ages, Hours, Rule, When
from support.announcing import CT, DX, circumstances, series_of, study_of

CHEST = series_of(
    1,
    body_part_examined="CHEST",
    description="Thorax 1.0 lung",
    station="SCANNER-7",
    regions=frozenset({("SCT", "51185008")}),
)
SCOUT = series_of(2, sop_class=DX, modality="DX", description="Scout")
STUDY = study_of(CHEST, SCOUT, description="CT Thorax, pat. Mustermann", sex="F", age_years=54.0)


def rule(**when: Any) -> Rule:
    return Rule(name="one", when=When(**when), run=("m",))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({}, True),
        ({"modality": ("MR", "CT")}, True),
        ({"modality": ("MR",)}, False),
        ({"body_part": ("CHEST",)}, True),
        ({"body_part": ("HEAD",)}, False),
        ({"body_part": ("HEAD",), "regions": frozenset({("SCT", "51185008")})}, True),  # one of both is enough
        ({"series_description": ("*lung*",)}, True),
        ({"station": ("SCANNER-*",)}, True),
        ({"sop_class": frozenset({CT})}, True),
        ({"sop_class": frozenset({"1.2"})}, False),
        ({"study_description": ("ct thorax*",)}, True),
        ({"sex": ("M", "O")}, False),
        ({"age": Ages(least=54, below=55)}, True),
        ({"age": Ages(below=54)}, False),
        ({"ae_title": ("CT*",)}, True),
        ({"caller": ("orthanc",)}, False),
        ({"via": ("stow-rs", "dimse")}, True),
        ({"archive": ("a",)}, True),
        ({"hours": Hours(begin=time(7), end=time(19))}, True),
        ({"hours": Hours(begin=time(7), end=time(19), weekdays=frozenset({0}))}, False),
        ({"modality": ("DX",), "series_description": ("Scout",)}, True),
        ({"modality": ("CT",), "series_description": ("Scout",)}, False),  # not of one series
    ],
)
def test_a_rule_fits_where_all_of_its_conditions_hold(when: dict[str, Any], expected: bool) -> None:
    there = circumstances(STUDY, ae_title="CT1", via="dimse", identity="key-1")
    assert fits(conditions_of(rule(**when), there)) is expected


@pytest.mark.parametrize(
    "when",
    [
        {"age": Ages(least=0)},
        {"sex": ("*",)},
        {"study_description": ("*",)},
        {"body_part": ("*",)},
        {"ae_title": ("*",)},
        {"station": ("*",)},
    ],
)
def test_what_nobody_says_does_not_hold(when: dict[str, Any]) -> None:
    (condition,) = conditions_of(rule(**when), circumstances(study_of(series_of(1))))
    assert not condition.holds


def test_conditions_on_series_hold_for_one_and_the_same() -> None:
    found = conditions_of(rule(modality=("CT",), series_description=("Scout",)), circumstances(STUDY))
    assert [(one.name, one.holds) for one in found] == [
        ("modality", True),
        ("series_description", True),
        (ONE_SERIES, False),
    ]


def test_a_study_of_nothing_but_own_results_fits_no_rule() -> None:
    assert not fits(conditions_of(rule(), circumstances(study_of())))


def test_nothing_of_the_patient_is_told() -> None:
    when = {"study_description": ("MR*",), "sex": ("M",), "age": Ages(least=60, below=70), "station": ("X",)}
    said = repr(conditions_of(rule(**when), circumstances(STUDY)))
    for value in ("Mustermann", "54", "SCANNER", "'F'", "CHEST"):
        assert value not in said
    assert "60 years or more, below 70 years" in said
    assert "Mustermann" not in repr(STUDY)
