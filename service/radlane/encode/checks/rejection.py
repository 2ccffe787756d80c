"""The rejection note: for a reason that IOCM knows, it rejects what it lists, and lists a result whole.

Reference: PS3.3 sections A.35.4 and C.17.6.2; PS3.16 TID 2010, CID 7010, CID 7011; IHE RAD-66.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.encode.checks import content
from radlane.encode.checks.problem import ObjectSet, Problem, problem, references
from radlane.encode.checks.runs import CURRENT, runs
from radlane.encode.codes import PROCESSING_EQUIPMENT
from radlane.encode.reading import code, items, text
from radlane.encode.rejection import EQUIPMENT, REJECTED_FOR_QUALITY, REJECTED_FOR_SAFETY, TITLE_MODIFIER

_QUALITY = (REJECTED_FOR_QUALITY.scheme, REJECTED_FOR_QUALITY.value)
_TITLES = frozenset({_QUALITY, (REJECTED_FOR_SAFETY.scheme, REJECTED_FOR_SAFETY.value)})
_MODIFIER = (TITLE_MODIFIER.scheme, TITLE_MODIFIER.value)
_ALGORITHM = (PROCESSING_EQUIPMENT.scheme, PROCESSING_EQUIPMENT.value)


def check_title(checked: ObjectSet) -> Iterator[Problem]:
    """The title is one of a rejection, with the modifier that it needs, in a document of TID 2010."""
    for note in checked.of_modality("KO"):
        if code(note, "ConceptNameCodeSequence") not in _TITLES:
            yield problem("rejection-title", note, "the title is not that the objects are rejected")
        modifiers = [all(code(item, "ConceptCodeSequence")) for item in content.named(note, _MODIFIER)]
        if code(note, "ConceptNameCodeSequence") == _QUALITY and not any(modifiers):
            yield problem("rejection-modifier", note, "Rejected for Quality Reasons has no Document Title Modifier")
        templates = [text(item, "TemplateIdentifier") for item in items(note, "ContentTemplateSequence")]
        if templates != ["2010"]:
            yield problem("rejection-template", note, "the content is not of template 2010")


def check_listed(checked: ObjectSet) -> Iterator[Problem]:
    """Content and evidence list the same objects of the note's study, each once, where and as what they are."""
    for note in checked.of_modality("KO"):
        listed = list(references(items(note, "ContentSequence")))
        evidence = list(references(items(note, CURRENT)))
        if not listed or Counter(listed) != Counter(evidence) or max(Counter(listed).values()) > 1:
            yield problem("rejection-evidence", note, "content and evidence do not list the same objects, each once")
        studies = [text(study, "StudyInstanceUID") for study in items(note, CURRENT)]
        if studies != [text(note, "StudyInstanceUID")]:
            yield problem("rejection-study", note, "the evidence is not of the note's own study")
        if any(_is_misplaced(series, reference, checked) for series, reference in _placed(note)):
            yield problem("rejection-series", note, "the evidence names another series than a rejected object's")
        if any(_is_misnamed(item) for item in items(note, "ContentSequence")):
            yield problem("rejection-item", note, "a rejected object is listed as what it is not, or with a purpose")


def check_whole(checked: ObjectSet) -> Iterator[Problem]:
    """Who rejects the root of a result rejects all of it."""
    for note in checked.of_modality("KO"):
        listed = {uid for uid, _ in references(items(note, CURRENT))}
        for run in runs(checked):
            own = {text(dataset, "SOPInstanceUID") for dataset in run.objects}
            if text(run.report, "SOPInstanceUID") in listed and own - listed:
                yield problem("rejection-partial", note, "a part of the result is not rejected with its report")


def check_maker(checked: ObjectSet) -> Iterator[Problem]:
    """The note names the algorithm whose objects it rejects."""
    for note in checked.of_modality("KO"):
        listed = {uid for uid, _ in references(items(note, CURRENT))}
        rejected = [item for item in checked.objects if text(item, "SOPInstanceUID") in listed]
        if any(_algorithms(item) != _algorithms(note) for item in rejected):
            yield problem("rejection-equipment", note, "Processing Equipment is not that of a rejected object")


def _placed(note: Dataset) -> Iterator[tuple[str, Dataset]]:
    """Yield each reference of the evidence with the series that it is filed under."""
    for study in items(note, CURRENT):
        for series in items(study, "ReferencedSeriesSequence"):
            for reference in items(series, "ReferencedSOPSequence"):
                yield text(series, "SeriesInstanceUID"), reference


def _is_misplaced(series: str, reference: Dataset, checked: ObjectSet) -> bool:
    found = checked.find(text(reference, "ReferencedSOPInstanceUID"))
    return found is not None and text(found, "SeriesInstanceUID") != series


def _is_misnamed(item: Dataset) -> bool:
    """Whether a reference has a purpose, which TID 2010 forbids, or the wrong value type: a report is no image."""
    kinds = {text(reference, "ReferencedSOPClassUID") for reference in items(item, "ReferencedSOPSequence")}
    if not kinds:
        return text(item, "ValueType") in ("IMAGE", "COMPOSITE", "WAVEFORM")
    is_report = all(kind.startswith("1.2.840.10008.5.1.4.1.1.88.") for kind in kinds)
    expected = "COMPOSITE" if is_report else "IMAGE"
    return "ConceptNameCodeSequence" in item or text(item, "ValueType") != expected


def _algorithms(dataset: Dataset) -> list[tuple[str, ...]]:
    return [
        tuple(text(item, keyword) for keyword in EQUIPMENT)
        for item in items(dataset, "ContributingEquipmentSequence")
        if code(item, "PurposeOfReferenceCodeSequence") == _ALGORITHM
    ]
