from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.domain.finding import Conclusion, Measurement, Probability
from radlane.inference.values import conclude_values
from support import volume_encoding
from support.encoding import AREA, SQUARE_MM, codes_of, conclusion, encoded, lungs
from support.findings import classification
from support.radiographs import radiograph
from support.report import group, measured, named, without
from support.said import ground, regression
from support.volume_sources import slices

RIGHT, LEFT = (int(mask.sum()) for mask in lungs(48, 40))


def unit(value: str, index: int = 0) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(measured(objects, index).MeasurementUnitsCodeSequence[0], "CodeValue", value)


def number(value: str, index: int = 0) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(measured(objects, index), "NumericValue", value)


def exact(value: float, index: int = 0) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(measured(objects, index), "FloatingPointValue", value)


def ratio_is(above: int, below: int) -> Callable[[list[Dataset]], None]:
    def change(objects: list[Dataset]) -> None:
        measured(objects, 2).NumericValue = f"{above / below:.10f}"
        measured(objects, 2).FloatingPointValue = above / below

    return change


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (number("17"), ["area-mismatch"]),
        (exact(17.0), ["number-mismatch"]),  # FD is what a machine reads, DS what a person reads
        (exact(float(RIGHT)), []),
        (lambda objects: delattr(measured(objects), "NumericValue"), ["number-mismatch", "area-mismatch"]),
        (unit("cm2"), ["unit-mismatch", "area-missing"]),
        (unit("1"), ["unit-unknown", "area-missing"]),
        (unit("{pixel}"), []),
        (unit("mm2"), ["area-mismatch"]),  # the image has no spacing
        (lambda objects: without(group(objects), "42798000"), ["area-missing"]),  # one has an area, one has none
        (ratio_is(15, 2), ["ratio-mismatch"]),
        (ratio_is(RIGHT, LEFT), []),
        (exact(7.0, 2), ["number-mismatch"]),
        (unit("{pixels}", 2), ["ratio-mismatch"]),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], object], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == codes


def in_mm2(scale: float) -> Conclusion:
    """Both lungs with areas of this many mm2 a pixel."""
    found = conclusion(48, 40)
    findings = []
    for one, pixels in zip(found.findings, (RIGHT, LEFT), strict=True):
        area = Measurement(concept=AREA, value=pixels * scale, unit=SQUARE_MM)
        findings.append(replace(one, measurements=(area,)))
    return replace(found, findings=tuple(findings))


@pytest.mark.parametrize(
    ("scale", "spacing", "codes"),
    [
        (0.2 * 0.3, {"PixelSpacing": ["0.2", "0.3"]}, []),
        (0.2 * 0.3, {"ImagerPixelSpacing": ["0.2", "0.3"]}, []),
        (0.2 * 0.3, {"PixelSpacing": ["0.2", "0.3"], "ImagerPixelSpacing": ["0.3", "0.3"]}, []),
        (0.2 * 0.31, {"PixelSpacing": ["0.2", "0.3"]}, ["area-mismatch"]),
        (1 / 7 * 1 / 3, {"PixelSpacing": ["0.142857142857", "0.333333333333"]}, []),  # more digits than a DS
        (0.2 * 0.3, {}, ["area-mismatch"]),  # no spacing
        (0.0, {"PixelSpacing": ["0", "0"]}, ["area-mismatch"]),
        (0.2, {"PixelSpacing": "0.2"}, ["area-mismatch"]),
    ],
)
def test_areas_in_mm2_follow_from_the_spacing(scale: float, spacing: dict[str, list[str]], codes: list[str]) -> None:
    source = radiograph(**spacing)
    assert codes_of(encoded(source, in_mm2(scale)), [source]) == codes


def volume_of(objects: list[Dataset], index: int = 0) -> Any:
    return named(group(objects, index), "118565006").MeasuredValueSequence[0]


def volume_is(value: float) -> Callable[[list[Dataset]], None]:
    def change(objects: list[Dataset]) -> None:
        volume_of(objects).NumericValue = f"{value:.10g}"
        volume_of(objects).FloatingPointValue = value

    return change


def volume_in(unit: str) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(volume_of(objects).MeasurementUnitsCodeSequence[0], "CodeValue", unit)


def without_a_frame(objects: list[Dataset]) -> None:
    """The last frame of the last segment is lost, with its pixels (a frame has 480 of them)."""
    objects[0].PerFrameFunctionalGroupsSequence.pop()
    objects[0].NumberOfFrames -= 1
    objects[0].PixelData = objects[0].PixelData[:-60]


def another_voxel(objects: list[Dataset]) -> None:
    data = bytearray(objects[0].PixelData)
    data[0] |= 1
    objects[0].PixelData = bytes(data)


def twice(objects: list[Dataset]) -> None:
    group(objects).ContentSequence.append(deepcopy(named(group(objects), "118565006")))


def called(value: str, scheme: str) -> Callable[[list[Dataset]], None]:
    def change(objects: list[Dataset]) -> None:
        concept = named(group(objects), "118565006").ConceptNameCodeSequence[0]
        concept.CodeValue, concept.CodingSchemeDesignator = value, scheme

    return change


