from __future__ import annotations

from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.content_tree import check_content_tree
from radlane.encode.checks.problem import ObjectSet
from support import volume_encoding
from support.encoding import encoded
from support.other_kinds import key_objects
from support.radiographs import radiograph
from support.small_objects import REPORT, SELECTION, item

ENHANCED = "1.2.840.10008.5.1.4.1.1.88.22"


def faults(*datasets: Dataset) -> list[tuple[str, str]]:
    problems = check_content_tree(ObjectSet(objects=datasets, sources=()))
    return [(problem.code, problem.attribute) for problem in problems]


def child(value_type: str, relationship: str = "CONTAINS", **attributes: Any) -> Dataset:
    return item(ValueType=value_type, RelationshipType=relationship, **attributes)


def document(*content: Dataset, sop_class_uid: str = REPORT, value_type: str = "CONTAINER") -> Dataset:
    return item(SOPClassUID=sop_class_uid, ValueType=value_type, ContentSequence=[*content])


def test_results_have_a_whole_tree() -> None:
    assert faults(*encoded(radiograph()), *volume_encoding.encoded(), key_objects()) == []


def test_the_root_is_a_container() -> None:
    assert faults(document(value_type="TEXT")) == [("value-type", "ValueType")]


def test_value_types_of_an_iod() -> None:
    graphic = child("SCOORD3D", GraphicType="POINT", GraphicData=[1, 2, 3])
    assert faults(document(graphic)) == []
    assert faults(document(graphic, sop_class_uid=ENHANCED)) == [
        ("relationship", "ContentSequence[1]/RelationshipType"),
        ("value-type", "ContentSequence[1]/ValueType"),
    ]
    assert ("value-type", "ContentSequence[1]/ValueType") in faults(document(child("PICTURE")))


def test_relationships_of_an_iod() -> None:
    number = child("NUM", ContentSequence=[child("TEXT", "CONTAINS")])
    assert faults(document(number)) == [("relationship", "ContentSequence[1]/ContentSequence[1]/RelationshipType")]
    assert faults(document(child("NUM"), sop_class_uid=SELECTION)) == [
        ("relationship", "ContentSequence[1]/RelationshipType"),
        ("value-type", "ContentSequence[1]/ValueType"),
    ]


@pytest.mark.parametrize(
    ("place", "sop_class_uid", "codes"),
    [
        ([1, 1], REPORT, []),
        ([1, 7], REPORT, ["content-reference"]),  # nothing
        ([1, 2], REPORT, ["content-reference"]),  # the item it is in
        ([1], REPORT, ["content-reference"]),  # the root
        ([1, 3], REPORT, ["relationship"]),  # a container of text
        ([1, 1], ENHANCED, ["content-reference"]),
    ],
)
def test_an_item_named_by_reference(place: list[int], sop_class_uid: str, codes: list[str]) -> None:
    """The second item is inferred from another one, which stands elsewhere in the tree."""
    reference = item(RelationshipType="HAS OBS CONTEXT", ReferencedContentItemIdentifier=place)
    number = child("NUM", ContentSequence=[reference])
    dataset = document(child("TEXT"), number, child("CONTAINER"), sop_class_uid=sop_class_uid)
    assert [code for code, _ in faults(dataset)] == codes


CT, ECG, SR = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.9.1.2", "1.2.840.10008.5.1.4.1.1.88.33"
SEG, PRIVATE = "1.2.840.10008.5.1.4.1.1.66.4", "1.2.3.4"


@pytest.mark.parametrize(
    ("value_type", "fitting"),
    [("IMAGE", {CT, SEG, PRIVATE}), ("WAVEFORM", {ECG, PRIVATE}), ("COMPOSITE", {SR, PRIVATE})],
)
def test_a_reference_is_by_the_kind_of_the_instance(value_type: str, fitting: set[str]) -> None:
    for uid in (CT, ECG, SR, SEG, PRIVATE):
        dataset = document(child(value_type, ReferencedSOPSequence=[item(ReferencedSOPClassUID=uid)]))
        expected = [] if uid in fitting else [("reference-kind", "ContentSequence[1]/ValueType")]
        assert faults(dataset) == expected


@pytest.mark.parametrize(
    ("value_type", "graphic_type", "count", "whole"),
    [
        ("SCOORD", "POINT", 2, True),
        ("SCOORD", "POINT", 4, False),
        ("SCOORD", "POLYLINE", 6, True),
        ("SCOORD", "POLYLINE", 5, False),
        ("SCOORD", "CIRCLE", 4, True),
        ("SCOORD", "CIRCLE", 6, False),
        ("SCOORD", "BLOB", 2, False),
        ("SCOORD3D", "POINT", 3, True),
        ("SCOORD3D", "ELLIPSOID", 18, True),
        ("SCOORD3D", "ELLIPSOID", 12, False),
    ],
)
def test_graphics_have_their_points(value_type: str, graphic_type: str, count: int, whole: bool) -> None:
    dataset = document(child(value_type, GraphicType=graphic_type, GraphicData=[float(n) for n in range(count)]))
    assert faults(dataset) == ([] if whole else [("graphic-data", "ContentSequence[1]/GraphicData")])


def test_a_polygon_is_closed() -> None:
    corners = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0]
    for data, whole in (([*corners, 0.0, 0.0, 0.0], True), ([*corners, 0.0, 0.0, 1.0], False)):
        graphic = child("SCOORD3D", GraphicType="POLYGON", GraphicData=data)
        assert bool(faults(document(graphic))) is not whole
