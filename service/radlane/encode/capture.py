"""The Secondary Capture: the result as a picture that every viewer shows.

In: the conclusion and the grey picture, or the cuts of a volume. Out: an RGB Secondary Capture data set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.domain.cut import Cut
from radlane.domain.finding import BoxRegion, Conclusion, Presence, Region, VolumeBoxRegion
from radlane.encode.context import EncodeContext
from radlane.encode.labels import quantity, segment_of, shown_frame, summary
from radlane.encode.mosaic import draw_cuts
from radlane.encode.overlay import Caption, Colour, Outline, draw_overlay
from radlane.encode.regions import box_outline
from radlane.encode.report import notes
from radlane.encode.secondary_capture import Drawing, build_secondary_capture
from radlane.encode.series import CAPTURE

WARNING = "AI result, not for diagnosis"
_SEGMENTATION = Code(scheme="DCM", value="113076", meaning="Segmentation")
_RANKS = {Presence.PRESENT: 0, Presence.INDETERMINATE: 1, Presence.ABSENT: 2}
_BOXES: tuple[Colour, ...] = ((255, 214, 10), (64, 200, 255), (255, 105, 180), (120, 230, 120), (255, 140, 60))

Picture = NDArray[np.uint8] | Sequence[Cut]
"""One frame as it is shown, uint8 [y, x] or [y, x, 3] on its stored grid and in its stored orientation; or cuts.

Of several frames it is the first, of a clip the one that stands for it (`Conclusion.shown_frame`).
"""


def build_capture(context: EncodeContext, conclusion: Conclusion, picture: Picture) -> Dataset:
    """Build the Secondary Capture of a run.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        The findings whose outlines are drawn and named.
    picture : Picture
        What is shown.
    """
    colours = _colours(context, conclusion)
    caption = _caption(context, conclusion, colours)
    oriented = isinstance(picture, np.ndarray)
    if isinstance(picture, np.ndarray):
        pixels = draw_overlay(picture, _outlines(conclusion, colours), caption)
    else:
        pixels = draw_cuts(picture, segment_colours(context), colours, caption)
    segmented = any(segment_of(context, finding) for finding in conclusion.findings)
    drawing = Drawing(
        pixels=pixels, oriented=oriented, warning=WARNING, derivation=_SEGMENTATION if segmented else None
    )
    return build_secondary_capture(context, CAPTURE, drawing)


def segment_colours(context: EncodeContext) -> dict[int, Colour]:
    """Return Segment Number to the colour of its outline."""
    return {number: segment.rgb for number, segment in enumerate(context.segments, start=1)}


def _outlines(conclusion: Conclusion, colours: Mapping[str, Colour]) -> list[Outline]:
    """Return what is drawn on the first frame; a box on another one stands in the caption only."""
    drawn = []
    for finding in conclusion.findings:
        region, colour = finding.region, colours.get(finding.id)
        if isinstance(region, Region) and colour is not None:
            drawn += [Outline(contour=contour, colour=colour) for contour in region.contours]
        if isinstance(region, BoxRegion) and colour is not None and region.frame == 0:
            drawn.append(Outline(contour=box_outline(region), colour=colour))
    return drawn


def _caption(context: EncodeContext, conclusion: Conclusion, colours: Mapping[str, Colour]) -> Caption:
    """Return the text: what is there and its ratios first, since a band that is full leaves out what comes last."""
    ranked: list[tuple[Presence, tuple[Colour | None, str]]] = [
        (finding.presence, (colours.get(finding.id), summary(context, finding))) for finding in conclusion.findings
    ]
    for joint in conclusion.joint:  # of structures that are there
        words = f"{joint.measurement.concept.meaning}: {quantity(joint.measurement)}"
        ranked.append((Presence.PRESENT, (None, words)))
    ranked.sort(key=lambda entry: _RANKS[entry[0]])
    return Caption(
        warning=WARNING,
        model=context.algorithm,
        entries=tuple(entry for _, entry in ranked),
        notes=(*shown_frame(context, conclusion), *notes(context, conclusion)),
        leading=sum(presence is not Presence.ABSENT for presence, _ in ranked),
    )


def _colours(context: EncodeContext, conclusion: Conclusion) -> dict[str, Colour]:
    """Return the colour of each finding that is drawn: its segment's, or for a box the next of those for boxes."""
    segments = {segment.id: segment.rgb for segment in context.segments}
    boxed = [found.id for found in conclusion.findings if isinstance(found.region, BoxRegion | VolumeBoxRegion)]
    return {finding_id: _BOXES[place % len(_BOXES)] for place, finding_id in enumerate(boxed)} | segments
