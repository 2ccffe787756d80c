from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Laterality, Measurement, Probability
from support import encoding, volume_encoding
from support.encoding import codes_of
from support.radiographs import radiograph
from support.report import group, groups, measured, named, without
from support.volume_sources import slices

Change = Callable[[list[Dataset]], None]
VOLUME = "118565006"
LIKELY = Probability(value=0.25, threshold=0.2)


def no_volume(objects: list[Dataset]) -> None:
    for index in range(3):
        without(group(objects, index), VOLUME)


def twice(objects: list[Dataset]) -> None:
    group(objects).ContentSequence.append(deepcopy(named(group(objects), VOLUME)))


def called(value: str, scheme: str, meaning: str) -> Change:
    def change(objects: list[Dataset]) -> None:
        for index in range(3):
            concept = named(group(objects, index), VOLUME).ConceptNameCodeSequence[0]
            concept.CodeValue, concept.CodingSchemeDesignator, concept.CodeMeaning = value, scheme, meaning

    return change


def unit_called(objects: list[Dataset]) -> None:
    """The code is right, but people read a meaning."""
    measurement = named(group(objects), VOLUME).MeasuredValueSequence[0]
    measurement.MeasurementUnitsCodeSequence[0].CodeMeaning = "liter"


def a_little_more(objects: list[Dataset]) -> None:
    """Less than what the pixels allow."""
    measurement = named(group(objects), VOLUME).MeasuredValueSequence[0]
    measurement.FloatingPointValue *= 1.0001
    measurement.NumericValue = f"{measurement.FloatingPointValue:.10g}"


def without_a_group(objects: list[Dataset]) -> None:
    groups(objects).pop()


def a_group_twice(objects: list[Dataset]) -> None:
    groups(objects).append(deepcopy(group(objects)))


def another_organ(objects: list[Dataset]) -> None:
    """Segment, finding and site agree."""
    spleen = objects[0].SegmentSequence[0].SegmentedPropertyTypeCodeSequence[0]
    for concept in (
        spleen,
        named(group(objects), "121071").ConceptCodeSequence[0],
        named(group(objects), "363698007").ConceptCodeSequence[0],
    ):
        concept.CodeValue, concept.CodeMeaning = "78961009", "Spleen"


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (no_volume, ["measurement-set"]),
        (twice, ["number-twice", "measurement-set"]),
        (called("42798000", "SCT", "Area"), ["unit-mismatch", "measurement-set"]),
        (called("111047", "DCM", "Probability of cancer"), ["measurement-set"]),
        (called(VOLUME, "SCT", "Area"), ["measurement-set"]),
        (unit_called, ["measurement-set"]),
        (a_little_more, ["measurement-set"]),
        (without_a_group, ["segment-unmatched", "finding-set"]),
        (a_group_twice, ["observation-uid", "segment-unmatched", "finding-set"]),
        (another_organ, ["finding-set"]),
    ],
)
def test_each_rule_finds_its_defect(mutate: Change, codes: list[str]) -> None:
    sources = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=sources)
    mutate(objects)
    assert codes_of(objects, sources, volume_encoding.conclusion()) == codes


def test_a_ratio_is_the_one_that_was_concluded() -> None:
    source, said = radiograph(), encoding.conclusion(48, 40)
    objects = encoding.encoded(source, said)
    value = measured(objects, 2)
    inverse = 1 / value.FloatingPointValue
    value.FloatingPointValue, value.NumericValue = inverse, f"{inverse:.12f}"
    assert codes_of(objects, [source]) == []  # the pixels do not say which is the numerator
    assert codes_of(objects, [source], said) == ["measurement-set"]


def test_a_probability_is_stated_once() -> None:
    source, said = radiograph(), encoding.conclusion(48, 40)
    said = replace(said, findings=tuple(replace(one, probability=LIKELY) for one in said.findings))
    objects = encoding.encoded(source, said)
    assert codes_of(objects, [source], said) == []
    without(group(objects), "122157")
    assert codes_of(objects, [source], said) == ["measurement-set"]


def test_what_has_no_region_and_no_side_is_compared_too() -> None:
    source, said = radiograph(), encoding.conclusion(48, 40)
    one = replace(said.findings[0], region=None, laterality=None, measurements=(), probability=LIKELY)
    said = replace(said, findings=(one,), joint=())
    objects = encoding.encoded(source, said)
    assert [dataset.Modality for dataset in objects] == ["OT", "SR"]
    found = codes_of(objects, [source], said)
    assert not {"finding-set", "measurement-set"} & set(found)
    other = replace(said, findings=(replace(one, laterality=Laterality.LEFT),))
    assert "finding-set" in codes_of(objects, [source], other)


def test_two_findings_do_not_change_their_numbers() -> None:
    source, said = radiograph(), encoding.conclusion(48, 40)
    right, left = said.findings
    swapped = replace(right, measurements=left.measurements), replace(left, measurements=right.measurements)
    objects = encoding.encoded(source, said)
    assert codes_of(objects, [source], replace(said, findings=swapped)) == ["measurement-set"]


def test_numbers_of_any_length_are_read_as_they_were_concluded() -> None:
    source, said = radiograph(PixelSpacing=["0.143", "0.143"]), encoding.conclusion(48, 40)
    findings = []
    for one in said.findings:
        area = Measurement(
            concept=encoding.AREA, value=one.measurements[0].value * 0.143 * 0.143, unit=encoding.SQUARE_MM
        )
        findings.append(replace(one, measurements=(area,)))
    said = replace(said, findings=tuple(findings))
    assert codes_of(encoding.encoded(source, said), [source], said) == []
