from __future__ import annotations

from radlane.encode.checks.conditions import check_conditions
from support import volume_encoding
from support.encoding import encoded
from support.other_kinds import fractional, key_objects, label_map, parametric_map
from support.radiographs import radiograph
from support.small_objects import SEGMENTATION, findings, item


def test_results_meet_all_conditions() -> None:
    others = [label_map(), fractional(), parametric_map(), key_objects()]
    for dataset in [*encoded(radiograph()), *volume_encoding.encoded(), *others]:
        assert findings(check_conditions, dataset) == set()


def test_what_is_required_and_what_is_forbidden() -> None:
    dataset = volume_encoding.encoded(picture=False)[0]
    del dataset.SegmentSequence[0].TrackingUID
    dataset.MaximumFractionalValue = 255
    assert findings(check_conditions, dataset) == {
        ("attribute-unexpected", "SegmentSequence[1]/TrackingID"),
        ("attribute-missing", "SegmentSequence[1]/TrackingUID"),
        ("attribute-unexpected", "MaximumFractionalValue"),
    }


def test_an_attribute_without_a_condition_of_ours_is_left_alone() -> None:
    dataset = volume_encoding.encoded(picture=False)[0]
    dataset.SpecificCharacterSet = None
    assert findings(check_conditions, dataset) == set()


def test_of_an_unknown_class_nothing_is_asked() -> None:
    assert findings(check_conditions, item(SOPClassUID="1.2.3", ConcatenationUID="1.2")) == set()
    assert (
        findings(check_conditions, item(SOPClassUID=SEGMENTATION, BeamSequence=[item(TrackingID="1")]))
        & {("attribute-missing", "BeamSequence[1]/TrackingUID")}
        == set()
    )
