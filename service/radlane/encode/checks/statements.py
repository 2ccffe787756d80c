"""The groups of an SR against the findings that were concluded: each one's statement is there once, whole.

In: a run, its groups matched to segments, the conclusion. Out: where they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.domain.finding import Conclusion, Finding, Measurement, SegmentRegion
from radlane.domain.units import NO_UNITS
from radlane.encode.checks import content
from radlane.encode.checks.content import Coded, Number
from radlane.encode.checks.matching import Pairs
from radlane.encode.checks.problem import Problem, problem
from radlane.encode.checks.runs import Run
from radlane.encode.codes import PRESENCES, PROBABILITY, SIDES

_NOWHERE = ("", "")


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
    segment : int or None
        Its Segment Number; None in a run without a SEG, or for what has no region.
    quantities : frozenset of (_Quantity, int)
        The numbers, and how often each is stated.
    """

    segment: int | None
    concepts: frozenset[Coded]
    sites: frozenset[Coded]
    sides: frozenset[Coded]
    presence: frozenset[Coded]
    quantities: frozenset[tuple[_Quantity, int]]


def check_statements(run: Run, pairs: Pairs, conclusion: Conclusion) -> Iterator[Problem]:
    """Every finding and joint measurement has one group: what, which side, whether, and each of its numbers once."""
    in_segmentation = bool(run.of_modality("SEG"))
    concluded = [_of_finding(finding, in_segmentation=in_segmentation) for finding in conclusion.findings]
    concluded += [_of_several(joint.measurement) for joint in conclusion.joint]
    segments = {id(pair.group): pair.number for pair in pairs}
    stated = [_of_group(group, segments.get(id(group))) for group in content.groups(run.report)]
    if Counter(map(_without_numbers, stated)) != Counter(map(_without_numbers, concluded)):
        yield problem("finding-set", run.report, "the groups are not about the findings that were concluded")
    elif Counter(stated) != Counter(concluded):
        yield problem("measurement-set", run.report, "the numbers of a group are not those that were concluded")


def _of_finding(finding: Finding, *, in_segmentation: bool) -> _Statement:
    value = 0.0 if finding.probability is None else finding.probability.value
    likely = Measurement(concept=PROBABILITY, value=value, unit=NO_UNITS)
    measurements = (*finding.measurements, *([] if finding.probability is None else [likely]))
    region, site = finding.region, finding.located
    side = _NOWHERE if finding.laterality is None else _coded(SIDES[finding.laterality])
    return _Statement(
        segment=region.segment if isinstance(region, SegmentRegion) and in_segmentation else None,
        concepts=frozenset({_coded(finding.concept)}),
        sites=frozenset() if site is None else frozenset({_coded(site)}),
        sides=frozenset() if site is None else frozenset({side}),
        presence=frozenset({_coded(PRESENCES[finding.presence])}),
        quantities=_counted(_quantity(measurement) for measurement in measurements),
    )


def _of_several(measurement: Measurement) -> _Statement:
    return _Statement(
        segment=None,
        concepts=frozenset(),
        sites=frozenset(),
        sides=frozenset(),
        presence=frozenset(),
        quantities=_counted([_quantity(measurement)]),
    )


def _of_group(group: Dataset, segment: int | None) -> _Statement:
    return _Statement(
        segment=segment,
        concepts=frozenset(content.findings(group)),
        sites=frozenset(content.sites(group)),
        sides=frozenset(content.sides(group)),
        presence=frozenset(content.presence(group)),
        quantities=_counted(_read(number) for number in content.stated_numbers(group)),
    )


def _without_numbers(statement: _Statement) -> _Statement:
    return replace(statement, quantities=frozenset())


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
