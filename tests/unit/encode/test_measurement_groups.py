from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Finding, Measurement, Presence, Probability, Region
from radlane.domain.output import SegmentationType
from radlane.domain.uncertainty import BIT, ENTROPY, PROBABILITY, STANDARD_DEVIATION
from radlane.domain.units import NO_UNITS
from radlane.encode.evidence import Evidence
from radlane.encode.measurement_groups import finding_group, joint_group
from radlane.encode.segmentation import build_segmentation
from support import volume_encoding
from support.encoding import AREA, RATIO, SQUARE_MM, conclusion, context, finding, lungs, with_contours
from support.findings import CALIBRATED, classification, deep_detection, detection, frame_choice, with_frames
from support.radiographs import radiograph
from support.report import named
from support.volume_sources import CT, SERIES, slices

RUN = context(radiograph())
RIGHT, LEFT = lungs(48, 40)


def evidence(*findings: Finding) -> Evidence:
    segmentation = build_segmentation(RUN, Conclusion(findings=findings))
    return Evidence(frames=RUN.frames, segmentation=segmentation, explanations={})


NOTHING = Evidence(frames=RUN.frames, segmentation=None, explanations={})


def children(group: Dataset) -> dict[str, Dataset]:
    """Content items right below a group, by the meaning of their name."""
    return {item.ConceptNameCodeSequence[0].CodeMeaning: item for item in group.ContentSequence}


def test_a_finding_with_one_contour_is_a_planar_region() -> None:
    found = finding(0, RIGHT)
    group = finding_group(RUN, found, evidence(found))
    items = children(group)
    assert group.ContentTemplateSequence[0].TemplateIdentifier == "1410"
    region = items["Image Region"]
    assert region.GraphicType == "POLYLINE"
    assert region.GraphicData[:2] == region.GraphicData[-2:]
    assert isinstance(found.region, Region)
    np.testing.assert_array_equal(np.reshape(region.GraphicData, (-1, 2)), found.region.contours[0])
    assert items["Presence of property"].ConceptCodeSequence[0].CodeMeaning == "Present"
    site = items["Finding Site"]
    assert site.ContentSequence[0].ConceptCodeSequence[0].CodeMeaning == "Right"
    assert items["Area"].MeasuredValueSequence[0].NumericValue == int(RIGHT.sum())
    assert str(items["Area"].MeasuredValueSequence[0].NumericValue) == str(int(RIGHT.sum()))


def halves(mask: NDArray[np.bool_]) -> Finding:
    found = finding(1, mask)
    assert isinstance(found.region, Region)
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
    group = finding_group(RUN, found, NOTHING)
    items = children(group)
    assert group.ContentTemplateSequence[0].TemplateIdentifier == "1501"
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
        probability=Probability(value=0.5, threshold=0.75, indeterminate_from=0.25),
        measurements=(),
    )
    items = children(finding_group(RUN, found, evidence()))
    assert items["Presence of property"].ConceptCodeSequence[0].CodeMeaning == "Undetermined"
    assert "Finding Site" not in items
    probability = items["Probability"].MeasuredValueSequence[0]
    assert (str(probability.NumericValue), probability.FloatingPointValue) == ("0.5", 0.5)


def test_a_class_has_its_site_its_probability_and_what_decided() -> None:
    present, raw, grey = (finding_group(RUN, found, NOTHING) for found in classification().findings)
    items = children(present)
    assert present.ContentTemplateSequence[0].TemplateIdentifier == "1501"
    assert items["Finding"].ConceptCodeSequence[0].CodeMeaning == "Pneumothorax"
    assert items["Finding Site"].ConceptCodeSequence[0].CodeMeaning == "Pleura"
    assert items["Presence of property"].ConceptCodeSequence[0].CodeMeaning == "Present"
    number = items["Probability"]
    assert number.MeasuredValueSequence[0].MeasurementUnitsCodeSequence[0].CodeValue == "1"
    assert words(number) == words(present)  # of the number, and of the group
    assert words(present)[1:4] == [
        *("probability threshold=0.7", "probability indeterminate from=0.4"),
        f"probability: calibrated on {CALIBRATED}",
    ]
    assert "no probability" in words(raw)[2]
    assert "Finding Site" not in children(raw)
    assert children(grey)["Presence of property"].ConceptCodeSequence[0].CodeMeaning == "Undetermined"
    side = children(grey)["Finding Site"].ContentSequence[0]
    assert side.ConceptCodeSequence[0].CodeMeaning == "Left"


