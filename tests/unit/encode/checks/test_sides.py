from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Laterality
from radlane.encode.checks.sides import directions
from radlane.encode.codes import SIDES, coded
from radlane.encode.result import encode_result
from radlane.encode.source_frame import every_frame
from support import shapes, volume_encoding
from support.encoding import codes_of, conclusion, encoded
from support.radiographs import radiograph
from support.report import group, named
from support.volume_sources import CT, TILTED, Stack, slices


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


def test_of_images_that_lie_in_several_ways_no_orientation_is_stated() -> None:
    source, other = radiograph(PatientOrientation=["L", "F"]), radiograph(PatientOrientation=["P", "F"])
    other.SOPInstanceUID = f"{source.SOPInstanceUID}.1"
    frames = every_frame([source, other])
    labels = np.zeros((2, source.Rows, source.Columns), np.uint8)
    labels[:, 3:5] = 1
    run, said = shapes.run(frames), shapes.concluded(labels)
    objects = list(encode_result(run, said, None))
    assert codes_of(objects, [source, other]) == []
    objects[0].PatientOrientation = ["L", "F"]
    assert codes_of(objects, [source, other]) == ["orientation-mismatch"]


def test_without_a_segmentation_sides_of_the_report_are_judged_too() -> None:
    source = radiograph(PatientOrientation=None)
    assert codes_of(encoded(source, conclusion(48, 40, present=(False, False))), [source]) == ["side-unknown"]


def swap_kidneys(objects: list[Dataset]) -> None:
    """Swap the sides of the second and the third segment, in SEG, labels and SR."""
    for index, side in ((1, Laterality.LEFT), (2, Laterality.RIGHT)):
        kind(objects, index).SegmentedPropertyTypeModifierCodeSequence = [coded(SIDES[side])]
        objects[0].SegmentSequence[index].SegmentLabel = f"{side.value.capitalize()} kidney"
        named(named(group(objects, index), "363698007"), "272741003").ConceptCodeSequence = [coded(SIDES[side])]


def unchanged(_: list[Dataset]) -> None:
    """Leave all as it is."""


def upside_down() -> Stack:
    """The patient lies on the belly: rows run to the right."""
    return Stack(orientation=(-1.0, 0.0, 0.0, 0.0, -1.0, 0.0))


@pytest.mark.parametrize(
    ("stack", "mutate", "codes"),
    [
        (CT, unchanged, []),
        (TILTED, unchanged, []),
        (CT, swap_kidneys, ["side-mismatch"]),
        (TILTED, swap_kidneys, ["side-mismatch"]),
        (upside_down(), unchanged, ["side-mismatch"]),  # the same pixels are the other kidney
        (upside_down(), swap_kidneys, []),
        (CT, orientation(0, ["L", "P"]), ["orientation-mismatch"]),  # the planes say it
        (CT, orientation(1, ["L", "P"]), ["orientation-mismatch"]),  # one of three cuts
    ],
)
def test_sides_in_space_follow_the_patient(
    stack: Stack, mutate: Callable[[list[Dataset]], object], codes: list[str]
) -> None:
    sources = slices(stack, volume_encoding.values(stack), PatientOrientation=["R", "A"])  # of no meaning here
    objects = volume_encoding.encoded(stack, sources=sources)
    mutate(objects)
    assert codes_of(objects, sources) == codes


def test_sides_of_segments_whose_place_is_not_known_are_not_compared() -> None:
    objects = volume_encoding.encoded()
    swap_kidneys(objects)
    del objects[0].SharedFunctionalGroupsSequence[0].PlaneOrientationSequence
    assert "side-mismatch" not in codes_of(objects, slices(values=volume_encoding.values()))


@pytest.mark.parametrize(
    ("attributes", "codes"),
    [
        ({"ImageLaterality": "R"}, []),
        ({"Laterality": "R"}, []),
        ({"ImageLaterality": "L"}, ["side-unknown"]),
        ({"ImageLaterality": "B"}, ["side-unknown"]),
        ({"ImageLaterality": "R", "Laterality": "L"}, ["side-unknown"]),
    ],
)
def test_an_image_of_one_side_as_a_whole_may_say_so(attributes: dict[str, str], codes: list[str]) -> None:
    source = radiograph(PatientOrientation=None, **attributes)
    said = conclusion(48, 40, present=(True, False))
    right, left = said.findings
    both = replace(said, findings=(right, replace(left, laterality=right.laterality)), joint=())
    assert [code for code in codes_of(encoded(source, both), [source]) if code == "side-unknown"] == codes
