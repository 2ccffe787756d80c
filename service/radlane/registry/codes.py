"""What is wrong with the codes of a manifest.

In: its codes. Out: complaints, each as `key: what is wrong`. Reference: PS3.3 section 8.8 (SH and LO).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from radlane.domain.classification import ClassificationOutput
from radlane.domain.code import Code
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.model import Stage
from radlane.domain.output import Output, SegmentationOutput
from radlane.domain.regression import RegressionOutput
from radlane.domain.ucum import is_ucum
from radlane.domain.units import NO_UNITS

_CODE_VALUE, _CODE_MEANING = 16, 64  # VR SH and LO
_UCUM = "UCUM"
_PROBABILITY = ("DCM", "122157")
_Named = tuple[str, Code]


def complain_of_codes(procedure: Code, stages: Sequence[Stage]) -> list[str]:
    """Return what is wrong with the codes of a manifest, the main network as one of its stages."""
    codes: list[_Named] = [("procedure", procedure)]
    for stage in stages:
        codes += _of_inputs(stage)
        codes += (named for output in stage.outputs for named in _of_output(output))
    return [*_sizes(codes), *_lines(codes), *_units(stages)]


def _of_inputs(stage: Stage) -> Iterator[_Named]:
    for select in (channel.select for value in stage.inputs for channel in value.channels):
        yield from (("inputs.channels.select.regions", region) for region in select.regions or ())
        yield from (("inputs.channels.select.view_codes", view) for view in select.view_codes or ())
        yield from (("inputs.channels.select.view_modifiers", one) for one in select.view_modifiers or ())


def _of_output(output: Output) -> Iterator[_Named]:
    if isinstance(output, SegmentationOutput):
        yield from (("segments.category", segment.category) for segment in output.segments)
        yield from (("segments.type", segment.type) for segment in output.segments)
        yield from (("measurements.concept", measurement.concept) for measurement in output.measurements)
    elif isinstance(output, ClassificationOutput | DetectionOutput | BoxMapOutput):
        yield from (("classes.concept", kind.concept) for kind in output.classes)
        yield from (("classes.site", kind.site) for kind in output.classes if kind.site is not None)
    elif isinstance(output, RegressionOutput):
        yield from (("values.finding", value.finding) for value in output.values)
        yield from (("values.site", value.site) for value in output.values if value.site is not None)
        yield from (("values.concept", value.concept) for value in output.values)
        yield from (("values.unit", value.unit) for value in output.values)
    elif isinstance(output, FrameChoiceOutput):
        yield "outputs.concept", output.concept
        yield from (("outputs.site", site) for site in (output.site,) if site is not None)


def _sizes(codes: Sequence[_Named]) -> list[str]:
    return [
        f"{key}: scheme and value hold 1 to {_CODE_VALUE} characters, the meaning 1 to {_CODE_MEANING}"
        for key, code in codes
        if not 0 < len(code.scheme) <= _CODE_VALUE
        or not 0 < len(code.value) <= _CODE_VALUE
        or not 0 < len(code.meaning) <= _CODE_MEANING
    ]


def _lines(codes: Sequence[_Named]) -> list[str]:
    return [
        f"{key}: scheme, value and meaning are one line without spaces around it, and without a backslash, which"
        " separates values in DICOM"
        for key, code in codes
        if not all(map(_is_value, (code.scheme, code.value, code.meaning)))
    ]


def _units(stages: Sequence[Stage]) -> list[str]:
    regressions = [one for stage in stages for one in stage.outputs if isinstance(one, RegressionOutput)]
    units = [value.unit for output in regressions for value in output.values]
    wrong = []
    if not all(unit.scheme == _UCUM and is_ucum(unit.value) for unit in units):
        wrong.append(f"values.unit: a unit of {_UCUM}, for example {{scheme: UCUM, value: mm, meaning: millimeter}}")
    likely = [value.unit for output in regressions for value in output.values if _coded(value.concept) == _PROBABILITY]
    if any(_coded(unit) != (_UCUM, NO_UNITS.value) for unit in likely):
        wrong.append("values.unit: the unit of a probability is 1")
    return wrong


def _coded(code: Code) -> tuple[str, str]:
    return code.scheme, code.value


def _is_value(text: str) -> bool:
    return text.isprintable() and "\\" not in text and text == text.strip()
