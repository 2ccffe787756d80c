"""The checker: nothing leaves that it rejects.

In: objects, of ours or of others, and the images they were made from. Out: every rule that they break.
Rules of conformance are the standard's, and hold for objects of any writer. Rules of consistency are those of a result:
its objects agree with each other, with their images and with what was concluded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.encode.checks.agreement import check_agreement
from radlane.encode.checks.attributes import check_attributes
from radlane.encode.checks.boxes import check_boxes, check_concluded_boxes
from radlane.encode.checks.chosen_frames import check_chosen_frames
from radlane.encode.checks.concluded_pixels import check_pixels
from radlane.encode.checks.conclusion import check_analysed, check_object_set, check_overlap
from radlane.encode.checks.content_tree import check_content_tree
from radlane.encode.checks.contours import check_contours
from radlane.encode.checks.derivation import check_derivation
from radlane.encode.checks.dimensions import check_dimension_organization
from radlane.encode.checks.display import check_display
from radlane.encode.checks.earlier import check_earlier
from radlane.encode.checks.functional_group_usage import check_usage
from radlane.encode.checks.functional_groups import check_dimensions, check_macros
from radlane.encode.checks.geometry import (
    check_countable,
    check_frames,
    check_grid,
    check_report_parts,
    check_segment_numbers,
)
from radlane.encode.checks.heatmaps import check_heatmaps
from radlane.encode.checks.hierarchy import check_all_listed, check_hierarchy
from radlane.encode.checks.identity import check_series, check_uids
from radlane.encode.checks.image_pixels import check_image_pixels
from radlane.encode.checks.images import check_burned_in, check_capture, check_lossy
from radlane.encode.checks.marking import (
    check_algorithm_type,
    check_character_set,
    check_equipment,
    check_run,
    check_statement,
    check_times,
)
from radlane.encode.checks.matching import check_matches, matched
from radlane.encode.checks.measurements import check_numbers, check_ratios, check_sizes
from radlane.encode.checks.overlap import check_stated_overlap
from radlane.encode.checks.problem import ObjectSet, Problem
from radlane.encode.checks.references import check_evidence, check_image_sets, check_referenced_series, check_references
from radlane.encode.checks.rejection import check_listed, check_maker, check_title, check_whole
from radlane.encode.checks.report import check_flags, check_image_library, check_tracking
from radlane.encode.checks.runs import check_roots, runs
from radlane.encode.checks.sides import check_labels, check_orientation, check_sides
from radlane.encode.checks.space import check_space
from radlane.encode.checks.statements import check_statements
from radlane.encode.checks.status import check_status, check_status_alone
from radlane.encode.checks.subject import check_procedures, check_subject
from radlane.encode.checks.templates import check_templates
from radlane.encode.checks.unfolding import unfold
from radlane.encode.source_frame import SourceFrame

__all__ = ["Problem", "check_conformance", "check_consistency", "check_objects"]

# What the standard asks of each object, whoever wrote it, and of its references.
_STANDARD_RULES = (
    check_attributes,
    check_usage,
    check_dimension_organization,
    check_image_pixels,
    check_stated_overlap,
    check_derivation,
    check_content_tree,
    check_templates,
    check_hierarchy,
    check_all_listed,
)
_RULES = (
    check_uids,
    check_series,
    check_subject,
    check_procedures,
    check_references,
    check_evidence,
    check_roots,
    check_referenced_series,
    check_grid,
    check_space,
    check_frames,
    check_countable,
    check_macros,
    check_dimensions,
    check_segment_numbers,
    check_report_parts,
    check_flags,
    check_status,
    check_image_library,
    check_tracking,
    check_numbers,
    check_labels,
    check_algorithm_type,
    check_equipment,
    check_statement,
    check_times,
    check_character_set,
    check_title,
    check_listed,
    check_whole,
    check_maker,
)
_RUN_RULES = (
    check_run,
    check_matches,
    check_image_sets,
    check_earlier,
    check_orientation,
    check_capture,
    check_burned_in,
    check_lossy,
    check_boxes,
    check_status_alone,
    check_display,
)
_PAIR_RULES = (check_agreement, check_sizes, check_ratios, check_contours, check_sides)
_CONCLUSION_RULES = (
    check_object_set,
    check_analysed,
    check_pixels,
    check_overlap,
    check_concluded_boxes,
    check_chosen_frames,
    check_heatmaps,
)


def check_objects(
    objects: Sequence[Dataset],
    sources: Sequence[Dataset],
    conclusion: Conclusion | None = None,
    frames: Sequence[SourceFrame] | None = None,
) -> tuple[Problem, ...]:
    """Check the objects of one result, or of several.

    Parameters
    ----------
    objects : sequence of Dataset
        The objects; an attribute that is missing or unreadable is a problem, never an exception.
    sources : sequence of Dataset
        The analysed images. Without any, the rules that compare with them say nothing.
    conclusion : Conclusion or None
        What was concluded, where that is at hand: the objects are those of this one run then, and the images exactly
        the analysed ones, in the order of the labels.
    frames : sequence of SourceFrame or None
        The analysed frames of the images, in the order of the labels; None: all of them, where there is a conclusion.

    Returns
    -------
    tuple of Problem
        In the order of the rules; empty where all is well.
    """
    checked = _object_set(objects, sources, frames)
    return (*_conformance(checked), *_consistency(checked, conclusion))


def check_conformance(objects: Sequence[Dataset], sources: Sequence[Dataset]) -> tuple[Problem, ...]:
    """Check each object against the standard: attributes, pixels, functional groups, content, references.

    Parameters
    ----------
    objects, sources : sequence of Dataset
        As `check_objects` takes them. What an object has of its patient and study from an image is not judged here.
    """
    return _conformance(_object_set(objects, sources, None))


def check_consistency(
    objects: Sequence[Dataset],
    sources: Sequence[Dataset],
    conclusion: Conclusion | None = None,
    frames: Sequence[SourceFrame] | None = None,
) -> tuple[Problem, ...]:
    """Check the objects of a result against each other, against the images, and against what was concluded.

    Parameters
    ----------
    objects, sources, conclusion, frames
        As `check_objects` takes them.
    """
    return _consistency(_object_set(objects, sources, frames), conclusion)


def _object_set(
    objects: Sequence[Dataset], sources: Sequence[Dataset], frames: Sequence[SourceFrame] | None
) -> ObjectSet:
    return ObjectSet.of(tuple(map(unfold, objects)), sources, None if frames is None else tuple(frames))


def _conformance(checked: ObjectSet) -> tuple[Problem, ...]:
    return tuple(problem for rule in _STANDARD_RULES for problem in rule(checked))


def _consistency(checked: ObjectSet, conclusion: Conclusion | None) -> tuple[Problem, ...]:
    found = [*(problem for rule in _RULES for problem in rule(checked)), *_of_runs(checked, conclusion)]
    if conclusion is not None:
        found += (problem for rule in _CONCLUSION_RULES for problem in rule(checked, conclusion))
    return tuple(found)


def _of_runs(checked: ObjectSet, conclusion: Conclusion | None) -> Iterator[Problem]:
    for run in runs(checked):
        pairs = matched(run)
        for rule in _RUN_RULES:
            yield from rule(run)
        for pair_rule in _PAIR_RULES:
            yield from pair_rule(run, pairs)
        if conclusion is not None:
            yield from check_statements(run, pairs, conclusion)
