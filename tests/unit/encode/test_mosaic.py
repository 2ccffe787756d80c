from dataclasses import replace

import numpy as np
import pytest

from radlane.domain.cut import Cut, CutBox
from radlane.encode.mosaic import draw_cuts
from radlane.encode.overlay import Caption

CAPTION = Caption(warning="AI result, not for diagnosis", model="m:1.0.0", entries=(), notes=("For tests.",))
GREEN = (0, 255, 0)
RULE = (58, 63, 72)


def cut(rows: int, columns: int, row_mm: float = 1.0, *, grey: int = 100) -> Cut:
    """A grey cut with a segment in its upper left quarter."""
    labels = np.zeros((rows, columns), np.uint8)
    labels[rows // 8 : rows // 2, columns // 8 : columns // 2] = 2
    picture = np.full((rows, columns), grey, np.uint8)
    return Cut(name="axial", picture=picture, labels=labels, row_mm=row_mm, column_mm=1.0, edges=("R", "L", "A", "P"))


def boxes(drawn: np.ndarray) -> list[tuple[int, int]]:
    """Height and width of each grey cut, from left to right, by the grey that only they have."""
    grey = (drawn == 100).all(axis=2)
    columns = np.flatnonzero(grey.any(axis=0))
    parts = np.split(columns, np.flatnonzero(np.diff(columns) > 20) + 1)
    return [(int(grey[:, part].any(axis=1).sum()), len(part)) for part in parts]


@pytest.mark.parametrize(
    "sizes",
    [
        [(100, 200, 1.0), (50, 200, 2.0), (50, 100, 2.0)],  # as a body
        [(300, 100, 1.0), (300, 100, 1.0), (300, 100, 1.0)],  # tall
        [(10, 500, 1.0), (10, 500, 1.0), (10, 500, 1.0)],  # flat
    ],
)
def test_all_cuts_are_in_one_scale_and_fit(sizes: list[tuple[int, int, float]]) -> None:
    drawn = draw_cuts([cut(*size) for size in sizes], {2: GREEN}, {}, CAPTION)
    assert drawn.shape[1] == 1024
    assert drawn.shape[0] <= 1024
    found = boxes(drawn)
    assert len(found) == 3
    scale = found[0][1] / sizes[0][1]
    for (height, width), (rows, columns, row_mm) in zip(found, sizes, strict=True):
        assert height == pytest.approx(rows * row_mm * scale, abs=2)
        assert width == pytest.approx(columns * scale, abs=2)


def test_an_outline_is_drawn_where_the_segment_is_and_nothing_within() -> None:
    one = cut(200, 200)
    drawn = draw_cuts([one, one, one], {2: GREEN}, {}, CAPTION)
    green = (drawn[..., 1] > 200) & (drawn[..., 0] < 60)
    (height, width), *_ = boxes(drawn)
    left = int(np.flatnonzero((drawn == 100).all(axis=2).any(axis=0))[0])
    top = int(np.flatnonzero((drawn == 100).all(axis=2).any(axis=1))[0])
    ys, xs = np.nonzero(green[:, left : left + width])
    assert ((xs.min() / width), (xs.max() / width)) == pytest.approx((1 / 8, 1 / 2), abs=0.02)
    assert (((ys.min() - top) / height), ((ys.max() - top) / height)) == pytest.approx((1 / 8, 1 / 2), abs=0.02)
    assert (drawn[top + height // 4, left + width // 4] == 100).all()


def test_without_segments_the_cuts_are_bare() -> None:
    bare = cut(60, 60)
    empty = Cut(
        name="axial",
        picture=bare.picture,
        labels=np.zeros_like(bare.labels),
        row_mm=1.0,
        column_mm=1.0,
        edges=bare.edges,
    )
    drawn = draw_cuts([empty, empty, empty], {}, {}, CAPTION)
    band = int(np.flatnonzero((drawn == RULE).all(axis=2).all(axis=1))[0])
    assert (drawn[:band].max(axis=2) - drawn[:band].min(axis=2)).max() < 20  # grey only


def test_letters_stand_beside_the_cut() -> None:
    drawn = draw_cuts([cut(100, 100, grey=100)] * 3, {2: GREEN}, {}, CAPTION)
    band = int(np.flatnonzero((drawn == RULE).all(axis=2).all(axis=1))[0])
    grey = (drawn[:band] == 100).all(axis=2)
    top = int(np.flatnonzero(grey.any(axis=1))[0])
    assert (drawn[: top - 1] > 120).any()  # A, and what the cut is


def test_a_box_is_a_line_where_it_is_and_the_surest_is_drawn_over_the_others() -> None:
    first = CutBox(finding="a", left=50, top=50, right=100, bottom=200)
    second = CutBox(finding="b", left=25, top=50, right=100, bottom=100)
    bare = cut(200, 200)
    one = replace(bare, labels=np.zeros_like(bare.labels), boxes=(first, second))
    drawn = draw_cuts([one, one, one], {}, {"a": GREEN, "b": (0, 0, 255)}, CAPTION)
    green = (drawn == GREEN).all(axis=2)
    grey = (drawn == 100).all(axis=2)
    (height, width), *_ = boxes(drawn)
    left = int(np.flatnonzero(grey.any(axis=0))[0])
    top = int(np.flatnonzero(grey.any(axis=1))[0])
    ys, xs = np.nonzero(green[:, left : left + width])
    assert (xs.min() / width, xs.max() / width) == pytest.approx((1 / 4, 1 / 2), abs=0.02)
    assert ((ys.min() - top) / height, (ys.max() - top) / height) == pytest.approx((1 / 4, 1), abs=0.02)
    blue = (drawn[:, left : left + width] == (0, 0, 255)).all(axis=2)
    assert np.nonzero(blue)[1].max() / width < 1 / 2  # the right edges are one, and the surest's
    assert (drawn[top + height // 2, left + 3 * width // 8] == 100).all()
