from __future__ import annotations

import pytest
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from radlane.encode.checks.attribute_types import check_content_values, check_types
from support import volume_encoding
from support.encoding import encoded
from support.other_kinds import fractional, key_objects, label_map, parametric_map
from support.radiographs import radiograph
from support.small_objects import REPORT, SEGMENTATION, findings, item


def test_results_have_what_they_have_to() -> None:
    others = [label_map(), fractional(), parametric_map(), key_objects()]
    for dataset in [*encoded(radiograph()), *volume_encoding.encoded(), *others]:
        assert findings(check_types, dataset) == set()
        assert findings(check_content_values, dataset) == set()


def segmentation() -> Dataset:
    return volume_encoding.encoded(picture=False)[0]


@pytest.mark.parametrize(
    ("keyword", "code"),
    [("SegmentSequence", "attribute-missing"), ("ContentDescription", "attribute-missing"), ("SegmentsOverlap", "")],
)
def test_what_is_missing(keyword: str, code: str) -> None:
    """Type 1, Type 2, Type 3."""
    dataset = segmentation()
    del dataset[keyword]
    assert findings(check_types, dataset) == ({(code, keyword)} if code else set())


def test_an_item_is_looked_at_too() -> None:
    dataset = segmentation()
    del dataset.SegmentSequence[1].SegmentLabel
    dataset.SegmentSequence[2].SegmentedPropertyTypeCodeSequence = []
    dataset.SegmentSequence[2].TrackingUID = None  # Type 1C
    assert findings(check_types, dataset) == {
        ("attribute-missing", "SegmentSequence[2]/SegmentLabel"),
        ("attribute-empty", "SegmentSequence[3]/SegmentedPropertyTypeCodeSequence"),
        ("attribute-empty", "SegmentSequence[3]/TrackingUID"),
    }


def test_type_2_may_be_empty() -> None:
    dataset = segmentation()
    dataset.ContentDescription = None
    assert findings(check_types, dataset) == set()


def test_which_macros_a_group_holds_is_asked_elsewhere() -> None:
    dataset = segmentation()
    del dataset.PerFrameFunctionalGroupsSequence[0].PlanePositionSequence
    assert findings(check_types, dataset) == set()


def test_what_cannot_be_read() -> None:
    dataset = segmentation()
    rows = Tag(0x00280010)
    dataset._dict[rows] = RawDataElement(rows, "FD", 3, b"\xff\x00\xff", 0, False, True)
    dataset._dict[Tag(0x00180015)] = RawDataElement(Tag(0x00180015), "FD", 3, b"\xff\x00\xff", 0, False, True)
    assert findings(check_types, dataset) == {
        ("attribute-unreadable", "Rows"),
        ("attribute-unreadable", "BodyPartExamined"),
    }


def test_of_an_unknown_class_nothing_is_asked() -> None:
    assert findings(check_types, item(SOPClassUID="1.2.3", PatientID="")) == set()


def test_a_value_of_another_type() -> None:
    content = [item(ValueType="TEXT", TextValue="x", UID="1.2"), item(ValueType="ODD", TextValue="x", UID="1.2")]
    dataset = item(SOPClassUID=REPORT, ValueType="CONTAINER", TextValue="x", ContentSequence=content)
    assert findings(check_content_values, dataset) == {
        ("attribute-unexpected", "TextValue"),
        ("attribute-unexpected", "ContentSequence[1]/UID"),
    }
    assert findings(check_content_values, item(SOPClassUID=SEGMENTATION, ValueType="TEXT", UID="1.2")) == set()
