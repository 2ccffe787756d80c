from dataclasses import replace

import numpy as np
from highdicom.sr import VolumetricROIMeasurementsAndQualitativeEvaluations
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Finding, Measurement, Presence
from radlane.domain.output import SegmentationType
from radlane.encode.measurement_groups import Evidence, Group, finding_group, joint_group
from radlane.encode.segmentation import build_segmentation
from radlane.encode.stand_in import stand_in
from support import volume_encoding
from support.encoding import AREA, RATIO, SQUARE_MM, conclusion, context, finding, lungs, with_contours
from support.radiographs import radiograph
from support.report import named
from support.volume_sources import CT, SERIES, slices

RUN = context(radiograph())
RIGHT, LEFT = lungs(48, 40)


def evidence(*findings: Finding) -> Evidence:
    return Evidence(images=(stand_in(RUN.source),), segmentation=build_segmentation(RUN, Conclusion(findings=findings)))


def children(group: Group) -> dict[str, Dataset]:
    """Content items right below a group, by the meaning of their name."""
    return {item.ConceptNameCodeSequence[0].CodeMeaning: item for item in group[0].ContentSequence}


def test_a_finding_with_one_contour_is_a_planar_region() -> None:
    found = finding(0, RIGHT)
    group = finding_group(RUN, found, evidence(found))
    items = children(group)
    assert group[0].ContentTemplateSequence[0].TemplateIdentifier == "1410"
    region = items["Image Region"]
    assert region.GraphicType == "POLYLINE"
    assert region.GraphicData[:2] == region.GraphicData[-2:]
    assert found.region is not None
    np.testing.assert_array_equal(np.reshape(region.GraphicData, (-1, 2)), found.region.contours[0])
    assert items["Presence of property"].ConceptCodeSequence[0].CodeMeaning == "Present"
    site = items["Finding Site"]
    assert site.ContentSequence[0].ConceptCodeSequence[0].CodeMeaning == "Right"
    assert items["Area"].MeasuredValueSequence[0].NumericValue == int(RIGHT.sum())
    assert str(items["Area"].MeasuredValueSequence[0].NumericValue) == str(int(RIGHT.sum()))


def halves(mask: NDArray[np.bool_]) -> Finding:
    found = finding(1, mask)
    assert found.region is not None
    contour = found.region.contours[0]
    return with_contours(found, contour, contour)


def test_several_contours_are_the_frame_of_the_segmentation() -> None:
    absent, found = finding(0, ~RIGHT & RIGHT), halves(LEFT)
    group = finding_group(RUN, found, evidence(absent, found))
    reference = children(group)["Referenced Segmentation Frame"].ReferencedSOPSequence[0]
    assert reference.ReferencedFrameNumber == 1  # the absent segment has no frame
    assert "ReferencedSegmentNumber" not in reference
    assert "Image Region" not in children(group)


def test_a_contour_that_no_attribute_can_hold_is_the_frame_of_the_segmentation() -> None:
    found = with_contours(finding(0, RIGHT), np.zeros((8192, 2)))
    assert "Referenced Segmentation Frame" in children(finding_group(RUN, found, evidence(found)))
    found = with_contours(finding(0, RIGHT), np.zeros((8191, 2)))
    assert "Image Region" in children(finding_group(RUN, found, evidence(found)))


def test_an_absent_finding_is_stated() -> None:
    found = finding(0, ~RIGHT & RIGHT)
    group = finding_group(RUN, found, Evidence(images=(stand_in(RUN.source),), segmentation=None))
    items = children(group)
    assert group[0].ContentTemplateSequence[0].TemplateIdentifier == "1501"
    assert items["Presence of property"].ConceptCodeSequence[0].CodeMeaning == "Absent"
    assert items["Algorithm Name"].TextValue == "cxr-lungs"
    assert items["Source of Measurement"].ReferencedSOPSequence[0].ReferencedSOPInstanceUID == RUN.source.SOPInstanceUID
    assert "Area" not in items


def test_a_finding_without_a_region_or_a_side() -> None:
    found = replace(
        finding(0, RIGHT),
        region=None,
        laterality=None,
        presence=Presence.INDETERMINATE,
        probability=0.5,
        measurements=(),
    )
    items = children(finding_group(RUN, found, evidence()))
    assert items["Presence of property"].ConceptCodeSequence[0].CodeMeaning == "Undetermined"
    assert "ContentSequence" not in items["Finding Site"]
    probability = items["Probability"].MeasuredValueSequence[0]
    assert (str(probability.NumericValue), probability.FloatingPointValue) == ("0.5", 0.5)


