from __future__ import annotations

import pytest
from pydicom.datadict import tag_for_keyword

from radlane.encode.iod.table import (
    Attribute,
    Node,
    anatomic_region,
    find_iod,
    groups_with,
    is_paired,
    join,
    node_of,
    paired_body_parts,
    result_classes,
)
from support.small_objects import CAPTURE, MAP, REPORT, SEGMENTATION


def tag(keyword: str) -> int:
    found = tag_for_keyword(keyword)
    assert found is not None
    return found


def module(name: str, sop_class_uid: str = SEGMENTATION) -> Node:
    iod = find_iod(sop_class_uid)
    assert iod is not None
    return iod.modules[name]


def test_of_a_class_that_no_result_has_nothing_is_known() -> None:
    assert find_iod("1.2.840.10008.5.1.4.1.1.2") is None
    assert groups_with("1.2.840.10008.5.1.4.1.1.2", tag("PixelSpacing")) is None


def test_a_label_map_is_a_segmentation() -> None:
    assert find_iod("1.2.840.10008.5.1.4.1.1.66.7") is find_iod(SEGMENTATION)
    assert {SEGMENTATION, REPORT, CAPTURE, MAP} < result_classes()


@pytest.mark.parametrize(
    ("name", "keyword", "kind"),
    [
        ("segmentation-image", "SegmentSequence", "1"),  # table C.8.20-2
        ("segmentation-image", "ContentDescription", "2"),
        ("segmentation-image", "MaximumFractionalValue", "1C"),
        ("general-series", "Laterality", "2C"),
        ("sop-common", "ContributingEquipmentSequence", "3"),
    ],
)
def test_types_are_the_standard_s(name: str, keyword: str, kind: str) -> None:
    assert module(name).attributes[tag(keyword)].type == kind


def test_items_have_attributes_of_their_own() -> None:
    segment = module("segmentation-image").attributes[tag("SegmentSequence")].items
    assert segment is not None
    assert dict(segment.always)[tag("SegmentNumber")].type == "1"
    assert tag("TrackingUID") in {found for found, _ in segment.sometimes}
    assert {tag("SegmentLabel"), tag("TrackingUID")} <= segment.filled


def test_the_stricter_type_counts() -> None:
    """Instance Number is of Type 1 in a Segmentation Image, of Type 2 in a General Image."""
    number = tag("InstanceNumber")
    for order in (("general-image", "segmentation-image"), ("segmentation-image", "general-image")):
        assert join(tuple(module(name) for name in order)).attributes[number].type == "1"


def test_a_node_sorts_its_attributes_by_type() -> None:
    kinds = ("1", "1C", "2", "2C", "3")
    node = node_of({number: Attribute(keyword="x", type=kind, items=None) for number, kind in enumerate(kinds)})
    assert [found for found, _ in node.always] == [0, 2]
    assert [found for found, _ in node.sometimes] == [1, 3]
    assert node.filled == {0, 1}


def test_macros_that_hold_an_attribute() -> None:
    assert groups_with(SEGMENTATION, tag("ReferencedSegmentNumber")) == {
        tag("SegmentIdentificationSequence"),
    }
    assert groups_with(SEGMENTATION, tag("ImagePositionPatient")) == {tag("PlanePositionSequence")}
    assert groups_with(SEGMENTATION, tag("PatientName")) == frozenset()
    assert groups_with(REPORT, tag("ImagePositionPatient")) is None


def test_paired_body_parts() -> None:
    assert {"KNEE", "BREAST", "KIDNEY"} <= paired_body_parts()
    assert paired_body_parts().isdisjoint({"CHEST", "HEAD", "ABDOMEN", ""})


@pytest.mark.parametrize(("value", "expected"), [("72696002", True), ("12738006", False), ("123037004", None)])
def test_codes_of_paired_parts(value: str, expected: bool | None) -> None:
    assert is_paired("SCT", value) is expected


def test_terms_of_body_part_examined_have_a_code() -> None:
    region = anatomic_region("BRAIN")
    assert region is not None
    assert (region.scheme, region.value, region.meaning) == ("SCT", "12738006", "Brain")
    assert anatomic_region("brain") is None
