"""What a model reads of a study, once it is chosen, and of an earlier one of the patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydicom import Dataset

from radlane.domain.choice import SeriesChoice
from radlane.domain.refs import FrameRef, InstanceRef
from radlane.domain.study import RetrievedInstance
from radlane.encode.source_frame import SourceFrame
from radlane.imaging.stack import Stack
from radlane.pipeline.registrations import Registered


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
        Of a model with several channels: id of each one beside the reference -> what it reads, also of an earlier
        study. What is here itself is the reference's then. None of a channel that is filled.
    registered : Registered or None
        How an earlier study's points are found in the Frame of Reference of the reference; None where they are in it,
        or are not looked for.
    """

    instances: tuple[RetrievedInstance, ...]
    datasets: tuple[Dataset, ...]
    analysed: tuple[SourceFrame, ...]
    choices: tuple[SeriesChoice, ...] = ()
    others: Mapping[str, Source] = field(default_factory=dict)
    registered: Registered | None = None
    stack: Stack | None = None

    @property
    def everything(self) -> tuple[RetrievedInstance, ...]:
        """The instances of all channels, each once, the reference's first; registrations too."""
        found = (item for source in (self, *self.others.values()) for item in source.own)
        return tuple({item.ref: item for item in found}.values())

    @property
    def own(self) -> tuple[RetrievedInstance, ...]:
        """The instances of this channel, and of its registration."""
        return self.instances if self.registered is None else (*self.instances, self.registered.instance)

    @property
    def registrations(self) -> tuple[Dataset, ...]:
        """The data sets of the registrations of all channels, each once."""
        found = [source.registered for source in self.others.values() if source.registered is not None]
        return tuple({one.instance.ref: one.dataset for one in found}.values())

    @property
    def refs(self) -> tuple[InstanceRef, ...]:
        """Which instances they are, of all channels."""
        return tuple(item.ref for item in self.everything)

    @property
    def images(self) -> tuple[Dataset, ...]:
        """The data sets of all channels, each once, the reference's first, those of registrations last."""
        found = (dataset for source in (self, *self.others.values()) for dataset in source.datasets)
        return (*{id(dataset): dataset for dataset in found}.values(), *self.registrations)

    @property
    def further(self) -> tuple[SourceFrame, ...]:
        """The frames of the same study that channels beside the reference read."""
        same = (source for source in self.others.values() if source.study == self.study)
        return tuple(frame for source in same for frame in source.analysed)

    @property
    def earlier(self) -> tuple[SourceFrame, ...]:
        """The frames of an earlier study that channels read."""
        priors = (source for source in self.others.values() if source.study != self.study)
        return tuple(frame for source in priors for frame in source.analysed)

    @property
    def study(self) -> str:
        """Study Instance UID of the instances, of several channels of the reference's."""
        return self.instances[0].ref.study_instance_uid

    @property
    def of_study(self) -> tuple[InstanceRef, ...]:
        """Which instances of that study they are, of all channels."""
        return tuple(ref for ref in self.refs if ref.study_instance_uid == self.study)

    def moved(self, kept: Sequence[RetrievedInstance]) -> Source:
        """Return the same with its instances where they lie now."""
        by_ref = {item.ref: item for item in kept}
        others = {channel_id: source.moved(kept) for channel_id, source in self.others.items()}
        registered = self.registered
        if registered is not None:
            registered = replace(registered, instance=by_ref[registered.instance.ref])
        instances = tuple(by_ref[item.ref] for item in self.instances)
        return replace(self, instances=instances, others=others, registered=registered)

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
