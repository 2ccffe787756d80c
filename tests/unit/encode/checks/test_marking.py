from collections.abc import Callable
from typing import Any

import pytest
from pydicom.dataset import Dataset

from support import volume_encoding
from support.encoding import codes_of, encoded
from support.radiographs import radiograph
from support.report import named, without
from support.volume_sources import slices


def equipment(dataset: Dataset) -> Any:
    return dataset.ContributingEquipmentSequence[0]


def other_comment(objects: list[Dataset]) -> None:
    evaluations = objects[2].ContentSequence[-1]
    evaluations.ContentSequence[0].TextValue = "All is well."


def another_day(objects: list[Dataset]) -> None:
    for event in ("InstanceCreation", "Series", "Content"):
        setattr(objects[1], f"{event}Date", "20240301")
    equipment(objects[1]).ContributionDateTime = f"20240301{objects[1].ContentTime}-0400"


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (lambda objects: delattr(equipment(objects[0]), "DeviceUID"), ["contributing-equipment"]),
        (lambda objects: delattr(equipment(objects[1]), "SoftwareVersions"), ["contributing-equipment"]),
        (
            lambda objects: delattr(objects[1], "ContributingEquipmentSequence"),
            ["contributing-equipment", "statement-missing"],  # the statement stands in it
        ),
        (lambda objects: setattr(objects[2], "ContentQualification", "PRODUCT"), ["content-qualification"]),
        (lambda objects: delattr(objects[0], "ContentQualification"), ["content-qualification"]),
        (lambda objects: delattr(equipment(objects[0]), "ContributionDescription"), ["statement-missing"]),
        (other_comment, ["statement-missing"]),
        (lambda objects: setattr(objects[1], "ImageComments", "All is well."), ["statement-missing"]),
        (
            lambda objects: setattr(equipment(objects[0]), "ContributionDescription", "Cleared."),
            ["run-differs"],  # the SEG says it once
        ),
        (lambda objects: setattr(equipment(objects[0]), "DeviceUID", "1.2.3"), ["run-differs"]),
        (lambda objects: setattr(objects[1], "SoftwareVersions", "9"), ["run-differs"]),
        (another_day, ["run-differs"]),  # each object is of one moment, the result is not
        (lambda objects: setattr(named(objects[2], "121012"), "UID", "1.2.3"), ["observer-mismatch"]),
        (lambda objects: without(objects[2], "121012"), ["observer-mismatch"]),
        (lambda objects: setattr(objects[1], "SpecificCharacterSet", "ISO_IR 100"), ["character-set"]),
        (
            lambda objects: setattr(objects[0].SegmentSequence[1], "SegmentAlgorithmType", "MANUAL"),
            ["algorithm-type"],
        ),
        (lambda objects: delattr(objects[0], "TimezoneOffsetFromUTC"), ["timezone"]),
        (lambda objects: setattr(objects[0], "ContentTime", "010203"), ["times-differ"]),
        (lambda objects: delattr(objects[0], "SeriesDate"), ["times-differ"]),
        (
            lambda objects: setattr(equipment(objects[0]), "ContributionDateTime", "20240229173015.123456+0200"),
            ["times-differ"],  # another offset
        ),
        (
            lambda objects: setattr(equipment(objects[0]), "ContributionDateTime", "20240101000000-0400"),
            ["times-differ"],  # another moment
        ),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], object], codes: list[str]) -> None:
    source = radiograph(TimezoneOffsetFromUTC="-0400")
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == codes


def test_a_timezone_that_no_image_states_is_found() -> None:
    source = radiograph()
    objects = encoded(source)
    objects[1].TimezoneOffsetFromUTC = "+0200"
    assert codes_of(objects, [source]) == ["timezone"]


def test_a_contribution_without_an_offset_is_in_that_of_its_object() -> None:
    source = radiograph(TimezoneOffsetFromUTC="-0400")
    objects = encoded(source)
    equipment(objects[0]).ContributionDateTime = "20240229173015.123456"
    assert codes_of(objects, [source]) == []


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [
        (("-0400", "-0400"), "-0400"),
        (("-0400", "+0200"), None),  # nobody knows which one the study time is in
        (("-0400", ""), None),
    ],
)
def test_the_offset_is_that_of_all_slices(offsets: tuple[str, str], expected: str | None) -> None:
    sources = slices(values=volume_encoding.values(), TimezoneOffsetFromUTC=offsets[0])
    sources[1].TimezoneOffsetFromUTC = offsets[1]
    objects = volume_encoding.encoded(sources=sources)
    assert {dataset.get("TimezoneOffsetFromUTC") for dataset in objects} == {expected}
    assert codes_of(objects, sources) == []
    objects[0].TimezoneOffsetFromUTC = "+0100"
    assert "timezone" in codes_of(objects, sources)
