"""Whatever the mask, its contours follow its border."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy import ndimage

from radlane.domain.finding import Conclusion
from radlane.encode.result import encode_result
from radlane.inference.components import fill_holes, largest_component
from radlane.inference.contours import outer_contours
from radlane.inference.outlines import MOST_PARTS, trace_outlines
from support.encoding import codes_of, context, finding, picture
from support.radiographs import radiograph

Mask = NDArray[np.bool_]


@st.composite
def blobs(draw: st.DrawFn) -> Mask:
    """One solid blob, from single pixels to the whole image; some touch the border."""
    noise = draw(arrays(np.float64, (24, 31), elements=st.floats(0, 1, width=16)))
    smooth = ndimage.gaussian_filter(noise, draw(st.sampled_from([0.5, 1.5, 3.0])), mode="nearest")
    mask: Mask = smooth >= np.quantile(smooth, draw(st.floats(0.05, 0.95)))
    return fill_holes(largest_component(mask))


def area(polygon: NDArray[np.float64]) -> float:
    x, y = polygon[:, 0], polygon[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def border(mask: Mask) -> NDArray[np.float64]:
    """Middles of the pixel edges between inside and outside, (x, y)."""
    padded = np.pad(mask, 1).astype(np.int8)
    rows, columns = np.nonzero(np.diff(padded, axis=0)), np.nonzero(np.diff(padded, axis=1))
    return np.concatenate(
        [
            np.column_stack([rows[1] - 0.5, rows[0].astype(float)]),
            np.column_stack([columns[1].astype(float), columns[0] - 0.5]),
        ]
    )


def along(polygon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points on the polygon, ten a side."""
    shares = np.linspace(0, 1, 10)[:, None, None]
    return (polygon[:-1] * (1 - shares) + polygon[1:] * shares).reshape(-1, 2)


@settings(max_examples=60)
@given(blobs())
def test_a_contour_follows_the_border(mask: Mask) -> None:
    contours = outer_contours(mask)
    edges = border(mask)
    rows, columns = mask.shape
    for polygon in contours:
        np.testing.assert_array_equal(polygon[0], polygon[-1])
        assert polygon.min() >= 0
        assert (polygon.max(axis=0) <= [columns, rows]).all()
        points = along(polygon)
        apart = np.hypot(*(points[:, None] - edges[None]).transpose(2, 0, 1)).min(axis=1)
        assert apart.max() <= 0.75 + 0.5  # the tolerance, and the way to the middle of an edge


@settings(max_examples=60)
@given(blobs())
def test_contours_enclose_the_pixels(mask: Mask) -> None:
    corners = len(border(mask)) / 8  # each border pixel can lose or gain a part of a corner
    assert abs(sum(map(area, outer_contours(mask))) - mask.sum()) <= corners + 0.02 * mask.sum() + 0.5


@settings(max_examples=30)
@given(blobs())
def test_flips_change_nothing_but_the_place(mask: Mask) -> None:
    for turned in (mask[::-1], mask[:, ::-1], mask.T):
        assert fill_holes(largest_component(turned)).sum() == fill_holes(largest_component(mask)).sum()
        found = sum(map(area, outer_contours(np.ascontiguousarray(turned))))
        assert abs(found - sum(map(area, outer_contours(mask)))) <= 0.04 * mask.sum() + 1


@st.composite
def speckles(draw: st.DrawFn) -> Mask:
    """From speckles with holes, and corners that touch, to a few blobs."""
    noise = draw(arrays(np.bool_, (24, 31), elements=st.booleans()))
    mask: Mask = ndimage.gaussian_filter(noise.astype(float), draw(st.floats(0.0, 2.0))) > 0.5
    return mask


@settings(max_examples=60)
@given(speckles())
def test_every_part_of_any_mask_has_one_line(mask: Mask) -> None:
    labels, count = ndimage.label(mask)
    sizes = np.sort(np.bincount(labels.ravel())[1:])[::-1]
    outlines = trace_outlines(Conclusion(findings=(finding(0, mask),)))
    assert [outline.pixels for outline in outlines.drawn] == sizes[:MOST_PARTS].tolist()
    assert len(outlines.drawn) + outlines.omitted == count
    for number in range(1, count + 1):
        assert len(outer_contours(labels == number)) == 1


@settings(max_examples=8)
@given(speckles().filter(np.any))
def test_the_checker_finds_the_lines_of_any_mask_true(mask: Mask) -> None:
    source = radiograph(np.arange(24 * 31, dtype=np.uint16).reshape(24, 31))
    found = Conclusion(findings=(finding(0, mask),))
    objects = encode_result(context(source, segments=1), found, picture(source), outlines=trace_outlines(found))
    assert len(objects) == 4
    assert codes_of(list(objects), [source], found) == []


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_the_contour_of_one_pixel_encloses_its_centre(rows: int, columns: int, data: st.DataObject) -> None:
    """(0.5, 0.5) is the centre of the first pixel (PS3.3 section C.18.6.1.2); no other pixel's centre is inside."""
    y, x = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, columns - 1))
    mask = np.zeros((rows, columns), np.bool_)
    mask[y, x] = True
    (contour,) = outer_contours(mask)
    (left, top), (right, bottom) = contour.min(axis=0), contour.max(axis=0)
    assert x <= left < x + 0.5 < right <= x + 1
    assert y <= top < y + 0.5 < bottom <= y + 1
    ahead, to_centre = np.diff(contour, axis=0), np.array([x + 0.5, y + 0.5]) - contour[:-1]
    turns = ahead[:, 0] * to_centre[:, 1] - ahead[:, 1] * to_centre[:, 0]
    assert (turns > 0).all() or (turns < 0).all()  # the centre is on one side of all sides
