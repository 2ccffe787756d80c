from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.cut import Cut
from radlane.domain.finding import VolumeBoxRegion
from radlane.domain.volume import Grid, Volume
from radlane.imaging.cuts import SOFT_TISSUE_HU, render_cuts
from support.volume_sources import CT, MR, TILTED, volume

Array = NDArray[np.int16]
SPACING = {"x": 1.0, "y": 2.0, "z": 3.0}


def patient() -> tuple[Array, NDArray[np.uint8]]:
    """Values and labels on a grid along the patient's axes [z, y, x]: no two rows, columns or slices are alike."""
    z, y, x = np.indices((7, 9, 11))
    values = np.asarray(100 * z + 10 * y + x, dtype=np.int16)
    labels = np.zeros(values.shape, np.uint8)
    labels[4, 5, 6] = 1
    return values, labels


def stored(order: tuple[int, int, int], signs: tuple[int, int, int]) -> tuple[Cut, ...]:
    """The cuts of the same patient, stored with other axes and senses."""
    values, labels = patient()
    axes = np.array([[0, 0, SPACING["x"]], [0, SPACING["y"], 0], [SPACING["z"], 0, 0]])  # columns: z, y, x
    flips = tuple(slice(None, None, sign) for sign in signs)
    affine = np.eye(4)
    turned = axes[:, order] * np.array(signs)
    affine[:3, :3] = turned
    shown = np.transpose(values, order)[flips]
    made = volume(values=shown)
    grid = Grid(shape=shown.shape, affine=affine)
    return render_cuts(replace(made, grid=grid), np.transpose(labels, order)[flips], window=(0, 1000))


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("signs", list(product((1, -1), repeat=3)))
def test_however_a_volume_is_stored_it_is_shown_the_same(
    order: tuple[int, int, int], signs: tuple[int, int, int]
) -> None:
    """All 48 axis orders and flips."""
    values, labels = patient()
    expected = (values[4], values[::-1, 5], values[::-1, :, 6])
    segments = (labels[4], labels[::-1, 5], labels[::-1, :, 6])
    edges = (("R", "L", "A", "P"), ("R", "L", "H", "F"), ("A", "P", "H", "F"))
    sizes = ((2.0, 1.0), (3.0, 1.0), (3.0, 2.0))
    for cut, plane, segment, edge, size in zip(stored(order, signs), expected, segments, edges, sizes, strict=True):
        np.testing.assert_array_equal(cut.picture, np.rint(plane.astype(np.float32) / 1000 * 255).astype(np.uint8))
        np.testing.assert_array_equal(cut.labels, segment)
        assert (cut.edges, (cut.row_mm, cut.column_mm)) == (edge, size)


def test_an_oblique_edge_has_a_second_letter_and_a_tilted_one_is_named_by_its_main_direction() -> None:
    axial, coronal, _ = render_cuts(volume(MR), np.zeros(MR.shape, np.uint8), window=None)
    assert axial.edges[1] == "LP"
    assert coronal.edges[2].startswith("H")
    axial, coronal, _ = render_cuts(volume(TILTED), np.zeros(TILTED.shape, np.uint8), window=None)
    assert (axial.edges, coronal.edges) == (("R", "L", "A", "P"), ("R", "L", "H", "F"))


def test_cuts_go_through_small_segments_too() -> None:
    labels = np.zeros(CT.shape, np.uint8)
    labels[0:5, 0:10, 0:10] = 1  # large
    labels[3, 7, 8] = 2  # one voxel
    for cut in render_cuts(volume(), labels, window=None):
        assert set(np.unique(cut.labels)) >= {1, 2}


def test_with_a_heat_map_they_go_through_where_it_is_hottest_and_have_it_on_them() -> None:
    heat = np.random.default_rng(5).random(CT.shape).astype(np.float32)
    heat[2, 13, 7] = 9.0
    made = volume(values=np.arange(heat.size, dtype=np.int16).reshape(CT.shape))
    cuts = render_cuts(made, np.zeros(CT.shape, np.uint8), window=None, heat=heat)
    assert [float(cut.heat.max()) for cut in cuts if cut.heat is not None] == [9.0] * 3
    axial = cuts[0]
    assert axial.heat is not None
    np.testing.assert_array_equal(axial.heat, heat[2])
    assert axial.heat.shape == axial.picture.shape
    assert all(cut.heat is None for cut in render_cuts(made, np.zeros(CT.shape, np.uint8), window=None))


