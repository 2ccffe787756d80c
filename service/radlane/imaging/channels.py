"""The channels of an input -> the network's grid.

In: `Channels`, the manifest's `Input`, the reference's `VolumePlacement`. Out: float32 [c, z, y, x]. What lies on the
reference's own grid takes the way of a single volume, with the very same numbers; another volume is sampled once at the
network's voxels, through the Frame of Reference, and held as float32 while the network runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.channels import Channels
from radlane.domain.input import Channel, ClipPercentile, Input, Intensity, VolumeGeometry
from radlane.domain.reason import ReasonCode
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box, Grid, Volume
from radlane.errors import InputRefused
from radlane.imaging.box import box_around, nonzero_box, nonzero_planes
from radlane.imaging.oblique import is_same_grid, sample_volume
from radlane.imaging.padding import as_wanted
from radlane.imaging.patches import Basis, Coded, Parallel, Read, Shown, Slices, coded_of, lay, reader_of, slabs_of
from radlane.imaging.placement import network_grid
from radlane.imaging.statistics import Pass
from radlane.imaging.volume_intensity import Step

_Fill = Callable[[Slices, NDArray[np.float32]], None]


@dataclass(frozen=True, kw_only=True)
class Sampled:
    """A volume that was sampled on the network's grid: `Shown` by what is held of it.

    Attributes
    ----------
    values : float32 [z, y, x]
        In modality units, NaN where there is no image.
    covered : float
        Share of the grid that lies in the volume.
    """

    values: NDArray[np.float32]
    covered: float

    @classmethod
    def of(cls, volume: Volume, grid: Grid, interpolation: str) -> Sampled:
        """Sample a volume, as the network wants it (`as_wanted`)."""
        values = np.empty(grid.shape, np.float32)
        covered = 0
        nearest = interpolation == "nearest"
        for target, plane in zip(values, sample_volume(volume, grid, "nearest" if nearest else "linear"), strict=True):
            target[:] = plane.values
            covered += plane.covered
        return cls(values=values, covered=covered / values.size)

    def read(self, part: Slices, out: NDArray[np.float32]) -> None:
        """Fill float32 [z, y, x] with a part of it."""
        np.copyto(out, self.values[part])

    def slabs(self, steps: list[Step]) -> Iterator[NDArray[np.float32]]:
        """All of it after some steps; what is held stays as it is."""
        for planes in slabs_of(self.values):
            slab = planes.copy()
            for step in steps:
                step(slab)
            yield slab

    def pad(self, values: NDArray[np.float32], pad: float) -> None:
        """Put the manifest's value where there is no image."""
        np.copyto(values, np.float32(pad), where=np.isnan(values))


def channels_to_network(
    channels: Channels,
    wanted: Input,
    placement: VolumePlacement,
    earlier: Mapping[str, VolumePlacement] | None = None,
) -> NDArray[np.float32]:
    """Lay all channels of an input on the network's grid.

    Parameters
    ----------
    channels : Channels
        The volumes.
    wanted : Input
        The manifest's input, whose geometry is a `VolumeGeometry`.
    placement : VolumePlacement
        Of the reference, from `imaging.placement.place_volume`.
    earlier : mapping of str to VolumePlacement, optional
        Id of an earlier stage -> how it saw the reference, for `ClipPercentile.of`.

    Returns
    -------
    float32 [c, z, y, x]
        Each channel after its own operations; `pad` where it has no image.

    Raises
    ------
    InputRefused
        `channel-coverage` where a channel shows less of the grid than `geometry.coverage`; `pixels-blank` where one
        beside the reference shows nothing of it but padding, and where a statistic is needed and nothing else is there.
    """
    grids = np.empty((len(wanted.channels), *placement.shape), np.float32)
    for grid, channel in zip(grids, wanted.channels, strict=True):
        shown = _shown(channels, channel, wanted, placement)
        if shown is None:
            grid.fill(wanted.geometry.pad)
        else:
            basis = _basis(channels, channel, wanted, earlier or {})
            lay(shown, wanted.intensity_of(channel), wanted.geometry.pad, basis, grid)
    return grids


def channels_reader(
    channels: Channels,
    wanted: Input,
    placement: VolumePlacement,
    earlier: Mapping[str, VolumePlacement] | None = None,
) -> Read:
    """Return a reader of parts of what `channels_to_network` returns.

    Of a channel on the reference's grid the whole is never made; of another one what was sampled is held.

    Parameters
    ----------
    channels, wanted, placement, earlier
        As for `channels_to_network`, which also says what is raised.
    """
    fills = [_fill(channels, channel, wanted, placement, earlier or {}) for channel in wanted.channels]

    def read(part: Slices, out: NDArray[np.float32]) -> None:
        for fill, patch in zip(fills, out, strict=True):
            fill(part, patch)

    return read


