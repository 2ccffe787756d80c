from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Laterality, Measurement, Probability
from radlane.domain.uncertainty import BIT, ENTROPY, PROBABILITY, STANDARD_DEVIATION
from radlane.domain.units import NO_UNITS
from support import encoding, volume_encoding
from support.encoding import codes_of
from support.findings import classification, detection
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


def test_how_sure_a_model_is_is_stated_as_it_was_concluded() -> None:
    """The spread of a probability says nothing of what decided, and is not missed there."""
    source = radiograph()
    figures = (
        Measurement(concept=ENTROPY, value=0.25, unit=BIT),
        Measurement(concept=PROBABILITY, value=0.125, unit=NO_UNITS, derivation=STANDARD_DEVIATION),
    )
    said = encoding.conclusion(48, 40)
    first, *others = (replace(one, probability=LIKELY) for one in said.findings)
    said = replace(said, findings=(replace(first, uncertainty=figures), *others))
    objects = encoding.encoded(source, said)
    assert codes_of(objects, [source], said) == []
    another = replace(said, findings=(replace(first, uncertainty=figures[:1]), *others))
    assert codes_of(objects, [source], another) == ["measurement-set"]


def test_what_has_no_region_and_no_side_is_compared_too() -> None:
    source, said = radiograph(), encoding.conclusion(48, 40)
    one = replace(said.findings[0], id="lung", region=None, laterality=None, measurements=(), probability=LIKELY)
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


def meant(*path: str) -> Change:
    """The code is right, but people read a meaning."""

    def change(objects: list[Dataset]) -> None:
        item = group(objects, 2)
        for value in path:
            item = named(item, value)
        (code,) = (_thawed(one) for one in item.ConceptCodeSequence)
        code.CodeMeaning = "Another meaning"
        item.ConceptCodeSequence = [code]

    return change


def _thawed(dataset: Dataset) -> Dataset:
    """What one report shares cannot be changed; this can."""
    return Dataset({element.tag: element for element in dataset})


def tracked(objects: list[Dataset]) -> None:
    named(group(objects, 2), "112039").TextValue = "cxr-lungs:1.0.0 another"


def present_twice(objects: list[Dataset]) -> None:
    group(objects, 2).ContentSequence.append(deepcopy(named(group(objects, 2), "121052")))


def parameter(start: str, words: str | None, *path: str) -> Change:
    """Of the probability, or by an empty path of the group: another parameter instead of one; None: none."""

    def change(objects: list[Dataset]) -> None:
        item = group(objects, 2)
        for value in path:
            item = named(item, value)
        children = []
        for child in item.ContentSequence:
            if str(child.get("TextValue", "")).startswith(start):
                if words is None:
                    continue
                child = _thawed(child)
                child.TextValue = words
            children.append(child)
        item.ContentSequence = children

    return change


FINDING, SITE, SIDE, PRESENCE, LIKELIHOOD = "121071", "363698007", "272741003", "121052", "122157"


@pytest.mark.parametrize(
    ("mutate", "code"),
    [
        (meant(FINDING), "finding-set"),
        (meant(SITE), "finding-set"),
        (meant(SITE, SIDE), "finding-set"),
        (meant(PRESENCE), "finding-set"),
        (tracked, "finding-set"),
        (present_twice, "finding-set"),
        *(
            (parameter(start, words, *path), "measurement-set")
            for path in ((), (LIKELIHOOD,))
            for start, words in (
                ("probability threshold", "probability threshold=0.9"),
                ("probability threshold", None),
                ("probability indeterminate", "probability indeterminate from=0.1"),
                ("probability indeterminate", None),
                ("probability: ", "probability: calibrated on other data"),
                ("probability", None),
            )
        ),
    ],
)
def test_what_is_said_of_a_class_is_compared_word_for_word(mutate: Change, code: str) -> None:
    """The third class has a site, a side and a grey zone."""
    source, said = radiograph(), classification()
    objects = encoding.encoded(source, said)
    assert not {"finding-set", "measurement-set"} & set(codes_of(objects, [source], said))
    mutate(objects)
    assert code in codes_of(objects, [source], said)


def test_a_box_says_what_decided_once() -> None:
    """Its group has no algorithm of its own: its number has."""
    source, said = radiograph(), detection()
    objects = encoding.encoded(source, said)
    assert "measurement-set" not in codes_of(objects, [source], said)
    assert "measurement-set" in codes_of(objects, [source], _with_thresholds(said, 0.25))


def _with_thresholds(said: Conclusion, threshold: float) -> Conclusion:
    likely = [one.probability and replace(one.probability, threshold=threshold) for one in said.findings]
    return replace(
        said, findings=tuple(replace(one, probability=new) for one, new in zip(said.findings, likely, strict=True))
    )
