"""References with their hierarchy: an instance is listed under its own study and series, once.

In: any object. Out: listed instances that are of another series or study than they are listed under, or there twice.
Reference: PS3.3 sections C.12.2 (Common Instance Reference), C.17.2.1 (hierarchical SOP Instance references).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet, Problem, problem, references
from radlane.encode.iod.table import find_iod
from radlane.encode.reading import code, items, text
from radlane.encode.source_frame import FUNCTIONAL_GROUPS

_BY_STUDY = (
    *("CurrentRequestedProcedureEvidenceSequence", "PertinentOtherEvidenceSequence", "PredecessorDocumentsSequence"),
    *("IdenticalDocumentsSequence", "StudiesContainingOtherReferencedInstancesSequence"),
)
_SERIES, _STUDY = "SeriesInstanceUID", "StudyInstanceUID"
_INSTANCES = ("ReferencedSOPSequence", "ReferencedInstanceSequence")
# Flat lists of instances that name each of them once.
_LISTS = ("SourceImageSequence", "ReferencedImageSequence")
_CONTENT = ("ContentSequence",)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An instance as an object lists it: under which series and study, in which of its sequences."""

    instance: str
    series: str
    study: str
    sequence: str


def check_hierarchy(checked: ObjectSet) -> Iterator[Problem]:
    """Every listed instance is of the series and the study that it is listed under, and is listed there once."""
    for dataset in checked.objects:
        listed = list(listed_instances(dataset))
        for entry in listed:
            found = checked.find(entry.instance)
            if found is not None and (text(found, _SERIES), text(found, _STUDY)) != (entry.series, entry.study):
                words = "an instance is listed under another series or study than it is of"
                yield problem("reference-hierarchy", dataset, words, attribute=entry.sequence)
        yield from _check_once(dataset, listed)


def check_all_listed(checked: ObjectSet) -> Iterator[Problem]:
    """A Parametric Map lists what its frames refer to, a Key Object Selection what it selects.

    Of SEG and SR that is asked with the other rules of a result (`references.py`).
    """
    for dataset in checked.objects:
        iod = find_iod(text(dataset, "SOPClassUID"))
        listed = {entry.instance for entry in listed_instances(dataset)}
        if iod is not None and iod.name == "parametric-map" and _referred(dataset, FUNCTIONAL_GROUPS) - listed:
            words = "frames refer to an instance that Referenced Series does not list"
            yield problem("referenced-series-missing", dataset, words)
        if iod is not None and iod.name == "key-object-selection-document" and _referred(dataset, _CONTENT) - listed:
            yield problem("evidence-missing", dataset, "the evidence does not list what is selected")


def _referred(dataset: Dataset, keywords: tuple[str, ...]) -> set[str]:
    return {uid for keyword in keywords for uid, _ in references(items(dataset, keyword))}


def listed_instances(dataset: Dataset) -> Iterator[Listed]:
    """Yield the instances that an object lists with their hierarchy."""
    for keyword in _BY_STUDY:
        for study in items(dataset, keyword):
            yield from _listed(study, text(study, _STUDY), keyword)
    yield from _listed(dataset, text(dataset, _STUDY), "ReferencedSeriesSequence")


def _listed(holder: Dataset, study: str, sequence: str) -> Iterator[Listed]:
    for series in items(holder, "ReferencedSeriesSequence"):
        for keyword in _INSTANCES:
            for instance in items(series, keyword):
                uid = text(instance, "ReferencedSOPInstanceUID")
                yield Listed(instance=uid, series=text(series, _SERIES), study=study, sequence=sequence)


def _check_once(dataset: Dataset, listed: list[Listed]) -> Iterator[Problem]:
    """A list names an instance once; in flat ones several frames or purposes of it may stand beside each other."""
    counts = Counter((entry.sequence, entry.instance) for entry in listed)
    for keyword in _LISTS:
        counts.update((keyword, reference) for reference in map(_reference, items(dataset, keyword)))
    for sequence in sorted({sequence for (sequence, _), count in counts.items() if count > 1}):
        yield problem("reference-twice", dataset, "an instance is listed twice", attribute=sequence)


def _reference(item: Dataset) -> str:
    """Return what a flat list refers to, and for what: an instance, or a part of it."""
    parts = ("ReferencedSOPInstanceUID", "ReferencedFrameNumber", "ReferencedSegmentNumber")
    purpose = code(item, "PurposeOfReferenceCodeSequence")
    return "/".join((*(text(item, keyword) for keyword in parts), *purpose))
