import highdicom
import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.encode.codes import COMMENT, FINDING, SOURCE, STUDY_DATE
from radlane.encode.content_items import (
    Relationship,
    code_item,
    container_item,
    date_item,
    image_item,
    number_item,
    polygon_item,
    polyline_item,
    text_item,
    uid_item,
)
from radlane.encode.source_frame import ImageReference
from support.highdicom_report import described

LENGTH = Code(scheme="SCT", value="103339001", meaning="Long axis")
MILLIMETRE = Code(scheme="UCUM", value="mm", meaning="millimeter")
IMAGE = ImageReference(sop_class_uid="1.2", sop_instance_uid="1.2.3", frames=(2, 5))


@pytest.mark.parametrize(
    ("value", "decimal", "double"),
    [
        (7.0, "7", None),
        (-3.0, "-3", None),
        (0.5, "0.5", 0.5),
        (1 / 3, "0.33333333333333", 1 / 3),  # 16 characters, and the number itself
        (1e15, "1.0000000000e+15", 1e15),  # no whole number of 16 characters and a sign
    ],
)
def test_a_number_is_a_decimal_and_where_that_is_not_all_a_double(
    value: float, decimal: str, double: float | None
) -> None:
    item = number_item(LENGTH, value, MILLIMETRE)
    (measured,) = item.MeasuredValueSequence
    assert str(measured.NumericValue) == decimal
    assert measured.get("FloatingPointValue") == double
    assert measured.MeasurementUnitsCodeSequence[0].CodeValue == "mm"


def test_a_reference_names_frames_or_a_segment_never_both() -> None:
    (frames,) = image_item(SOURCE, IMAGE).ReferencedSOPSequence
    assert (list(frames.ReferencedFrameNumber), "ReferencedSegmentNumber" in frames) == ([2, 5], False)
    (segment,) = image_item(SOURCE, IMAGE, segment=3).ReferencedSOPSequence
    assert (segment.ReferencedSegmentNumber, "ReferencedFrameNumber" in segment) == (3, False)
    whole = ImageReference(sop_class_uid="1.2", sop_instance_uid="1.2.3")
    (reference,) = image_item(SOURCE, whole).ReferencedSOPSequence
    assert reference.dir() == ["ReferencedSOPClassUID", "ReferencedSOPInstanceUID"]


def test_coordinates_are_the_points_one_after_the_other() -> None:
    source = image_item(SOURCE, IMAGE, Relationship.SELECTED_FROM)
    line = polyline_item(FINDING, np.array([(0, 1), (2, 3), (0, 1)]), source)
    assert (line.GraphicType, list(line.GraphicData)) == ("POLYLINE", [0, 1, 2, 3, 0, 1])
    assert line.ContentSequence[0].RelationshipType == "SELECTED FROM"
    face = polygon_item(FINDING, np.array([(0, 1, 2), (3, 4, 5), (0, 1, 2)]), "1.2.9")
    assert (face.GraphicType, len(face.GraphicData)) == ("POLYGON", 9)
    assert face.ReferencedFrameOfReferenceUID == "1.2.9"
    assert "ContentSequence" not in face


def test_a_container_has_its_template_and_no_empty_content() -> None:
    item = container_item(FINDING, [text_item(COMMENT, "words")], "1501")
    assert item.ContentTemplateSequence[0].TemplateIdentifier == "1501"
    assert item.ContinuityOfContent == "CONTINUOUS"
    bare = container_item(FINDING, [])
    assert "ContentSequence" not in bare
    assert "ContentTemplateSequence" not in bare


def test_relationships_and_values() -> None:
    items: list[Dataset] = [
        code_item(FINDING, LENGTH, Relationship.HAS_CONCEPT_MODIFIER),
        uid_item(FINDING, "1.2.3", Relationship.HAS_OBSERVATION_CONTEXT),
    ]
    assert [item.RelationshipType for item in items] == ["HAS CONCEPT MOD", "HAS OBS CONTEXT"]
    assert [item.ValueType for item in items] == ["CODE", "UIDREF"]
    whole = code_item(FINDING, LENGTH, children=items[1:])
    assert described(whole)["ContentSequence"] == [described(items[1])]


def test_a_date_is_what_highdicom_makes_of_it() -> None:
    item = date_item(STUDY_DATE, "20240229", Relationship.HAS_ACQUISITION_CONTEXT)
    peer = highdicom.sr.DateContentItem(
        name=highdicom.sr.CodedConcept(value="111060", scheme_designator="DCM", meaning="Study Date"),
        value="20240229",
        relationship_type="HAS ACQ CONTEXT",
    )
    assert described(item) == described(peer)
