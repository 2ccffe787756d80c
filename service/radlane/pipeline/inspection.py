"""What radlane makes of a file, without analysing it.

In: a file and the manifests of models. Out: what it is, and for each model whether it would be read, or why not. Values
of its header are not part of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydicom import FileDataset

from radlane.dicomweb.part10 import Limits, read_dataset
from radlane.dicomweb.scan import Entry, read_entry
from radlane.domain.image import Image
from radlane.domain.input import ProjectionGeometry
from radlane.domain.model import Manifest
from radlane.domain.refs import InstanceRef
from radlane.domain.study import RetrievedInstance, SeriesIndex, StudyIndex
from radlane.errors import ArchiveUnavailable, DecodeCrashed, InputRefused
from radlane.imaging.decode import DecodeFrame
from radlane.imaging.radiograph import read_radiograph
from radlane.imaging.tensor import place
from radlane.pipeline.plan import Candidate, choose_image, require_slices, select_candidates

READS = "reads"
SLICE = "slice"  # it reads series, and this may be a slice of one


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """One file.

    Attributes
    ----------
    ref : InstanceRef or None
        None where it is no DICOM instance that can be read.
    transfer_syntax : str
        Its UID; empty where the file was not read whole.
    image : Image or None
        None where it is no radiograph that can be read.
    verdicts : tuple of (str, str)
        Model, and `reads`, `slice` or the code of the reason why it does not.
    """

    path: Path
    ref: InstanceRef | None
    transfer_syntax: str = ""
    image: Image | None = None
    verdicts: tuple[tuple[str, str], ...] = ()


def inspect_file(path: Path, manifests: Sequence[Manifest], decode: DecodeFrame, limits: Limits) -> Inspection:
    """Look at one file."""
    try:
        entry = read_entry(path, limits)
        if entry is None:
            return Inspection(path=path, ref=None)
        dataset, image, refusal = _read(entry, decode, limits)
    except ArchiveUnavailable:  # closed to us, or gone again: the other files are to be looked at all the same
        return Inspection(path=path, ref=None)
    verdicts = tuple(
        (f"{manifest.name}:{manifest.version}", _verdict(entry, dataset, manifest, image, refusal))
        for manifest in manifests
    )
    syntax = str(dataset.file_meta.get("TransferSyntaxUID", "")) if dataset is not None else ""
    return Inspection(path=path, ref=entry.ref, transfer_syntax=syntax, image=image, verdicts=verdicts)


def _read(entry: Entry, decode: DecodeFrame, limits: Limits) -> tuple[FileDataset | None, Image | None, str]:
    """The data set and the image as far as they can be read, and the code of what stood in the way."""
    dataset = None
    try:
        dataset = read_dataset(entry.path, entry.ref, limits)
        image, _ = read_radiograph(dataset, entry.ref, decode)
        return dataset, image, ""
    except (InputRefused, DecodeCrashed) as refusal:
        return dataset, None, refusal.code


def _verdict(entry: Entry, dataset: FileDataset | None, manifest: Manifest, image: Image | None, refusal: str) -> str:
    """What the lane would say, up to the network."""
    study = entry.ref.study_instance_uid
    try:
        select_candidates(_index_of(entry), manifest, None)
        if dataset is None or image is None:
            return refusal
        instance = RetrievedInstance(ref=entry.ref, path=entry.path)
        candidate = Candidate(instance=instance, header=dataset)
        geometry = manifest.inputs[0].geometry
        if isinstance(geometry, ProjectionGeometry):
            choose_image([candidate], manifest, study)
            place(image, geometry)
            return READS
        require_slices([candidate], manifest, study)
        return SLICE
    except InputRefused as reason:
        return reason.code


def _index_of(entry: Entry) -> StudyIndex:
    """A study that holds this instance and no other."""
    series = SeriesIndex(
        series_instance_uid=entry.ref.series_instance_uid,
        modality=entry.modality,
        body_part_examined=entry.body_part_examined,
        instances=(entry.ref,),
    )
    return StudyIndex(study_instance_uid=entry.ref.study_instance_uid, patient=entry.patient, series=(series,))
