from __future__ import annotations

from typing import Any

import pytest

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
