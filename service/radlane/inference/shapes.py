"""Which shapes a network is fed with, and gives.

In: a network of a manifest, arrays. Out: shapes, and what is wrong with those arrays.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

import numpy as np
from numpy.typing import NDArray

from radlane.domain.input import Input, VolumeGeometry
from radlane.domain.model import Network
from radlane.domain.planar import CineGeometry, PlanarGeometry
from radlane.inference.layouts import Layout, Shape, fits, layouts_of

MOST_IMAGES = 8  # in one run of a network on projections
_OF_IMAGES = 4  # axes: the batch, the channels, rows and columns
_LARGE_BYTES = 8 << 20  # of whole volumes: what the arena holds of windows and images is used again


def fed_shape(wanted: Input) -> Shape:
    """The shape that an input is fed with; None for the batch, and for the axes of volumes, where golden vectors are
    smaller than what is seen of a patient.
    """
    return _arranged(wanted, None, _fed_sides(wanted))


def given_shapes(network: Network) -> Layout:
    """Name of each ONNX output -> its shape, with None as in `fed_shape`; of boxes also for how many there are.

    Where a network may leave out an axis (`layouts_of`), it is there.
    """
    sides = _fed_sides(network.inputs[0])
    said = {name: shape for output in network.outputs for name, shape in layouts_of(output, None, sides)[0].items()}
    return said | {name: shape for layouts in _of_features(network, None) for name, shape in layouts[0].items()}


def made_layouts(network: Network, batch: int = 1) -> tuple[tuple[Layout, ...], ...]:
    """Of each output of the manifest, and of the features, the shapes that its ONNX outputs may have, fed with what is
    seen at once.
    """
    sides = sides_at_once(network.inputs[0])
    return (*(layouts_of(output, batch, sides) for output in network.outputs), *_of_features(network, batch))


def sides_at_once(wanted: Input) -> Shape:
    """The spatial axes of what the network is given at once, of a clip its frames before them; None where they are as
    long as the volume.
    """
    geometry = wanted.geometry
    if isinstance(geometry, CineGeometry):
        return (geometry.frames, *geometry.size)
    if isinstance(geometry, VolumeGeometry):
        return geometry.window.roi if geometry.window else geometry.size or (None, None, None)
    return geometry.size


def shape_at_once(wanted: Input, batch: int = 1) -> Shape:
    """The shape of what the network is given at once."""
    return _arranged(wanted, batch, sides_at_once(wanted))


def planes_of(wanted: Input) -> int:
    """Channels of an input: those that the manifest names, or the planes of a picture."""
    return wanted.geometry.planes if isinstance(wanted.geometry, PlanarGeometry) else len(wanted.channels)


def windows_at_once(wanted: Input) -> int:
    """Windows of a volume that the network is given in one run, as the manifest says; 1 where it has none."""
    geometry = wanted.geometry
    return geometry.window.batch if isinstance(geometry, VolumeGeometry) and geometry.window else 1


def most_at_once(wanted: Input) -> int:
    """Numbers that the network is given in its largest run here."""
    is_projection = not isinstance(wanted.geometry, CineGeometry | VolumeGeometry)
    batch = MOST_IMAGES if is_projection else windows_at_once(wanted)
    return batch * planes_of(wanted) * prod(side or 0 for side in sides_at_once(wanted))


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
    if len({(len(value), *value.shape[2:]) for value in feeds.values()}) > 1:
        return "the inputs have not one batch and one grid"
    return None


def answered_layouts(network: Network, feeds: Mapping[str, NDArray[np.float32]]) -> tuple[tuple[Layout, ...], ...]:
    """Of each output of the manifest the shapes that its ONNX outputs may have for these feeds, which fit."""
    wanted = network.inputs[0]
    fed = feeds[wanted.name].shape
    sides = fed[2:] if isinstance(wanted.geometry, VolumeGeometry) else sides_at_once(wanted)
    return (*(layouts_of(output, fed[0], sides) for output in network.outputs), *_of_features(network, fed[0]))


def _of_features(network: Network, batch: int | None) -> tuple[tuple[Layout, ...], ...]:
    """The layout of the features, if it has any: how many there are its artifact says."""
    return () if network.features is None else (({network.features: (batch, None)},),)


def _fed_sides(wanted: Input) -> Shape:
    return (None, None, None) if isinstance(wanted.geometry, VolumeGeometry) else sides_at_once(wanted)


def _arranged(wanted: Input, batch: int | None, sides: Shape) -> Shape:
    """The axes in the order of the layout: the planes are the only ones that have no place of their own."""
    before = wanted.layout.index("C") - 1
    return (batch, *sides[:before], planes_of(wanted), *sides[before:])


def is_large(feeds: Mapping[str, NDArray[np.float32]]) -> bool:
    """Whether feeds are of a whole volume whose run takes much memory: the next one may have another size."""
    return any(len(value.shape) > _OF_IMAGES and value.nbytes >= _LARGE_BYTES for value in feeds.values())
