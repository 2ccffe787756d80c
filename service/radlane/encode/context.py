"""What every object of a run needs.

In: the run, the model and the analysed images. Out: the facts that all of its objects share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property

from pydicom.dataset import Dataset

from radlane.domain.classification import ClassificationOutput, FindingClass
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.form import FIRST, LABEL_MAP, Form
from radlane.domain.model import Manifest, ModelIdentity
from radlane.domain.output import Segment, SegmentationOutput, SegmentationType
from radlane.domain.refs import InstanceRef
from radlane.encode.clock import ObjectClock, object_clock
from radlane.encode.identity import RunIdentity, device_uid
from radlane.encode.source_frame import SourceFrame, images_of


@dataclass(frozen=True, kw_only=True)
class EncodeContext:
    """One run and its analysed images.

    Attributes
    ----------
    identity : RunIdentity
        Gives the UIDs.
    started : datetime
        Aware; every date and time of the objects is this one.
    site_timezone : tzinfo
        Speaks where the images have no Timezone Offset From UTC.
    model : ModelIdentity
        The model that ran.
    manifest : Manifest
        Its manifest.
    frames : tuple of SourceFrame
        The analysed frames of the images as they were read, with their file meta information: one radiograph, or the
        slices of a volume in its order (`frames[z]` holds the voxels `[z]`), whose Pixel Data is not needed.
    further : tuple of SourceFrame
        Frames of the same study that other channels of the model read: evidence, on which nothing lies.
    earlier : tuple of SourceFrame
        Frames of an earlier study of the patient that channels read: evidence of another procedure.
    registrations : tuple of Dataset
        Spatial Registration objects by which those were placed: evidence.
    radlane_version : str
        Version of the software that writes.
    predecessors : tuple of InstanceRef
        The root SRs that this run's takes the place of (PS3.3 section C.17.2): the one whose content an amendment
        repeats, or those of fewer images of the study, before it grew.
    form : Form
        Which SOP Classes the objects do without.
    chosen_type : SegmentationType or None
        What the site chooses for its SEGs; None: what the manifest says.

    Raises
    ------
    ValueError
        If an amendment has no predecessor.
    """

    identity: RunIdentity
    started: datetime
    site_timezone: tzinfo
    model: ModelIdentity
    manifest: Manifest
    frames: tuple[SourceFrame, ...]
    radlane_version: str
    further: tuple[SourceFrame, ...] = ()
    earlier: tuple[SourceFrame, ...] = ()
    registrations: tuple[Dataset, ...] = ()
    predecessors: tuple[InstanceRef, ...] = ()
    form: Form = FIRST
    chosen_type: SegmentationType | None = None

    def __post_init__(self) -> None:
        """See that an amendment says of what."""
        if self.identity.amendment > 0 and not self.predecessors:
            raise ValueError("an amendment has a predecessor")

    @cached_property
    def sources(self) -> tuple[Dataset, ...]:
        """The images of the study that the model read, each once: those that hold the frames come first."""
        return images_of((*self.frames, *self.further))

    @cached_property
    def read(self) -> tuple[Dataset, ...]:
        """All images that the model read: also those of an earlier study, which come last."""
        return (*self.sources, *images_of(self.earlier))

    @property
    def source(self) -> Dataset:
        """The first image: speaks for the patient and the study, which all share."""
        return self.sources[0]

    @property
    def clock(self) -> ObjectClock:
        """The run's start as the objects write it."""
        return object_clock(self.started, self.sources, self.site_timezone)

    @property
    def has_grown(self) -> bool:
        """Whether there is a report of fewer images of the study."""
        return bool(self.predecessors) and not self.is_amendment

    @property
    def is_amendment(self) -> bool:
        """Whether the run was reported before, without the heat maps that are added now."""
        return self.identity.amendment > 0

    @property
    def device_uid(self) -> str:
        """Device UID of the model."""
        return device_uid(self.model)

    @property
    def algorithm(self) -> str:
        """Name and version of the model, as people quote it."""
        return f"{self.model.name}:{self.model.version}"

    @property
    def statement(self) -> str:
        """What may not be forgotten of the model: stands in every object."""
        statement = self.manifest.regulatory.statement
        if self.manifest.trained_on == "synthetic" and "synthetic" not in statement.lower():
            return f"{statement.rstrip('.')}. Trained on synthetic data."
        return statement

    @property
    def segmentations(self) -> tuple[SegmentationOutput, ...]:
        """The outputs that give segments, in the manifest's order."""
        return tuple(output for output in self.manifest.outputs if isinstance(output, SegmentationOutput))

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in the manifest's order: Segment Number is the place in it, from 1."""
        return tuple(segment for output in self.segmentations for segment in output.segments)

    @property
    def classes(self) -> tuple[FindingClass, ...]:
        """The classes in the manifest's order: of the whole image, and of boxes."""
        kinds = (ClassificationOutput, DetectionOutput, BoxMapOutput)
        return tuple(kind for output in self.manifest.outputs if isinstance(output, kinds) for kind in output.classes)

    @property
    def segmentation_type(self) -> SegmentationType:
        """How the SEG holds its segments; the outputs of one model say the same.

        BINARY in the place of LABELMAP, where the form of the result does without that SOP Class.
        """
        chosen = self.chosen_type or self.segmentations[0].segmentation_type
        refused = chosen is SegmentationType.LABELMAP and LABEL_MAP in self.form.refused
        return SegmentationType.BINARY if refused else chosen
