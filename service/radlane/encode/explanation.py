"""The picture of a heat map: what in the image a network's answer rests on. An explanation, not a finding.

In: a heat map, and the grey picture or the cuts that it lies on. Out: an RGB Secondary Capture data set.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.cut import Cut
from radlane.domain.finding import Conclusion
from radlane.domain.saliency import Heatmap
from radlane.encode.capture import Picture
from radlane.encode.codes import SALIENCY_QUANTITIES
from radlane.encode.context import EncodeContext
from radlane.encode.heat import Limits, heat_colours, heat_limits, paint_heat
from radlane.encode.labels import finding_label, summary, worth_of
from radlane.encode.mosaic import draw_cuts
from radlane.encode.overlay import Caption, Legend, draw_overlay
from radlane.encode.secondary_capture import Drawing, build_secondary_capture
from radlane.encode.series import EXPLANATION

WARNING = "AI explanation, not a finding"


def build_explanation(context: EncodeContext, conclusion: Conclusion, number: int, picture: Picture) -> Dataset:
    """Build the Secondary Capture of a heat map.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        What was found.
    number : int
        Place of the heat map in `conclusion.heatmaps`, from 1; its Instance Number.
    picture : Picture
        What the heat lies on: the first analysed frame, or cuts with the heat on them.

    Raises
    ------
    ValueError
        If a cut has no heat, or the heat map is of a finding that is not there.
    """
    heatmap = conclusion.heatmaps[number - 1]
    limits = heat_limits(heatmap.values)
    caption = _caption(context, conclusion, heatmap, limits)
    oriented = isinstance(picture, np.ndarray)
    if isinstance(picture, np.ndarray):
        pixels = draw_overlay(paint_heat(picture, heatmap.values[0], limits), (), caption)
    else:
        pixels = draw_cuts([_painted(cut, limits) for cut in picture], {}, {}, caption)
    drawing = Drawing(pixels=pixels, oriented=oriented, warning=WARNING)
    return build_secondary_capture(context, EXPLANATION, drawing, heatmap_part(heatmap, number), number)


def heatmap_part(heatmap: Heatmap, number: int) -> str:
    """Return what tells the objects of one heat map of a run from those of the others."""
    return f"{number}+{heatmap.finding}"


def _painted(cut: Cut, limits: Limits) -> Cut:
    """Return a cut with its heat, and without its segments: one thing is shown at a time."""
    if cut.heat is None:
        raise ValueError("a cut of an explanation has heat")
    painted: NDArray[np.uint8] = paint_heat(cut.picture, cut.heat, limits)
    return replace(cut, picture=painted, labels=np.zeros_like(cut.labels))


def _caption(context: EncodeContext, conclusion: Conclusion, heatmap: Heatmap, limits: Limits) -> Caption:
    explained = [finding for finding in conclusion.findings if finding.id == heatmap.finding]
    if not explained:
        raise ValueError("a heat map explains a finding that is there")
    quantity = SALIENCY_QUANTITIES[heatmap.quantity].meaning
    return Caption(
        warning=WARNING,
        model=context.algorithm,
        entries=(
            (None, f"Explains: {finding_label(context, explained[0])} ({quantity})"),
            (None, f"The model says: {summary(context, explained[0])}"),
        ),
        notes=(
            f"{heatmap.method}. What is hot had more weight in the model's answer; it is no outline of anything.",
            *worth_of(heatmap),
            context.statement,
        ),
        legend=Legend(colours=heat_colours(), low=f"{limits[0]:.3g}", high=f"{limits[1]:.3g}"),
    )
