"""Networks on buffers of our own."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from radlane.inference.binding import Binding
from radlane.inference.devices import CPU_PROVIDER, load_runtime
from radlane.inference.tiling import read_from, slide
from radlane.inference.windows import lay_windows
from support.networks import network
from support.tiles import volume_of

SIDES = [4, 6, 5]


def loaded(*last: onnx.NodeProto) -> Any:
    """A convolution of one channel to two, and what comes after it, from `conv` to `out`."""
    kernel = np.random.default_rng(3).normal(0, 1, (2, 1, 3, 3, 3)).astype(np.float32)
    nodes = [
        helper.make_node("Constant", [], ["kernel"], value=numpy_helper.from_array(kernel)),
        helper.make_node("Conv", ["image", "kernel"], ["conv"], pads=[1] * 6),
        *last,
    ]
    graph = network(
        nodes,
        inputs=[("image", TensorProto.FLOAT, ["n", 1, *SIDES])],
        outputs=[("out", TensorProto.FLOAT, ["n", 2, *SIDES])],
    )
    return load_runtime().InferenceSession(graph, providers=[CPU_PROVIDER])


def reshaped() -> list[onnx.NodeProto]:
    shape = numpy_helper.from_array(np.array([0, 2, *SIDES], np.int64))
    return [
        helper.make_node("Constant", [], ["shape"], value=shape),
        helper.make_node("Reshape", ["conv", "shape"], ["out"]),
    ]


def patches_of(count: int) -> NDArray[np.float32]:
    return np.random.default_rng(count).normal(0, 1, (count, 1, *SIDES)).astype(np.float32)


@pytest.mark.parametrize(
    "last",
    [
        [helper.make_node("Softmax", ["conv"], ["out"], axis=1)],
        [helper.make_node("Relu", ["conv"], ["out"])],  # may be computed in place
        [helper.make_node("Identity", ["conv"], ["out"])],  # may be no more than another name
        reshaped(),
    ],
)
def test_results_are_those_of_a_plain_run(last: list[onnx.NodeProto]) -> None:
    session = loaded(*last)
    binding = Binding("image", "out", (3, 2, *SIDES))
    buffer = patches_of(3)
    for count in (3, 3, 1, 2):  # filled anew; smaller batches
        buffer[:count] = patches_of(count)
        found = binding.run(session, buffer[:count], load_runtime().RunOptions())
        (expected,) = session.run(["out"], {"image": buffer[:count].copy()})
        assert found.tobytes() == expected.tobytes()


def test_runs_share_one_buffer() -> None:
    session = loaded(helper.make_node("Relu", ["conv"], ["out"]))
    binding, options = Binding("image", "out", (2, 2, *SIDES)), load_runtime().RunOptions()
    first = binding.run(session, patches_of(2), options)
    assert binding.run(session, patches_of(1), options).ctypes.data == first.ctypes.data


def test_volume_in_windows() -> None:
    """A convolution with padding sees zeros at the border of a window, so windows differ from the whole volume."""
    session = loaded(helper.make_node("Relu", ["conv"], ["out"]))
    windows = lay_windows((7, 9, 5), (4, 6, 5), 0.5)
    volume = volume_of(windows.volume)
    binding, options = Binding("image", "out", (3, 2, *SIDES)), load_runtime().RunOptions()

    def plainly(patches: NDArray[np.float32]) -> NDArray[np.float32]:
        (outputs,) = session.run(["out"], {"image": patches.copy()})
        return np.asarray(outputs)

    found, expected = (
        [slab.values.tobytes() for slab in slide(windows, read_from(volume), predict, channels=(1, 2), batch=3)]
        for predict in (lambda patches: binding.run(session, patches, options), plainly)
    )
    assert found == expected


@pytest.mark.parametrize(
    ("patches", "fits"),
    [
        (patches_of(3), True),
        (patches_of(1), True),
        (patches_of(4), False),  # more than the buffer holds
        (patches_of(3)[:0], False),
        (patches_of(3).astype(np.float64), False),
        (patches_of(3)[..., ::-1], False),
    ],
)
def test_what_may_be_bound(patches: NDArray[np.float32], fits: bool) -> None:
    assert Binding("image", "out", (3, 2, *SIDES)).fits(patches) is fits
