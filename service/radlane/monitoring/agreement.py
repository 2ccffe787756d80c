"""How far two versions of a model say the same of the same images.

In: result documents (`pipeline.document`). Out: a comparison by finding, and what many of them come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

_Findings = Sequence[Mapping[str, Any]]  # several of one id and side in a study, such as boxes
SUCCEEDED = "succeeded"  # how a run beside another one ended, where there is something to compare


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """How far a measurement of one version is from that of the other one, over several studies.

    Of each study it is |a - b| / max(|a|, |b|): 0 where both are equal, 1 where one of them is zero, 2 where they
    differ in their sign only. Several findings of one id count as their mean.
    """

    name: str
    count: int
    mean: float
    largest: float


@dataclass(frozen=True, kw_only=True)
class FindingAgreement:
    """In how many of the studies in which one of the versions speaks of a finding both say the same of it.

    Where a study has several findings of one id and side, both say the same only where they do so of all.

    Attributes
    ----------
    rate : float or None
        Of equal presences and sides; None where the measurements belong to several findings together.
    """

    id: str
    name: str
    laterality: str | None
    count: int
    rate: float | None
    measurements: tuple[Deviation, ...]


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What comparisons come to.

    Attributes
    ----------
    ends : mapping of str to int
        How the runs beside the other version ended.
    count : int
        Studies that were compared.
    seconds : (float, float) or None
        Median time of the networks, of the one that ran beside and of the other one; None where it is not known.
    """

    ends: Mapping[str, int]
    count: int
    findings: tuple[FindingAgreement, ...]
    seconds: tuple[float, float] | None


def compare(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Compare two results finding by finding, as plain JSON values; what only one of them speaks of does not agree."""
    ours, theirs = _by_id(one), _by_id(other)
    found = [_finding(ours.get(key), theirs.get(key)) for key in sorted({*ours, *theirs})]
    joint = _differences(one.get("joint_measurements", ()), other.get("joint_measurements", ()))
    if joint:
        found.append({"id": "", "name": "", "laterality": None, "same": None, "measurements": joint})
    return found


def agreement_of(comparisons: Sequence[tuple[str, Sequence[Mapping[str, Any]], Sequence[float] | None]]) -> Agreement:
    """Sum comparisons up: each is how the run ended, what `compare` said, and the seconds of both."""
    ends: dict[str, int] = {}
    for end, _, _ in comparisons:
        ends[end] = ends.get(end, 0) + 1
    by_finding: dict[tuple[str, str, str | None], dict[int, list[Mapping[str, Any]]]] = {}
    for study, (_, findings, _) in enumerate(comparisons):
        for finding in findings:
            found = by_finding.setdefault((finding["id"], finding["name"], finding["laterality"]), {})
            found.setdefault(study, []).append(finding)
    timed = [seconds for _, _, seconds in comparisons if seconds is not None]
    return Agreement(
        ends=ends,
        count=ends.get(SUCCEEDED, 0),
        findings=tuple(_summed(*key, list(found.values())) for key, found in by_finding.items()),
        seconds=(median(pair[0] for pair in timed), median(pair[1] for pair in timed)) if timed else None,
    )


def _by_id(result: Mapping[str, Any]) -> dict[tuple[str, int], Mapping[str, Any]]:
    """The findings by their id; several of one id, such as boxes, in their order."""
    counted: dict[str, int] = {}
    found = {}
    for finding in result.get("findings", ()):
        place = counted[finding["id"]] = counted.get(finding["id"], 0) + 1
        found[finding["id"], place] = finding
    return found


def _finding(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> dict[str, Any]:
    known = one or other
    assert known is not None  # one of both speaks of it
    says, said = (None if finding is None else finding["presence"] for finding in (one, other))
    return {
        "id": known["id"],
        "name": known["concept"]["meaning"],
        "laterality": known["laterality"],
        "same": says == said and (one or known)["laterality"] == (other or known)["laterality"],
        "measurements": _differences((one or {}).get("measurements", ()), (other or {}).get("measurements", ())),
    }


def _differences(ours: Iterable[Mapping[str, Any]], theirs: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Relative differences of what both measured, in the same unit."""
    other = {_measured(one): one["value"] for one in theirs}
    pairs = {_measured(one): one["value"] for one in ours}
    return {key[0]: _apart(value, other[key]) for key, value in pairs.items() if key in other}


def _measured(measurement: Mapping[str, Any]) -> tuple[str, str]:
    return measurement["concept"]["meaning"], measurement["unit"]["value"]


def _apart(one: float, other: float) -> float:
    most = max(abs(one), abs(other))
    return 0.0 if most == 0 else abs(one - other) / most


def _summed(finding: str, name: str, laterality: str | None, studies: Sequence[_Findings]) -> FindingAgreement:
    told = [[one["same"] for one in found if one["same"] is not None] for found in studies]
    agreed = [all(same) for same in told if same]
    return FindingAgreement(
        id=finding,
        name=name,
        laterality=laterality,
        count=len(studies),
        rate=fmean(agreed) if agreed else None,
        measurements=tuple(_deviations(studies)),
    )


def _deviations(studies: Sequence[_Findings]) -> Iterator[Deviation]:
    for name in dict.fromkeys(name for found in studies for one in found for name in one["measurements"]):
        apart = [[one["measurements"][name] for one in found if name in one["measurements"]] for found in studies]
        means = [fmean(of_study) for of_study in apart if of_study]
        yield Deviation(name=name, count=len(means), mean=fmean(means), largest=max(max(one) for one in apart if one))