def words(item: Dataset) -> list[str]:
    """Algorithm Parameters right below an item."""
    return [child.TextValue for child in item.ContentSequence if child.ConceptNameCodeSequence[0].CodeValue == "111002"]


def test_of_several_frames_those_that_were_analysed_are_the_source() -> None:
    run = context(with_frames(radiograph(), 5))
    some = Evidence(frames=run.frames[1:4], segmentation=None, explanations={})
    group = finding_group(run, classification().findings[0], some)
    (reference,) = children(group)["Source of Measurement"].ReferencedSOPSequence
    assert list(reference.ReferencedFrameNumber) == [2, 3, 4]


def test_what_explains_a_class_is_named_in_its_group() -> None:
    explanation = radiograph(SOPInstanceUID="1.2.3.9")
    shown = replace(NOTHING, explanations={"ptx": (explanation,)})
    explained, other = (finding_group(RUN, found, shown) for found in classification().findings[:2])
    (reference,) = children(explained)["Visual explanation"].ReferencedSOPSequence
    assert reference.ReferencedSOPInstanceUID == "1.2.3.9"
    assert "Visual explanation" not in children(other)


def test_which_of_several_values_a_number_is_stands_below_it() -> None:
    run = volume_encoding.context(slices())
    evidence = Evidence(frames=run.frames, segmentation=None, explanations={})
    group = finding_group(run, deep_detection().findings[0], evidence)
    told = [
        (
            item.ConceptNameCodeSequence[0].CodeMeaning,
            [
                child.ConceptCodeSequence[0].CodeMeaning
                for child in item.ContentSequence
                if child.ConceptNameCodeSequence[0].CodeValue == "121401"
            ],
        )
        for item in group.ContentSequence
        if item.ValueType == "NUM"
    ]
    assert told == [
        ("Long axis", []),
        ("Attenuation Coefficient", ["Mean"]),
        ("Attenuation Coefficient", ["Standard Deviation"]),
        ("Probability", []),
    ]


def test_how_sure_a_model_is_stands_beside_what_it_says() -> None:
    figures = (
        Measurement(concept=ENTROPY, value=0.25, unit=BIT),
        Measurement(concept=PROBABILITY, value=0.125, unit=NO_UNITS, derivation=STANDARD_DEVIATION),
    )
    group = finding_group(RUN, replace(classification().findings[0], uncertainty=figures), NOTHING)
    numbers = [item for item in group.ContentSequence if item.ValueType == "NUM"]
    assert [item.ConceptNameCodeSequence[0].CodeMeaning for item in numbers] == [
        *("Entropy of the model's answer", "Probability", "Probability"),
    ]
    entropy, spread, likely = (item.MeasuredValueSequence[0] for item in numbers)
    assert (entropy.NumericValue, entropy.MeasurementUnitsCodeSequence[0].CodeValue) == (0.25, "bit")
    assert spread.NumericValue == 0.125
    assert likely.NumericValue == classification().findings[0].probability.value  # type: ignore[union-attr]


def test_a_class_of_which_nothing_was_detected_is_stated_absent() -> None:
    for found in detection(found=False).findings:
        group = finding_group(RUN, found, NOTHING)
        assert group.ContentTemplateSequence[0].TemplateIdentifier == "1501"
        assert children(group)["Presence of property"].ConceptCodeSequence[0].CodeMeaning == "Absent"
        assert "Image Region" not in children(group)


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
    shown = NOTHING
    items = children(joint_group(RUN, conclusion(48, 40).joint[0], shown))
    assert items["Source of Measurement"].ReferencedSOPSequence[0].ReferencedSOPInstanceUID == RUN.source.SOPInstanceUID


