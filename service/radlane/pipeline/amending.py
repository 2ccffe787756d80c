"""A conclusion that stands gets the heat maps that it lacks; nothing else of it is analysed or made again.

In: the images, what was concluded of them, what was made of it, and a method. Out: the conclusion with heat maps, or
why there are none; the new leaves and the new root SR.
Reference: docs/adr/0026.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydicom import Dataset

from radlane.domain.explanation import Method
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.result import Role
from radlane.encode.amendment import encode_amendment
from radlane.encode.checker import check_objects
from radlane.encode.result import role_of
from radlane.pipeline.lane import Site
from radlane.pipeline.models import KnownModel, LoadedModel
from radlane.pipeline.steps import Analysis, Making, context_of, explain, require_passed, show_heatmaps
from radlane.pipeline.watch import Watch


def add_maps(
    site: Site, model: LoadedModel, analysis: Analysis, method: Method, watch: Watch
) -> tuple[Analysis, Reason | None]:
    """Explain what was concluded by one more method.

    Parameters
    ----------
    site, model
        As for the analysis.
    analysis : Analysis
        What was analysed, and what was concluded then.

    Returns
    -------
    analysis : Analysis
        With the heat maps after those that it had.
    reason : Reason or None
        Why there is no new one; None where there is.
    """
    reasons = tuple(one for one in analysis.conclusion.reasons if one.code is not ReasonCode.NOT_EXPLAINED)
    before = replace(analysis, conclusion=replace(analysis.conclusion, reasons=reasons))
    explained = explain(site, model, before, str(method), watch)
    if len(explained.conclusion.heatmaps) == len(before.conclusion.heatmaps):
        return analysis, explained.conclusion.reasons[-1]
    return explained, None


def encode_maps(
    site: Site, model: KnownModel, analysis: Analysis, making: Making, before: Sequence[Dataset]
) -> tuple[Dataset, ...]:
    """Encode and check what an amendment adds.

    Parameters
    ----------
    analysis : Analysis
        With all heat maps: those of the run first.
    making : Making
        Of the amendment: its predecessors are those of `before`.
    before : sequence of Dataset
        What the run has in this form, and one of its root SRs that is a predecessor; all that was checked then.

    Returns
    -------
    tuple of Dataset
        The new leaves, and the new root SR last.

    Raises
    ------
    CheckFailed
        If the checker rejects one of them, beside what was made before.
    """
    context = context_of(site, model, analysis, making)
    known = sum(role_of(one) is Role.EXPLANATION for one in before)
    leaves = [one for one in before if role_of(one) is not Role.REPORT]
    made = encode_amendment(context, analysis.conclusion, leaves, show_heatmaps(analysis)[known:])
    source, ours = analysis.source, {str(one.SOPInstanceUID) for one in made}
    found = check_objects((*made, *before), source.images, analysis.conclusion, source.analysed)
    require_passed([problem for problem in found if problem.sop_instance_uid in ours])
    return made
