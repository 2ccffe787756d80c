"""The SR of outlines."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import ComprehensiveSRStorage

from radlane.domain.finding import Conclusion, Measurement, Region
from radlane.domain.outline import Outlines
from radlane.encode.checker import check_objects
from radlane.encode.checks import content
from radlane.encode.checks.problem import walk
from radlane.encode.context import EncodeContext
from radlane.encode.display import build_display
from radlane.encode.part10 import to_bytes
from radlane.encode.reading import code
from radlane.encode.result import encode_result
from radlane.encode.series import REPORT, series_uid
from radlane.encode.source_frame import SourceFrame
from radlane.inference.outlines import trace_outlines
from support import encoding, volume_encoding
from support.radiographs import radiograph
from support.shape_results import shape_named
from support.shapes import concluded, labels, run
from support.volume_sources import CT, slices

COMMENT = ("DCM", "121106")
IMAGE_REGION = ("DCM", "111030")


def display_of(run: EncodeContext, found: Conclusion) -> Dataset:
    made = build_display(run, found, trace_outlines(found))
    assert made is not None
    return made


def comments(display: Dataset) -> list[str]:
    return [
        str(item.TextValue)
        for item in walk(display, "ContentSequence")
        if code(item, "ConceptNameCodeSequence") == COMMENT
    ]


def line_of(group: Dataset) -> Dataset:
    (region,) = content.named(group, IMAGE_REGION)
    return region


def test_of_a_radiograph_each_lung_is_a_planar_group_with_its_area() -> None:
    found = encoding.conclusion(48, 40)
    display = display_of(encoding.context(radiograph()), found)
    assert (display.SOPClassUID, display.Modality, display.SeriesNumber) == (ComprehensiveSRStorage, "SR", 99008)
    assert display.SeriesDescription == "AI Lung fields outlines (research)"
    groups = list(content.groups(display))
    assert [group.ContentTemplateSequence[0].TemplateIdentifier for group in groups] == ["1410", "1410"]
    assert [content.tracking_id(group) for group in groups] == [
        "cxr-lungs:1.0.0 segment 1 outline 1",
        "cxr-lungs:1.0.0 segment 2 outline 1",
    ]
    for group, finding in zip(groups, found.findings, strict=True):
        (area,) = content.stated_numbers(group)
        assert (area.concept, area.unit) == (("SCT", "42798000"), ("UCUM", "{pixels}"))
        assert area.value == finding.measurements[0].value
        assert line_of(group).GraphicType == "POLYLINE"


def test_what_is_measured_in_mm2_is_so_for_each_part() -> None:
    mask = np.zeros((48, 40), bool)
    mask[2:12, 2:12] = mask[20:24, 20:25] = True
    finding = encoding.finding(0, mask)
    area = Measurement(concept=encoding.AREA, value=120 * 0.37, unit=encoding.SQUARE_MM, note="uncorrected")
    other = Measurement(concept=encoding.RATIO, value=0.5, unit=encoding.NO_UNITS)
    found = Conclusion(findings=(replace(finding, measurements=(area, other)),))
    display = display_of(encoding.context(radiograph()), found)
    numbers = [content.stated_numbers(group) for group in content.groups(display)]
    assert [number.unit for (number,) in numbers] == [("UCUM", "mm2")] * 2
    assert [number.value for (number,) in numbers] == pytest.approx([100 * 0.37, 20 * 0.37])
    assert "Right lung, Area: uncorrected" in comments(display)


def test_without_a_stated_area_there_is_none() -> None:
    found = encoding.conclusion(48, 40)
    bare = replace(found, findings=tuple(replace(finding, measurements=()) for finding in found.findings))
    display = display_of(encoding.context(radiograph()), bare)
    assert [content.stated_numbers(group) for group in content.groups(display)] == [[], []]


def test_of_a_volume_each_line_is_on_its_slice_with_the_area_of_the_slice_s_part() -> None:
    sources = slices(CT, volume_encoding.values(CT))
    found = volume_encoding.conclusion()
    display = display_of(volume_encoding.context(sources), found)
    outlines = trace_outlines(found).drawn
    groups = list(content.groups(display))
    assert len(groups) == len(outlines) == 3
    for group, outline in zip(groups, outlines, strict=True):
        referred = line_of(group).ContentSequence[0].ReferencedSOPSequence[0]
        assert referred.ReferencedSOPInstanceUID == sources[outline.frame].SOPInstanceUID
        assert "ReferencedFrameNumber" not in referred
        (area,) = content.stated_numbers(group)
        assert (area.concept, area.unit) == (("SCT", "42798000"), ("UCUM", "mm2"))
        assert area.value == pytest.approx(outline.pixels * 0.7 * 0.9)
    listed = {item.ReferencedSOPInstanceUID for item in evidence_of(display)}
    assert listed == {sources[outline.frame].SOPInstanceUID for outline in outlines}


def test_a_frame_of_a_multi_frame_image_is_named_by_its_number() -> None:
    source = radiograph(NumberOfFrames=5)
    run = replace(encoding.context(source), frames=(SourceFrame(image=source, number=3),))
    display = display_of(run, encoding.conclusion(48, 40))
    for group in content.groups(display):
        assert line_of(group).ContentSequence[0].ReferencedSOPSequence[0].ReferencedFrameNumber == 3


def test_of_frames_without_a_place_areas_are_in_pixels() -> None:
    shape = shape_named("photograph")
    said = concluded(labels(shape))
    display = display_of(run(shape.frames()), said)
    stated = [number for group in content.groups(display) for number in content.stated_numbers(group)]
    pixels = [outline.pixels for outline in trace_outlines(said).drawn]
    assert [(number.unit, number.value) for number in stated] == [(("UCUM", "{pixels}"), count) for count in pixels]
    assert stated


def test_sides_and_presence_are_those_of_the_finding() -> None:
    display = display_of(encoding.context(radiograph()), encoding.conclusion(48, 40))
    right, left = content.groups(display)
    assert (content.sides(right), content.sides(left)) == ({("SCT", "24028007")}, {("SCT", "7771000")})
    assert content.presence(right) == content.presence(left) == {("SCT", "52101004")}
    unknown = display_of(encoding.context(radiograph()), encoding.conclusion(48, 40, lateral=False))
    assert [content.sides(group) for group in content.groups(unknown)] == [{("", "")}] * 2


def test_each_outline_has_tracking_and_observation_uids_of_its_own() -> None:
    source, found = radiograph(), encoding.conclusion(48, 40)
    objects = encode_result(encoding.context(source), found, None, outlines=trace_outlines(found))
    groups = [group for report in objects[1:] for group in content.groups(report)]
    for uids in ([content.tracking_uid(group) for group in groups], [group.ObservationUID for group in groups]):
        assert len(set(uids)) == len(groups) == 5


def test_the_comments_say_what_it_is_for_and_how_many_parts_are_left_out() -> None:
    found = encoding.conclusion(48, 40)
    run = encoding.context(radiograph())
    many = build_display(run, found, replace(trace_outlines(found), omitted=7))
    assert many is not None
    first, *others = comments(many)
    assert first.startswith("Outlines for viewers")
    assert others == ["Smaller parts without an outline: 7", encoding.STATEMENT]
    assert comments(display_of(run, found)) == [first, encoding.STATEMENT]


def test_the_same_run_gives_the_same_bytes() -> None:
    found = encoding.conclusion(48, 40)
    one, other = (display_of(encoding.context(radiograph()), found) for _ in range(2))
    assert to_bytes(one) == to_bytes(other)


def test_without_outlines_there_is_none() -> None:
    run, found = encoding.context(radiograph()), encoding.conclusion(48, 40, present=(False, False))
    assert build_display(run, found, trace_outlines(found)) is None
    assert build_display(run, found, Outlines()) is None


def test_the_absent_one_of_two_has_no_group() -> None:
    found = encoding.conclusion(48, 40, present=(False, True))
    display = display_of(encoding.context(radiograph()), found)
    assert [content.tracking_id(group) for group in content.groups(display)] == ["cxr-lungs:1.0.0 segment 2 outline 1"]


@pytest.mark.parametrize("picture", [True, False])
def test_the_root_lists_it_beside_the_picture(picture: bool) -> None:
    source, found = radiograph(), encoding.conclusion(48, 40)
    run = encoding.context(source)
    shown = encoding.picture(source) if picture else None
    *leaves, report = encode_result(run, found, shown, outlines=trace_outlines(found))
    (study,) = report.CurrentRequestedProcedureEvidenceSequence
    listed = [series.SeriesInstanceUID for series in study.ReferencedSeriesSequence]
    assert listed == [source.SeriesInstanceUID, *(leaf.SeriesInstanceUID for leaf in leaves)]
    assert study.StudyInstanceUID == source.StudyInstanceUID
    assert series_uid(run, REPORT) not in listed
    assert check_objects([*leaves, report], [source], found) == ()


def evidence_of(display: Dataset) -> list[Dataset]:
    return [
        instance
        for study in display.CurrentRequestedProcedureEvidenceSequence
        for series in study.ReferencedSeriesSequence
        for instance in series.ReferencedSOPSequence
    ]


def test_a_region_is_what_the_outline_was_traced_from() -> None:
    """The area of a part is its share of the finding's: parts and finding are of one mask."""
    found = encoding.conclusion(48, 40)
    region = found.findings[0].region
    assert isinstance(region, Region)
    assert sum(outline.pixels for outline in trace_outlines(found).drawn if outline.segment == 1) == region.mask.sum()


def test_a_finding_without_a_segment_has_no_outline() -> None:
    found = encoding.conclusion(48, 40)
    outlines = trace_outlines(found)
    bare = replace(found, findings=(found.findings[0], replace(found.findings[1], region=None)))
    made = build_display(encoding.context(radiograph()), bare, outlines)
    assert made is not None
    assert [content.tracking_id(group) for group in content.groups(made)] == ["cxr-lungs:1.0.0 segment 1 outline 1"]