def test_a_number_that_16_characters_do_not_hold_is_stated_in_full_too() -> None:
    area = Measurement(concept=AREA, value=25345.678901234567, unit=SQUARE_MM)
    found = replace(finding(0, RIGHT), measurements=(area,))
    value = children(finding_group(RUN, found, evidence(found)))["Area"].MeasuredValueSequence[0]
    assert len(str(value.NumericValue)) <= 16
    assert value.FloatingPointValue == area.value


def test_the_ratio_comes_from_the_segmentation() -> None:
    found = conclusion(48, 40)
    shown = evidence(*found.findings)
    assert shown.segmentation is not None
    items = children(joint_group(RUN, found.joint[0], shown))
    assert items["Source of Measurement"].ReferencedSOPSequence[0].ReferencedSOPInstanceUID == (
        shown.segmentation.SOPInstanceUID
    )
    assert RATIO.meaning in items


def test_without_a_segmentation_the_ratio_comes_from_the_image() -> None:
    shown = Evidence(images=(stand_in(RUN.source),), segmentation=None)
    items = children(joint_group(RUN, conclusion(48, 40).joint[0], shown))
    assert items["Source of Measurement"].ReferencedSOPSequence[0].ReferencedSOPInstanceUID == RUN.source.SOPInstanceUID


def test_every_group_has_an_observation_uid_of_the_run() -> None:
    found = conclusion(48, 40)
    shown = evidence(*found.findings)
    groups = [*(finding_group(RUN, f, shown) for f in found.findings), joint_group(RUN, found.joint[0], shown)]
    assert len({group[0].ObservationUID for group in groups}) == 3
    assert len({children(group)["Tracking Unique Identifier"].UID for group in groups}) == 3


def test_a_finding_of_a_volume_refers_to_its_segment_and_series() -> None:
    run, said = volume_encoding.context(slices()), volume_encoding.conclusion()
    shown = Evidence(images=tuple(map(stand_in, run.sources)), segmentation=build_segmentation(run, said))
    group = finding_group(run, said.findings[1], shown)
    assert isinstance(group, VolumetricROIMeasurementsAndQualitativeEvaluations)
    assert group.referenced_segment is not None
    assert shown.segmentation is not None
    assert group.referenced_segment.referenced_sop_instance_uid == shown.segmentation.SOPInstanceUID
    assert group.tracking_uid == shown.segmentation.SegmentSequence[1].TrackingUID
    series = named(group[0], "121232")
    assert (series.UID, series.ConceptNameCodeSequence[0].CodeMeaning) == (SERIES, "Source series for segmentation")
    value = named(group[0], "118565006").MeasuredValueSequence[0]
    voxels = int((volume_encoding.labels() == 2).sum())
    assert value.FloatingPointValue == voxels * CT.voxel_ml  # not rounded
    assert value.MeasurementUnitsCodeSequence[0].CodeValue == "mL"


def test_an_absent_finding_of_a_volume_names_no_single_slice() -> None:
    run = volume_encoding.context(slices())
    said = volume_encoding.conclusion(found=volume_encoding.labels(present=(1,)))
    shown = Evidence(images=tuple(map(stand_in, run.sources)), segmentation=build_segmentation(run, said))
    group = finding_group(run, said.findings[2], shown)
    assert not isinstance(group, VolumetricROIMeasurementsAndQualitativeEvaluations)
    assert named(group[0], "121052").ConceptCodeSequence[0].CodeMeaning == "Absent"
    assert not [item for item in group[0].ContentSequence if item.ValueType == "IMAGE"]


def test_a_segment_of_a_label_map_is_referred_to_by_its_number() -> None:
    absent, found = finding(0, ~RIGHT & RIGHT), halves(LEFT)
    run = replace(RUN, chosen_type=SegmentationType.LABELMAP)
    made = build_segmentation(run, Conclusion(findings=(absent, found)))
    group = finding_group(run, found, Evidence(images=(stand_in(run.source),), segmentation=made))
    reference = children(group)["Referenced Segmentation Frame"].ReferencedSOPSequence[0]
    assert reference.ReferencedSegmentNumber == 2
    assert "ReferencedFrameNumber" not in reference
