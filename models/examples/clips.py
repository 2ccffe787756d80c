"""The networks of the examples on clips: an echo, an angiogram.

Constant weights, nothing was trained: they show which frames are carried to a network, and no more. What they say means
nothing.
"""

from __future__ import annotations

import numpy as np
from package import STEEP, Example, node


def echo_view() -> Example:
    """A clip [n, 3, t, y, x] -> whether its middle is brighter than its edge, and how bright it is."""
    frames, side = 16, 112
    y, x = np.abs(np.mgrid[:side, :side] - (side - 1) / 2)
    middle = np.where(np.maximum(y, x) < side / 4, 3.0, -1.0)  # a quarter of the pixels: the mean is 0
    ramp = np.linspace(0, 1, frames, dtype=np.float32)[:, None, None] * (middle > 0)
    return Example(
        nodes=[
            node("ReduceMean", ["clip"], ["mean"], axes=[1, 2, 3, 4], keepdims=0),
            node("Unsqueeze", ["mean", "last"], ["brightness"]),
            node("Mul", ["clip", "mask"], ["masked"]),
            node("ReduceMean", ["masked"], ["balance"], axes=[1, 2, 3, 4], keepdims=0),
            node("Unsqueeze", ["balance", "last"], ["balances"]),
            node("MatMul", ["balances", "both"], ["view"]),
        ],
        constants={
            "mask": middle.astype(np.float32),
            "both": np.float32([[STEEP, -STEEP]]),
            "last": np.array([1], np.int64),
        },
        inputs={"clip": (1, 3, frames, side, side)},
        outputs={"view": (1, 2), "brightness": (1, 1)},
        golden={"clip": np.stack([ramp, ramp / 2, ramp / 4])[None].astype(np.float32)},
    )


def angiogram_frame() -> Example:
    """A clip [n, t, 1, y, x] -> of each frame how dark it is, against the mean of all."""
    frames, side = 8, 128
    shown = np.full((1, frames, 1, side, side), 0.75, np.float32)
    shown[0, 2:5, 0, 20:90, 40:60] = 0.25
    shown[0, 5, 0, 20:90, 40:90] = 0.25
    return Example(
        nodes=[
            node("ReduceMean", ["clip"], ["bright"], axes=[2, 3, 4], keepdims=0),
            node("ReduceMean", ["bright"], ["mean"], axes=[1], keepdims=1),
            node("Sub", ["mean", "bright"], ["darker"]),
            node("Mul", ["darker", "steep"], ["filling"]),
        ],
        constants={"steep": np.float32(10 * STEEP)},
        inputs={"clip": (1, frames, 1, side, side)},
        outputs={"filling": (1, frames)},
        golden={"clip": shown},
    )
