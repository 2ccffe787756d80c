from __future__ import annotations

from typing import Any

import pytest
from pydicom import config
from pydicom.datadict import tag_for_keyword
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset

from radlane.encode.checks.attribute_values import check_values
from support import volume_encoding
from support.encoding import encoded
from support.other_kinds import fractional, key_objects, label_map, parametric_map
from support.radiographs import radiograph
from support.small_objects import CAPTURE, SEGMENTATION, findings, item


def test_results_have_valid_values() -> None:
    others = [label_map(), fractional(), parametric_map(), key_objects()]
    for dataset in [*encoded(radiograph()), *volume_encoding.encoded(), *others]:
        assert findings(check_values, dataset) == set()


def with_value(keyword: str, vr: str, value: Any, sop_class_uid: str = SEGMENTATION) -> Dataset:
    dataset = item(SOPClassUID=sop_class_uid)
    tag = tag_for_keyword(keyword)
    assert tag is not None
    dataset.add(DataElement(tag, vr, value, validation_mode=config.IGNORE))
    return dataset


@pytest.mark.parametrize(
    ("keyword", "vr", "value", "code"),
    [
        ("SeriesDescription", "LO", "x" * 65, "value-invalid"),
        ("SeriesDescription", "SH", "x", "value-representation"),
        ("SeriesDescription", "UN", b"x", ""),  # whatever is in it
        ("SeriesDescription", "LO", ["a", "b"], "value-count"),
        ("SeriesDescription", "LO", None, ""),
        ("ContentDate", "DA", "20230229", "value-invalid"),
        ("PixelPaddingValue", "US", 1, ""),  # US or SS
        ("PixelPaddingValue", "US or SS", 1, ""),  # not written yet
        ("Modality", "CS", "SR", "value-unknown"),
        ("Modality", "CS", "SEG", ""),
        ("SegmentsOverlap", "CS", "MAYBE", "value-unknown"),
        ("PixelRepresentation", "US", 1, "value-unknown"),
        ("ImageType", "CS", ["DERIVED", "PRIMARY"], ""),
        ("ImageType", "CS", ["DERIVED", "SECONDARY"], "value-unknown"),
        ("ImageType", "CS", ["DERIVED"], "value-unknown"),
        ("ImageComments", "LT", "one\\two", ""),  # LT has one value
    ],
)
def test_each_value(keyword: str, vr: str, value: Any, code: str) -> None:
    found = {code for code, place in findings(check_values, with_value(keyword, vr, value)) if place == keyword}
    assert (code in found) if code else not found


def test_terms_of_an_item_and_of_another_class() -> None:
    frame = item(ParametricMapFrameTypeSequence=[item(FrameType=["ORIGINAL", "PRIMARY", "VOLUME", "NONE"])])
    dataset = item(
        SOPClassUID=CAPTURE,
        ImageType=["ORIGINAL", "SECONDARY", "OTHER"],
        Modality="ANY",
        SourceImageSequence=[item(SpatialLocationsPreserved="PERHAPS", ImageType=["ANY", "ANY"])],
        PerFrameFunctionalGroupsSequence=[frame],
    )
    assert findings(check_values, dataset) == {("value-unknown", "SourceImageSequence[1]/SpatialLocationsPreserved")}
    dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.30"
    assert findings(check_values, dataset) == {
        ("value-unknown", "SourceImageSequence[1]/SpatialLocationsPreserved"),
        ("value-unknown", "ImageType"),
        (
            "value-unknown",
            "PerFrameFunctionalGroupsSequence[1]/ParametricMapFrameTypeSequence[1]/FrameType",
        ),
    }


def test_of_a_class_that_no_result_has_the_values_are_judged_too() -> None:
    assert findings(check_values, item(SOPClassUID="1.2.3", PatientSex="X")) == {("value-unknown", "PatientSex")}


def test_of_a_tag_that_nobody_knows_nothing_is() -> None:
    dataset = item(SOPClassUID=SEGMENTATION)
    dataset.add_new(0x00081FFE, "CS", "lower case")
    assert findings(check_values, dataset) == set()
