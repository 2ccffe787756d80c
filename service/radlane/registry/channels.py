"""What is wrong with the channels of a manifest's networks, as they hang together.

In: a manifest. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from radlane.domain.input import Channel, Input, VolumeGeometry
from radlane.domain.model import Manifest
from radlane.registry.priors import complain_of_priors

MOST_CHANNELS = 16  # of a network, over all of its inputs
MOST_INPUTS = 8
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_KEY = "inputs.channels"


def complain_of_channels(manifest: Manifest) -> list[str]:
    """Return what is wrong with the channels of every network, the main one's first."""
    wrong = [*_of_network(manifest.inputs), *_of_missing(manifest), *complain_of_priors(manifest)]
    for stage in manifest.before:
        wrong += [f"before.{why}" for why in (*_of_network(stage.inputs), *_of_stage(stage.inputs, manifest))]
    return wrong


def _of_network(inputs: Sequence[Input]) -> Iterator[str]:
    channels = _channels(inputs)
    ids = [channel.id for channel in channels]
    if not 1 <= len(inputs) <= MOST_INPUTS or len({wanted.name for wanted in inputs}) < len(inputs):
        yield f"inputs: 1 to {MOST_INPUTS}, whose names differ"
    if not all(wanted.channels for wanted in inputs) or len(channels) > MOST_CHANNELS:
        yield f"{_KEY}: one at least of each input, {MOST_CHANNELS} at most of all"
    if len(set(ids)) < len(ids) or (len(ids) > 1 and not all(map(_ID.fullmatch, ids))):  # one alone is named nowhere
        yield f"{_KEY}.id: lower-case letters, digits and hyphens; those of all inputs differ"
    geometries = [wanted.geometry for wanted in inputs]
    if any(geometry != geometries[0] for geometry in geometries):
        yield "inputs.geometry: the same for all inputs of a network"
    windowed = any(isinstance(geometry, VolumeGeometry) and geometry.window for geometry in geometries)
    if windowed and len(inputs) > 1:
        yield "inputs.geometry.window: a network that sees a part at a time has one input, of one channel or several"
    if any(isinstance(one, VolumeGeometry) and not 0 <= one.coverage <= 1 for one in geometries):
        yield "inputs.geometry.coverage: from 0 to 1"
    if not all(isinstance(geometry, VolumeGeometry) for geometry in geometries):
        yield from _of_projection(channels)


def _of_projection(channels: Sequence[Channel]) -> Iterator[str]:
    if len(channels) > 1:
        yield "inputs: of a projection one input with one channel is read"
    if any(channel != Channel(id=channel.id, select=channel.select) for channel in channels):
        yield f"{_KEY}: of a projection only id and select; its input says the rest"


def _of_missing(manifest: Manifest) -> Iterator[str]:
    """Whether what stands for a channel is always there, and is the same quantity."""
    always = {channel.id for channel in manifest.channels if channel.missing == "refused"}
    if manifest.channels and manifest.channels[0].id not in always:
        yield f"{_KEY}.missing: the first channel is the reference, on which results lie: it cannot be missing"
    for channel in manifest.channels:
        if (channel.missing == "copy") != (channel.copy_of is not None):
            yield f"{_KEY}.copy_of: together with missing: copy"
        elif channel.copy_of is not None and channel.copy_of not in always:
            yield f"{_KEY}.copy_of: names no channel that cannot be missing itself"
        elif channel.copy_of is not None and _quantities(manifest.inputs, {channel.id, channel.copy_of}) > 1:
            yield f"{_KEY}.copy_of: names a channel of another quantity"
        elif channel.copy_of is not None and _modalities(manifest, {channel.id, channel.copy_of}) > 1:
            yield f"{_KEY}.copy_of: names a channel of other modalities"


def _of_stage(inputs: Sequence[Input], manifest: Manifest) -> Iterator[str]:
    """A stage reads what the main network reads too, some of it or all; with operations of its own."""
    known = {channel.id: replace(channel, intensity=None, quantity=None) for channel in manifest.channels}
    for channel in _channels(inputs):
        plain = replace(channel, intensity=None, quantity=None)
        if known.get(channel.id) != plain or _quantities((*manifest.inputs, *inputs), {channel.id}) > 1:
            yield f"{_KEY}: each is one of the main network's, by id, select, quantity and missing"


def _quantities(inputs: Sequence[Input], ids: set[str]) -> int:
    """How many quantities these channels are."""
    pairs = ((wanted, channel) for wanted in inputs for channel in wanted.channels)
    return len({wanted.quantity_of(channel) for wanted, channel in pairs if channel.id in ids})


def _modalities(manifest: Manifest, ids: set[str]) -> int:
    return len({frozenset(channel.select.modalities) for channel in manifest.channels if channel.id in ids})


def _channels(inputs: Sequence[Input]) -> tuple[Channel, ...]:
    return tuple(channel for wanted in inputs for channel in wanted.channels)
