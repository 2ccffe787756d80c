"""The groups of an SR against the findings that were concluded: each one's statement is there once, whole.

In: a run, its groups matched to segments, the conclusion. Out: where they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.domain.finding import Conclusion, Finding, JointMeasurement, Measurement, SegmentRegion
from radlane.domain.uncertainty import PROBABILITY
from radlane.domain.units import NO_UNITS
from radlane.encode.algorithm import PROBABILITY_WORD, probability_parameters
from radlane.encode.checks import content
from radlane.encode.checks.content import Coded, Number
from radlane.encode.checks.marking import algorithms
from radlane.encode.checks.matching import Pairs
from radlane.encode.checks.problem import Problem, problem
from radlane.encode.checks.runs import Run
from radlane.encode.codes import FINDING, FINDING_SITE, LATERALITY, PRESENCE, PRESENCES, SIDES
from radlane.encode.reading import text

_NOWHERE = ("", "")
_PROBABILITY = (PROBABILITY.scheme, PROBABILITY.value)
_Said = tuple[Coded, Coded, str]


@dataclass(frozen=True, kw_only=True)
class _Quantity:
    """A number with its concept, derivation and unit, and the meanings that people read."""

    concept: Coded
    unit: Coded
    derivation: Coded
    meanings: tuple[str, str]
    value: float | None


@dataclass(frozen=True, kw_only=True)
class _Statement:
    """What a group says of its finding, or nothing but a number: a measurement of several findings.

    Attributes
    ----------
    name : str
        Its Tracking Identifier.
    segment : int or None
        Its Segment Number; None in a run without a SEG, or for what has no region.
    codes : frozenset of ((Coded, Coded, str), int)
        Finding, site, side and presence: what it is of, the code, the meaning that people read, and how often each is
        stated.
    worths : frozenset of tuple of str
        What decided on the probability and what that is worth, wherever it is said; empty where nothing is.
    quantities : frozenset of (_Quantity, int)
        The numbers, and how often each is stated.
    """

    name: str
    segment: int | None
    codes: frozenset[tuple[_Said, int]] = frozenset()
    worths: frozenset[tuple[str, ...]] = frozenset()
    quantities: frozenset[tuple[_Quantity, int]]


def check_statements(run: Run, pairs: Pairs, conclusion: Conclusion) -> Iterator[Problem]:
    """Every finding and joint measurement has one group: its name, what, which side, whether, each number once."""
    in_segmentation, model = bool(run.of_modality("SEG")), _model(run.report)
    concluded = [_of_finding(model, finding, in_segmentation=in_segmentation) for finding in conclusion.findings]
    concluded += [_of_several(model, joint) for joint in conclusion.joint]
    segments = {id(pair.group): pair.number for pair in pairs}
    stated = [_of_group(group, segments.get(id(group))) for group in content.groups(run.report)]
    if Counter(map(_without_numbers, stated)) != Counter(map(_without_numbers, concluded)):
        yield problem("finding-set", run.report, "the groups are not about the findings that were concluded")
    elif Counter(stated) != Counter(concluded):
        yield problem("measurement-set", run.report, "the numbers of a group are not those that were concluded")


def _model(report: Dataset) -> str:
    """Return name and version of the model that made a report, as people quote it."""
    made = next(iter(algorithms(report)), Dataset())
    return f"{text(made, 'ManufacturerModelName')}:{text(made, 'SoftwareVersions')}"


def _of_finding(model: str, finding: Finding, *, in_segmentation: bool) -> _Statement:
    region, probability = finding.region, finding.probability
    measurements, worths = [*finding.measurements, *finding.uncertainty], []
    if probability is not None:
        measurements.append(Measurement(concept=PROBABILITY, value=probability.value, unit=NO_UNITS))
        worths.append(probability_parameters(probability))
    return _Statement(
        name=f"{model} {f'segment {region.segment}' if isinstance(region, SegmentRegion) else finding.id}",
        segment=region.segment if isinstance(region, SegmentRegion) and in_segmentation else None,
        codes=frozenset(Counter(_codes(finding)).items()),
        worths=frozenset(worths),
        quantities=_counted(map(_quantity, measurements)),
    )


def _codes(finding: Finding) -> Iterator[_Said]:
    """Yield what is said of a finding in codes."""
    stated = [(FINDING, finding.concept), (PRESENCE, PRESENCES[finding.presence])]
    if finding.located is not None:
        stated.append((FINDING_SITE, finding.located))
    if finding.laterality is not None:
        stated.append((LATERALITY, SIDES[finding.laterality]))
    return ((_coded(name), _coded(value), value.meaning) for name, value in stated)


def _of_several(model: str, joint: JointMeasurement) -> _Statement:
    return _Statement(name=f"{model} {joint.id}", segment=None, quantities=_counted([_quantity(joint.measurement)]))


def _of_group(group: Dataset, segment: int | None) -> _Statement:
    return _Statement(
        name=content.tracking_id(group),
        segment=segment,
        codes=frozenset(Counter(content.statements(group)).items()),
        worths=_worths(group),
        quantities=_counted(_read(number) for number in content.stated_numbers(group)),
    )


def _worths(group: Dataset) -> frozenset[tuple[str, ...]]:
    """Return what a group and each of its probabilities say of what decided: all the same, or nothing."""
    holders = [one for one in content.named(group, _PROBABILITY) if not content.is_derived(one)]
    holders += [group] if content.parameters(group) else []
    said = [[words for words in content.parameters(one) if words.startswith(PROBABILITY_WORD)] for one in holders]
    return frozenset(map(tuple, said)) if any(said) else frozenset()


def _without_numbers(statement: _Statement) -> _Statement:
    return replace(statement, worths=frozenset(), quantities=frozenset())


def _counted(quantities: Iterable[_Quantity]) -> frozenset[tuple[_Quantity, int]]:
    return frozenset(Counter(quantities).items())


def _quantity(measurement: Measurement) -> _Quantity:
    return _Quantity(
        concept=_coded(measurement.concept),
        unit=_coded(measurement.unit),
        derivation=_NOWHERE if measurement.derivation is None else _coded(measurement.derivation),
        meanings=(measurement.concept.meaning, measurement.unit.meaning),
        value=float(measurement.value),
    )


def _read(number: Number) -> _Quantity:
    """Return a number as exact as it is stated: a whole one by its DS, any other by the FD beside that."""
    return _Quantity(
        concept=number.concept,
        unit=number.unit,
        derivation=number.derivation,
        meanings=number.meanings,
        value=number.value if number.exact is None else number.exact,
    )


def _coded(code: Code) -> Coded:
    return code.scheme, code.value