LIVER_ML = int((volume_encoding.labels() == 1).sum()) * volume_encoding.CT.voxel_ml


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (volume_is(LIVER_ML), []),
        (volume_is(LIVER_ML * 1.0001), []),  # slices that differ in the last digits
        (volume_is(LIVER_ML * 1.001), ["volume-mismatch"]),
        (volume_is(LIVER_ML * 1000), ["volume-mismatch"]),  # mm3
        (volume_in("L"), ["unit-unknown", "area-missing"]),
        (volume_in("1"), ["unit-unknown", "area-missing"]),
        (volume_in("mm2"), ["unit-mismatch", "area-mismatch"]),
        (volume_in("{pixels}"), ["unit-mismatch", "area-mismatch"]),
        (without_a_frame, ["volume-mismatch"]),
        (another_voxel, ["volume-mismatch"]),
        (lambda objects: without(group(objects), "118565006"), ["area-missing"]),
        (twice, ["number-twice"]),
        (called("42798000", "SCT"), ["unit-mismatch"]),
        (called("122157", "DCM"), ["unit-mismatch"]),
    ],
)
def test_a_volume_is_that_of_its_voxels(mutate: Callable[[list[Dataset]], object], codes: list[str]) -> None:
    sources = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=sources)
    mutate(objects)
    assert codes_of(objects, sources) == codes


def test_an_image_has_no_volume() -> None:
    source = radiograph()
    objects = encoded(source)
    unit("mL")(objects)
    unit("mL", 1)(objects)
    assert codes_of(objects, [source]) == ["unit-mismatch", "volume-mismatch"]


def test_without_the_image_an_area_in_mm2_is_not_judged() -> None:
    assert codes_of(encoded(radiograph(), in_mm2(0.5)), []) == []


def test_areas_and_ratio_are_not_judged_by_pixels_that_cannot_be_counted() -> None:
    source = radiograph()
    objects = encoded(source)
    objects[0].SegmentationType = "FRACTIONAL"
    number("17")(objects)
    ratio_is(15, 2)(objects)
    assert codes_of(objects, [source]) == ["segment-uncountable"]


def test_a_ratio_needs_two_segments_with_pixels() -> None:
    source = radiograph()
    found = replace(conclusion(48, 40, present=(True, False)), joint=conclusion(48, 40).joint)
    assert codes_of(encoded(source, found), [source]) == ["ratio-mismatch"]


def test_a_finding_may_have_a_number_without_a_unit() -> None:
    source = radiograph()
    found = conclusion(48, 40)
    likely = tuple(replace(one, probability=Probability(value=0.5, threshold=0.5)) for one in found.findings)
    objects = encoded(source, replace(found, findings=likely))
    assert named(group(objects), "122157").MeasuredValueSequence[0].NumericValue == 0.5
    assert codes_of(objects, [source]) == []


@pytest.mark.parametrize(
    ("value", "scheme", "codes"),
    [
        ("%", "UCUM", []),
        ("a", "UCUM", []),
        ("mL/min/1.73.m2", "UCUM", []),
        ("years old", "UCUM", ["unit-unknown"]),
        ("", "UCUM", ["unit-unknown"]),
        ("%", "99RADLANE", ["unit-unknown"]),
    ],
)
def test_what_is_measured_of_the_whole_image_has_any_unit_of_ucum(value: str, scheme: str, codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source, Conclusion(findings=conclude_values(regression(), np.float32([[0.375]]), ground())))
    stated = named(group(objects), "bright-share").MeasuredValueSequence[0].MeasurementUnitsCodeSequence[0]
    assert (stated.CodeValue, stated.CodingSchemeDesignator) == ("%", "UCUM")
    stated.CodeValue, stated.CodingSchemeDesignator = value, scheme
    assert codes_of(objects, [source]) == codes


@pytest.mark.parametrize(("concept", "value"), [("118565006", "L"), ("118565006", "cm3"), ("42798000", "cm2")])
def test_a_size_that_is_of_no_segment_has_any_unit_too(concept: str, value: str) -> None:
    """Total lung capacity, say, which a network estimates."""
    size, unit_ = Code(scheme="SCT", value=concept, meaning="Size"), Code(scheme="UCUM", value=value, meaning=value)
    wanted, source = regression(concept=size, unit=unit_), radiograph()
    said = Conclusion(findings=conclude_values(wanted, np.float32([[0.0625]]), ground()))
    assert codes_of(encoded(source, said), [source], said) == []


def test_what_is_measured_of_a_segment_has_a_unit_of_its_kind() -> None:
    sources = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=sources)
    added = deepcopy(named(group(objects), "118565006"))
    added.ConceptNameCodeSequence[0].CodeValue = "103339001"
    group(objects).ContentSequence.append(added)
    measured_in = added.MeasuredValueSequence[0].MeasurementUnitsCodeSequence[0]
    for value, codes in (("mm", []), ("a", ["unit-unknown"])):
        measured_in.CodeValue = value
        assert codes_of(objects, sources) == codes


def test_a_probability_has_no_unit() -> None:
    source = radiograph()
    objects = encoded(source, classification())
    named(group(objects), "122157").MeasuredValueSequence[0].MeasurementUnitsCodeSequence[0].CodeValue = "%"
    assert codes_of(objects, [source]) == ["unit-mismatch"]
