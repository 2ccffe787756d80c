"""Models with one channel, asked as those with several are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.channels import Channels
from radlane.domain.input import Input
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Volume
from radlane.imaging.channels import channels_reader, channels_to_network


def alone(volume: Volume, channel: str = "ct") -> Channels:
    """The one volume that a model is given."""
    return Channels(reference=volume, volumes={channel: volume})


def to_network(
    volume: Volume, wanted: Input, placement: VolumePlacement, earlier: Mapping[str, VolumePlacement] | None = None
) -> NDArray[np.float32]:
    """A volume on the network's grid, float32 [z, y, x]."""
    (channel,) = wanted.channels
    (laid,) = channels_to_network(alone(volume, channel.id), wanted, placement, earlier)
    return np.asarray(laid)


def patch_reader(
    volume: Volume, wanted: Input, placement: VolumePlacement, earlier: Mapping[str, VolumePlacement] | None = None
) -> Callable[..., Any]:
    """What fills float32 [1, z, y, x] with a part of that."""
    (channel,) = wanted.channels
    return channels_reader(alone(volume, channel.id), wanted, placement, earlier)
