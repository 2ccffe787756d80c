from __future__ import annotations

from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from radlane.encode.checks.levels import levels, modules_of
from radlane.encode.iod.table import find_iod
from support.small_objects import CAPTURE, MAP, REPORT, SEGMENTATION, coded, item


def kinds(dataset: Dataset) -> list[str]:
    return [level.kind for level in levels(dataset)]


def test_an_object_comes_before_its_items() -> None:
    dataset = item(
        SOPClassUID=SEGMENTATION, SegmentSequence=[item(SegmentedPropertyTypeCodeSequence=coded("1")), item()]
    )
    found = list(levels(dataset))
    assert [level.path("X") for level in found] == [
        "X",
        "SegmentSequence[1]/X",
        "SegmentSequence[1]/SegmentedPropertyTypeCodeSequence[1]/X",
        "SegmentSequence[2]/X",
    ]
    assert [level.top for level in found] == ["", *["SegmentSequence"] * 3]
    assert all(level.root is dataset for level in found)


def test_each_level_has_its_node() -> None:
    dataset = item(SOPClassUID=SEGMENTATION, SegmentSequence=[item()], PatientID="1")
    top, segment = levels(dataset)
    assert top.node is not None
    assert segment.node is not None
    assert {attribute.keyword for _, attribute in segment.node.always} >= {"SegmentNumber", "SegmentLabel"}


def test_of_an_unknown_class_and_an_unknown_sequence_nothing_is_known() -> None:
    assert [level.node for level in levels(item(SegmentSequence=[item()], ContentSequence=[item()]))] == [None] * 3
    odd = item(SOPClassUID=SEGMENTATION, BeamSequence=[item(ControlPointSequence=[item()])])
    assert [level.node for level in levels(odd)][1:] == [None, None]


def test_content_items_have_the_node_of_their_value_type() -> None:
    text = item(ValueType="TEXT", RelationshipType="CONTAINS")
    named = item(RelationshipType="CONTAINS", ReferencedContentItemIdentifier=[1, 1])
    dataset = item(SOPClassUID=REPORT, ValueType="CONTAINER", ContentSequence=[text, named])
    root, first, second = levels(dataset)
    assert root.is_of_content()
    assert first.is_of_content()
    assert first.node is not None
    assert second.node is not None
    assert "TextValue" in {attribute.keyword for _, attribute in first.node.always}
    assert "ValueType" not in {attribute.keyword for _, attribute in second.node.always}
    assert not next(iter(levels(item(SOPClassUID=SEGMENTATION)))).is_of_content()


def test_sequences_that_nest_in_themselves_are_one_kind() -> None:
    inner = item(ContentSequence=[item(ConceptNameCodeSequence=coded("1"))])
    assert kinds(item(SOPClassUID=REPORT, ContentSequence=[inner])) == [
        *("", "/ContentSequence", "/ContentSequence", "/ContentSequence/ConceptNameCodeSequence"),
    ]


def test_what_cannot_be_read_is_told_and_private_attributes_are_not_looked_at() -> None:
    dataset = item(SOPClassUID=SEGMENTATION)
    dataset.add_new(0x00091001, "LO", "private")
    rows = Tag(0x00280010)
    dataset._dict[rows] = RawDataElement(rows, "FD", 3, b"\xff\x00\xff", 0, False, True)
    (level,) = levels(dataset)
    assert level.unreadable == (0x00280010,)
    assert set(level.elements) == {0x00080016}


def test_nesting_ends() -> None:
    dataset = item(SOPClassUID=REPORT)
    inner = dataset
    for _ in range(100):
        inner.ContentSequence = [item()]
        inner = inner.ContentSequence[0]
    assert len(kinds(dataset)) == 65


def test_what_items_share_is_entered_once() -> None:
    first, second = item(FrameContentSequence=[item()]), Dataset()
    second["FrameContentSequence"] = first["FrameContentSequence"]
    dataset = item(SOPClassUID=SEGMENTATION, PerFrameFunctionalGroupsSequence=[first, second])
    frames = "/PerFrameFunctionalGroupsSequence"
    assert kinds(dataset) == ["", frames, f"{frames}/FrameContentSequence", frames]


def test_modules_are_there_where_they_are_mandatory_or_have_an_attribute_of_their_own() -> None:
    capture, parametric = find_iod(CAPTURE), find_iod(MAP)
    assert capture is not None
    assert parametric is not None
    assert "image-plane" not in modules_of(capture, item(PixelSpacing=[1, 1])._dict)
    assert "image-plane" in modules_of(capture, item(ImagePositionPatient=[1, 1, 1])._dict)
    assert "sc-equipment" in modules_of(capture, {})
    # the three kinds of pixels share Rows
    assert "image-pixel" not in modules_of(parametric, item(Rows=1)._dict)
    pixels = item(FloatPixelData=b"1234")
    assert "floating-point-image-pixel" in modules_of(parametric, pixels._dict)
