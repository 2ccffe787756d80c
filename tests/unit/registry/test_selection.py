"""What a manifest may choose its images by."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.domain.select import Condition, Preference
from radlane.registry.selection import complain_of_selection
from support.choices import VOLUMES, selecting


def wrong(*, of_volume: bool = True, **asked: Any) -> list[str]:
    return complain_of_selection(selecting(VOLUMES, **asked).reference.select, of_volume=of_volume)


def test_what_may_be_asked_for() -> None:
    conditions = (
        Condition(attribute="SeriesDescription", like=("*t1*",), unlike=("*mpr*",)),
        Condition(attribute="DiffusionBValue", least=900, most=1100),
    )
    preferences = (Preference(by="SliceThickness", order="lowest"), Preference(by="slices", order="highest"))
    assert wrong(where=conditions, prefer=preferences, plane="axial", slices=(20, 20)) == []
    assert wrong(of_volume=False, where=conditions, prefer=preferences[:1]) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"where": (Condition(attribute="PatientName", like=("x",)),)}, "attribute: none that images"),
        ({"where": (Condition(attribute="KVP"),)}, "KVP: asks for nothing"),
        ({"where": (Condition(attribute="KVP", like=("",)),)}, "KVP: at most 32 patterns"),
        ({"where": (Condition(attribute="KVP", unlike=("x" * 65,)),)}, "KVP: at most 32 patterns"),
        ({"where": (Condition(attribute="KVP", like=("x",) * 33),)}, "KVP: at most 32 patterns"),
        ({"where": (Condition(attribute="KVP", least=2, most=1),)}, "KVP: least and most"),
        ({"where": (Condition(attribute="KVP", least=float("inf")),)}, "KVP: least and most"),
        ({"where": (Condition(attribute="KVP", least=1),) * 33}, "at most 32 conditions"),
        ({"prefer": (Preference(by="PatientAge", order="lowest"),)}, "prefer.by"),
        ({"prefer": (Preference(by="SeriesDescription", order="lowest"),)}, "prefer.by"),  # no number
        ({"slices": (0, 3)}, "slices: at least one"),
        ({"slices": (4, 3)}, "slices: at least one"),
        ({"slices": (3, 4), "of_volume": False}, "only stacks"),
        ({"plane": "axial", "of_volume": False}, "only stacks"),
        ({"prefer": (Preference(by="slices", order="lowest"),), "of_volume": False}, "only stacks"),
    ],
)
def test_what_is_wrong(asked: dict[str, Any], expected: str) -> None:
    (complaint,) = wrong(**asked)
    assert complaint.startswith("inputs.channels.select")
    assert expected in complaint


def test_pictures_of_screens_are_read_as_pictures_only() -> None:
    assert wrong(of_volume=False, screens="read") == []
    (complaint,) = wrong(screens="read")
    assert complaint.startswith("inputs.channels.select.screens")


def test_the_first_image_of_a_series_may_be_meant() -> None:
    assert wrong(of_volume=False, prefer=(Preference(by="InstanceNumber", order="lowest"),)) == []
