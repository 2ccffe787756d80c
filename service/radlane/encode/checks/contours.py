"""Contours of the SR: on the analysed image, inside it, and around the pixels of their segment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from scipy import ndimage

from radlane.attribute import integer
from radlane.encode.checks import content
from radlane.encode.checks.matching import Pair, Pairs
from radlane.encode.checks.problem import Problem, problem, references
from radlane.encode.checks.runs import Run
from radlane.encode.checks.segments import SegmentPixels, pixels_of, planar_pixels
from radlane.encode.reading import items, numbers, text

# A contour keeps within about a pixel of its mask's border: its area within that times its length, and a few per cent.
_AREA_SHARE = 0.05
_CENTRE_SHARE = 0.02
_CENTRE_PIXELS = 2.0

Line = NDArray[np.float64]
"""The points of a closed line, float64 [n, 2]: (x, y), the first equals the last."""


@dataclass(frozen=True, kw_only=True)
class Polygon:
    """Area, length of the outline and centroid (x, y) of closed lines together."""

    area: float
    length: float
    centre: tuple[float, float]


def check_contours(_: Run, pairs: Pairs) -> Iterator[Problem]:
    """A contour is a closed line on the image its segment is of, inside it, and as large and where its segment is."""
    for pair in pairs:
        drawn = [item for item in items(pair.group, "ContentSequence") if text(item, "ValueType") == "SCOORD"]
        if drawn:
            yield from _check_drawn(pair, drawn)


def _check_drawn(pair: Pair, drawn: list[Dataset]) -> Iterator[Problem]:
    report = pair.run.report
    images = {uid for uid, _ in references(items(pair.segmentation, "ReferencedSeriesSequence"))}
    if {uid for item in drawn for uid, _ in references(items(item, "ContentSequence"))} - images:
        yield problem("contour-image", report, "a contour is on another image than its segment")
    lines = [line for item in drawn if (line := closed_line(item)) is not None]
    if len(lines) != len(drawn):
        yield problem("contour-open", report, "a contour is no closed POLYLINE of at least three points")
        return
    limits = integer(pair.segmentation, "Columns") or 0, integer(pair.segmentation, "Rows") or 0
    if any((line < 0).any() or (line > limits).any() for line in lines):
        yield problem("contour-outside", report, "a contour leaves the image")
    elif (pixels := _pixels(pair)) is not None and not fits(polygon_of(lines), pixels):
        yield problem("contour-mismatch", report, "a contour is not where or not as large as its segment")


def _pixels(pair: Pair) -> SegmentPixels | None:
    """Return the pixels that a contour is compared with: of the image that it is on; None where none can be counted."""
    if pair.pixels is None or pair.pixels.mask is not None or not content.is_planar(pair.group):
        return pair.pixels
    return planar_pixels(pair.segmentation, pair.number or 0)


def closed_line(item: Dataset) -> Line | None:
    """Return the points of a closed POLYLINE, None where it is none."""
    data = numbers(item, "GraphicData")
    if text(item, "GraphicType") != "POLYLINE" or len(data) < 8 or len(data) % 2 or data[:2] != data[-2:]:
        return None
    return np.array(data, dtype=np.float64).reshape(-1, 2)


def polygon_of(lines: list[Line]) -> Polygon:
    """Return what closed lines enclose together."""
    area = length = 0.0
    moment = np.zeros(2)
    for line in lines:
        near = line - line[0]
        cross = near[:-1, 0] * near[1:, 1] - near[1:, 0] * near[:-1, 1]
        signed = float(cross.sum()) / 2
        sign = math.copysign(1.0, signed)
        moment += sign * ((near[:-1] + near[1:]) * cross[:, np.newaxis]).sum(axis=0) / 6 + abs(signed) * line[0]
        area += abs(signed)
        length += float(np.hypot(*np.diff(line, axis=0).T).sum())
    centre = moment / area if area else lines[0].mean(axis=0)
    return Polygon(area=area, length=length, centre=(float(centre[0]), float(centre[1])))


def fits(polygon: Polygon, pixels: SegmentPixels) -> bool:
    """Whether a polygon agrees with the pixels; outer contours enclose holes, so with those filled it may too.

    A segment of several frames is not compared.
    """
    if pixels.mask is None or _agrees(polygon, pixels):
        return pixels.count > 0
    return polygon.area > pixels.count and _agrees(polygon, pixels_of([_filled(pixels.mask)]))


def _agrees(polygon: Polygon, pixels: SegmentPixels) -> bool:
    if abs(polygon.area - pixels.count) > _AREA_SHARE * pixels.count + polygon.length:
        return False
    return math.dist(polygon.centre, pixels.centre) <= _CENTRE_PIXELS + _CENTRE_SHARE * math.sqrt(pixels.count)


def _filled(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a mask with what it encloses: background that no path of 4-neighbours leads out of."""
    labels, _ = ndimage.label(np.pad(mask, 1) == 0)
    filled: NDArray[np.uint8] = (labels[1:-1, 1:-1] != labels[0, 0]).astype(np.uint8)
    return filled
