"""Which shapes networks are fed with, and give."""

from __future__ import annotations

from dataclasses import replace
from math import prod

import numpy as np
import pytest

from radlane.domain.input import Input
from radlane.domain.model import Network
from radlane.inference.shapes import (
    MOST_IMAGES,
    answered_layouts,
    complain_of_feeds,
    fed_shape,
    given_shapes,
    made_layouts,
    most_at_once,
    shape_at_once,
    sides_at_once,
)
from support.networks import network, network_of
from support.planar_models import cine_geometry, frame_choice, picture_geometry, planar_input
from support.said import detection
from support.volume_models import geometry, stage


def of_image() -> Network:
    return network_of(network())


def of_volume(**changes: object) -> Network:
    made = stage(geometry(**changes))  # type: ignore[arg-type]
    return replace(of_image(), inputs=made.inputs, outputs=made.outputs)


def test_a_projection_has_one_shape() -> None:
    (wanted,) = of_image().inputs
    assert fed_shape(wanted) == (None, 1, 4, 4)
    assert sides_at_once(wanted) == (4, 4)
    assert most_at_once(wanted) == MOST_IMAGES * 16
    assert given_shapes(of_image()) == {"lungs": (None, 2, 4, 4), "chest": (None, 1)}
    assert made_layouts(of_image(), 3) == (({"chest": (3, 1)},), ({"lungs": (3, 2, 4, 4)},))


def test_features_are_rows_of_any_length() -> None:
    featured = replace(of_image(), features="pooled")
    assert featured.tensors == ("chest", "lungs", "pooled")
    assert given_shapes(featured)["pooled"] == (None, None)
    assert made_layouts(featured, 3)[-1] == ({"pooled": (3, None)},)
    feeds = {"image": np.zeros((2, 1, 4, 4), np.float32)}
    assert answered_layouts(featured, feeds)[-1] == ({"pooled": (2, None)},)


def test_a_volume_has_any_grid_and_is_seen_by_windows() -> None:
    (wanted,) = of_volume().inputs
    assert fed_shape(wanted) == (None, 1, None, None, None)
    assert given_shapes(of_volume()) == {"seen": (None, 2, None, None, None)}
    assert made_layouts(of_volume()) == (({"seen": (1, 2, 4, 8, 8)},),)
    assert sides_at_once(wanted) == (4, 8, 8)
    assert most_at_once(wanted) == 2 * prod((4, 8, 8))


def test_a_volume_on_a_grid_of_its_own_is_seen_whole() -> None:
    (wanted,) = of_volume(window=None, size=(2, 3, 4)).inputs
    assert (sides_at_once(wanted), most_at_once(wanted)) == ((2, 3, 4), 24)


def test_answers_have_the_shape_of_what_was_asked() -> None:
    image = {"image": np.zeros((3, 1, 4, 4), np.float32)}
    assert answered_layouts(of_image(), image) == (({"chest": (3, 1)},), ({"lungs": (3, 2, 4, 4)},))
    volume = {"volume": np.zeros((1, 1, 2, 3, 5), np.float32)}
    assert answered_layouts(of_volume(), volume) == (({"seen": (1, 2, 2, 3, 5)},),)


def test_nobody_knows_how_many_boxes_there_are() -> None:
    boxed = replace(of_image(), outputs=(detection(),))
    assert given_shapes(boxed) == {"boxes": (None, None, 4), "scores": (None, None, 1)}
    layouts = answered_layouts(boxed, {"image": np.zeros((1, 1, 4, 4), np.float32)})
    assert layouts == made_layouts(boxed)
    assert {"boxes": (None, 4), "scores": (None,)} in layouts[0]


@pytest.mark.parametrize(
    ("shape", "complaint"),
    [
        ((1, 1, 2, 3, 5), None),
        ((1, 2, 2, 3, 5), "input volume is not float32 [n, 1, None, None, None]"),
        ((1, 1, 2, 3), "input volume is not float32 [n, 1, None, None, None]"),
    ],
)
def test_what_is_fed(shape: tuple[int, ...], complaint: str | None) -> None:
    assert complain_of_feeds(of_volume(), {"volume": np.zeros(shape, np.float32)}) == complaint


def test_inputs_lie_on_one_grid() -> None:
    network = of_volume()
    first = network.inputs[0]
    both = replace(network, inputs=(first, replace(first, name="other")))
    feeds = {name: np.zeros((1, 1, 2, 3, 5), np.float32) for name in ("volume", "other")}
    assert complain_of_feeds(both, feeds) is None
    for shape in ((1, 1, 2, 3, 4), (2, 1, 2, 3, 5)):
        found = complain_of_feeds(both, {**feeds, "other": np.zeros(shape, np.float32)})
        assert found == "the inputs have not one batch and one grid"


@pytest.mark.parametrize(
    ("wanted", "fed", "sides", "most"),
    [
        (planar_input(picture_geometry()), (None, 3, 6, 8), (6, 8), MOST_IMAGES * 144),
        (planar_input(picture_geometry(colour="grey"), layout="NHWC"), (None, 6, 8, 1), (6, 8), MOST_IMAGES * 48),
        (planar_input(cine_geometry()), (None, 3, 4, 6, 8), (4, 6, 8), 576),
        (planar_input(cine_geometry(), layout="NTCHW"), (None, 4, 3, 6, 8), (4, 6, 8), 576),
    ],
)
def test_pictures_and_clips_have_their_axes_in_the_order_of_the_layout(
    wanted: Input, fed: tuple[int | None, ...], sides: tuple[int, ...], most: int
) -> None:
    assert fed_shape(wanted) == fed
    assert shape_at_once(wanted, 2) == (2, *fed[1:])
    assert (sides_at_once(wanted), most_at_once(wanted)) == (sides, most)


def test_a_choice_of_frames_has_a_score_for_each() -> None:
    made = replace(of_image(), inputs=(planar_input(cine_geometry(), layout="NTCHW"),), outputs=(frame_choice(),))
    assert given_shapes(made) == {"filling": (None, 4)}
    feeds = {"image": np.zeros((2, 4, 3, 6, 8), np.float32)}
    assert complain_of_feeds(made, feeds) is None
    assert answered_layouts(made, feeds) == (({"filling": (2, 4)},),)
    assert made_layouts(made) == (({"filling": (1, 4)},),)
