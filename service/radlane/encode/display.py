"""The SR of outlines, for viewers that show no image for the root SR: a Measurement Report with planar groups only.

In: the conclusion and the outlines of its segments. Out: a Comprehensive SR whose groups have one line each, with the
area that it encloses; the root SR lists it. It states no volume: in a planar group that would be the line's.
Reference: PS3.16 TID 1410, 1500; PS3.3 sections A.35.3, C.17.2 and C.18.6.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Finding, Measurement, Region, SegmentRegion
from radlane.domain.outline import Outline, Outlines
from radlane.domain.output import AreaMeasurement
from radlane.domain.units import PIXELS, SQUARE_MILLIMETRE
from radlane.encode.codes import AREA, FINDING, IMAGING_MEASUREMENTS
from radlane.encode.content_items import code_item, container_item, number_item
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import Evidence, ref_of
from radlane.encode.labels import outline_id
from radlane.encode.measurement_groups import group_item, presence_item, site_items, tracking_items
from radlane.encode.planes import read_plane
from radlane.encode.regions import PLANAR, outline_item
from radlane.encode.report import comments, image_library, notes
from radlane.encode.series import DISPLAY
from radlane.encode.sr_document import build_document

_PURPOSE = (
    "Outlines for viewers, of each segment where it is largest; the result, with all that is measured and what is "
    "absent, is in the report and the segmentation"
)


def build_display(context: EncodeContext, conclusion: Conclusion, outlines: Outlines) -> Dataset | None:
    """Build the SR of outlines; None where there is nothing to draw.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        The findings that the outlines are of.
    outlines : Outlines
        Lines on the analysed frames, by segment, the largest first.
    """
    if not outlines.drawn:
        return None
    numbers = sorted({outline.frame for outline in outlines.drawn})
    frames = tuple(context.frames[number] for number in numbers)
    evidence = Evidence(
        frames=frames, segmentation=None, explanations={}, further=context.further, earlier=context.earlier
    )
    omitted = (f"Smaller parts without an outline: {outlines.omitted}",) if outlines.omitted else ()
    content = [
        image_library(evidence),
        container_item(IMAGING_MEASUREMENTS, _groups(context, conclusion, outlines)),
        comments((_PURPOSE, *omitted, *notes(context, conclusion))),
    ]
    read = (*frames, *context.further, *context.earlier)
    return build_document(context, DISPLAY, content, [ref_of(frame.image) for frame in read])


def _groups(context: EncodeContext, conclusion: Conclusion, outlines: Outlines) -> Iterator[Dataset]:
    for finding in conclusion.findings:
        if isinstance(finding.region, SegmentRegion):
            segment = finding.region.segment
            own = (outline for outline in outlines.drawn if outline.segment == segment)
            for number, outline in enumerate(own, start=1):
                yield _group(context, finding, outline, number)


def _group(context: EncodeContext, finding: Finding, outline: Outline, number: int) -> Dataset:
    """Return the group of one line; its tracking UID is its own: viewers take groups that share one for one line."""
    name = f"{finding.id} outline {number}"
    areas = _areas(context, finding, outline)
    content = [
        *tracking_items(context, name, outline_id(context, finding, number)),
        code_item(FINDING, finding.concept),
        *site_items(finding),
        *(number_item(area.concept, float(area.value), area.unit) for area in areas),
        presence_item(finding),
        outline_item(outline.polygon, context.frames[outline.frame]),
    ]
    return group_item(context, name, content, PLANAR)


def _areas(context: EncodeContext, finding: Finding, outline: Outline) -> list[Measurement]:
    """Return the area of one part: of an image as the finding states its own, of a slice in mm2, else in pixels."""
    if isinstance(finding.region, Region):
        kinds = {kind.concept for out in context.segmentations for kind in out.measurements if _is_area(kind)}
        share = outline.pixels, int(np.count_nonzero(finding.region.mask))
        stated = (measurement for measurement in finding.measurements if measurement.concept in kinds)
        return [
            Measurement(concept=area.concept, value=area.value * share[0] / share[1], unit=area.unit) for area in stated
        ]
    plane = read_plane(context.frames[outline.frame])
    if plane is None:
        return [Measurement(concept=AREA, value=float(outline.pixels), unit=PIXELS)]
    value = outline.pixels * plane.spacing_mm[0] * plane.spacing_mm[1]
    return [Measurement(concept=AREA, value=value, unit=SQUARE_MILLIMETRE)]


def _is_area(kind: object) -> bool:
    return isinstance(kind, AreaMeasurement)
