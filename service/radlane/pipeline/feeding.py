"""What the main network was given, once more: to ask it why.

In: what was analysed, and a loaded model. Out: `Fed`, whose axes are always channels before the grid, and the way back
from that grid to the analysed frames.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Image, Picture
from radlane.domain.input import Input
from radlane.domain.volume import Volume
from radlane.errors import ExplanationRefused
from radlane.imaging.fit import picture_to_source
from radlane.imaging.planar import to_picture_tensor
from radlane.imaging.restore import map_to_source
from radlane.imaging.tensor import to_source, to_tensor
from radlane.pipeline.chosen import Source
from radlane.pipeline.lane import Site
from radlane.pipeline.looks import geometry_of
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.source import Subject, read_channels
from radlane.pipeline.volumes import feed_input, main_work, require_room
from radlane.pipeline.watch import Watch

Batch = NDArray[np.float32]
"""float32 [n, c, ...]: the grid of a network after its channels, whatever its layout is."""


@dataclass(frozen=True, kw_only=True)
class Fed:
    """What the main network was given.

    Attributes
    ----------
    name : str
        The ONNX input.
    values : float32 [1, c, ...]
        Its values.
    layout : str
        How the network has the axes.
    to_frames : callable
        A map on the network's grid, float32 [...] -> one on the analysed frames, float32 [n, y, x].
    """

    name: str
    values: Batch
    layout: str
    to_frames: Callable[[NDArray[np.float32]], NDArray[np.float32]]

    def feeds(self, batch: Batch) -> Mapping[str, NDArray[np.float32]]:
        """Return a batch as the network has it."""
        axis = self.layout.index("C")
        return {self.name: np.ascontiguousarray(np.moveaxis(batch, 1, axis))}

    def laid(self, values: NDArray[np.float32]) -> Batch:
        """Return what the network has in its layout with the channels before the grid."""
        return np.moveaxis(values, self.layout.index("C"), 1)


def feed(site: Site, model: LoadedModel, source: Source, subject: Subject, watch: Watch) -> Fed:
    """Make what the main network is given of the source.

    Raises
    ------
    ExplanationRefused
        Of clips, of networks with several inputs, and of those that see a part of a volume at a time.
    InputRefused
        As when it was analysed.
    """
    if len(model.manifest.inputs) > 1:
        raise _refused(model, "it has several inputs")
    (wanted,) = model.manifest.inputs
    if isinstance(subject, Volume):
        return _of_volume(site, model, source, subject, watch)
    if isinstance(subject, Image):
        tensor = to_tensor(subject, wanted)
        return _planar(wanted, tensor.values, lambda values: to_source(values, tensor.placement))
    if isinstance(subject, Picture):
        tensor = to_picture_tensor(subject, wanted)
        return _planar(wanted, tensor.values, lambda values: picture_to_source(values, tensor.placement))
    raise _refused(model, "it reads clips")


def _planar(
    wanted: Input, values: NDArray[np.float32], back: Callable[[NDArray[np.float32]], NDArray[np.float32]]
) -> Fed:
    def to_frames(heat: NDArray[np.float32]) -> NDArray[np.float32]:
        shown = back(heat)[None]
        return np.where(np.isfinite(shown), shown, _nothing(heat))

    laid = np.ascontiguousarray(np.moveaxis(values, wanted.layout.index("C"), 1))
    return Fed(name=wanted.name, values=laid, layout=wanted.layout, to_frames=to_frames)


def _of_volume(site: Site, model: LoadedModel, source: Source, volume: Volume, watch: Watch) -> Fed:
    (wanted,) = model.manifest.inputs
    if geometry_of(wanted).window is not None:
        raise _refused(model, "it sees a part of the volume at a time")
    work = main_work(site, model, read_channels(site, model.manifest, source, volume), watch)
    require_room(work, whole=True)
    return Fed(
        name=wanted.name,
        values=feed_input(work, wanted)[None],
        layout=wanted.layout,
        to_frames=lambda heat: map_to_source(heat, work.placement, float(_nothing(heat))),
    )


def _nothing(heat: NDArray[np.float32]) -> np.float32:
    """What is said of places that the network did not see: 0, which speaks neither for nor against a finding."""
    return np.clip(np.float32(0), heat.min(), heat.max())


def _refused(model: LoadedModel, why: str) -> ExplanationRefused:
    return ExplanationRefused(
        "The network cannot be explained", uid=f"{model.manifest.name}:{model.manifest.version}", why=why
    )
