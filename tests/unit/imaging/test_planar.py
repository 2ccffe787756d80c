from __future__ import annotations

import numpy as np
import pytest

from radlane.domain.input import MinMax
from radlane.errors import InputRefused
from radlane.imaging.planar import to_cine_tensor, to_picture_tensor
from support.pictures import colours, frames
from support.planar_models import cine_geometry, picture_geometry, planar_input, seen_clip, seen_picture

SIZE = (24, 20)  # of the picture itself: nothing is scaled
COLOURS = colours().astype(np.float32) / 255


def test_planes_are_red_green_and_blue_in_either_layout() -> None:
    geometry = picture_geometry(size=SIZE)
    first = to_picture_tensor(seen_picture(COLOURS), planar_input(geometry))
    assert (first.name, first.values.shape) == ("image", (1, 3, *SIZE))
    np.testing.assert_allclose(first.values[0].transpose(1, 2, 0), COLOURS, atol=1e-6)
    last = to_picture_tensor(seen_picture(COLOURS), planar_input(geometry, layout="NHWC"))
    np.testing.assert_allclose(last.values[0], COLOURS, atol=1e-6)
    assert last.values.flags.c_contiguous


def test_a_grey_network_sees_the_luma() -> None:
    found = to_picture_tensor(seen_picture(COLOURS), planar_input(picture_geometry(size=SIZE, colour="grey")))
    luma = 0.299 * COLOURS[..., 0] + 0.587 * COLOURS[..., 1] + 0.114 * COLOURS[..., 2]
    np.testing.assert_allclose(found.values[0, 0], luma, atol=1e-5)


def test_a_grey_picture_is_refused_or_repeated() -> None:
    grey = seen_picture(COLOURS[..., :1])
    repeated = planar_input(picture_geometry(size=SIZE, grey_as_rgb="repeated"))
    for plane in to_picture_tensor(grey, repeated).values[0]:
        np.testing.assert_allclose(plane, COLOURS[..., 0], atol=1e-6)
    with pytest.raises(InputRefused) as refused:
        to_picture_tensor(grey, planar_input(picture_geometry(size=SIZE)))
    assert refused.value.code == "colour-missing"
    one = to_picture_tensor(grey, planar_input(picture_geometry(size=SIZE, colour="grey")))
    np.testing.assert_allclose(one.values[0, 0], COLOURS[..., 0], atol=1e-6)


def test_frames_of_a_clip_follow_each_other_in_either_layout() -> None:
    held = np.stack([colours(), colours()[:, ::-1], 255 - colours()])
    geometry = cine_geometry(size=SIZE)
    taken = [0, 2, 1, 1]
    expected = held[taken].astype(np.float32) / 255  # [t, y, x, c]
    planes_first = to_cine_tensor(seen_clip(held), taken, planar_input(geometry)).values
    assert planes_first.shape == (1, 3, 4, *SIZE)
    np.testing.assert_allclose(planes_first[0].transpose(1, 2, 3, 0), expected, atol=1e-6)
    frames_first = to_cine_tensor(seen_clip(held), taken, planar_input(geometry, layout="NTCHW")).values
    assert frames_first.shape == (1, 4, 3, *SIZE)
    np.testing.assert_allclose(frames_first[0].transpose(0, 2, 3, 1), expected, atol=1e-6)


def test_grey_frames_are_as_bright_as_they_are_shown() -> None:
    wanted = planar_input(cine_geometry(size=SIZE, colour="grey", frames=2))
    found = to_cine_tensor(seen_clip(frames(), monochrome1=True), [0, 4], wanted).values
    np.testing.assert_allclose(found[0, 0], 1 - frames()[[0, 4]].astype(np.float32) / 255, atol=1e-6)


def test_operations_run_on_the_grid() -> None:
    wanted = planar_input(picture_geometry(size=(12, 40), pad=-2.0), MinMax(op="minmax"))
    found = to_picture_tensor(seen_picture(COLOURS), wanted).values
    assert (found[..., 0] == -2).all()
    shown = found[..., 15:25]
    assert (shown.min(), shown.max()) == (0, 1)
