"""What a front makes of a radiograph is what the host makes of it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from radlane.domain.image import LinearWindow
from radlane.domain.input import ApplyVoi, ClipPercentile, InvertMonochrome1, MinMax, ZScore
from radlane.imaging.tensor import to_raw, to_tensor
from radlane.inference.front_graph import front_graph
from support.fronts import input_of, loaded_graph, radiograph_of

FARTHEST = 1e-5  # of the largest number that the network is given
SIZES = ((16, 16), (24, 40), (33, 7))
OPERATIONS = st.lists(
    st.sampled_from(
        [
            ApplyVoi(op="voi"),
            InvertMonochrome1(op="invert_monochrome1"),
            ClipPercentile(op="clip_percentile", lower=1, upper=99),
            MinMax(op="minmax"),
            ZScore(op="zscore"),
        ]
    ),
    max_size=4,
)
WINDOWS = st.builds(
    LinearWindow,
    center=st.floats(0, 4096),
    width=st.floats(2, 8192),
    function=st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"]),
)


@cache
def front(size: tuple[int, int], pad: float, codes: str) -> Any:
    return loaded_graph(front_graph("image", size, pad, codes))


@st.composite
def pixels(draw: st.DrawFn) -> NDArray[Any]:
    dtype = np.dtype(draw(st.sampled_from(["u1", "i1", "u2", "i2", "i4"])))
    ends = sorted(
        draw(st.integers(max(-32768, np.iinfo(dtype).min), min(65535, np.iinfo(dtype).max))) for _ in range(2)
    )
    shape = draw(st.integers(1, 90)), draw(st.integers(1, 90))
    return np.random.default_rng(draw(st.integers(0, 999))).integers(*ends, shape, endpoint=True).astype(dtype)


@settings(deadline=None)
@given(
    stored=pixels(),
    orientation=st.sampled_from(["LF", "RF", "LH", "RH", "FL", "FR", "HL", "HR", None]),
    size=st.sampled_from(SIZES),
    pad=st.sampled_from([0.0, -1.5]),
    operations=OPERATIONS,
    voi=st.none() | WINDOWS,
    monochrome1=st.booleans(),
)
def test_a_front_is_the_host(
    stored: NDArray[Any],
    orientation: str | None,
    size: tuple[int, int],
    pad: float,
    operations: list[Any],
    voi: LinearWindow | None,
    monochrome1: bool,
) -> None:
    wanted = input_of(size, *operations, pad=pad)
    image = radiograph_of(stored, orientation, voi=voi, monochrome1=monochrome1)
    raw, expected = to_raw(image, wanted), to_tensor(image, wanted).values
    (found,) = front(size, pad, str(raw.codes.dtype)).run(None, raw.feeds)
    largest = max(float(np.abs(raw.table).max()), abs(pad))
    assert found.shape == expected.shape
    assert float(np.abs(found - expected).max()) <= FARTHEST * largest
