"""What networks are shown of what was chosen: its pixels, of all channels.

In: a `Source` and the manifest. Out: `Shown`, or a refusal with a coded reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from radlane.domain.channels import Channels
from radlane.domain.model import Manifest
from radlane.domain.reason import Reason
from radlane.domain.volume import Volume
from radlane.pipeline.chosen import Source
from radlane.pipeline.lane import Site
from radlane.pipeline.source import Subject, read_channels, read_source


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What was read of a source; `reasons` are what findings on it will lack, and only volumes have `channels`."""

    subject: Subject
    reasons: tuple[Reason, ...]
    channels: Channels | None


def show_source(site: Site, manifest: Manifest, source: Source) -> Shown:
    """Read the pixels of all channels, and see that the model accepts them.

    Raises
    ------
    InputRefused
        With the reason why it cannot be analysed.
    """
    subject, reasons = read_source(site, manifest, source)
    channels = read_channels(site, manifest, source, subject) if isinstance(subject, Volume) else None
    return Shown(subject=subject, reasons=reasons, channels=channels)
