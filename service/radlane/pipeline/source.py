"""What is analysed: chosen among what was retrieved, and read.

In: a retrieved study and the manifest. Out: `Source`, then the `Image`, `Volume`, `Picture` or `Cine` that it holds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.dicomweb.part10 import Head, read_dataset, read_head, read_header, read_pixels
from radlane.domain.channels import Channels
from radlane.domain.choice import SeriesChoice
from radlane.domain.cine import Cine
from radlane.domain.finding import Laterality
from radlane.domain.image import Image, Picture
from radlane.domain.input import Channel, Quantity, VolumeGeometry
from radlane.domain.model import Manifest
from radlane.domain.planar import CineGeometry, PictureGeometry
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.study import RetrievedInstance, RetrievedStudy
from radlane.domain.volume import Volume
from radlane.encode.source_frame import SourceFrame, frame_numbers
from radlane.errors import InputRefused
from radlane.imaging.frames import slices_of
from radlane.imaging.nuclear import add_groups
from radlane.imaging.picture import frame_read
from radlane.imaging.radiograph import read_radiograph
from radlane.imaging.reading import text
from radlane.imaging.registration import move_volume
from radlane.imaging.side import SIDE_KEYWORDS, read_side
from radlane.imaging.slices import Slice
from radlane.imaging.stack import MAX_VOXELS, Stack, order_slices
from radlane.imaging.suv import SUV_KEYWORDS
from radlane.imaging.volume import read_volume
from radlane.pipeline.acceptance import require_accepted, require_channel
from radlane.pipeline.channels import ChosenChannels, choose_channels, choose_prior
from radlane.pipeline.choosing import Candidate, choose_image, header_keywords, of_channel, says_nothing_fits
from radlane.pipeline.chosen import Source
from radlane.pipeline.lane import Site
from radlane.pipeline.plan import candidates_of, choices_of
from radlane.pipeline.planar_reading import frames_given, read_planar
from radlane.pipeline.registrations import Registered, Registration, is_registration, read_registrations, register

Subject = Image | Volume | Picture | Cine
"""What networks look at."""


def choose_source(site: Site, manifest: Manifest, study: RetrievedStudy, series: str | None = None) -> Source:
    """Choose by the headers.

    Parameters
    ----------
    site, manifest, study
        What was retrieved, and for which model.
    series : str or None
        The Series Instance UID that the caller named, for the reference.

    Raises
    ------
    InputRefused
        With the reason why nothing of the study is what the model reads.
    """
    uid, index = study.index.study_instance_uid, study.index
    offered = {channel.id: offered_of(study, manifest, channel, series) for channel in manifest.current}
    if manifest.reads_volumes:
        source = _choose_stacks(site, manifest, offered, uid)
    else:
        channel = manifest.reference
        keywords = header_keywords(channel)
        candidates = [
            Candidate(instance=item, header=read_header(item.path, keywords, site.read_limits))
            for item in offered[channel.id]
        ]
        chosen = choose_image(candidates, channel, uid)
        source = replace(open_source(site, manifest, [chosen.item]), choices=chosen.choices)
    unseen = (
        choices_of(index, channel, {item.ref.series_instance_uid for item in offered[channel.id]})
        for channel in manifest.current
    )
    return replace(source, choices=(*source.choices, *chain.from_iterable(unseen)))


def open_source(site: Site, manifest: Manifest, instances: Sequence[RetrievedInstance]) -> Source:
    """Read what was chosen before; the frames of it are chosen again, by the same headers."""
    if manifest.reads_volumes:
        several = len(manifest.channels) > 1
        offered = {
            channel.id: [item for item in instances if not several or channel.id in item.channels]
            for channel in manifest.channels
        }
        source = _choose_stacks(site, manifest, offered, instances[0].ref.study_instance_uid)
        return _with_prior(site, manifest, offered, source)
    datasets = tuple(read_dataset(item.path, item.ref, site.read_limits) for item in instances)
    analysed = tuple(frame for item in datasets for frame in _analysed(manifest, item, instances[0].ref))
    return Source(instances=tuple(instances), datasets=datasets, analysed=analysed)


def _analysed(manifest: Manifest, image: Dataset, ref: InstanceRef) -> list[SourceFrame]:
    """The frames of a clip that the network is given, each once; the one that is read as a picture; else the first:
    images of more are refused.
    """
    geometry, numbers = manifest.inputs[0].geometry, frame_numbers(image)
    if isinstance(geometry, PictureGeometry) and geometry.frame != "only" and numbers:
        return [SourceFrame(image=image, number=numbers[frame_read(geometry.frame, len(numbers))])]
    if not isinstance(geometry, CineGeometry):
        return [SourceFrame(image=image, number=next(iter(numbers), None))]
    given = frames_given(geometry, image, ref.sop_instance_uid)
    return [SourceFrame(image=image, number=numbers[int(place)]) for place in np.unique(given)]


def _with_prior(
    site: Site, manifest: Manifest, offered: Mapping[str, Sequence[RetrievedInstance]], source: Source
) -> Source:
    """Add the earlier study that was chosen before, if there was one."""
    found = [item for channel in manifest.priors for item in offered[channel.id]]
    known = read_registrations((item for item in found if is_registration(item)), site.read_limits)
    kept = {
        channel.id: [item for item in offered[channel.id] if not is_registration(item)] for channel in manifest.priors
    }
    uids = {item.ref.study_instance_uid for items in kept.values() for item in items}
    if not uids:
        return source
    (uid,) = uids
    prior, _ = stack_sources(site, manifest, kept, lambda known: choose_prior(known, manifest, uid, None), uid)
    return replace(source, others={**source.others, **registered(manifest, prior, source, tuple(known))})


def registered(
    manifest: Manifest, prior: Mapping[str, Source], source: Source, registrations: Sequence[Registration]
) -> dict[str, Source]:
    """Say of each stack of an earlier study how its points are found in the space of the reference, if they are.

    Raises
    ------
    InputRefused
        As `registrations.register`.
    """
    if manifest.prior is not None and manifest.prior.registration == "none":
        return dict(prior)
    target, ids = text(source.dataset, "FrameOfReferenceUID"), tuple(prior)
    found = {}
    for channel_id, stack in prior.items():
        how = register(registrations, text(stack.dataset, "FrameOfReferenceUID"), target)
        if how is not None:
            how = replace(how, instance=replace(how.instance, channels=ids))
        found[channel_id] = replace(stack, registered=how)
    return found


def offered_of(
    study: RetrievedStudy, manifest: Manifest, channel: Channel, series: str | None
) -> list[RetrievedInstance]:
    """What was retrieved for a channel, by what the archive knows: none is retrieved for one of several only to be
    read by another.
    """
    if len(manifest.channels) == 1:
        return list(study.instances)
    try:
        wanted = set(candidates_of(study.index, manifest, channel, series))
    except InputRefused as refusal:
        if channel.missing == "refused" or not says_nothing_fits(refusal):
            raise
        return []
    return [item for item in study.instances if item.ref in wanted]


def _choose_stacks(
    site: Site, manifest: Manifest, offered: Mapping[str, Sequence[RetrievedInstance]], study_instance_uid: str
) -> Source:
    """The stacks of the study that is analysed."""
    current = {channel.id: offered[channel.id] for channel in manifest.current}
    sources, choices = stack_sources(
        site, manifest, current, lambda known: choose_channels(known, manifest, study_instance_uid), study_instance_uid
    )
    reference = sources.pop(manifest.reference.id)
    return replace(reference, choices=choices, others=sources)


def stack_sources(
    site: Site,
    manifest: Manifest,
    offered: Mapping[str, Sequence[RetrievedInstance]],
    choose: Callable[[Mapping[str, Sequence[Candidate]]], ChosenChannels],
    study_instance_uid: str,
) -> tuple[dict[str, Source], tuple[SeriesChoice, ...]]:
    """Read the headers of what channels are offered of one study, and return what each one reads, and why.

    Parameters
    ----------
    site, manifest
        What is read at most, and for which model.
    offered : mapping of str to sequence of RetrievedInstance
        Id of a channel -> what may be its slices.
    choose : callable
        Chooses among them, by their headers (`pipeline.channels`).
    study_instance_uid : str
        Theirs, for messages.

    Raises
    ------
    InputRefused
        With the reason why nothing of it is what the channels read.
    """
    retrieved = {item.ref: item for items in offered.values() for item in items}
    known = {ref: _candidate(site, item) for ref, item in retrieved.items()}
    found = choose({channel_id: [known[item.ref] for item in items] for channel_id, items in offered.items()})
    stacks = _ordered(manifest, found.stacks)
    _require_room(stacks, study_instance_uid)
    marked = _mark(known, stacks) if len(manifest.channels) > 1 else known
    return {channel_id: _source_of(stack, marked) for channel_id, stack in stacks.items()}, found.choices


def _ordered(manifest: Manifest, stacks: Mapping[str, Sequence[Slice]]) -> dict[str, Stack]:
    """The stack of each channel that has one; what is wrong with one of several says which."""
    found: dict[str, Stack] = {}
    for channel in manifest.channels:
        try:
            found |= {channel.id: order_slices(stacks[channel.id])} if channel.id in stacks else {}
        except InputRefused as refusal:
            if len(manifest.channels) == 1:
                raise
            raise of_channel(channel, refusal) from refusal
    return found


def _require_room(stacks: Mapping[str, Stack], study_instance_uid: str) -> None:
    """Refuse what would be too much at once: the stored values of all channels are in memory together."""
    if sum(math.prod(stack.grid.shape) for stack in stacks.values()) > MAX_VOXELS:
        raise InputRefused(
            ReasonCode.IMAGE_TOO_LARGE,
            f"The stacks of all channels have more than {MAX_VOXELS} voxels",
            uid=study_instance_uid,
        )


def _mark(known: Mapping[InstanceRef, Candidate], stacks: Mapping[str, Stack]) -> dict[InstanceRef, Candidate]:
    """Say of each chosen instance which channels read it."""
    readers: dict[InstanceRef, dict[str, None]] = {}
    for channel_id, stack in stacks.items():
        for item in stack.slices:
            readers.setdefault(item.ref, {})[channel_id] = None
    return {
        ref: replace(known[ref], instance=replace(known[ref].instance, channels=tuple(ids)))
        for ref, ids in readers.items()
    }


def _source_of(stack: Stack, known: Mapping[InstanceRef, Candidate]) -> Source:
    chosen = [known[ref] for ref in dict.fromkeys(item.ref for item in stack.slices)]
    return Source(
        instances=tuple(item.instance for item in chosen),
        datasets=tuple(item.header for item in chosen),
        analysed=tuple(SourceFrame(image=known[item.ref].header, number=item.number) for item in stack.slices),
        stack=stack if all(item.number is None for item in stack.slices) else None,
    )


def read_source(site: Site, manifest: Manifest, source: Source) -> tuple[Subject, tuple[Reason, ...]]:
    """Read the pixels, of a model with several channels those of the reference, and see that it accepts them.

    Returns
    -------
    subject : Image, Volume, Picture or Cine
        What the networks are given.
    reasons : tuple of Reason
        What findings on it will lack.

    Raises
    ------
    InputRefused
        With the reason why it cannot be analysed.
    """
    subject, reasons = _read(site, manifest, source)
    require_accepted(manifest.accepts, source.datasets, subject)
    return subject, reasons


def _read(site: Site, manifest: Manifest, source: Source) -> tuple[Subject, tuple[Reason, ...]]:
    if not manifest.reads_volumes:
        (instance,) = source.instances
        if manifest.reads != "projection":
            return read_planar(source.dataset, instance.ref, manifest.inputs[0], site.decode)
        return read_radiograph(source.dataset, instance.ref, site.decode)
    volume, reasons = _read_stack(site, source, manifest.quantity_of(manifest.reference.id))
    return replace(volume, laterality=_side(manifest, source)), reasons


def _side(manifest: Manifest, source: Source) -> Laterality | None:
    """The one side that all slices of all channels say, where the manifest asks for it."""
    geometry = manifest.inputs[0].geometry
    assert isinstance(geometry, VolumeGeometry)  # the manifest reads volumes
    if geometry.laterality == "unstated":
        return None
    sides = set[Laterality | None]().union(*map(sides_of, (source, *source.others.values())))
    return sides.pop() if len(sides) == 1 else None


def sides_of(source: Source) -> set[Laterality | None]:
    """What the slices of a stack say of the side that they are of as a whole; None among it where one says none."""
    return {read_side(item.header) for item in _slices(source, SIDE_KEYWORDS)}


def read_channels(site: Site, manifest: Manifest, source: Source, reference: Volume) -> Channels:
    """Read the volumes of the other channels, and put the images of another one where the manifest wants a copy.

    Parameters
    ----------
    site, manifest, source
        What is analysed.
    reference : Volume
        Of the reference channel, as `read_source` read it.

    Raises
    ------
    InputRefused
        As `read_source`, with the channel.
    """
    volumes = {manifest.reference.id: reference}
    for channel in manifest.channels:
        if channel.id in source.others:
            try:
                quantity = manifest.quantity_of(channel.id)
                volume, _ = _read_stack(site, source.others[channel.id], quantity)
                volumes[channel.id] = _placed(volume, source.others[channel.id].registered, reference)
                require_channel(manifest.accepts, volumes[channel.id])
            except InputRefused as refusal:
                raise of_channel(channel, refusal) from refusal
    for channel in manifest.channels:
        if channel.id not in volumes and channel.copy_of is not None:
            volumes[channel.id] = volumes[channel.copy_of]
    return Channels(reference=reference, volumes=volumes)


def _placed(volume: Volume, how: Registered | None, reference: Volume) -> Volume:
    """A volume where the patient has it in the space of the reference."""
    return volume if how is None else move_volume(volume, how.matrix, reference.frame_of_reference_uid)


def _read_stack(site: Site, source: Source, quantity: Quantity) -> tuple[Volume, tuple[Reason, ...]]:
    by_ref = {item.ref: item for item in source.instances}

    def load(ref: InstanceRef) -> Dataset:
        return read_dataset(by_ref[ref].path, ref, site.read_limits)

    def copy(ref: InstanceRef, values: NDArray[Any]) -> bool:
        pixels, size = by_ref[ref].pixels, values.nbytes
        if pixels is None or pixels.length != size + size % 2:
            return False
        return read_pixels(by_ref[ref].path, pixels, values.data.cast("B"))

    with ThreadPoolExecutor(site.read_threads) as pool:
        return read_volume(_stack_of(source), load, site.decode, pool.map, quantity, copy)


def _stack_of(source: Source) -> Stack:
    return source.stack or order_slices(_slices(source, SUV_KEYWORDS))


def _slices(source: Source, also: Sequence[str]) -> list[Slice]:
    """The slices that are analysed, whose headers hold these attributes besides."""
    analysed = {(id(frame.image), frame.number) for frame in source.analysed}
    return [
        item
        for instance, dataset in zip(source.instances, source.datasets, strict=True)
        for item in slices_of(instance.ref, dataset, also)
        if (id(dataset), item.number) in analysed
    ]


def _candidate(site: Site, item: RetrievedInstance) -> Candidate:
    head = item.head if isinstance(item.head, Head) else read_head(item.path, item.ref, site.read_limits)
    add_groups(head.header)
    return Candidate(instance=replace(item, pixels=head.pixels, head=None), header=head.header)
