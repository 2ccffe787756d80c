from __future__ import annotations

import json

import pytest

from radlane.encode.iod.terms import enumerated, image_type
from support.standard_text import TEXT


@pytest.mark.parametrize(
    ("keyword", "iod", "is_top", "terms"),
    [
        ("Modality", "segmentation", True, {"SEG"}),
        ("Modality", "comprehensive-3d-sr", True, {"SR"}),
        ("Modality", "key-object-selection-document", True, {"KO"}),
        ("Modality", "secondary-capture-image", True, None),  # Defined Terms
        ("Modality", "segmentation", False, None),
        ("BurnedInAnnotation", "parametric-map", True, {"NO"}),
        ("BurnedInAnnotation", "secondary-capture-image", True, {"YES", "NO"}),
        ("SpatialLocationsPreserved", "segmentation", False, {"YES", "NO", "REORIENTED_ONLY"}),
        ("ConversionType", "secondary-capture-image", True, None),
    ],
)
def test_terms_by_attribute_and_iod(keyword: str, iod: str, is_top: bool, terms: set[str] | None) -> None:
    assert enumerated(keyword, iod, is_top=is_top) == terms


def test_image_types() -> None:
    assert image_type("segmentation") == ({"DERIVED"}, {"PRIMARY"})
    assert image_type("secondary-capture-image") == ({"ORIGINAL", "DERIVED"}, {"PRIMARY", "SECONDARY"})


def test_terms_are_those_of_the_standard_s_text() -> None:
    """What is said of a keyword everywhere; the table of the tests is made of the text, that of the checker by hand."""
    said = json.loads(TEXT.read_text())["*"]
    mine = {keyword: enumerated(keyword, "", is_top=False) for keyword in said}
    both = {keyword: terms for keyword, terms in mine.items() if terms is not None and "terms" in said[keyword]}
    assert len(both) > 25
    assert both == {keyword: frozenset(said[keyword]["terms"]) for keyword in both}
