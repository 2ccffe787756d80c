"""Flips of what a network reads, and back.

In: a tensor and its layout, or raw outputs. Out: the same with an axis reversed; twice is as before, bit by bit.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from radlane.domain.detection import BoxMapOutput
from radlane.domain.output import Output, SegmentationOutput
from radlane.domain.tensor import Outputs
from radlane.domain.uncertainty import Flip

_LETTERS = {"flip-x": "W", "flip-y": "H", "flip-z": "D"}
_FROM_END = {"flip-x": -1, "flip-y": -2, "flip-z": -3}


def flip_input(values: NDArray[np.float32], layout: str, flip: Flip) -> NDArray[np.float32]:
    """Flip what an input is given, whose axes a layout names (`NCHW`); contiguous."""
    return np.ascontiguousarray(np.flip(values, layout.index(_LETTERS[flip])))


def flip_maps(values: NDArray[np.float32], flip: Flip) -> NDArray[np.float32]:
    """Flip maps [..., y, x] or [..., z, y, x]; contiguous."""
    return np.ascontiguousarray(np.flip(values, _FROM_END[flip]))


def flip_outputs(raws: Outputs, outputs: Iterable[Output], flip: Flip) -> Outputs:
    """Flip what lies on the network's grid; what is said of the whole stays."""
    maps = {output.name for output in outputs if isinstance(output, SegmentationOutput | BoxMapOutput)}
    return {name: flip_maps(values, flip) if name in maps else values for name, values in raws.items()}
