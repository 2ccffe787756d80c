from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.pixels.utils import pixel_array

from radlane.domain.finding import Conclusion
from radlane.encode.capture import build_capture
from support import volume_encoding
from support.encoding import STATEMENT, conclusion, context, encoded, finding, picture
from support.radiographs import radiograph
from support.volume_sources import slices


def capture(source: Dataset, found: Conclusion | None = None) -> Dataset:
    return build_capture(context(source), found or conclusion(48, 40), picture(source))


def test_the_picture_is_a_secondary_capture_of_its_image() -> None:
    source = radiograph()
    dataset = encoded(source)[1]
    assert (dataset.Modality, dataset.ConversionType) == ("OT", "WSD")
    assert pixel_array(dataset).shape == (dataset.Rows, dataset.Columns, 3)
    assert dataset.SourceImageSequence[0].ReferencedSOPInstanceUID == source.SOPInstanceUID
    assert list(dataset.PatientOrientation) == ["L", "F"]
    assert STATEMENT in dataset.ImageComments
    assert "not for diagnosis" in dataset.ImageComments


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("YES", "YES"),  # what is burned in stays burned in
        ("NO", "NO"),  # our band names no patient
        (None, None),  # nobody knows (PS3.3 section C.7.6.1, Type 3)
        ("", None),
        ("MAYBE", None),
    ],
)
def test_burned_in_annotation(stated: str | None, expected: str | None) -> None:
    source = radiograph() if stated is None else radiograph(BurnedInAnnotation=stated)
    assert capture(source).get("BurnedInAnnotation") == expected


def test_pixel_data_has_an_even_length() -> None:
    assert len(capture(radiograph(np.zeros((31, 33), np.uint16))).PixelData) % 2 == 0


def test_findings_without_a_region_are_named_only() -> None:
    named = replace(finding(0, np.ones((48, 40), np.bool_)), id="opacity", region=None)
    assert capture(radiograph(), Conclusion(findings=(named,))).Rows > 0


def test_without_a_body_part_the_side_is_stated_as_unknown() -> None:
    assert "Laterality" not in capture(radiograph())
    assert capture(radiograph(BodyPartExamined=None)).Laterality is None


def test_the_picture_of_a_volume_names_all_slices_and_lies_in_no_one_way() -> None:
    sources = slices(values=volume_encoding.values())
    dataset = volume_encoding.encoded(sources=sources)[1]
    named = [item.ReferencedSOPInstanceUID for item in dataset.SourceImageSequence]
    assert named == [source.SOPInstanceUID for source in sources]
    assert not dataset.PatientOrientation
    assert pixel_array(dataset).shape == (dataset.Rows, 1024, 3)
    assert "FrameOfReferenceUID" not in dataset
