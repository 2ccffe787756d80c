from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import AnyRegion, BoxRegion, Conclusion, Region, VolumeBoxRegion, VolumeRegion
from radlane.encode.evidence import Evidence
from radlane.encode.regions import box_outline, region_items, region_template
from radlane.encode.segmentation import build_segmentation
from support.encoding import context, finding, lungs
from support.findings import deep_detection, detection, with_frames
from support.radiographs import radiograph
from support.volume_encoding import context as volume_context
from support.volume_sources import FRAME_OF_REFERENCE, SERIES, slices

RIGHT, LEFT = lungs(48, 40)


def said(region: AnyRegion, evidence: Evidence) -> dict[str, list[Dataset]]:
    """Items by the meaning of their name."""
    found: dict[str, list[Dataset]] = {}
    for item in region_items(region, evidence):
        found.setdefault(item.ConceptNameCodeSequence[0].CodeMeaning, []).append(item)
    return found


@pytest.mark.parametrize(("number", "frame"), [(1, None), (3, 2)])
def test_a_box_in_an_image_is_a_closed_line_of_five_points_on_its_frame(number: int, frame: int | None) -> None:
    """A reference to a frame of a single one would be to all of them, and names none (PS3.3 table 10-3)."""
    box = detection(frame=min(1, number - 1)).findings[0].region
    assert isinstance(box, BoxRegion)
    run = context(with_frames(radiograph(), number))
    items = said(box, Evidence(frames=run.frames, segmentation=None, explanations={}))
    (line,) = items["Image Region"]
    assert line.GraphicType == "POLYLINE"
    assert list(line.GraphicData) == [3.25, 4.5, 17.0, 4.5, 17.0, 21.75, 3.25, 21.75, 3.25, 4.5]
    (reference,) = line.ContentSequence[0].ReferencedSOPSequence
    assert reference.ReferencedSOPInstanceUID == run.source.SOPInstanceUID
    assert reference.get("ReferencedFrameNumber") == frame
    (purpose,) = items["Geometric purpose of region"]
    assert purpose.ConceptCodeSequence[0].CodeMeaning == "Bounded by"
    assert region_template(box) == "1410"


def test_the_outline_of_a_box_goes_round_it_once() -> None:
    line = box_outline(BoxRegion(frame=0, left=1.0, top=2.0, right=5.0, bottom=9.0))
    assert line[0].tolist() == line[-1].tolist()
    x, y = line.T
    assert abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2 == 4.0 * 7.0


def test_a_box_in_a_volume_is_two_opposite_faces_in_its_frame_of_reference() -> None:
    run = volume_context(slices())
    box = deep_detection().findings[0].region
    assert isinstance(box, VolumeBoxRegion)
    items = said(box, Evidence(frames=run.frames, segmentation=None, explanations={}))
    low, high = (np.reshape(face.GraphicData, (5, 3)) for face in items["Volume Surface"])
    np.testing.assert_array_equal(low[0], low[4])
    np.testing.assert_allclose(high - low, np.tile(box.affine[:3, 0], (5, 1)))
    np.testing.assert_allclose(sorted([*low[:4].tolist(), *high[:4].tolist()]), sorted(box.corners.tolist()))
    assert {face.GraphicType for face in items["Volume Surface"]} == {"POLYGON"}
    assert {face.ReferencedFrameOfReferenceUID for face in items["Volume Surface"]} == {FRAME_OF_REFERENCE}
    assert items["Source series for segmentation"][0].UID == SERIES
    assert region_template(box) == "1411"


def test_a_segment_of_a_volume_is_referred_to_by_its_number() -> None:
    run = volume_context(slices())
    segmentation = radiograph()
    items = said(
        VolumeRegion(segment=2, voxels=9), Evidence(frames=run.frames, segmentation=segmentation, explanations={})
    )
    (reference,) = items["Referenced Segment"][0].ReferencedSOPSequence
    assert (reference.ReferencedSOPInstanceUID, reference.ReferencedSegmentNumber) == (segmentation.SOPInstanceUID, 2)
    assert items["Source series for segmentation"][0].UID == SERIES


def test_several_contours_are_the_frame_of_the_segmentation_and_its_image() -> None:
    run, found = context(radiograph()), finding(1, LEFT)
    segmentation = build_segmentation(run, Conclusion(findings=(finding(0, RIGHT), found)))
    assert isinstance(found.region, Region)
    halves = replace(found.region, contours=found.region.contours * 2)
    items = said(halves, Evidence(frames=run.frames, segmentation=segmentation, explanations={}))
    assert items["Referenced Segmentation Frame"][0].ReferencedSOPSequence[0].ReferencedFrameNumber == 2
    source = items["Source image for segmentation"][0].ReferencedSOPSequence[0]
    assert source.ReferencedSOPInstanceUID == run.source.SOPInstanceUID
    assert region_template(halves) == "1410"