def test_every_group_has_an_observation_uid_of_the_run() -> None:
    found = conclusion(48, 40)
    shown = evidence(*found.findings)
    groups = [*(finding_group(RUN, f, shown) for f in found.findings), joint_group(RUN, found.joint[0], shown)]
    assert len({group.ObservationUID for group in groups}) == 3
    assert len({children(group)["Tracking Unique Identifier"].UID for group in groups}) == 3


def test_a_finding_of_a_volume_refers_to_its_segment_and_series() -> None:
    run, said = volume_encoding.context(slices()), volume_encoding.conclusion()
    shown = Evidence(frames=run.frames, segmentation=build_segmentation(run, said), explanations={})
    group = finding_group(run, said.findings[1], shown)
    assert group.ContentTemplateSequence[0].TemplateIdentifier == "1411"
    assert shown.segmentation is not None
    reference = named(group, "121191").ReferencedSOPSequence[0]
    assert reference.ReferencedSOPInstanceUID == shown.segmentation.SOPInstanceUID
    assert reference.ReferencedSegmentNumber == 2
    assert shown.segmentation.SegmentSequence[1].TrackingUID == named(group, "112040").UID
    series = named(group, "121232")
    assert (series.UID, series.ConceptNameCodeSequence[0].CodeMeaning) == (SERIES, "Source series for segmentation")
    value = named(group, "118565006").MeasuredValueSequence[0]
    voxels = int((volume_encoding.labels() == 2).sum())
    assert value.FloatingPointValue == voxels * CT.voxel_ml  # not rounded
    assert value.MeasurementUnitsCodeSequence[0].CodeValue == "mL"


def test_an_absent_finding_of_a_volume_names_no_single_slice() -> None:
    run = volume_encoding.context(slices())
    said = volume_encoding.conclusion(found=volume_encoding.labels(present=(1,)))
    shown = Evidence(frames=run.frames, segmentation=build_segmentation(run, said), explanations={})
    group = finding_group(run, said.findings[2], shown)
    assert group.ContentTemplateSequence[0].TemplateIdentifier == "1501"
    assert named(group, "121052").ConceptCodeSequence[0].CodeMeaning == "Absent"
    assert not [item for item in group.ContentSequence if item.ValueType == "IMAGE"]


def test_a_segment_of_a_label_map_is_referred_to_by_its_number() -> None:
    absent, found = finding(0, ~RIGHT & RIGHT), halves(LEFT)
    run = replace(RUN, chosen_type=SegmentationType.LABELMAP)
    made = build_segmentation(run, Conclusion(findings=(absent, found)))
    group = finding_group(run, found, Evidence(frames=run.frames, segmentation=made, explanations={}))
    reference = children(group)["Referenced Segmentation Frame"].ReferencedSOPSequence[0]
    assert reference.ReferencedSegmentNumber == 2
    assert "ReferencedFrameNumber" not in reference


def test_a_finding_of_a_frame_is_stated_of_that_frame_alone() -> None:
    source = with_frames(radiograph(), 5)
    run = context(source)
    seen = Evidence(frames=run.frames, segmentation=None, explanations={})
    found, absent = frame_choice(frame=3).findings
    group = finding_group(run, found, seen)
    assert group.ContentTemplateSequence[0].TemplateIdentifier == "1501"
    reference = children(group)["Source of Measurement"].ReferencedSOPSequence[0]
    assert reference.ReferencedFrameNumber == 4
    whole = children(finding_group(run, absent, seen))["Source of Measurement"].ReferencedSOPSequence[0]
    assert "ReferencedFrameNumber" not in whole
