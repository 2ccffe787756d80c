from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image

from radlane.imaging.fit import boxes_to_picture, filled, lay, picture_to_source, place_picture, seen
from support.planar_models import picture_geometry


def plane(rows: int, columns: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    y, x = np.mgrid[:rows, :columns]
    return (np.sin(x / 7) + np.cos(y / 5) + x / columns).astype(np.float32)


@pytest.mark.parametrize(
    ("shape", "changes", "scaled", "offset"),
    [
        ((60, 40), {"fit": "pad", "size": (30, 40)}, (30, 20), (0, 10)),
        ((60, 40), {"fit": "stretch", "size": (30, 40)}, (30, 40), (0, 0)),
        ((60, 40), {"fit": "crop", "size": (30, 40)}, (60, 40), (-15, 0)),
        ((40, 60), {"fit": "crop", "size": (20, 20)}, (20, 30), (0, -5)),
        ((40, 60), {"fit": "crop", "size": (20, 20), "shorter": 24}, (24, 36), (-2, -8)),
        ((60, 41), {"fit": "crop", "size": (20, 20)}, (29, 20), (-4, 0)),  # torchvision rounds 4.5 to 4
        ((1, 5000), {"fit": "pad", "size": (30, 40)}, (1, 40), (14, 0)),
    ],
)
def test_where_a_picture_is_placed(shape: Any, changes: Any, scaled: Any, offset: Any) -> None:
    found = place_picture(shape, picture_geometry(**changes))
    assert (found.source, found.scaled, found.offset) == (shape, scaled, offset)
    assert (found.transpose, found.flip_rows, found.flip_columns) == (False, False, False)


@pytest.mark.parametrize("shape", [(90, 61), (61, 90), (64, 64), (300, 47)])
def test_a_crop_is_what_resizing_the_whole_and_cutting_its_centre_out_gives(shape: tuple[int, int]) -> None:
    """As torchvision's Resize and CenterCrop, step by step with Pillow."""
    geometry = picture_geometry(fit="crop", size=(32, 32), shorter=40)
    source, placement = plane(*shape), place_picture(shape, geometry)
    longer = int(40 * max(shape) / min(shape))
    size = (40, longer) if shape[0] > shape[1] else (longer, 40) if shape[0] < shape[1] else (40, 40)
    whole = np.asarray(Image.fromarray(source).resize(size, Image.Resampling.BILINEAR))
    top, left = (round((side - 32) / 2.0) for side in whole.shape)
    np.testing.assert_allclose(lay(source, placement, (32, 32)), whole[top : top + 32, left : left + 32], atol=1e-5)
    assert filled(placement, (32, 32)).all()


def test_padding_is_beside_the_picture() -> None:
    placement = place_picture((60, 40), picture_geometry(size=(30, 40)))
    there = filled(placement, (30, 40))
    assert there[:, 10:30].all()
    assert there.sum() == 600
    laid = lay(np.ones((60, 40), np.float32), placement, (30, 40))
    np.testing.assert_array_equal(laid, there.astype(np.float32))


@pytest.mark.parametrize(
    ("shape", "changes"),
    [
        ((90, 61), {"fit": "pad", "size": (45, 45)}),
        ((33, 61), {"fit": "stretch", "size": (66, 40)}),
        ((90, 61), {"fit": "crop", "size": (61, 61)}),
    ],
)
def test_a_map_comes_back_to_where_it_was(shape: tuple[int, int], changes: Any) -> None:
    geometry = picture_geometry(**changes)
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    placement = place_picture(shape, geometry)
    for coordinate in (y, x):
        found = picture_to_source(lay(coordinate, placement, geometry.size), placement)
        is_seen = np.isfinite(found)
        inner = is_seen & (y > 3) & (y < shape[0] - 4) & (x > 3) & (x < shape[1] - 4)
        assert np.abs(found - coordinate)[inner].max() < 0.05
        part = seen(placement, geometry.size)
        np.testing.assert_array_equal(is_seen, np.ones(shape, bool) if part is None else part)


def test_what_a_crop_leaves_out_reaches_no_threshold() -> None:
    geometry = picture_geometry(fit="crop", size=(20, 20))
    placement = place_picture((40, 60), geometry)
    part = seen(placement, (20, 20))
    assert part is not None
    assert part[:, 10:50].all()
    assert not part[:, :10].any()
    assert not part[:, 50:].any()
    found = picture_to_source(np.full((20, 20), -5, np.float32), placement)
    assert (found[~part] == -np.inf).all()
    np.testing.assert_array_equal(found[part], -5)


def test_a_picture_of_one_row_has_a_pixel_that_is_seen() -> None:
    geometry = picture_geometry(fit="crop", size=(224, 224))
    placement = place_picture((1, 1000), geometry)
    part = seen(placement, geometry.size)
    assert part is not None
    assert part.sum() == 1
    found = picture_to_source(np.ones(geometry.size, np.float32), placement)
    assert found[part].tolist() == [1]


def test_a_long_picture_takes_no_memory_for_what_is_cut_off() -> None:
    geometry = picture_geometry(fit="crop", size=(224, 224))
    placement = place_picture((1, 2**22), geometry)
    assert placement.scaled == (224, 224 * 2**22)  # which is never made
    assert lay(np.ones((1, 2**22), np.float32), placement, geometry.size).shape == (224, 224)


def test_boxes_are_cut_at_the_edges_of_what_was_seen() -> None:
    geometry = picture_geometry(fit="crop", size=(20, 20))
    placement = place_picture((40, 60), geometry)
    boxes = np.array([[[-5, -5], [10, 10]], [[5, 5], [10, 30]]], np.float64)
    found = boxes_to_picture(boxes, placement, geometry.size)
    np.testing.assert_allclose(found, [[[0, 10], [20, 30]], [[10, 20], [20, 50]]])


def test_padding_is_not_mixed_into_what_comes_back() -> None:
    placement = place_picture((60, 40), picture_geometry(size=(30, 40)))
    values = np.where(filled(placement, (30, 40)), 1, 1e6).astype(np.float32)
    np.testing.assert_allclose(picture_to_source(values, placement), 1, rtol=1e-6)
