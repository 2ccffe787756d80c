"""The rules of the SR of outlines: what they let pass, and each thing that they find."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

from radlane.domain.finding import Conclusion
from radlane.encode.checker import check_objects
from radlane.encode.checks import content
from radlane.encode.result import encode_result
from radlane.encode.source_frame import images_of
from radlane.inference.outlines import trace_outlines
from support import encoding, volume_encoding
from support.frame_sources import SHAPE
from support.radiographs import radiograph
from support.shape_results import shape_named
from support.shapes import concluded, run
from support.volume_sources import CT, slices

SEGMENTATION, DISPLAY, REPORT = 0, 1, 2
Change = Callable[[list[Dataset]], None]


def two_parts() -> Conclusion:
    """A lung in two parts, one with a hole, and another lung."""
    mask, other = np.zeros((48, 40), bool), np.zeros((48, 40), bool)
    mask[2:22, 2:16] = mask[30:40, 4:12] = other[5:35, 22:34] = True
    mask[6:10, 6:10] = False
    return Conclusion(findings=(encoding.finding(0, mask), encoding.finding(1, other)))


def result(source: Dataset, found: Conclusion) -> list[Dataset]:
    made = encode_result(encoding.context(source), found, None, outlines=trace_outlines(found))
    return encoding.reread(made)


def codes(change: Change, found: Conclusion | None = None) -> set[str]:
    """What the checker finds of a result of two parts that was changed."""
    source = radiograph()
    objects = result(source, found or two_parts())
    change(objects)
    return {problem.code for problem in check_objects(objects, [source], found)}


def item(group: Dataset, name: str) -> Dataset:
    (found,) = (child for child in group.ContentSequence if child.ConceptNameCodeSequence[0].CodeValue == name)
    assert isinstance(found, Dataset)
    return found


def group(objects: list[Dataset], index: int = 0) -> Dataset:
    return list(content.groups(objects[DISPLAY]))[index]


def renamed(name: str) -> Change:
    return lambda objects: setattr(item(group(objects), "112039"), "TextValue", name)


def moved(x: float) -> Change:
    def change(objects: list[Dataset]) -> None:
        line = item(group(objects), "111030")
        points = np.reshape(line.GraphicData, (-1, 2)) + np.array([x, 0])
        line.GraphicData = points.ravel().tolist()

    return change


def measured(value: float, unit: str = "{pixels}") -> Change:
    def change(objects: list[Dataset]) -> None:
        stated = item(group(objects), "42798000").MeasuredValueSequence[0]
        stated.NumericValue = stated.FloatingPointValue = value
        stated.MeasurementUnitsCodeSequence[0].CodeValue = unit

    return change


def opened(objects: list[Dataset]) -> None:
    item(group(objects), "111030").GraphicData = [1, 1, 9, 1, 9, 9, 1, 9]


def doubled(objects: list[Dataset]) -> None:
    items = group(objects).ContentSequence
    items.append(item(group(objects), "111030"))


def exchanged(objects: list[Dataset]) -> None:
    """The lines of the two lungs."""
    one, other = (item(group(objects, index), "111030") for index in (0, 2))
    one.GraphicData, other.GraphicData = other.GraphicData, one.GraphicData


def relabelled(objects: list[Dataset]) -> None:
    item(group(objects), "121071").ConceptCodeSequence[0].CodeValue = "80891009"


def other_side(objects: list[Dataset]) -> None:
    item(item(group(objects), "363698007"), "272741003").ConceptCodeSequence[0].CodeValue = "7771000"


def absent(objects: list[Dataset]) -> None:
    item(group(objects), "121052").ConceptCodeSequence[0].CodeValue = "272519000"


def lost(objects: list[Dataset]) -> None:
    """The last group: the only one of the second segment."""
    (measurements,) = (
        one for one in objects[DISPLAY].ContentSequence if one.ConceptNameCodeSequence[0].CodeValue == "126010"
    )
    del measurements.ContentSequence[-1]


def tracked_as(of: Callable[[list[Dataset]], str]) -> Change:
    return lambda objects: setattr(item(group(objects), "112040"), "UID", of(objects))


def elsewhere(objects: list[Dataset]) -> None:
    """On an image that no frame of the segment is of."""
    referred = item(group(objects), "111030").ContentSequence[0].ReferencedSOPSequence[0]
    referred.ReferencedSOPInstanceUID = "1.2.3"


def observed_by_another(objects: list[Dataset]) -> None:
    item(objects[DISPLAY], "121012").UID = "1.2.3"


def observed_as_the_next(objects: list[Dataset]) -> None:
    group(objects).ObservationUID = group(objects, 1).ObservationUID


def observed_as_the_finding(objects: list[Dataset]) -> None:
    """A group of the report."""
    group(objects).ObservationUID = next(content.groups(objects[-1])).ObservationUID


def nothing(_: list[Dataset]) -> None:
    pass


def test_it_finds_nothing_in_what_was_made() -> None:
    assert codes(nothing, two_parts()) == set()


def test_areas_in_mm2_follow_from_a_spacing_of_the_image() -> None:
    source = radiograph(PixelSpacing=[0.5, 0.4])
    objects = result(source, two_parts())
    for one in content.groups(objects[DISPLAY]):
        stated = item(one, "42798000").MeasuredValueSequence[0]
        stated.NumericValue = stated.FloatingPointValue = round(float(stated.NumericValue) * 0.2, 6)
        stated.MeasurementUnitsCodeSequence[0].CodeValue = "mm2"
    found = {problem.code for problem in check_objects(objects, [source])}
    assert found == set()
    source.PixelSpacing = [0.5, 0.5]
    assert {problem.code for problem in check_objects(objects, [source])} == {"display-number"}
    assert {problem.code for problem in check_objects(objects, [])} == set()  # no image to compare with


@pytest.mark.parametrize("name", ["enhanced-ct", "enhanced-ct-spacings"])
def test_areas_follow_from_a_spacing_of_the_frames(name: str) -> None:
    """The functional groups say it, shared or frame by frame."""
    shape = shape_named(name)
    frames = shape.frames()
    (image,) = images_of(frames)
    found = np.zeros((len(frames), *SHAPE), np.uint8)
    found[1:, 3:9, 2:12] = 1
    said = concluded(found)
    objects = encoding.reread(encode_result(run(frames), said, None, outlines=trace_outlines(said)))
    assert check_objects(objects, [image]) == ()
    for groups in (image.SharedFunctionalGroupsSequence, image.PerFrameFunctionalGroupsSequence):
        for measures in (item for each in groups for item in each.get("PixelMeasuresSequence", ())):
            measures.PixelSpacing = [2, 2]
    assert "display-number" in {problem.code for problem in check_objects(objects, [image])}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (renamed("cxr-lungs:1.0.0 segment 9 outline 1"), "display-unmatched"),  # no such segment
        (renamed("cxr-lungs:1.0.0 segment 1 outline"), "display-unmatched"),
        (renamed("cxr-lungs:1.0.0 segment 1 outline one"), "display-unmatched"),
        (renamed(""), "display-unmatched"),
        (relabelled, "display-mismatch"),
        (other_side, "display-mismatch"),
        (absent, "display-mismatch"),
        (measured(12.5, "mL"), "display-number"),  # a volume in a planar group
        (measured(265), "display-number"),  # its hole counted in
        (measured(249), "display-number"),
        (opened, "display-region"),
        (doubled, "display-region"),
        (moved(5), "display-region"),
        (exchanged, "display-region"),
        (elsewhere, "display-region"),
        (lost, "display-incomplete"),
        (observed_by_another, "observer-mismatch"),
        (
            lambda objects: setattr(group(objects), "ObservationUID", group(objects, 1).ObservationUID),
            "observation-uid",
        ),
        (observed_as_the_finding, "observation-uid"),
        (tracked_as(lambda objects: content.tracking_uid(group(objects, 1))), "display-tracking"),
        (tracked_as(lambda objects: str(objects[SEGMENTATION].SegmentSequence[0].TrackingUID)), "display-tracking"),
    ],
)
def test_what_is_wrong_is_found(change: Change, code: str) -> None:
    assert code in codes(change)


def test_a_line_around_another_part_of_its_segment_is_found_by_its_area() -> None:
    def change(objects: list[Dataset]) -> None:
        one, other = (item(group(objects, index), "111030") for index in (0, 1))
        one.GraphicData, other.GraphicData = other.GraphicData, one.GraphicData

    assert codes(change) == {"display-number"}


def test_a_line_in_another_slice_is_found() -> None:
    """Also where it fits around the part there; of slices with as many pixels each will do."""
    sources = slices(CT, volume_encoding.values(CT))
    found = np.zeros(volume_encoding.labels(CT).shape, np.uint8)
    found[1:3, 3:9, 2:12] = 1
    found[3, 3:9, 2:11] = 1
    said = volume_encoding.conclusion(found=found)
    objects = list(encode_result(volume_encoding.context(sources), said, None, outlines=trace_outlines(said)))
    assert check_objects(objects, sources) == ()
    referred = item(group(objects), "111030").ContentSequence[0].ReferencedSOPSequence[0]
    images = [
        groups.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
        for groups in objects[SEGMENTATION].PerFrameFunctionalGroupsSequence
    ]
    counts = [int(np.count_nonzero(frame)) for frame in objects[SEGMENTATION].pixel_array]
    assert sorted(counts) == [54, 60, 60]
    for image, count in zip(images, counts, strict=True):
        referred.ReferencedSOPInstanceUID = image
        found_codes = {problem.code for problem in check_objects(objects, sources)} - {"evidence-missing"}
        assert found_codes == (set() if count == 60 else {"display-slice", "display-number"})


def test_pixels_that_cannot_be_counted_are_not_compared() -> None:
    def change(objects: list[Dataset]) -> None:
        objects[SEGMENTATION].file_meta.TransferSyntaxUID = RLELossless
        moved(5)(objects)

    assert "display-region" not in codes(change)


def test_lines_of_a_volume_lie_on_the_frames_of_their_segments() -> None:
    sources, found = slices(CT, volume_encoding.values(CT)), volume_encoding.conclusion()
    objects = list(encode_result(volume_encoding.context(sources), found, None, outlines=trace_outlines(found)))
    assert check_objects(objects, sources, found) == ()
    moved(4)(objects)
    assert {problem.code for problem in check_objects(objects, sources, found)} == {"display-region"}


def test_without_a_segmentation_it_is_of_no_segment() -> None:
    assert "display-unmatched" in codes(lambda objects: objects.pop(SEGMENTATION) and None)
