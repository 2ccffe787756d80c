"""Which series each channel of a model reads, and what stands for one that is not there.

In: candidates for each channel, with their headers. Out: a stack for each channel, the choices that led to them, and
reasons where a channel is filled. Each channel chooses for itself (`choosing`); the reference, which chooses first,
says in which Frame of Reference the others have to lie. Channels that are read from an earlier study choose in that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from radlane.domain.choice import SeriesChoice
from radlane.domain.input import Channel
from radlane.domain.model import Manifest
from radlane.domain.reason import Reason, ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.agreement import require_one_study
from radlane.imaging.reading import text
from radlane.imaging.slices import Slice
from radlane.pipeline.choosing import (
    Candidate,
    Spaces,
    choose_slices,
    of_channel,
    refusal_of,
    refused_slices,
    says_nothing_fits,
)

Stacks = Mapping[str, tuple[Slice, ...]]
"""Id of a channel -> the slices of its stack, in any order."""


@dataclass(frozen=True, kw_only=True)
class ChosenChannels:
    """The stacks of those channels for which there is one, and what became of all candidates, channel by channel."""

    stacks: Stacks
    choices: tuple[SeriesChoice, ...]


def choose_channels(
    offered: Mapping[str, Sequence[Candidate]], manifest: Manifest, study_instance_uid: str
) -> ChosenChannels:
    """Choose a stack for each channel that is read from the study that is analysed.

    Parameters
    ----------
    offered : mapping of str to sequence of Candidate
        Id of each channel -> what may be its slices, by what the archive knows of them.
    manifest : Manifest
        With its channels.
    study_instance_uid : str
        For messages.

    Raises
    ------
    InputRefused
        As `choosing.choose_slices`, for a channel that may not be missing, or of which something fits and cannot be
        used; `ambiguous-input` where two channels would read the same images; `slices-foreign` where their series say
        several patients or studies.
    """
    return _choose(offered, manifest, manifest.current, study_instance_uid, None)


def choose_prior(
    offered: Mapping[str, Sequence[Candidate]], manifest: Manifest, study_instance_uid: str, spaces: Spaces
) -> ChosenChannels:
    """Choose a stack for each channel that is read from an earlier study, of one such study.

    Parameters
    ----------
    offered, manifest, study_instance_uid
        As for `choose_channels`.
    spaces : collection of str or None
        Frame of Reference UIDs that the stacks may have; None: any, the same for all.

    Raises
    ------
    InputRefused
        As `choose_channels`; also where every channel may be missing and no series fits any.
    """
    found = _choose(offered, manifest, manifest.priors, study_instance_uid, spaces)
    if not found.stacks:
        against = [(ReasonCode(one.code), one.text) for one in found.choices if one.code is not None]
        raise refusal_of(against, study_instance_uid)
    return found


def _choose(
    offered: Mapping[str, Sequence[Candidate]],
    manifest: Manifest,
    channels: Sequence[Channel],
    study_instance_uid: str,
    spaces: Spaces,
) -> ChosenChannels:
    stacks: dict[str, tuple[Slice, ...]] = {}
    choices: list[SeriesChoice] = []
    for channel in channels:
        candidates = offered[channel.id]
        try:
            chosen = choose_slices(candidates, channel, study_instance_uid, spaces)
        except InputRefused as refusal:
            if len(manifest.channels) == 1:
                raise
            if channel.missing == "refused" or not says_nothing_fits(refusal):
                raise of_channel(channel, refusal) from refusal
            choices += refused_slices(candidates, channel, study_instance_uid, spaces)
            continue
        if not stacks:  # the first one says where the others have to lie
            spaces = (text(chosen.item[0].header, "FrameOfReferenceUID"),)
        stacks[channel.id] = chosen.item
        choices += chosen.choices
    _require_distinct(stacks, study_instance_uid)
    require_one_study([stack[0] for stack in stacks.values()])
    return ChosenChannels(stacks=stacks, choices=tuple(choices))


def missing_reasons(manifest: Manifest, found: Collection[str]) -> Iterator[Reason]:
    """Yield what to say of each channel for which there are no images; `found` are the ids of the others."""
    for channel in manifest.channels:
        if channel.id not in found:
            what = "series of the study fits" if channel.prior is None else "earlier study has images for"
            yield Reason(
                code=ReasonCode.CHANNEL_MISSING,
                text=f"No {what} channel {channel.id}: the network was given {_instead(channel)}",
            )


def _instead(channel: Channel) -> str:
    if channel.missing == "copy":
        return f"those of channel {channel.copy_of} in their place"
    return "one value in the place of each of its voxels"


def _require_distinct(stacks: Stacks, study_instance_uid: str) -> None:
    """No slice is read by two channels: what tells these apart does not tell their images apart."""
    readers: dict[tuple[str, int | None], str] = {}
    for channel_id, stack in stacks.items():
        for item in stack:
            other = readers.setdefault((item.ref.sop_instance_uid, item.number), channel_id)
            if other != channel_id:
                raise InputRefused(
                    ReasonCode.AMBIGUOUS_INPUT,
                    f"Channels {other} and {channel_id} would read the same images, and nothing tells which are meant",
                    uid=study_instance_uid,
                )
