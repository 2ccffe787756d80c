"""Measured values that contradict themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radlane.registry.values import complain_of_regression
from support.said import regression


def test_what_the_tests_use_is_well() -> None:
    assert complain_of_regression(regression()) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"id": "Bright share"}, "values.id"),
        ({"channel": 1}, "values.channel"),
        ({"factor": 0.0}, "values.factor"),
        ({"plausible": (1.0, 1.0)}, "values.plausible"),
        ({"plausible": (2.0, 1.0)}, "values.plausible"),
        ({"factor": -2e9}, "lie within"),
        ({"offset": 2e9}, "lie within"),
        ({"plausible": (0.0, 2e9)}, "lie within"),
    ],
)
def test_values(changes: dict[str, Any], named: str) -> None:
    (complaint,) = complain_of_regression(regression(**changes))
    assert named in complaint


def test_so_many_values_are_stated() -> None:
    (value,) = regression().values
    many = tuple(replace(value, id=f"value-{channel}", channel=channel) for channel in range(256))
    assert complain_of_regression(replace(regression(), values=many[:255])) == []
    for values in ((), many):
        assert "1 to 255" in complain_of_regression(replace(regression(), values=values))[0]
