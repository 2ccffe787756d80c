"""Classes of the left and of the right, where nobody knows which side of the image is which.

In: the classes of a network and their findings. Out: the findings, none of which denies what another one says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from radlane.domain.classification import ClassificationOutput, FindingClass
from radlane.domain.code import Code
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.finding import BoxRegion, Finding, Presence
from radlane.domain.output import Output

_Thing = tuple[str, str, str, str]
"""Scheme and value of a concept and of its site."""


def settle_sides(outputs: Iterable[Output], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Make what is absent on one side indeterminate, where it may be there on the other and no side is stated.

    Without their sides both findings are about the same thing: one cannot be Absent while the other is Present. Each
    keeps its own number.

    Parameters
    ----------
    outputs : iterable of Output
        The manifest's; their classes have sides.
    findings : sequence of Finding
        What follows from them, of an image whose orientation is unknown: no finding has a side.
    """
    sided = {kind.id: kind for output in outputs for kind in _classes(output) if kind.laterality is not None}
    maybe = {
        (kind.id, _thing(kind))
        for finding in findings
        for kind in [
            sided.get(finding.id.rpartition("-")[0] if isinstance(finding.region, BoxRegion) else finding.id)
        ]  # `nodule-2`
        if kind is not None and finding.presence is not Presence.ABSENT
    }
    return tuple(
        replace(finding, presence=Presence.INDETERMINATE)
        if _is_denied(finding, sided.get(finding.id), maybe)
        else finding
        for finding in findings
    )


def _is_denied(finding: Finding, kind: FindingClass | None, maybe: set[tuple[str, _Thing]]) -> bool:
    """Whether another class says of the same thing that it is there, or may be."""
    if kind is None or finding.presence is not Presence.ABSENT:
        return False
    return any(other != kind.id and thing == _thing(kind) for other, thing in maybe)


def _classes(output: Output) -> tuple[FindingClass, ...]:
    return output.classes if isinstance(output, ClassificationOutput | DetectionOutput | BoxMapOutput) else ()


def _thing(kind: FindingClass) -> _Thing:
    return (*_coded(kind.concept), *(("", "") if kind.site is None else _coded(kind.site)))


def _coded(code: Code) -> tuple[str, str]:
    return code.scheme, code.value