def coded_channel(
    channels: Channels,
    wanted: Input,
    placement: VolumePlacement,
    earlier: Mapping[str, VolumePlacement] | None = None,
) -> Coded | None:
    """Return what `channels_reader` reads as it is stored, with what the network sees of each value.

    None where there are several channels, or what is stored is not on the network's grid (`coded_of`).

    Parameters
    ----------
    channels, wanted, placement, earlier
        As for `channels_to_network`, which also says what is raised.
    """
    if len(wanted.channels) > 1:
        return None
    (channel,) = wanted.channels
    shown = _shown(channels, channel, wanted, placement)
    if not isinstance(shown, Parallel):
        return None
    return coded_of(
        shown, wanted.intensity_of(channel), wanted.geometry.pad, _basis(channels, channel, wanted, earlier or {})
    )


def count_sampled(channels: Channels, wanted: Sequence[Input]) -> int:
    """How many channels of a network are held as they were sampled: those that lie on another grid."""
    found = [channels.volumes.get(channel.id) for one in wanted for channel in one.channels]
    return sum(volume is not None and not is_same_grid(volume.grid, channels.reference.grid) for volume in found)


def nonzero_part(channels: Channels, wanted: Sequence[Input], geometry: VolumeGeometry) -> Box:
    """Find the box of the source grid outside of which no channel of a network has a value other than 0, or padding.

    All of the source, where all are zero. Reference: MIC-DKFZ/nnUNet, `nnunetv2/preprocessing/cropping/cropping.py`,
    `create_nonzero_mask`, which joins the channels too.
    """
    ids = dict.fromkeys(channel.id for one in wanted for channel in one.channels)
    volumes = [as_wanted(channels.volumes[one], geometry) for one in ids if one in channels.volumes]
    grid = channels.reference.grid
    if len(volumes) == 1 and is_same_grid(volumes[0].grid, grid):
        return nonzero_box(volumes[0])
    found = [box_around(_nonzero(volume, grid, geometry), grid.shape) for volume in volumes]
    boxes = [box for box in found if box is not None] or [Box(start=(0, 0, 0), stop=grid.shape)]
    (z0, y0, x0), (z1, y1, x1) = (
        tuple(end(sides) for sides in zip(*limits, strict=True))
        for end, limits in ((min, [box.start for box in boxes]), (max, [box.stop for box in boxes]))
    )
    return Box(start=(z0, y0, x0), stop=(z1, y1, x1))


def _nonzero(volume: Volume, grid: Grid, geometry: VolumeGeometry) -> Iterator[NDArray[np.bool_]]:
    """Where a volume is not 0, plane by plane of a grid."""
    if is_same_grid(volume.grid, grid):
        yield from nonzero_planes(volume)
    else:
        for plane in sample_volume(volume, grid, geometry.interpolation):
            yield (plane.values != 0) & ~np.isnan(plane.values)


def _fill(
    channels: Channels,
    channel: Channel,
    wanted: Input,
    placement: VolumePlacement,
    earlier: Mapping[str, VolumePlacement],
) -> _Fill:
    shown, pad = _shown(channels, channel, wanted, placement), wanted.geometry.pad
    if shown is None:
        return lambda _, patch: patch.fill(pad)
    return reader_of(shown, wanted.intensity_of(channel), pad, _basis(channels, channel, wanted, earlier))


def _shown(channels: Channels, channel: Channel, wanted: Input, placement: VolumePlacement) -> Shown | None:
    """A channel on the network's grid; None where it is filled."""
    volume = channels.volumes.get(channel.id)
    if volume is None:
        return None
    shown = _lay_out(channels, volume, wanted, placement)
    geometry = wanted.geometry
    if isinstance(shown, Sampled) and isinstance(geometry, VolumeGeometry) and shown.covered < geometry.coverage:
        raise InputRefused(
            ReasonCode.CHANNEL_COVERAGE,
            f"The images of channel {channel.id} show less than {geometry.coverage:.0%} of what the network is given",
            uid=volume.refs[0].series_instance_uid,
        )
    if volume is not channels.reference and not _shows_image(shown):
        raise InputRefused(
            ReasonCode.PIXELS_BLANK,
            f"The images of channel {channel.id} show nothing, or only padding, of what the network is given",
            uid=volume.refs[0].series_instance_uid,
        )
    return shown


def _shows_image(shown: Parallel | Sampled) -> bool:
    """Whether a voxel of the grid is image: a channel of nothing but `pad` would be a missing one, unsaid."""
    return any(not np.isnan(slab).all() for slab in shown.slabs([]))


def _lay_out(channels: Channels, volume: Volume, wanted: Input, placement: VolumePlacement) -> Parallel | Sampled:
    seen, source = as_wanted(volume, wanted.geometry), channels.reference.grid
    if is_same_grid(volume.grid, source):
        return Parallel.of(seen, placement)
    return Sampled.of(seen, network_grid(source, placement), placement.interpolation)


def _basis(channels: Channels, channel: Channel, wanted: Input, earlier: Mapping[str, VolumePlacement]) -> Basis:
    def basis(operation: Intensity) -> Pass | None:
        if not isinstance(operation, ClipPercentile) or operation.of is None:
            return None
        before = _lay_out(channels, channels.volumes[channel.id], wanted, earlier[operation.of])
        return lambda: before.slabs([])

    return basis