def test_without_any_segment_they_go_through_the_middle() -> None:
    z, _, _ = np.indices(CT.shape)
    axial, *_ = render_cuts(volume(values=z.astype(np.int16)), np.zeros(CT.shape, np.uint8), window=(0, 255))
    assert set(np.unique(axial.picture)) == {CT.shape[0] // 2}


def test_a_window_is_in_the_units_of_the_modality() -> None:
    values = np.full(CT.shape, 1024, np.int16)  # stored: 0 HU
    values[:, 0], values[:, 1] = 0, 2000
    low, high = SOFT_TISSUE_HU
    made = volume(values=values, intercept=-1024.0)
    axial, *_ = render_cuts(made, np.zeros(CT.shape, np.uint8), window=SOFT_TISSUE_HU)
    assert sorted(np.unique(axial.picture)) == [0, round(-low / (high - low) * 255), 255]


def test_padding_is_black_and_has_no_part_in_the_window() -> None:
    rng = np.random.default_rng(1)
    values = rng.integers(100, 200, CT.shape).astype(np.int16)
    values[:, :4] = -2000
    made = volume(values=values, padding=(-2000.0, -1999.0))
    axial, *_ = render_cuts(made, np.zeros(CT.shape, np.uint8), window=None)
    assert (axial.picture[:4] == 0).all()
    assert axial.picture[4:].std() > 50
    nothing, *_ = render_cuts(
        volume(values=np.full(CT.shape, 5, np.int16), padding=(5.0, 5.0)), np.zeros(CT.shape, np.uint8), window=None
    )
    assert (nothing.picture == 0).all()


def test_one_value_everywhere_is_shown() -> None:
    for cut in render_cuts(volume(), np.zeros(CT.shape, np.uint8), window=None):
        assert (cut.picture == 0).all()


def box_in(made: Volume, low: tuple[float, ...], high: tuple[float, ...]) -> VolumeBoxRegion:
    """A box between two corners [z, y, x], voxel 0 from 0 to 1."""
    unit = np.diag([*(np.array(high) - low), 1.0])
    unit[:3, 3] = np.array(low) - 0.5
    return VolumeBoxRegion(affine=made.grid.affine @ unit)


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("signs", [(1, 1, 1), (-1, 1, -1), (1, -1, 1), (-1, -1, -1)])
def test_however_a_volume_is_stored_its_boxes_are_cut_the_same(
    order: tuple[int, int, int], signs: tuple[int, int, int]
) -> None:
    """A box of the patient [z, y, x] from (1, 2, 3) to (4, 4, 8) in 7 x 9 x 11 voxels."""
    values, _ = patient()
    flips = tuple(slice(None, None, sign) for sign in signs)
    axes = np.array([[0, 0, SPACING["x"]], [0, SPACING["y"], 0], [SPACING["z"], 0, 0]])
    affine = np.eye(4)
    affine[:3, :3] = axes[:, order] * np.array(signs)
    shown = np.transpose(values, order)[flips]
    made = replace(volume(values=shown), grid=Grid(shape=shown.shape, affine=affine))
    edges = [*zip((1, 2, 3), (4, 4, 8), strict=True)]
    sides = [values.shape[axis] for axis in order]
    own = [
        edge if sign > 0 else (side - edge[1], side - edge[0])
        for edge, side, sign in zip((edges[axis] for axis in order), sides, signs, strict=True)
    ]
    low, high = zip(*own, strict=True)
    cuts = render_cuts(made, None, window=(0, 1000), boxes={"nodule-1": box_in(made, low, high)})
    expected = [(3, 2, 8, 4), (3, 3, 8, 6), (2, 3, 4, 6)]  # left, top, right, bottom; heads are up
    for cut, (left, top, right, bottom) in zip(cuts, expected, strict=True):
        (found,) = cut.boxes
        assert found.finding == "nodule-1"
        assert (found.left, found.top, found.right, found.bottom) == pytest.approx((left, top, right, bottom))
        assert not cut.labels.any()


def test_cuts_go_through_the_middle_of_the_first_box_and_show_others_that_they_meet() -> None:
    z, _, _ = np.indices(CT.shape)
    made = volume(values=z.astype(np.int16))
    boxes = {
        "nodule-1": box_in(made, (3, 4, 5), (4, 6, 9)),
        "nodule-2": box_in(made, (3.5, 0, 0), (5, 2, 2)),
        "nodule-3": box_in(made, (0, 0, 0), (3, 9, 9)),
    }
    axial, *_ = render_cuts(made, None, window=(0, 255), boxes=boxes)
    assert set(np.unique(axial.picture)) == {3}
    assert [box.finding for box in axial.boxes] == ["nodule-1", "nodule-2"]


def test_a_box_at_the_end_of_a_stack_is_cut_in_its_last_slice() -> None:
    made = volume()
    last = CT.shape[0]
    axial, *_ = render_cuts(made, None, window=None, boxes={"a": box_in(made, (last - 0.5, 0, 0), (last, 2, 2))})
    assert [box.finding for box in axial.boxes] == ["a"]


def test_without_labels_and_boxes_they_go_through_the_middle() -> None:
    z, _, _ = np.indices(CT.shape)
    axial, *_ = render_cuts(volume(values=z.astype(np.int16)), None, window=(0, 255))
    assert set(np.unique(axial.picture)) == {CT.shape[0] // 2}
    assert axial.boxes == ()


def test_boxes_stand_before_segments() -> None:
    z, _, _ = np.indices(CT.shape)
    made = volume(values=z.astype(np.int16))
    labels = np.zeros(CT.shape, np.uint8)
    labels[0, 0:3, 0:3] = 1
    axial, *_ = render_cuts(made, labels, window=(0, 255), boxes={"a": box_in(made, (2, 2, 2), (3, 5, 5))})
    assert set(np.unique(axial.picture)) == {2}
