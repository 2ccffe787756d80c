from __future__ import annotations

import pytest
from pydicom.datadict import tag_for_keyword

from radlane.encode.iod.content import VALUE_TYPES, content_node, foreign_tags, value_keywords
from radlane.encode.iod.table import Node, find_iod
from support.small_objects import REPORT, SEGMENTATION


def node(value_type: str, *, is_root: bool = False, is_reference: bool = False) -> Node:
    iod = find_iod(REPORT)
    assert iod is not None
    found = content_node(iod, value_type, is_root=is_root, is_reference=is_reference)
    assert found is not None
    return found


def always(found: Node) -> set[str]:
    return {attribute.keyword for _, attribute in found.always}


@pytest.mark.parametrize(
    ("value_type", "required"),
    [
        ("TEXT", {"TextValue"}),
        ("UIDREF", {"UID"}),
        ("CODE", {"ConceptCodeSequence"}),
        ("IMAGE", {"ReferencedSOPSequence"}),
        ("SCOORD", {"GraphicData", "GraphicType"}),
        ("SCOORD3D", {"GraphicData", "GraphicType", "ReferencedFrameOfReferenceUID"}),
        ("CONTAINER", {"ContinuityOfContent"}),
        ("NUM", {"MeasuredValueSequence"}),  # Type 2: a number may be missing
        ("", set()),
    ],
)
def test_an_item_has_its_value(value_type: str, required: set[str]) -> None:
    assert always(node(value_type)) == required | {"ValueType", "RelationshipType"}


def test_the_root_stands_in_no_relationship() -> None:
    root = node("CONTAINER", is_root=True)
    assert always(root) == {"ContinuityOfContent", "ValueType"}
    assert tag_for_keyword("RelationshipType") not in root.attributes


def test_what_is_denoted_by_reference_holds_nothing_else() -> None:
    found = node("TEXT", is_reference=True)
    assert always(found) == {"RelationshipType", "ReferencedContentItemIdentifier"}
    assert len(found.attributes) == 2


def test_an_image_has_no_content_tree() -> None:
    iod = find_iod(SEGMENTATION)
    assert iod is not None
    assert content_node(iod, "TEXT", is_root=False) is None


def test_values_of_one_type_are_foreign_to_others() -> None:
    for value_type in VALUE_TYPES:
        assert set(map(tag_for_keyword, value_keywords(value_type))).isdisjoint(foreign_tags(value_type))
    assert value_keywords("NOTHING") == frozenset()
    assert tag_for_keyword("TextValue") in foreign_tags("CODE")
