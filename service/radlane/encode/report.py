"""The root SR: a Measurement Report (TID 1500) as Comprehensive 3D SR, the commit mark of a run.

An archive that refuses that class gets a Comprehensive SR, or an Enhanced SR (`domain.form`).

In: the conclusion and the other objects of the run. Out: the SR data set; every other object is listed in it.
Reference: PS3.16 TID 1500, 1004, 1600; PS3.3 sections A.35.13 and C.17.2.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Finding
from radlane.domain.saliency import Heatmap
from radlane.encode.algorithm import calibration
from radlane.encode.codes import (
    COMMENT,
    IMAGE_LIBRARY,
    IMAGE_LIBRARY_GROUP,
    IMAGING_MEASUREMENTS,
    QUALITATIVE_EVALUATIONS,
    SOURCE,
    STUDY_DATE,
    VISUAL_EXPLANATION,
)
from radlane.encode.content_items import Relationship, container_item, date_item, image_item, text_item
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import Evidence, ref_of
from radlane.encode.forms import form_notes
from radlane.encode.labels import explained_finding, finding_label, worth_of
from radlane.encode.measurement_groups import finding_group, joint_group
from radlane.encode.reading import text
from radlane.encode.series import REPORT
from radlane.encode.source_frame import reference_frames, reference_image
from radlane.encode.sr_document import build_document

GROWN = (
    "Images came after an earlier report of this model. This report is of all of them and takes the place of that one, "
    "which is listed among its predecessor documents."
)
AMENDED = (
    "Heat maps came after an earlier report of this analysis. This report states the same findings with them and takes "
    "the place of that one, which is listed among its predecessor documents."
)
EARLIER = "The model also read images of an earlier study of the patient, which are listed as pertinent other evidence."
_DOUBTFUL = "A map of uncertainty says how sure the model is of its outlines; it is no finding."
_LIBRARY = "1600"  # template of the Image Library


def build_report(
    context: EncodeContext, conclusion: Conclusion, evidence: Evidence, pictures: Sequence[Dataset]
) -> Dataset:
    """Build the root SR of a run.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        What it found; each finding is stated, also the absent ones.
    evidence : Evidence
        What the content refers to.
    pictures : sequence of Dataset
        Further objects of the run: evidence, but nothing in the content refers to them.
    """
    objects = [*_leaves(evidence), *pictures]
    refs = [*map(ref_of, (*context.read, *context.registrations)), *map(ref_of, objects)]
    return build_document(context, REPORT, _content(context, conclusion, evidence), refs)


def notes(context: EncodeContext, conclusion: Conclusion) -> tuple[str, ...]:
    """Return what the reader must know of the numbers: the statement, the reasons, the measurements' notes."""
    of_findings = [
        f"{finding_label(context, finding)}, {measurement.concept.meaning}: {measurement.note}"
        for finding in conclusion.findings
        for measurement in finding.measurements
        if measurement.note
    ]
    of_joint = [
        f"{joint.measurement.concept.meaning}: {joint.measurement.note}"
        for joint in conclusion.joint
        if joint.measurement.note
    ]
    explaining = [one for one in conclusion.heatmaps if one.finding is not None]
    of_maps = ["Heat maps explain findings; they are none."] if explaining else []
    of_maps += [_of_map(context, conclusion, one) for one in explaining if one.by]
    of_maps += [_DOUBTFUL] if len(explaining) < len(conclusion.heatmaps) else []
    reasons = [reason.text for reason in conclusion.reasons]
    worth = _worth(context, conclusion.findings)
    return (context.statement, *_compared(context), *worth, *reasons, *of_findings, *of_joint, *of_maps)


def _of_map(context: EncodeContext, conclusion: Conclusion, heatmap: Heatmap) -> str:
    label = finding_label(context, explained_finding(conclusion, heatmap))
    return " ".join((f"{label}: {heatmap.method}.", *worth_of(heatmap)))


def _compared(context: EncodeContext) -> list[str]:
    """Return that an earlier study was read too, where one was; its date stands in the Image Library."""
    return [EARLIER] if context.earlier else []


def _worth(context: EncodeContext, findings: Sequence[Finding]) -> list[str]:
    """Return what the probabilities are worth, once for all findings of which the same is true."""
    labels: dict[str, dict[str, None]] = {}
    for finding in findings:
        if finding.probability is not None:
            labels.setdefault(calibration(finding.probability), {})[finding_label(context, finding)] = None
    return [f"Probability of {', '.join(named)}: {worth}" for worth, named in labels.items()]


def _content(context: EncodeContext, conclusion: Conclusion, evidence: Evidence) -> list[Dataset]:
    # groups with coordinates come first: viewers open a report at its first group
    groups = [finding_group(context, finding, evidence) for finding in conclusion.findings]
    groups.sort(key=lambda group: not any(item.ValueType == "SCOORD" for item in group.ContentSequence))
    groups += [joint_group(context, joint, evidence) for joint in conclusion.joint]
    earlier = [GROWN] if context.has_grown else [AMENDED] if context.is_amendment else []
    return [
        image_library(evidence),
        container_item(IMAGING_MEASUREMENTS, groups),
        comments((*notes(context, conclusion), *earlier, *form_notes(context, conclusion))),
    ]


def image_library(evidence: Evidence) -> Dataset:
    """Return the Image Library (TID 1600): the analysed images, the SEG, the heat maps; so all are in the content.

    Images of an earlier study are a group of their own, with that study's date (TID 1602).
    """
    sources = [image_item(SOURCE, reference) for reference in evidence.images]
    segmentation = evidence.segmentation
    masks = [] if segmentation is None else [image_item(SOURCE, reference_image(segmentation))]
    maps = [image_item(VISUAL_EXPLANATION, reference_image(one)) for one in _maps(evidence)]
    return library_container([*sources, *masks, *maps], *_earlier_groups(evidence))


def library_container(*groups: Sequence[Dataset]) -> Dataset:
    """Return an Image Library of groups; a container that begins a template says which (PS3.3 section C.18.8)."""
    return container_item(IMAGE_LIBRARY, [container_item(IMAGE_LIBRARY_GROUP, group) for group in groups], _LIBRARY)


def _earlier_groups(evidence: Evidence) -> list[list[Dataset]]:
    if not evidence.earlier:
        return []
    study_date = text(evidence.earlier[0].image, "StudyDate")
    date = date_item(STUDY_DATE, study_date, Relationship.HAS_ACQUISITION_CONTEXT)
    return [[date, *(image_item(SOURCE, reference) for reference in reference_frames(evidence.earlier))]]


def comments(texts: Sequence[str]) -> Dataset:
    """Return TID 1500 rows 12 and 14: the one place of the template for free text."""
    return container_item(QUALITATIVE_EVALUATIONS, [text_item(COMMENT, words) for words in texts])


def _leaves(evidence: Evidence) -> list[Dataset]:
    return [*([evidence.segmentation] if evidence.segmentation is not None else []), *_maps(evidence)]


def _maps(evidence: Evidence) -> list[Dataset]:
    return [one for explaining in evidence.explanations.values() for one in explaining]
