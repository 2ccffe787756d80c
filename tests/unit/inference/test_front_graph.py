"""The graph of what is done to a radiograph before its network sees it."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.domain.image import Direction, Orientation
from radlane.imaging.tensor import to_raw, to_tensor
from radlane.inference.front_graph import CODES, front_graph, lookup_graph
from support.fronts import input_of, loaded_graph, radiograph_of


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert front_graph("image", (4, 6), 0.5, "uint16") == front_graph("image", (4, 6), 0.5, "uint16")
    assert front_graph("image", (4, 6), 0.5, "uint16") != front_graph("image", (4, 6), 0.0, "uint16")


@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int16", "int32"])
@pytest.mark.parametrize("shape", [(5, 9), (64, 40), (1, 50), (12, 12), (24, 24)])
def test_it_makes_what_the_host_makes(dtype: str, shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(4).integers(0, 100, shape).astype(dtype)
    wanted = input_of((12, 12), pad=-7.0)
    image = radiograph_of(pixels)
    raw = to_raw(image, wanted)
    assert str(raw.codes.dtype) in CODES
    (found,) = loaded_graph(front_graph("image", (12, 12), -7.0, str(raw.codes.dtype))).run(None, raw.feeds)
    np.testing.assert_allclose(found, to_tensor(image, wanted).values, rtol=0, atol=1e-3)


@pytest.mark.parametrize("orientation", ["LF", "RF", "LH", "RH", "FL", "FR", "HL", "HR", None])
def test_it_turns(orientation: str | None) -> None:
    wanted, image = input_of((10, 16)), radiograph_of(np.arange(140, dtype=np.uint16).reshape(10, 14), orientation)
    if orientation is not None:
        assert image.orientation == Orientation(row=Direction(orientation[0]), column=Direction(orientation[1]))
    (found,) = loaded_graph(front_graph("image", (10, 16), 0.0, "uint16")).run(None, to_raw(image, wanted).feeds)
    np.testing.assert_allclose(found, to_tensor(image, wanted).values, rtol=0, atol=1e-3)


def test_what_the_image_does_not_fill_is_exactly_the_pad_value() -> None:
    raw = to_raw(radiograph_of(np.arange(72, dtype=np.uint8).reshape(12, 6)), input_of((8, 8)))
    (found,) = loaded_graph(front_graph("image", (8, 8), 0.1, "uint8")).run(None, raw.feeds)
    assert raw.placement.offset == (0, 2)
    assert set(found[0, 0, :, [0, 1, 6, 7]].ravel()) == {np.float32(0.1)}


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_a_window_is_looked_up(dtype: str) -> None:
    table = np.random.default_rng(1).normal(size=np.iinfo(dtype).max + 1).astype(np.float32)
    codes = np.random.default_rng(2).integers(0, len(table), (2, 1, 3, 4, 5)).astype(dtype)
    feeds = {"volume/codes": codes, "volume/table": table}
    (found,) = loaded_graph(lookup_graph("volume", (3, 4, 5), dtype)).run(None, feeds)
    np.testing.assert_array_equal(found, table[codes])
