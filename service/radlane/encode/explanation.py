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
from radlane.domain.saliency import Heatmap, SaliencyQuantity
from radlane.encode.capture import Picture
from radlane.encode.codes import SALIENCY_QUANTITIES
from radlane.encode.context import EncodeContext
from radlane.encode.heat import Limits, heat_colours, heat_limits, paint_heat, painted_limits
from radlane.encode.labels import explained_finding, finding_label, summary, worth_of
from radlane.encode.mosaic import draw_cuts
from radlane.encode.overlay import Caption, Legend, draw_overlay
from radlane.encode.secondary_capture import Drawing, build_secondary_capture
from radlane.encode.series import EXPLANATION

WARNING = "AI explanation, not a finding"
DOUBT = "AI uncertainty, not a finding"
_EXPLAINED = "What is hot had more weight in the model's answer; it is no outline of anything."
_DOUBTED = "Where it is hot the model is less sure of its outlines; that is no sign of anything in the patient."


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
    limits = painted_limits(heatmap.values)
    caption = _caption(context, conclusion, heatmap, limits)
    oriented = isinstance(picture, np.ndarray)
    if isinstance(picture, np.ndarray):
        pixels = draw_overlay(paint_heat(picture, heatmap.values[0], limits), (), caption)
    else:
        pixels = draw_cuts([_painted(cut, limits) for cut in picture], {}, {}, caption)
    drawing = Drawing(pixels=pixels, oriented=oriented, warning=warning_of(heatmap))
    return build_secondary_capture(context, EXPLANATION, drawing, heatmap_part(heatmap, number), number)


def heatmap_part(heatmap: Heatmap, number: int) -> str:
    """Return what tells the objects of one heat map of a run from those of the others."""
    return f"{number}+{heatmap.finding or ''}"


def warning_of(heatmap: Heatmap) -> str:
    """Return what a heat map is, and that it is no finding."""
    return DOUBT if heatmap.quantity is SaliencyQuantity.ENTROPY else WARNING


def _painted(cut: Cut, limits: Limits) -> Cut:
    """Return a cut with its heat, and without its segments: one thing is shown at a time."""
    if cut.heat is None:
        raise ValueError("a cut of an explanation has heat")
    painted: NDArray[np.uint8] = paint_heat(cut.picture, cut.heat, limits)
    return replace(cut, picture=painted, labels=np.zeros_like(cut.labels))


def _caption(context: EncodeContext, conclusion: Conclusion, heatmap: Heatmap, limits: Limits) -> Caption:
    says = _DOUBTED if heatmap.finding is None else _EXPLAINED
    return Caption(
        warning=warning_of(heatmap),
        model=context.algorithm,
        entries=tuple((None, line) for line in _entries(context, conclusion, heatmap)),
        notes=(context.statement, f"{heatmap.method}. {says}", *_unpainted(heatmap), *worth_of(heatmap)),
        legend=Legend(colours=heat_colours(), low=f"{limits[0]:.3g}", high=f"{limits[1]:.3g}"),
    )


def _unpainted(heatmap: Heatmap) -> tuple[str, ...]:
    low, high = heat_limits(heatmap.values)
    return ("Numbers below 0 speak against it, and are not painted.",) if low < 0 < high else ()


def _entries(context: EncodeContext, conclusion: Conclusion, heatmap: Heatmap) -> list[str]:
    quantity = SALIENCY_QUANTITIES[heatmap.quantity].meaning
    if heatmap.finding is None:
        return [
            f"Shows: {quantity}, in bits",
            *(f"The model says: {summary(context, one)}" for one in conclusion.findings),
        ]
    explained = explained_finding(conclusion, heatmap)
    label = finding_label(context, explained)
    return [f"Explains: {label} ({quantity})", f"The model says: {summary(context, explained)}"]
