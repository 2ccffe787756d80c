"""What is analysed: chosen among what was retrieved, and read.

In: a retrieved study and the manifest. Out: `Source`, then the `Image`, `Volume`, `Picture` or `Cine` that it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from pydicom import Dataset

from radlane.dicomweb.part10 import read_dataset, read_header
from radlane.domain.choice import SeriesChoice
from radlane.domain.cine import Cine
from radlane.domain.image import Image, Picture
from radlane.domain.model import Manifest
from radlane.domain.planar import CineGeometry
from radlane.domain.reason import Reason
from radlane.domain.refs import FrameRef, InstanceRef
from radlane.domain.study import RetrievedInstance, RetrievedStudy
from radlane.domain.volume import Volume
from radlane.encode.source_frame import SourceFrame, frame_numbers
from radlane.imaging.frames import slices_of
from radlane.imaging.radiograph import read_radiograph
from radlane.imaging.stack import Stack, order_slices
from radlane.imaging.suv import SUV_KEYWORDS
from radlane.imaging.volume import read_volume
from radlane.pipeline.choosing import Candidate, choose_image, choose_slices, header_keywords
from radlane.pipeline.lane import Site
from radlane.pipeline.plan import choices_of
from radlane.pipeline.planar import frames_given, read_planar

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
    """

    instances: tuple[RetrievedInstance, ...]
    datasets: tuple[Dataset, ...]
    analysed: tuple[SourceFrame, ...]
    choices: tuple[SeriesChoice, ...] = ()

    @property
    def refs(self) -> tuple[InstanceRef, ...]:
        """Which instances they are."""
        return tuple(item.ref for item in self.instances)

    @property
    def frames(self) -> tuple[FrameRef, ...]:
        """Which frames are analysed, in the order in which findings count them."""
        uids = {id(dataset): ref.sop_instance_uid for dataset, ref in zip(self.datasets, self.refs, strict=True)}
        return tuple(FrameRef(sop_instance_uid=uids[id(frame.image)], number=frame.number) for frame in self.analysed)

    @property
    def dataset(self) -> Dataset:
        """The first one, which speaks for the patient and the study."""
        return self.datasets[0]


def choose_source(site: Site, manifest: Manifest, study: RetrievedStudy) -> Source:
    """Choose by the headers.

    Raises
    ------
    InputRefused
        With the reason why nothing of the study is what the model reads.
    """
    uid = study.index.study_instance_uid
    if manifest.reads_volumes:
        source = _choose_stack(site, manifest, study.instances, uid)
    else:
        keywords = header_keywords(manifest)
        candidates = [
            Candidate(instance=item, header=read_header(item.path, keywords, site.read_limits))
            for item in study.instances
        ]
        chosen = choose_image(candidates, manifest, uid)
        source = replace(open_source(site, manifest, [chosen.item]), choices=chosen.choices)
    unseen = choices_of(study.index, manifest, {item.ref.series_instance_uid for item in study.instances})
    return replace(source, choices=(*source.choices, *unseen))


def open_source(site: Site, manifest: Manifest, instances: Sequence[RetrievedInstance]) -> Source:
    """Read what was chosen before; the frames of it are chosen again, by the same headers."""
    if manifest.reads_volumes:
        return _choose_stack(site, manifest, instances, instances[0].ref.study_instance_uid)
    datasets = tuple(read_dataset(item.path, item.ref, site.read_limits) for item in instances)
    analysed = tuple(frame for item in datasets for frame in _analysed(manifest, item, instances[0].ref))
    return Source(instances=tuple(instances), datasets=datasets, analysed=analysed)


def _analysed(manifest: Manifest, image: Dataset, ref: InstanceRef) -> list[SourceFrame]:
    """The frames of a clip that the network is given, each once; else the first: images of more are refused."""
    geometry, numbers = manifest.inputs[0].geometry, frame_numbers(image)
    if not isinstance(geometry, CineGeometry):
        return [SourceFrame(image=image, number=next(iter(numbers), None))]
    given = frames_given(geometry, image, ref.sop_instance_uid)
    return [SourceFrame(image=image, number=numbers[int(place)]) for place in np.unique(given)]


def _choose_stack(
    site: Site, manifest: Manifest, instances: Sequence[RetrievedInstance], study_instance_uid: str
) -> Source:
    candidates = [Candidate(instance=item, header=_head(site, item)) for item in instances]
    found = choose_slices(candidates, manifest, study_instance_uid)
    stack = order_slices(found.item)
    by_ref = {item.instance.ref: item for item in candidates}
    chosen = [by_ref[ref] for ref in dict.fromkeys(item.ref for item in stack.slices)]
    return Source(
        instances=tuple(item.instance for item in chosen),
        datasets=tuple(item.header for item in chosen),
        analysed=tuple(SourceFrame(image=by_ref[item.ref].header, number=item.number) for item in stack.slices),
        choices=found.choices,
    )


def read_source(site: Site, manifest: Manifest, source: Source) -> tuple[Subject, tuple[Reason, ...]]:
    """Read the pixels.

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
    if not manifest.reads_volumes:
        (instance,) = source.instances
        if manifest.reads != "projection":
            return read_planar(source.dataset, instance.ref, manifest.inputs[0], site.decode)
        return read_radiograph(source.dataset, instance.ref, site.decode)
    paths = {item.ref: item.path for item in source.instances}

    def load(ref: InstanceRef) -> Dataset:
        return read_dataset(paths[ref], ref, site.read_limits)

    with ThreadPoolExecutor(site.read_threads) as pool:
        return read_volume(_stack_of(source), load, site.decode, pool.map, manifest.inputs[0].quantity)


def _stack_of(source: Source) -> Stack:
    analysed = {(id(frame.image), frame.number) for frame in source.analysed}
    return order_slices(
        [
            item
            for ref, dataset in zip(source.refs, source.datasets, strict=True)
            for item in slices_of(ref, dataset, SUV_KEYWORDS)
            if (id(dataset), item.number) in analysed
        ]
    )


def _head(site: Site, item: RetrievedInstance) -> Dataset:
    return read_dataset(item.path, item.ref, site.read_limits, pixels=False)
