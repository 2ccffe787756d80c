"""What is analysed: chosen among what was retrieved, and read.

In: a retrieved study and the manifest. Out: `Source`, then the `Image` or `Volume` that it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from pydicom import Dataset

from radlane.dicomweb.part10 import read_dataset, read_header
from radlane.domain.choice import SeriesChoice
from radlane.domain.image import Image
from radlane.domain.model import Manifest
from radlane.domain.reason import Reason
from radlane.domain.refs import FrameRef, InstanceRef
from radlane.domain.study import RetrievedInstance, RetrievedStudy
from radlane.domain.volume import Volume
from radlane.encode.source_frame import SourceFrame, frame_numbers
from radlane.imaging.frames import slices_of
from radlane.imaging.nuclear import add_groups
from radlane.imaging.radiograph import read_radiograph
from radlane.imaging.stack import Stack, order_slices
from radlane.imaging.suv import SUV_KEYWORDS
from radlane.imaging.volume import read_volume
from radlane.pipeline.acceptance import require_accepted
from radlane.pipeline.choosing import Candidate, choose_image, choose_slices, header_keywords
from radlane.pipeline.lane import Site
from radlane.pipeline.plan import choices_of


@dataclass(frozen=True, kw_only=True)
class Source:
    """What is analysed.

    Attributes
    ----------
    instances : tuple of RetrievedInstance
        One radiograph, or what holds the slices of a stack, in the order of their positions.
    datasets : tuple of Dataset
        One for each instance, with its file meta information: a radiograph whole, slices without Pixel Data.
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
    first = (SourceFrame(image=item, number=next(iter(frame_numbers(item)), None)) for item in datasets)
    return Source(instances=tuple(instances), datasets=datasets, analysed=tuple(first))  # images of more are refused


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


def read_source(site: Site, manifest: Manifest, source: Source) -> tuple[Image | Volume, tuple[Reason, ...]]:
    """Read the pixels, and see that the model accepts what was read.

    Returns
    -------
    subject : Image or Volume
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


def _read(site: Site, manifest: Manifest, source: Source) -> tuple[Image | Volume, tuple[Reason, ...]]:
    if not manifest.reads_volumes:
        (instance,) = source.instances
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
    header = read_dataset(item.path, item.ref, site.read_limits, pixels=False)
    add_groups(header)
    return header
