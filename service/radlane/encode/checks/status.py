"""SRs of studies without a result (PS3.16 CID 6042): they say which status and why, and state no finding."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.encode.checks import content
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.runs import Run
from radlane.encode.codes import FAILED, NOT_ATTEMPTED, QUALITATIVE_EVALUATIONS, REASON, SUMMARY_OF_ANALYSES
from radlane.encode.iod.templates import CONTAINS
from radlane.encode.reading import code, items, text

_STATUSES = frozenset((status.scheme, status.value) for status in (FAILED, NOT_ATTEMPTED))


def check_status(checked: ObjectSet) -> Iterator[Problem]:
    """A report states findings, or one status with its reason; never both, never neither."""
    for report in checked.of_modality("SR"):
        stated, has_groups = _values(report, SUMMARY_OF_ANALYSES), any(content.groups(report))
        if bool(stated) == has_groups:
            yield problem("status-or-findings", report, "a report has findings and a status, or neither")
        if stated and (len(stated) != 1 or not set(stated) <= _STATUSES):
            yield problem("status-unknown", report, "a status is neither Not Attempted nor Failed")
        if stated and len(_values(report, REASON)) != 1:
            yield problem("status-reason", report, "a status has no reason, or several")
        if any(text(item, "RelationshipType") != CONTAINS for item in _evaluations(report)):
            yield problem("status-related", report, "an evaluation is not contained, but modifies its heading")


def check_status_alone(run: Run) -> Iterator[Problem]:
    """Where there is no result, no other object is made of the images."""
    if _values(run.report, SUMMARY_OF_ANALYSES) and len(run.objects) > 1:
        yield problem("status-object", run.report, "a report of no result lists an object of a result")


def _values(report: Dataset, name: Code) -> list[tuple[str, str]]:
    """Return the coded values of an evaluation of the whole report."""
    wanted = (name.scheme, name.value)
    found = [item for item in _evaluations(report) if code(item, "ConceptNameCodeSequence") == wanted]
    return [code(item, "ConceptCodeSequence") for item in found]


def _evaluations(report: Dataset) -> list[Dataset]:
    holders = content.named(report, (QUALITATIVE_EVALUATIONS.scheme, QUALITATIVE_EVALUATIONS.value))
    return [item for holder in holders for item in items(holder, "ContentSequence")]
