"""Runs: a root SR's evidence says what else belongs to its result. An SR of outlines is no root.

In: objects under check. Out: the runs they are of, and every object that is of none or of several.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet, Problem, problem, references
from radlane.encode.reading import items, text
from radlane.encode.series import is_display

CURRENT = "CurrentRequestedProcedureEvidenceSequence"
OTHER = "PertinentOtherEvidenceSequence"
PREDECESSORS = "PredecessorDocumentsSequence"
_EVIDENCE = (CURRENT, OTHER)


@dataclass(frozen=True, kw_only=True)
class Run:
    """One result.

    Attributes
    ----------
    report : Dataset
        Its root SR.
    objects : tuple of Dataset
        The SR, and the objects that its evidence lists.
    images : tuple of Dataset
        The analysed images that its evidence lists and that are here.
    earlier : tuple of Dataset
        Those images of other studies that it lists as pertinent, and that are here.
    own : tuple of Dataset
        The objects but those that a report lists too whose place this one takes, and that is here: they were made then.
    """

    report: Dataset
    objects: tuple[Dataset, ...]
    images: tuple[Dataset, ...]
    earlier: tuple[Dataset, ...] = ()
    own: tuple[Dataset, ...] = ()

    def of_modality(self, modality: str) -> tuple[Dataset, ...]:
        """Return the objects of one Modality."""
        return tuple(dataset for dataset in self.objects if text(dataset, "Modality") == modality)


def runs(checked: ObjectSet) -> tuple[Run, ...]:
    """Return a run for each root SR."""
    return tuple(_run(report, checked) for report in roots(checked))


def roots(checked: ObjectSet) -> tuple[Dataset, ...]:
    """Return the SRs that are roots of results: all but those of outlines."""
    return tuple(report for report in checked.of_modality("SR") if not is_display(report))


def latest_roots(checked: ObjectSet) -> tuple[Dataset, ...]:
    """Return the roots whose place no other one takes that is here."""
    known = roots(checked)
    taken = {uid for report in known for uid in predecessors(report)}
    return tuple(report for report in known if text(report, "SOPInstanceUID") not in taken)


def predecessors(report: Dataset) -> set[str]:
    """Return the SOP Instance UIDs of the reports whose place an SR takes."""
    return {uid for uid, _ in references(items(report, PREDECESSORS))}


def evidence(report: Dataset) -> set[str]:
    """Return the SOP Instance UIDs that the evidence of an SR lists."""
    return {uid for keyword in _EVIDENCE for uid, _ in references(items(report, keyword))}


def evidence_series(report: Dataset) -> set[str]:
    """Return the Series Instance UIDs that the evidence of an SR lists."""
    studies = (study for keyword in _EVIDENCE for study in items(report, keyword))
    listed = (series for study in studies for series in items(study, "ReferencedSeriesSequence"))
    return {text(series, "SeriesInstanceUID") for series in listed}


def check_roots(checked: ObjectSet) -> Iterator[Problem]:
    """Every object but roots and rejection notes is in the evidence of one root of its study.

    Several runs may lie in one study. What a root lists, the one that takes its place may list again.
    """
    known = roots(checked)
    reports = [(text(report, "StudyInstanceUID"), evidence(report) - before(report, checked)) for report in known]
    for leaf in checked.objects:
        if text(leaf, "Modality") == "KO" or any(leaf is report for report in known):
            continue
        of_study = [listed for study, listed in reports if study == text(leaf, "StudyInstanceUID")]
        count = sum(text(leaf, "SOPInstanceUID") in listed for listed in of_study)
        if not of_study:
            yield problem("root-missing", leaf, "there is no SR, the root of a result, in the study")
        elif count == 0:
            yield problem("leaf-unlisted", leaf, "an object of the result is not in the evidence")
        elif count > 1:
            yield problem("root-several", leaf, "several SRs list the object: a result has one root")


def before(report: Dataset, checked: ObjectSet) -> set[str]:
    """Return what the reports list whose place an SR takes, of those that are here."""
    taken = predecessors(report)
    return {uid for one in roots(checked) if text(one, "SOPInstanceUID") in taken for uid in evidence(one)}


def _run(report: Dataset, checked: ObjectSet) -> Run:
    listed, known = evidence(report), before(report, checked)
    leaves = [leaf for leaf in checked.objects if leaf is not report and text(leaf, "SOPInstanceUID") in listed]
    images = [image for image in checked.sources if text(image, "SOPInstanceUID") in listed]
    earlier = [image for image in checked.earlier if text(image, "SOPInstanceUID") in listed]
    own = [leaf for leaf in leaves if text(leaf, "SOPInstanceUID") not in known]
    return Run(
        report=report,
        objects=(report, *leaves),
        images=tuple(images),
        earlier=tuple(earlier),
        own=(report, *own),
    )
