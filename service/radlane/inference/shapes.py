"""Which shapes a network is fed with, and gives.

In: a network of a manifest, arrays. Out: shapes, and what is wrong with those arrays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from radlane.domain.input import Input, VolumeGeometry
from radlane.domain.model import Network
from radlane.domain.output import GateOutput, SegmentationOutput

MOST_IMAGES = 8  # in one run of a network on projections


def fed_shape(wanted: Input) -> tuple[int | None, ...]:
    """The shape that an input is fed with; None for the batch, and for the axes of volumes, where golden vectors are
    smaller than what is seen of a patient.
    """
    if isinstance(wanted.geometry, VolumeGeometry):
        return (None, len(wanted.channels), None, None, None)
    return (None, len(wanted.channels), *wanted.geometry.size)


def given_shape(output: GateOutput | SegmentationOutput, source: Input) -> tuple[int | None, ...]:
    """The shape that an output has, with None as in `fed_shape` of the network's input."""
    if isinstance(output, GateOutput):
        return (None, 1)
    return (None, channels_of(output), *fed_shape(source)[2:])


def sides_at_once(wanted: Input) -> tuple[int | None, ...]:
    """The spatial axes of what the network is given at once; None where they are as long as the volume."""
    geometry = wanted.geometry
    if isinstance(geometry, VolumeGeometry):
        return geometry.window.roi if geometry.window else geometry.size or (None, None, None)
    return geometry.size


def most_at_once(wanted: Input) -> int:
    """Pixels or voxels of one channel that the network is given in its largest run here."""
    geometry = wanted.geometry
    batch = MOST_IMAGES
    if isinstance(geometry, VolumeGeometry):
        batch = geometry.window.batch if geometry.window else 1
    return batch * prod(side or 0 for side in sides_at_once(wanted))


def complain_of_feeds(network: Network, feeds: Mapping[str, NDArray[np.float32]]) -> str | None:
    """What keeps arrays from being fed to a network; None where nothing does. Only names of the manifest are said."""
    if set(feeds) != {wanted.name for wanted in network.inputs}:
        return "the feeds are not the manifest's inputs"
    for wanted in network.inputs:
        value, shape = feeds[wanted.name], fed_shape(wanted)
        if value.dtype != np.float32 or not fits(value.shape, shape):
            return f"input {wanted.name} is not float32 [n, {', '.join(map(str, shape[1:]))}]"
        if not np.isfinite(value).all():
            return f"input {wanted.name} is not finite"
    return None


def answered_shapes(network: Network, feeds: Mapping[str, NDArray[np.float32]]) -> Mapping[str, tuple[int, ...]]:
    """Name of each output -> the shape that it has to have for these feeds, which fit."""
    source = network.inputs[0]
    batch, _, *sides = feeds[source.name].shape
    shapes: dict[str, tuple[int, ...]] = {}
    for output in network.outputs:
        is_gate = isinstance(output, GateOutput)
        shapes[output.name] = (batch, 1) if is_gate else (batch, channels_of(output), *sides)
    return shapes


def channels_of(output: GateOutput | SegmentationOutput) -> int:
    """Channels of an output."""
    return 1 if isinstance(output, GateOutput) else len(output.segments) + len(output.background)


def fits(shape: Sequence[int], wanted: Sequence[int | None]) -> bool:
    """Whether a shape is one of those that are wanted."""
    return len(shape) == len(wanted) and all(
        expected in (None, side) for side, expected in zip(shape, wanted, strict=True)
    )
