"""Operating points that contradict themselves, or their class."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radlane.domain.classification import FindingClass
from radlane.domain.operating_point import OperatingPoint
from radlane.registry.classes import complain_of_classes
from radlane.registry.operating_points import complain_of_points
from support.said import classes

RULE_OUT = OperatingPoint(
    id="rule-out", threshold=0.5, indeterminate_from=0.25, sensitivity=0.97, specificity=0.61, cohort="812 adults"
)
RULE_IN = replace(RULE_OUT, id="rule-in", threshold=0.8, indeterminate_from=None, sensitivity=0.7, specificity=0.98)


def effusion(**changes: Any) -> FindingClass:
    _, kind = classes()  # 0.5, from 0.25 on indeterminate
    return replace(kind, **{"operating_points": (RULE_OUT, RULE_IN), "operating_point": "rule-out", **changes})


def test_what_fits_is_well_and_counts() -> None:
    assert complain_of_classes([effusion()]) == []
    assert effusion().point == RULE_OUT
    assert complain_of_classes([effusion(operating_point=None)]) == []
    assert effusion(operating_point=None).point is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"operating_point": "rule-in"}, "those of the class"),
        ({"operating_point": "other"}, "none of this id"),
        ({"threshold": 0.6}, "those of the class"),
        ({"indeterminate_from": None}, "those of the class"),
        ({"operating_points": (RULE_OUT, RULE_OUT)}, "they differ"),
        ({"operating_points": (RULE_OUT, replace(RULE_IN, id="Rule in"))}, "operating_points.id"),
        ({"operating_points": (RULE_OUT, replace(RULE_IN, sensitivity=1.1))}, "sensitivity"),
        ({"operating_points": (RULE_OUT, replace(RULE_IN, specificity=-0.1))}, "specificity"),
        ({"operating_points": (RULE_OUT, replace(RULE_IN, threshold=0.0))}, "thresholds"),
        ({"operating_points": (RULE_OUT, replace(RULE_IN, indeterminate_from=0.9))}, "thresholds"),
        ({"operating_points": (RULE_OUT, replace(RULE_IN, cohort=" adults"))}, "cohort"),
    ],
)
def test_what_contradicts_itself_is_named(changes: dict[str, Any], named: str) -> None:
    (complaint,) = complain_of_points([effusion(**changes)])
    assert named in complaint
