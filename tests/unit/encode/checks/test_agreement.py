from collections.abc import Callable
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Laterality, Presence
from radlane.encode.codes import PRESENCES, SIDES, coded
from support import volume_encoding
from support.encoding import codes_of, conclusion, encoded, finding, lungs, with_contours
from support.radiographs import radiograph
from support.report import group, named, without
from support.volume_sources import slices

HEART = "80891009"


def presence(objects: list[Dataset], value: Presence, index: int = 0) -> None:
    named(group(objects, index), "121052").ConceptCodeSequence = [coded(PRESENCES[value])]


def other_side(objects: list[Dataset]) -> None:
    named(named(group(objects), "363698007"), "272741003").ConceptCodeSequence = [coded(SIDES[Laterality.LEFT])]


def no_side(objects: list[Dataset]) -> None:
    del named(group(objects), "363698007").ContentSequence


def side_of_segment(objects: list[Dataset]) -> None:
    kind = objects[0].SegmentSequence[0].SegmentedPropertyTypeCodeSequence[0]
    del kind.SegmentedPropertyTypeModifierCodeSequence


def other_code(name: str) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(named(group(objects), name).ConceptCodeSequence[0], "CodeValue", HEART)


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (lambda objects: presence(objects, Presence.ABSENT), ["presence-mismatch"]),  # with pixels and a contour
        (lambda objects: presence(objects, Presence.INDETERMINATE), ["presence-mismatch"]),
        (lambda objects: without(group(objects), "121052"), ["presence-mismatch", "presence-missing"]),
        (other_code("121071"), ["finding-mismatch"]),
        (other_code("363698007"), ["finding-mismatch"]),  # the site
        (other_side, ["laterality-mismatch"]),
        (no_side, ["laterality-mismatch"]),
        (side_of_segment, ["label-mismatch", "laterality-mismatch"]),
        (lambda objects: without(group(objects), "111030"), ["region-missing"]),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], object], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == codes


def test_an_empty_segment_is_not_present() -> None:
    source = radiograph()
    objects = encoded(source, conclusion(48, 40, present=(False, True)))
    assert codes_of(objects, [source]) == []
    presence(objects, Presence.PRESENT, index=1)  # groups with coordinates come first
    assert codes_of(objects, [source]) == ["presence-mismatch"]


def test_where_pixels_cannot_be_counted_a_frame_means_present() -> None:
    source = radiograph()
    objects = encoded(source)
    objects[0].SegmentationType = "FRACTIONAL"
    assert codes_of(objects, [source]) == ["segment-uncountable"]
    presence(objects, Presence.ABSENT)
    assert codes_of(objects, [source]) == ["segment-uncountable", "presence-mismatch"]


def test_a_group_without_a_site_has_no_side_to_judge() -> None:
    source = radiograph()
    objects = encoded(source)
    without(group(objects), "363698007")
    assert codes_of(objects, [source]) == []


def in_pieces() -> Conclusion:
    """A right lung with two contours: the report refers to its frame."""
    found = finding(0, lungs(48, 40)[0])
    assert found.region is not None
    contour = found.region.contours[0]
    return Conclusion(findings=(with_contours(found, contour, contour), conclusion(48, 40).findings[1]))


def frame_reference(objects: list[Dataset]) -> Any:
    """In the second group, since those with coordinates come first."""
    return named(group(objects, 1), "121214").ReferencedSOPSequence[0]


@pytest.mark.parametrize(
    ("keyword", "number", "codes"),
    [
        ("ReferencedFrameNumber", 1, []),  # its own
        ("ReferencedFrameNumber", 2, ["region-mismatch"]),  # the frame of the left lung
        ("ReferencedFrameNumber", 3, ["frame-unknown"]),
        ("ReferencedFrameNumber", 0, ["frame-unknown"]),
        ("ReferencedSegmentNumber", 1, []),
        ("ReferencedSegmentNumber", 2, ["region-mismatch"]),
        ("ReferencedSegmentNumber", 7, ["segment-unknown", "region-mismatch"]),
    ],
)
def test_a_group_refers_to_the_frame_of_its_own_segment(keyword: str, number: int, codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source, in_pieces())
    setattr(frame_reference(objects), keyword, number)
    assert codes_of(objects, [source]) == codes


def test_frames_of_another_object_are_not_its_own() -> None:
    objects = encoded(radiograph(), in_pieces())
    reference = frame_reference(objects)
    reference.ReferencedSegmentNumber = reference.ReferencedFrameNumber = 7
    reference.ReferencedSOPInstanceUID = "1.2.3"
    assert codes_of(objects, []) == ["evidence-missing", "region-missing"]


def referred(objects: list[Dataset]) -> Any:
    return named(group(objects), "121191").ReferencedSOPSequence[0]


def of_another_segment(objects: list[Dataset]) -> None:
    referred(objects).ReferencedSegmentNumber = 2


def of_an_unknown_segment(objects: list[Dataset]) -> None:
    referred(objects).ReferencedSegmentNumber = 4


def of_no_segment(objects: list[Dataset]) -> None:
    del referred(objects).ReferencedSegmentNumber


def of_another_series(objects: list[Dataset]) -> None:
    named(group(objects), "121232").UID = "1.2.3"


def absent(objects: list[Dataset]) -> None:
    named(group(objects), "121052").ConceptCodeSequence = [coded(PRESENCES[Presence.ABSENT])]


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (of_another_segment, ["region-mismatch"]),
        (of_an_unknown_segment, ["segment-unknown", "region-mismatch"]),
        (of_no_segment, ["region-missing"]),
        (lambda objects: without(group(objects), "121191"), ["region-missing"]),
        (of_another_series, ["evidence-missing", "source-series"]),
        (absent, ["presence-mismatch"]),
        (lambda objects: without(group(objects), "121052"), ["presence-mismatch", "presence-missing"]),
    ],
)
def test_a_group_of_a_volume_is_that_of_its_segment(
    mutate: Callable[[list[Dataset]], object], codes: list[str]
) -> None:
    sources = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=sources)
    mutate(objects)
    assert codes_of(objects, sources) == codes
