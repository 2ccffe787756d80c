"""A map of how likely each pixel belongs to something -> candidates: boxes around its connected parts.

In: the raw map of a network, and the manifest's output. Out: edges on the network's grid, in its pixels, and scores, as
`candidates.read_candidates` gives them for a network that says boxes itself.
Reference: Liao et al. 2020, Real-time Scene Text Detection with Differentiable Binarization (how boxes are grown);
Freeman and Shapira 1975 (the smallest rectangle around a convex polygon lies on one of its edges).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import ConvexHull

from radlane.domain.calibration import CalibrationFit
from radlane.domain.detection import BoxMapOutput
from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed
from radlane.inference.calibration import calibrate
from radlane.inference.candidates import NEVER, Candidates
from radlane.inference.classes import activated
from radlane.inference.ground import Boxes, Ground
from radlane.inference.suppression import MOST_COMPARED

_TOUCHING = np.ones((3, 3), np.bool_)  # also at corners
_EQUAL = 6  # decimals of an area: of rectangles that are as small the one that is turned the least is taken
_HALF = 0.5  # pixel: an edge lies half-way between the last centre inside and the next one
_ROUNDING = 1e-6
_UPRIGHT = 1e-12  # a side along y has less of x than this; edges between corners of pixels turn by far more

Points = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Rectangle:
    """A rectangle at any angle.

    Attributes
    ----------
    axes : float64 [2, 2]
        Two unit vectors (y, x), along its sides.
    low, high : float64 [2]
        Where it begins and ends along each.
    """

    axes: Points
    low: Points
    high: Points

    @property
    def sides(self) -> Points:
        """Lengths of its sides, float64 [2]."""
        return self.high - self.low

    def grown(self, unclip: float) -> Rectangle:
        """Return it with each side moved outwards by its area times `unclip` over its perimeter."""
        step = float(self.sides.prod() * unclip / (2 * self.sides.sum()))
        return Rectangle(axes=self.axes, low=self.low - step, high=self.high + step)

    def upright(self) -> Boxes:
        """Return the edges of the upright box around it, float64 [2, 2]: lower (y, x), upper."""
        (top, left), (bottom, right) = self.low, self.high
        corners = np.array([(top, left), (top, right), (bottom, left), (bottom, right)]) @ self.axes
        return np.stack([corners.min(axis=0), corners.max(axis=0)])

    def columns(self, places: Points) -> tuple[Points, Points]:
        """Between which places along x centres of pixels lie in it, half a pixel from its edges.

        Parameters
        ----------
        places : float64 [n]
            Where the centres of rows are, along y.

        Returns
        -------
        first, last : float64 [n]
            `last` is below `first` in a row of which no pixel lies in it.
        """
        first, last = np.full(len(places), -np.inf), np.full(len(places), np.inf)
        inside = _HALF - _ROUNDING
        for (down, across), low, high in zip(self.axes, self.low + inside, self.high - inside, strict=True):
            begin, end = low - down * places, high - down * places
            if abs(across) < _UPRIGHT:
                last[(begin > 0) | (end < 0)] = -np.inf
            else:
                ends = np.sort(np.stack([begin, end]) / across, axis=0)
                first, last = np.maximum(first, ends[0]), np.minimum(last, ends[1])
        return first, last


def read_box_map(output: BoxMapOutput, raws: Outputs, ground: Ground) -> Candidates:
    """Read boxes and scores from a map.

    Parameters
    ----------
    output : BoxMapOutput
        The manifest's.
    raws : Outputs
        Raw values by ONNX name; the map is float32 [1, c, y, x].
    ground : Ground
        What they are of.

    Returns
    -------
    Candidates
        One for each part of each class that is no smaller and no larger than the manifest says, and lies on what was
        analysed at least in part. A box is of one class; its other scores are below 0.

    Raises
    ------
    InferenceFailed
        If a value of the map is no probability, or the map falls into more parts than are looked at.
    """
    likely = activated(raws[output.name][0], output.activation, ground)
    boxes: list[Boxes] = []
    scores: list[NDArray[np.float32]] = []
    for place, kind in enumerate(output.classes):
        for box, score in _parts(output, likely[kind.channel], ground):
            told = np.full(len(output.classes), NEVER)
            told[place] = _calibrated(score, output, kind.id)
            boxes.append(box)
            scores.append(told)
    found = np.array(boxes).reshape(-1, 2, 2)
    kept = _plausible(output, found, ground)
    return Candidates(boxes=found[kept], scores=np.array(scores, np.float32).reshape(-1, len(output.classes))[kept])


def smallest_rectangle(mask: NDArray[np.bool_]) -> Rectangle:
    """Return the rectangle of least area around the centres of pixels, with each side half a pixel further out.

    The corners of pixels make the hull, since centres may lie on a line; what they reach further is taken off again.

    Parameters
    ----------
    mask : bool [y, x]
        At least one pixel.
    """
    rows = np.flatnonzero(mask.any(axis=1))
    there = mask[rows]
    first, stop = there.argmax(axis=1), mask.shape[1] - there[:, ::-1].argmax(axis=1)
    corners = [np.column_stack([rows + down, ends]) for down in (0, 1) for ends in (first, stop)]
    points = np.concatenate(corners).astype(np.float64)
    hull = points[ConvexHull(points).vertices]
    edges = np.roll(hull, -1, axis=0) - hull
    angles = np.unique(np.mod(np.arctan2(edges[:, 0], edges[:, 1]), np.pi / 2))
    axes = np.stack([np.cos(angles), -np.sin(angles), np.sin(angles), np.cos(angles)], axis=1).reshape(-1, 2, 2)
    along = np.einsum("kas,ns->kan", axes, hull)
    further = np.abs(axes).sum(axis=2) / 2 - _HALF
    low, high = along.min(axis=2) + further, along.max(axis=2) - further
    best = int(np.round((high - low).prod(axis=1), _EQUAL).argmin())
    return Rectangle(axes=axes[best], low=low[best], high=high[best])


def _calibrated(score: np.float32, output: BoxMapOutput, class_id: str) -> np.float32:
    """Return a score as the manifest calibrates it: it is a mean of probabilities, and has no logit but its own."""
    if not isinstance(output.calibration, CalibrationFit):
        return score
    return np.float32(calibrate(np.array([score], np.float32), "none", output.calibration, [class_id])[0])


def _parts(output: BoxMapOutput, likely: NDArray[np.float32], ground: Ground) -> Iterator[tuple[Boxes, np.float32]]:
    """Yield the box and the score of each part of a map [y, x]."""
    labels, count = ndimage.label(likely >= np.float32(output.pixels_from), _TOUCHING)
    if count > MOST_COMPARED:
        raise InferenceFailed(
            "The network's map cannot be read", uid=ground.model, why=f"it has more than {MOST_COMPARED} parts"
        )
    sums = np.pad(np.cumsum(likely, axis=1, dtype=np.float64), ((0, 0), (1, 0)))
    for number, place in enumerate(ndimage.find_objects(labels), start=1):
        rectangle = smallest_rectangle(labels[place] == number)
        if rectangle.sides.min() >= output.least_side:
            corner = np.array([place[0].start, place[1].start], np.float64)
            score = _mean(sums, rectangle, corner)
            yield rectangle.grown(output.unclip).upright() + corner, score


def _mean(sums: Points, rectangle: Rectangle, corner: Points) -> np.float32:
    """The mean of a map where a pixel's centre lies in a rectangle, whose origin is at `corner` of the map.

    A row of a rectangle is one run of pixels: with `sums`, [y, x + 1], of all pixels before each one of its row, it
    takes as long as there are rows, and no mask.
    """
    height, width = sums.shape[0], sums.shape[1] - 1
    (top, _), (bottom, _) = rectangle.upright() + corner
    rows = np.arange(max(0, int(np.floor(top))), min(height, int(np.ceil(bottom))))
    first, last = rectangle.columns(rows + _HALF - corner[0])
    begin = np.clip(np.ceil(first + corner[1] - _HALF), 0, width).astype(np.int64)
    stop = np.clip(np.floor(last + corner[1] - _HALF) + 1, 0, width).astype(np.int64)
    stop = np.maximum(begin, stop)
    return np.float32((sums[rows, stop] - sums[rows, begin]).sum() / (stop - begin).sum())


def _plausible(output: BoxMapOutput, boxes: Boxes, ground: Ground) -> NDArray[np.bool_]:
    """Which boxes on the network's grid are boxes of something: by their size on the picture, as shares of what the
    network saw of it. What lies in the padding beside it is none.
    """
    whole = ground.to_source(np.array([[(0.0, 0.0), ground.sides]]))[0]
    height, width = whole[1] - whole[0]
    on_source = ground.to_source(boxes)
    sides = on_source[:, 1] - on_source[:, 0]
    there = sides.min(axis=1) > 0
    return np.asarray(
        there & (sides.min(axis=1) <= output.highest * height) & (sides.prod(axis=1) <= output.largest * height * width)
    )
