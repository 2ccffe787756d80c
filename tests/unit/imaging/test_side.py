from __future__ import annotations

from typing import Any

import pytest
from pydicom import Dataset

from radlane.imaging.side import read_side
from support.pictures import picture


@pytest.mark.parametrize(
    ("attributes", "side"),
    [
        ({}, None),
        ({"ImageLaterality": "R"}, "right"),
        ({"Laterality": "L"}, "left"),
        ({"Laterality": "L", "ImageLaterality": "L"}, "left"),
        ({"Laterality": "L", "ImageLaterality": "R"}, None),
        ({"ImageLaterality": "B"}, None),
        ({"ImageLaterality": "U", "Laterality": ""}, None),
        ({"ImageLaterality": ["R", "L"]}, None),
        ({"ImageLaterality": "r"}, None),
    ],
)
def test_the_side_that_an_image_says(attributes: dict[str, Any], side: str | None) -> None:
    image = picture()
    for keyword in ("ImageLaterality", "Laterality"):
        image.pop(keyword, None)
    for keyword, value in attributes.items():
        setattr(image, keyword, value)
    assert read_side(image) == side


@pytest.mark.parametrize(("code", "side"), [("7771000", "left"), ("24028007", None), ("51440002", None), ("1", "left")])
@pytest.mark.parametrize("where", ["AnatomicRegion", "PrimaryAnatomicStructure"])
def test_a_modifier_of_the_region_that_says_another_side_leaves_none(where: str, code: str, side: str | None) -> None:
    image, region, modifier = picture(ImageLaterality="L"), Dataset(), Dataset()
    modifier.CodeValue = code
    setattr(region, f"{where}ModifierSequence", [modifier])
    setattr(image, f"{where}Sequence", [region])
    image.pop("Laterality", None)
    assert read_side(image) == side
