"""Parts of a map become boxes: where they lie, what they score, and which are none."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import ndimage

from radlane.domain.finding import Presence
from radlane.errors import InferenceFailed
from radlane.inference import box_map as module
from radlane.inference.box_map import read_box_map, smallest_rectangle
from radlane.inference.candidates import Candidates
from radlane.inference.detections import conclude_boxes
from radlane.inference.ground import Ground, ground_of_image
from support.calibrated import isotonic
from support.said import box_map, ground, image, nodule

SIDES = (40, 60)


def whole(sides: tuple[int, int] = SIDES) -> Ground:
    """A picture that is its own grid."""
    return replace(ground(), sides=sides, to_source=lambda boxes: np.clip(boxes, 0, sides))


def likely(*parts: tuple[slice, slice], sides: tuple[int, int] = SIDES, value: float = 0.9) -> NDArray[np.float32]:
    """A map that is likely in these parts, and 0.1 elsewhere."""
    made = np.full(sides, 0.1, np.float32)
    for part in parts:
        made[part] = value
    return made


def read(made: NDArray[np.float32], where: Ground | None = None, **changes: Any) -> Candidates:
    maps = made if made.ndim == 3 else made[np.newaxis]
    return read_box_map(box_map(**changes), {"likely": maps[np.newaxis]}, where or whole())


def test_an_upright_part_has_its_edges_and_the_mean_of_its_pixels() -> None:
    made = likely((slice(10, 14), slice(20, 50)))
    made[11, 30] = 0.6
    found = read(made)
    np.testing.assert_allclose(found.boxes, [[(10, 20), (14, 50)]], atol=1e-9)
    np.testing.assert_allclose(found.scores, [[(119 * 0.9 + 0.6) / 120]], rtol=1e-6)


def test_a_hole_counts_in_the_mean_and_is_no_part() -> None:
    made = likely((slice(10, 14), slice(20, 50)))
    made[12, 25:30] = 0.0
    found = read(made)
    assert len(found.boxes) == 1
    np.testing.assert_allclose(found.scores, [[115 * 0.9 / 120]], rtol=1e-6)


def test_a_box_grows_by_its_area_over_its_perimeter() -> None:
    found = read(likely((slice(10, 14), slice(20, 50))), unclip=1.5)
    step = 4 * 30 * 1.5 / (2 * (4 + 30))
    np.testing.assert_allclose(found.boxes, [[(10 - step, 20 - step), (14 + step, 50 + step)]], atol=1e-9)
    np.testing.assert_allclose(found.scores, [[0.9]], rtol=1e-6)  # of what it was before it grew


def test_parts_that_touch_at_a_corner_are_one() -> None:
    touching = (slice(10, 14), slice(20, 30)), (slice(14, 18), slice(30, 40))
    assert len(read(likely(*touching)).boxes) == 1
    apart = (slice(10, 14), slice(20, 30)), (slice(15, 19), slice(30, 40))
    assert len(read(likely(*apart)).boxes) == 2


@pytest.mark.parametrize("degrees", [20, 45, -30, 90])
def test_a_slanted_line_is_looked_at_in_its_own_rectangle(degrees: float) -> None:
    """Its mean is that of the line: in the upright box most pixels would be none of it."""
    mask = slanted(degrees)
    found = read(np.where(mask, np.float32(0.9), np.float32(0)))
    rectangle = smallest_rectangle(mask)
    np.testing.assert_allclose(sorted(rectangle.sides), [6, 40], atol=1.5)
    assert found.scores[0, 0] > 0.85
    rows, columns = np.nonzero(mask)
    np.testing.assert_allclose(
        found.boxes[0], [(rows.min(), columns.min()), (rows.max() + 1, columns.max() + 1)], atol=1.5
    )


def slanted(degrees: float, sides: tuple[int, int] = (60, 60)) -> NDArray[np.bool_]:
    """A line of 40 by 6 pixels in the middle, turned."""
    y, x = np.mgrid[: sides[0], : sides[1]] + 0.5 - 30
    angle = np.radians(degrees)
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    return np.asarray((np.abs(along) <= 20) & (np.abs(across) <= 3))


def test_a_part_that_is_too_thin_is_none() -> None:
    thin, thick = (slice(10, 12), slice(20, 50)), (slice(20, 23), slice(20, 50))
    assert len(read(likely(thin, thick), least_side=3.0).boxes) == 1
    assert len(read(likely(thin, thick), least_side=2.0).boxes) == 2
    assert len(read(likely((slice(3, 4), slice(5, 6)))).boxes) == 1  # a single pixel


def test_a_box_that_is_too_high_or_too_large_is_none() -> None:
    """By its shorter side: a line that runs down the picture is as high as its letters."""
    across, down, block = (slice(2, 6), slice(10, 50)), (slice(10, 38), slice(2, 6)), (slice(10, 30), slice(20, 40))
    made = likely(across, down, block)
    assert len(read(made).boxes) == 3
    assert len(read(made, highest=4 / 40).boxes) == 2
    assert len(read(made, highest=3.9 / 40).boxes) == 0
    assert len(read(made, largest=160 / 2400).boxes) == 2
    assert len(read(made, largest=0.05).boxes) == 1


def test_sizes_are_shares_of_the_picture_and_not_of_the_grid_around_it() -> None:
    """A picture of 20 x 60 pixels lies in the middle of the grid; what lies beside it is no box."""

    def to_source(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.clip(boxes - np.array([10.0, 0.0]), 0, (20, 60))

    where = ground_of_image(image(None, (20, 60)), "said:1.0.0", SIDES, to_source)
    made = likely((slice(15, 19), slice(20, 50)), (slice(2, 6), slice(20, 50)))
    assert len(read(made, where).boxes) == 1
    assert len(read(made, where, highest=4 / 20).boxes) == 1
    assert len(read(made, where, highest=0.19).boxes) == 0


def test_each_channel_has_a_class() -> None:
    kinds = (nodule(), nodule(id="mass", channel=1))
    one, other = likely((slice(2, 6), slice(2, 9))), likely((slice(20, 26), slice(2, 9)))
    found = read(np.stack([one, other]), classes=kinds)
    np.testing.assert_allclose(found.scores, [(0.9, -1), (-1, 0.9)], rtol=1e-6)
    assert found.boxes[:, 0].tolist() == [[2, 2], [20, 2]]


def test_a_softmax_is_over_all_channels() -> None:
    text = np.where(likely((slice(2, 6), slice(2, 9))) > 0.5, np.float32(2), np.float32(-2))
    found = read(np.stack([text, np.zeros_like(text)]), activation="softmax", background=(1,))
    np.testing.assert_allclose(found.scores, [[1 / (1 + np.exp(-2))]], rtol=1e-6)


def test_a_value_at_the_threshold_of_pixels_reaches_it() -> None:
    assert len(read(likely((slice(2, 6), slice(2, 9)), value=0.3), pixels_from=0.3).boxes) == 1


def test_an_empty_map_has_no_box_and_the_class_is_absent() -> None:
    found = read(likely())
    assert (found.boxes.shape, found.scores.shape) == ((0, 2, 2), (0, 1))
    (finding,) = conclude_boxes(box_map(), {"likely": likely()[None, None]}, whole()).findings
    assert (finding.id, finding.presence, finding.probability) == ("nodule", Presence.ABSENT, None)


def test_boxes_become_findings_by_falling_score() -> None:
    made = likely((slice(2, 6), slice(2, 9)), value=0.7)
    made[20:26, 2:9] = 0.95
    said = conclude_boxes(box_map(), {"likely": made[None, None]}, whole())
    assert [(finding.id, finding.presence) for finding in said.findings] == [
        ("nodule-1", Presence.PRESENT),
        ("nodule-2", Presence.PRESENT),
    ]
    assert said.findings[0].region.top == 20  # type: ignore[union-attr]
    assert said.reasons == ()


@pytest.mark.parametrize("value", [1.5, -0.5, np.nan])
def test_what_is_no_probability_is_no_result(value: float) -> None:
    with pytest.raises(InferenceFailed) as failed:
        read(likely((slice(2, 6), slice(2, 9)), value=value))
    assert failed.value.uid == "said:1.0.0"


def test_a_map_that_falls_to_pieces_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_COMPARED", 3)
    dots = [(slice(y, y + 1), slice(2, 3)) for y in (2, 4, 6, 8)]
    assert len(read(likely(*dots[:3])).boxes) == 3
    with pytest.raises(InferenceFailed, match="more than 3 parts"):
        read(likely(*dots))


@given(st.integers(0, 2**32 - 1), st.tuples(st.integers(3, 40), st.integers(3, 40)))
def test_a_score_is_the_mean_of_all_pixels_that_lie_in_the_rectangle(seed: int, sides: tuple[int, int]) -> None:
    made = np.random.default_rng(seed).random(sides, np.float32)
    labels, count = ndimage.label(made >= np.float32(0.8), np.ones((3, 3)))
    centres = np.moveaxis(np.mgrid[: sides[0], : sides[1]], 0, -1) + 0.5
    expected = []
    for number in range(1, count + 1):
        found = smallest_rectangle(labels == number)
        along = centres @ found.axes.T
        inside = ((along >= found.low + 0.5 - 1e-6) & (along <= found.high - 0.5 + 1e-6)).all(axis=-1)
        expected.append(made[inside].mean(dtype=np.float64))
    np.testing.assert_allclose(read(made, whole(sides), pixels_from=0.8).scores[:, 0], expected, rtol=1e-6)


def test_a_part_as_large_as_the_map_costs_little_memory() -> None:
    made = np.full((1024, 1024), 0.9, np.float32)
    tracemalloc.start()
    found = read(made, whole(made.shape))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    np.testing.assert_allclose(found.boxes, [[(0, 0), made.shape]], atol=1e-9)
    assert peak < 40 * made.size  # bytes: a place for each pixel would be 16, and there were several


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 15)), min_size=1, max_size=30),
)
def test_the_rectangle_holds_every_pixel_and_is_no_larger_than_the_upright_one(places: list[tuple[int, int]]) -> None:
    mask = np.zeros((12, 16), np.bool_)
    mask[tuple(np.array(places).T)] = True
    found = smallest_rectangle(mask)
    rows, columns = np.nonzero(mask)
    centres = np.column_stack([rows, columns]) + 0.5
    first, last = found.columns(centres[:, 0])
    assert ((centres[:, 1] >= first) & (centres[:, 1] <= last)).all()
    along = centres @ found.axes.T
    np.testing.assert_allclose(along.min(axis=0), found.low + 0.5, atol=1e-6)
    np.testing.assert_allclose(along.max(axis=0), found.high - 0.5, atol=1e-6)
    assert found.sides.prod() <= (np.ptp(rows) + 1) * (np.ptp(columns) + 1) + 1e-5
    np.testing.assert_allclose(found.axes @ found.axes.T, np.eye(2), atol=1e-9)
    lower, upper = found.upright()
    assert (lower <= centres.min(axis=0) - 0.5 + 1e-6).all()
    assert (upper >= centres.max(axis=0) + 0.5 - 1e-6).all()


def test_the_score_of_a_box_is_calibrated_and_its_edges_are_not() -> None:
    made = likely((slice(10, 14), slice(20, 50)))
    found = read(made, calibration=isotonic((0.0, 1.0), (0.0, 0.5), ids=("nodule",)))
    np.testing.assert_allclose(found.boxes, read(made).boxes)
    np.testing.assert_allclose(found.scores, read(made).scores / 2, rtol=1e-6)
