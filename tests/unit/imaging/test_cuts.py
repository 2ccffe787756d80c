from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.cut import Cut
from radlane.domain.volume import Grid
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
