from collections.abc import Callable
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Laterality
from radlane.encode.checks.sides import directions
from radlane.encode.codes import SIDES, coded
from support.encoding import codes_of, conclusion, encoded
from support.radiographs import radiograph
from support.report import group, named


def kind(objects: list[Dataset], index: int) -> Any:
    return objects[0].SegmentSequence[index].SegmentedPropertyTypeCodeSequence[0]


def swap_codes(objects: list[Dataset]) -> None:
    """Swap the sides in SEG and SR, so that they agree."""
    for index, side in enumerate((Laterality.LEFT, Laterality.RIGHT)):
        kind(objects, index).SegmentedPropertyTypeModifierCodeSequence = [coded(SIDES[side])]
        named(named(group(objects, index), "363698007"), "272741003").ConceptCodeSequence = [coded(SIDES[side])]


def swap_labels(objects: list[Dataset]) -> None:
    one, other = objects[0].SegmentSequence
    one.SegmentLabel, other.SegmentLabel = other.SegmentLabel, one.SegmentLabel


def swap_both(objects: list[Dataset]) -> None:
    swap_codes(objects)
    swap_labels(objects)


def label(words: str) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(objects[0].SegmentSequence[0], "SegmentLabel", words)


def orientation(index: int, value: object) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(objects[index], "PatientOrientation", value)


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (swap_codes, ["label-mismatch", "side-mismatch"]),
        (swap_labels, ["label-mismatch"]),
        (swap_both, ["side-mismatch"]),  # SEG, SR and labels agree; the patient does not
        (label("Lung"), []),
        (label("Lung of the left side"), ["label-mismatch"]),
        (orientation(0, ["R", "F"]), ["orientation-mismatch"]),
        (orientation(1, ["R", "F"]), ["orientation-mismatch"]),
        (orientation(1, None), ["orientation-mismatch"]),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], object], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == codes


def test_a_type_may_name_a_side_itself() -> None:
    source = radiograph()
    objects = encoded(source, conclusion(48, 40, lateral=False))
    label("Left lung")(objects)
    assert codes_of(objects, [source]) == ["label-mismatch"]
    kind(objects, 0).CodeMeaning = "Left lung"  # a code of its own, as "Left ventricle" has
    assert codes_of(objects, [source]) == []


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        (["L", "F"], []),
        (["R", "F"], ["side-mismatch"]),
        (["LF", "FR"], []),  # rotated a little
        (["A", "F"], []),  # neither rows nor columns tell left from right
        (["F", "L"], []),  # turned by a quarter: the left one reaches lower
        (["F", "R"], ["side-mismatch"]),
    ],
)
def test_the_right_lung_lies_on_the_right(stated: list[str], codes: list[str]) -> None:
    source = radiograph(PatientOrientation=stated)
    assert codes_of(encoded(source), [source]) == codes


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("L", "F")),
        ({"PatientOrientation": ["RH", "F"]}, ("R", "F")),
        ({"PatientOrientation": None}, None),
        ({"PatientOrientation": "L"}, None),
        ({"PatientOrientation": ["L", "F", "F"]}, None),
        ({"PatientOrientation": ["X", "Y"]}, None),
        ({"PatientOrientation": ["L", ""]}, None),
        ({"PatientOrientation": ["L", "R"]}, None),  # one axis twice
        ({"PatientOrientation": ["LR", "F"]}, None),
        ({"ViewPosition": "LL"}, None),  # contradicted
        ({"ViewPosition": None}, ("L", "F")),
        ({"PatientOrientation": ["A", "F"], "ViewPosition": "LL"}, ("A", "F")),
    ],
)
def test_directions(changes: dict[str, Any], expected: tuple[str, str] | None) -> None:
    assert directions(radiograph(**changes)) == expected


@pytest.mark.parametrize("stated", [None, "", ["X", "Y"], ["L", "R"], ["left", "feet"]])
def test_where_the_orientation_is_unusable_there_are_no_sides(stated: Any) -> None:
    source = radiograph(PatientOrientation=stated)
    assert codes_of(encoded(source), [source]) == ["side-unknown"]
    assert codes_of(encoded(source, conclusion(48, 40, lateral=False)), [source]) == []


def test_without_a_segmentation_sides_of_the_report_are_judged_too() -> None:
    source = radiograph(PatientOrientation=None)
    assert codes_of(encoded(source, conclusion(48, 40, present=(False, False))), [source]) == ["side-unknown"]
