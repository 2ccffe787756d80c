"""What is analysed: chosen among what was retrieved, and read.

In: a retrieved study and the manifest. Out: `Source`, then the `Image`, `Volume`, `Picture` or `Cine` that it holds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np
from pydicom import Dataset

from radlane.dicomweb.part10 import read_dataset, read_header
from radlane.domain.channels import Channels
from radlane.domain.choice import SeriesChoice
from radlane.domain.cine import Cine
from radlane.domain.image import Image, Picture
from radlane.domain.input import Channel, Quantity
from radlane.domain.model import Manifest
from radlane.domain.planar import CineGeometry, PictureGeometry
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import FrameRef, InstanceRef
from radlane.domain.study import RetrievedInstance, RetrievedStudy
from radlane.domain.volume import Volume
from radlane.encode.source_frame import SourceFrame, frame_numbers
from radlane.errors import InputRefused
from radlane.imaging.frames import slices_of
from radlane.imaging.nuclear import add_groups
from radlane.imaging.picture import frame_read
from radlane.imaging.radiograph import read_radiograph
from radlane.imaging.slices import Slice
from radlane.imaging.stack import MAX_VOXELS, Stack, order_slices
from radlane.imaging.suv import SUV_KEYWORDS
from radlane.imaging.volume import read_volume
from radlane.pipeline.acceptance import require_accepted, require_channel
from radlane.pipeline.channels import choose_channels
from radlane.pipeline.choosing import Candidate, choose_image, header_keywords, of_channel, says_nothing_fits
from radlane.pipeline.lane import Site
from radlane.pipeline.plan import candidates_of, choices_of
from radlane.pipeline.planar_reading import frames_given, read_planar

Subject = Image | Volume | Picture | Cine
"""What networks look at."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """What is analysed.

    Attributes
    ----------
    instances : tuple of RetrievedInstance
        One radiograph, picture or clip, or what holds the slices of a stack, in the order of their positions.
    datasets : tuple of Dataset
        One for each instance, with its file meta information: whole, but for slices, which have no Pixel Data.
    analysed : tuple of SourceFrame
        The frames of them that are analysed, in the order in which findings count them.
    choices : tuple of SeriesChoice
        What became of the series of the study, where that is known still.
    others : mapping of str to Source
        Of a model with several channels: id of each one beside the reference -> what it reads. What is here itself is
        the reference's then. None of a channel that is filled.
    """

    instances: tuple[RetrievedInstance, ...]
    datasets: tuple[Dataset, ...]
    analysed: tuple[SourceFrame, ...]
    choices: tuple[SeriesChoice, ...] = ()
    others: Mapping[str, Source] = field(default_factory=dict)

    @property
    def everything(self) -> tuple[RetrievedInstance, ...]:
        """The instances of all channels, each once, the reference's first."""
        found = (item for source in (self, *self.others.values()) for item in source.instances)
        return tuple({item.ref: item for item in found}.values())

    @property
    def refs(self) -> tuple[InstanceRef, ...]:
        """Which instances they are, of all channels."""
        return tuple(item.ref for item in self.everything)

    @property
    def images(self) -> tuple[Dataset, ...]:
        """The data sets of all channels, each once, the reference's first."""
        found = (dataset for source in (self, *self.others.values()) for dataset in source.datasets)
        return tuple({id(dataset): dataset for dataset in found}.values())

    @property
    def further(self) -> tuple[SourceFrame, ...]:
        """The frames that channels beside the reference read."""
        return tuple(frame for source in self.others.values() for frame in source.analysed)

    def moved(self, kept: Sequence[RetrievedInstance]) -> Source:
        """Return the same with its instances where they lie now."""
        by_ref = {item.ref: item for item in kept}
        others = {channel_id: source.moved(kept) for channel_id, source in self.others.items()}
        return replace(self, instances=tuple(by_ref[item.ref] for item in self.instances), others=others)

    @property
    def frames(self) -> tuple[FrameRef, ...]:
        """Which frames are analysed, in the order in which findings count them."""
        uids = {
            id(dataset): item.ref.sop_instance_uid for dataset, item in zip(self.datasets, self.instances, strict=True)
        }
        return tuple(FrameRef(sop_instance_uid=uids[id(frame.image)], number=frame.number) for frame in self.analysed)

    @property
    def dataset(self) -> Dataset:
        """The first one, which speaks for the patient and the study."""
        return self.datasets[0]


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
    offered = {channel.id: _offered(study, manifest, channel, series) for channel in manifest.channels}
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
        for channel in manifest.channels
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
        return _choose_stacks(site, manifest, offered, instances[0].ref.study_instance_uid)
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


def _offered(
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
    retrieved = {item.ref: item for items in offered.values() for item in items}
    known = {ref: Candidate(instance=item, header=_head(site, item)) for ref, item in retrieved.items()}
    candidates = {channel_id: [known[item.ref] for item in items] for channel_id, items in offered.items()}
    found = choose_channels(candidates, manifest, study_instance_uid)
    stacks = _ordered(manifest, found.stacks)
    _require_room(stacks, study_instance_uid)
    marked = _mark(known, stacks) if len(manifest.channels) > 1 else known
    sources = {channel_id: _source_of(stack, marked) for channel_id, stack in stacks.items()}
    reference = sources.pop(manifest.reference.id)
    return replace(reference, choices=found.choices, others=sources)


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
    return _read_stack(site, source, manifest.quantity_of(manifest.reference.id))


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
                volumes[channel.id], _ = _read_stack(site, source.others[channel.id], quantity)
                require_channel(manifest.accepts, volumes[channel.id])
            except InputRefused as refusal:
                raise of_channel(channel, refusal) from refusal
    for channel in manifest.channels:
        if channel.id not in volumes and channel.copy_of is not None:
            volumes[channel.id] = volumes[channel.copy_of]
    return Channels(reference=reference, volumes=volumes)


def _read_stack(site: Site, source: Source, quantity: Quantity) -> tuple[Volume, tuple[Reason, ...]]:
    paths = {item.ref: item.path for item in source.instances}

    def load(ref: InstanceRef) -> Dataset:
        return read_dataset(paths[ref], ref, site.read_limits)

    with ThreadPoolExecutor(site.read_threads) as pool:
        return read_volume(_stack_of(source), load, site.decode, pool.map, quantity)


def _stack_of(source: Source) -> Stack:
    analysed = {(id(frame.image), frame.number) for frame in source.analysed}
    return order_slices(
        [
            item
            for instance, dataset in zip(source.instances, source.datasets, strict=True)
            for item in slices_of(instance.ref, dataset, SUV_KEYWORDS)
            if (id(dataset), item.number) in analysed
        ]
    )


def _head(site: Site, item: RetrievedInstance) -> Dataset:
    header = read_dataset(item.path, item.ref, site.read_limits, pixels=False)
    add_groups(header)
    return header
