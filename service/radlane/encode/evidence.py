"""What an SR refers to.

In: the analysed frames and the objects of the run. Out: one value with all of them, and the evidence sequences of it.
Reference: PS3.3 sections C.17.2 and C.17.2.3 (Current Requested Procedure Evidence and Pertinent Other Evidence: no
instance is in both), C.17.2.1 (hierarchical references).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.domain.refs import InstanceRef
from radlane.encode.source_frame import ImageReference, SourceFrame, reference_frames, reference_image


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the content of a report refers to.

    Attributes
    ----------
    frames : tuple of SourceFrame
        The analysed frames.
    segmentation : Dataset or None
        The SEG, where a segment has pixels.
    further : tuple of SourceFrame
        Frames that other channels of the model read, of the same study.
    earlier : tuple of SourceFrame
        Frames of an earlier study that channels read.
    explanations : mapping of str to tuple of Dataset
        Id of a finding to the heat maps that explain it: Parametric Maps and pictures; under no id those of the whole
        answer.
    """

    frames: tuple[SourceFrame, ...]
    segmentation: Dataset | None
    explanations: Mapping[str, tuple[Dataset, ...]]
    further: tuple[SourceFrame, ...] = ()
    earlier: tuple[SourceFrame, ...] = ()

    @property
    def images(self) -> tuple[ImageReference, ...]:
        """References to the images of the study that the model read, each with its frames; the analysed ones first."""
        return reference_frames((*self.frames, *self.further))

    @property
    def source_series(self) -> str:
        """Series Instance UID of the analysed images."""
        return str(self.frames[0].image["SeriesInstanceUID"].value)

    def explaining(self, finding_id: str) -> tuple[ImageReference, ...]:
        """Return references to what explains a finding."""
        return tuple(map(reference_image, self.explanations.get(finding_id, ())))


def ref_of(dataset: Dataset) -> InstanceRef:
    """Return where an instance is: study, series, instance, class."""
    keywords = ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "SOPClassUID")
    study, series, instance, sop_class = (str(dataset[keyword].value) for keyword in keywords)
    return InstanceRef(
        study_instance_uid=study, series_instance_uid=series, sop_instance_uid=instance, sop_class_uid=sop_class
    )


def hierarchical_references(refs: Iterable[InstanceRef]) -> Sequence:
    """Return references by study and series (PS3.3 table C.17-3), each instance once, in their order."""
    studies: dict[str, dict[str, dict[str, InstanceRef]]] = {}
    for ref in refs:
        series = studies.setdefault(ref.study_instance_uid, {}).setdefault(ref.series_instance_uid, {})
        series.setdefault(ref.sop_instance_uid, ref)
    return Sequence(_study(uid, series) for uid, series in studies.items())


def _study(uid: str, series: Mapping[str, Mapping[str, InstanceRef]]) -> Dataset:
    item = Dataset()
    item.ReferencedSeriesSequence = Sequence(_series(one, instances) for one, instances in series.items())
    item.StudyInstanceUID = uid
    return item


def _series(uid: str, instances: Mapping[str, InstanceRef]) -> Dataset:
    item = Dataset()
    item.ReferencedSOPSequence = Sequence(map(_instance, instances.values()))
    item.SeriesInstanceUID = uid
    return item


def _instance(ref: InstanceRef) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = ref.sop_class_uid
    item.ReferencedSOPInstanceUID = ref.sop_instance_uid
    return item
