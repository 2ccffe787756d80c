"""The volumes of a model that reads several series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from radlane.domain.volume import Volume


@dataclass(frozen=True, kw_only=True)
class Channels:
    """What the channels of a model are given, all in one Frame of Reference.

    Attributes
    ----------
    reference : Volume
        Whose grid is the source grid: boxes, segments and findings lie on it.
    volumes : mapping of str to Volume
        Id of a channel -> its volume, the reference's too; none of a channel that is filled with the manifest's `pad`.
    """

    reference: Volume
    volumes: Mapping[str, Volume]
