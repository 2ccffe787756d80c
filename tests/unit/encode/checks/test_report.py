from collections.abc import Callable
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Laterality
from radlane.encode.codes import SIDES, coded
from support.encoding import codes_of, encoded
from support.radiographs import radiograph


def named(item: Dataset, value: str) -> Any:
    return next(child for child in item.ContentSequence if child.ConceptNameCodeSequence[0].CodeValue == value)


def without(item: Dataset, value: str) -> None:
    item.ContentSequence.remove(named(item, value))


def group(objects: list[Dataset]) -> Any:
    return named(named(objects[2], "126010"), "125007")


def flag(keyword: str, value: str) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(objects[2], keyword, value)


def other_area(objects: list[Dataset]) -> None:
    named(group(objects), "42798000").MeasuredValueSequence[0].NumericValue = "17"


def other_side(objects: list[Dataset]) -> None:
    named(named(group(objects), "363698007"), "272741003").ConceptCodeSequence = [coded(SIDES[Laterality.LEFT])]


def no_side(objects: list[Dataset]) -> None:
    del named(group(objects), "363698007").ContentSequence


def side_of_segment(objects: list[Dataset]) -> None:
    kind = objects[0].SegmentSequence[0].SegmentedPropertyTypeCodeSequence[0]
    del kind.SegmentedPropertyTypeModifierCodeSequence


@pytest.mark.parametrize(
    ("mutate", "code"),
    [
        (flag("CompletionFlag", "PARTIAL"), "report-flag"),
        (flag("VerificationFlag", "VERIFIED"), "report-flag"),  # nobody has
        (flag("PreliminaryFlag", "FINAL"), "report-flag"),
        (lambda objects: without(objects[2], "121058"), "procedure-missing"),
        (lambda objects: without(group(objects), "112039"), "tracking-missing"),
        (lambda objects: without(group(objects), "112040"), "tracking-missing"),
        (lambda objects: delattr(objects[0].SegmentSequence[0], "TrackingID"), "tracking-missing"),
        (lambda objects: delattr(objects[0].SegmentSequence[0], "TrackingUID"), "tracking-missing"),
        (other_area, "area-mismatch"),
        (other_side, "laterality-mismatch"),
        (no_side, "laterality-mismatch"),
        (side_of_segment, "laterality-mismatch"),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], object], code: str) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == [code]


def test_an_area_is_not_judged_by_pixels_that_cannot_be_counted() -> None:
    source = radiograph()
    objects = encoded(source)
    objects[0].SegmentationType = "FRACTIONAL"
    other_area(objects)
    assert codes_of(objects, [source]) == []


def test_a_group_without_a_site_has_no_side_to_judge() -> None:
    source = radiograph()
    objects = encoded(source)
    without(group(objects), "363698007")
    assert codes_of(objects, [source]) == []


def test_an_area_in_another_unit_is_not_compared_with_pixels() -> None:
    source = radiograph()
    objects = encoded(source)
    measured = named(group(objects), "42798000").MeasuredValueSequence[0]
    measured.NumericValue = "17.5"
    measured.MeasurementUnitsCodeSequence[0].CodeValue = "mm2"
    assert codes_of(objects, [source]) == []
