"""Codes that DICOM has no room for, and units that are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.code import Code
from radlane.domain.model import MAIN, Stage
from radlane.domain.output import Output
from radlane.domain.units import NO_UNITS
from radlane.registry.codes import complain_of_codes
from support.findings import LUNG
from support.lanes import reference_model
from support.said import box_map, classes, classification, detection, nodule, regression

MANIFEST = reference_model().manifest
LONG = Code(scheme="SCT", value="1" * 17, meaning="Long")
WIDE = Code(scheme="SCT", value="1", meaning="two\nlines")


def complaints(*outputs: Output) -> list[str]:
    stage = Stage(id=MAIN, weights="", inputs=MANIFEST.inputs, outputs=outputs)
    return complain_of_codes(MANIFEST.procedure, [stage])


def test_what_the_tests_use_is_well() -> None:
    assert complaints(*MANIFEST.outputs, classification(), regression(site=LUNG), detection()) == []


@pytest.mark.parametrize("code", [LONG, WIDE, replace(LUNG, meaning="m" * 65), replace(LUNG, scheme="")])
@pytest.mark.parametrize(
    ("made", "key"),
    [
        (lambda code: classification(classes=classes(concept=code)), "classes.concept"),
        (lambda code: classification(classes=classes(site=code)), "classes.site"),
        (lambda code: detection(classes=(nodule(concept=code),)), "classes.concept"),
        (lambda code: detection(classes=(nodule(site=code),)), "classes.site"),
        (lambda code: box_map(classes=(nodule(concept=code),)), "classes.concept"),
        (lambda code: regression(finding=code), "values.finding"),
        (lambda code: regression(site=code), "values.site"),
        (lambda code: regression(concept=code), "values.concept"),
    ],
)
def test_codes_that_do_not_fit(made: object, key: str, code: Code) -> None:
    (complaint,) = complaints(made(code))  # type: ignore[operator]
    assert complaint.startswith(f"{key}: ")
    assert code.value not in complaint


def test_the_procedure_and_the_codes_of_images_are_looked_at_too() -> None:
    stage = Stage(id=MAIN, weights="", inputs=MANIFEST.inputs, outputs=(regression(),))
    assert complain_of_codes(MANIFEST.procedure, [_unasked(stage)]) == []
    assert complain_of_codes(LONG, [stage])[0].startswith("procedure: ")
    (source,) = MANIFEST.inputs
    (channel,) = source.channels
    wrong = replace(
        channel, select=replace(channel.select, regions=(LONG,), view_codes=(WIDE,), view_modifiers=(WIDE,))
    )
    found = complain_of_codes(MANIFEST.procedure, [replace(stage, inputs=(replace(source, channels=(wrong,)),))])
    assert [complaint.split(": ")[0] for complaint in found] == [
        "inputs.channels.select.regions",
        "inputs.channels.select.view_codes",
        "inputs.channels.select.view_modifiers",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        Code(scheme="SCT", value="mm", meaning="millimeter"),
        Code(scheme="UCUM", value="milli meter", meaning="millimeter"),
    ],
)
def test_units_that_are_none(unit: Code) -> None:
    (complaint,) = complaints(regression(unit=unit))
    assert complaint.startswith("values.unit: a unit of UCUM")


def test_a_probability_that_is_measured_has_no_unit() -> None:
    probability = Code(scheme="DCM", value="122157", meaning="Probability")
    assert complaints(regression(concept=probability, unit=NO_UNITS)) == []
    assert complaints(regression(concept=probability)) == ["values.unit: the unit of a probability is 1"]


def test_a_volume_may_be_in_liters() -> None:
    volume = Code(scheme="SCT", value="118565006", meaning="Volume")
    assert complaints(regression(concept=volume, unit=Code(scheme="UCUM", value="L", meaning="liter"))) == []


def _unasked(stage: Stage) -> Stage:
    """A stage whose images may be of any region and view."""
    (source,) = stage.inputs
    (channel,) = source.channels
    any_of = replace(channel, select=replace(channel.select, regions=None, view_codes=None))
    return replace(stage, inputs=(replace(source, channels=(any_of,)),))
