"""The volumes of a model that reads several series, and which of them lie on a grid of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from radlane.domain.input import Input
from radlane.domain.volume import Volume


@dataclass(frozen=True, kw_only=True)
class Channels:
    """What the channels of a model are given, all in one Frame of Reference but those of an input on its own grid.

    Attributes
    ----------
    reference : Volume
        Whose grid is the source grid: boxes, segments and findings lie on it.
    volumes : mapping of str to Volume
        Id of a channel -> its volume, the reference's too; none of a channel that is filled with the manifest's `pad`.
    """

    reference: Volume
    volumes: Mapping[str, Volume]


def is_on_own_grid(wanted: Input) -> bool:
    """Whether an input is given an earlier study as it lies, not brought to the grid of the reference."""
    return any(channel.prior is not None and channel.prior.registration == "none" for channel in wanted.channels)
