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
from radlane.domain.cine import Cine
from radlane.domain.image import Image, Picture
from radlane.domain.input import Channel, ProjectionGeometry
from radlane.domain.model import Manifest
from radlane.domain.planar import PlanarGeometry
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.study import RetrievedInstance, SeriesIndex, StudyIndex
from radlane.domain.volume import Volume
from radlane.errors import ArchiveUnavailable, DecodeCrashed, InputRefused
from radlane.imaging.cine import CINE_CLASSES, read_cine
from radlane.imaging.decode import DecodeFrame
from radlane.imaging.frames import holds_slices, slices_of
from radlane.imaging.image_type import leave_out
from radlane.imaging.nuclear import add_groups
from radlane.imaging.picture import read_picture
from radlane.imaging.pixels import count_frames, frame_format, is_colour
from radlane.imaging.radiograph import read_radiograph
from radlane.imaging.stack import order_slices
from radlane.imaging.tensor import place
from radlane.imaging.volume import read_volume
from radlane.pipeline.acceptance import require_accepted, require_header
from radlane.pipeline.choosing import Candidate, choose_image, choose_slices, require_slice
from radlane.pipeline.plan import candidates_of
from radlane.pipeline.planar_reading import read_planar

Seen = Image | Picture | Cine | Volume

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
    seen : Image, Picture, Cine, Volume or None
        What it holds; None where that cannot be read.
    refusal : str
        Why it cannot: the code of the reason, else empty.
    verdicts : tuple of (str, str)
        Model, and `reads`, `slice` or the code of the reason why it does not.
    """

    path: Path
    ref: InstanceRef | None
    transfer_syntax: str = ""
    seen: Seen | None = None
    refusal: str = ""
    verdicts: tuple[tuple[str, str], ...] = ()


def inspect_file(path: Path, manifests: Sequence[Manifest], decode: DecodeFrame, limits: Limits) -> Inspection:
    """Look at one file."""
    try:
        entry = read_entry(path, limits)
        if entry is None:
            return Inspection(path=path, ref=None)
        found = dataset, seen, refusal = _read(entry, decode, limits)
    except ArchiveUnavailable:  # closed to us, or gone again: the other files are to be looked at all the same
        return Inspection(path=path, ref=None)
    verdicts = tuple(
        (f"{manifest.name}:{manifest.version}", _verdict(entry, found, manifest, decode)) for manifest in manifests
    )
    syntax = str(dataset.file_meta.get("TransferSyntaxUID", "")) if dataset is not None else ""
    return Inspection(path=path, ref=entry.ref, transfer_syntax=syntax, seen=seen, refusal=refusal, verdicts=verdicts)


def _read(entry: Entry, decode: DecodeFrame, limits: Limits) -> tuple[FileDataset | None, Seen | None, str]:
    """The data set and what it holds as far as they can be read, and the code of what stood in the way."""
    dataset = None
    try:
        dataset = read_dataset(entry.path, entry.ref, limits)
        add_groups(dataset)
        return dataset, _seen(dataset, entry.ref, decode), ""
    except (InputRefused, DecodeCrashed) as refusal:
        return dataset, None, refusal.code


def _seen(dataset: FileDataset, ref: InstanceRef, decode: DecodeFrame) -> Seen:
    """What an instance holds, whatever kind of object it is."""
    uid = ref.sop_instance_uid
    if "PixelData" not in dataset:  # a report, a plan, a curve
        raise InputRefused(ReasonCode.PIXEL_DATA_MISSING, "The instance has no Pixel Data", uid=uid)
    if holds_slices(ref, dataset):
        slices, _ = leave_out(slices_of(ref, dataset))
        return read_volume(order_slices(slices), lambda _: dataset, decode, map)[0]
    if count_frames(dataset, uid) > 1:
        if ref.sop_class_uid not in CINE_CLASSES:
            raise InputRefused(
                ReasonCode.MULTI_FRAME_UNSUPPORTED, "The frames do not follow each other in time", uid=uid
            )
        return read_cine(dataset, ref, decode)[0]
    if is_colour(dataset):
        return read_picture(dataset, ref, decode)[0]
    return read_radiograph(dataset, ref, decode)[0]


def _verdict(
    entry: Entry, found: tuple[FileDataset | None, Seen | None, str], manifest: Manifest, decode: DecodeFrame
) -> str:
    """What the lane would say, up to the network; of several channels the first that reads the file, else the first."""
    verdicts = [_verdict_of(channel, entry, found, manifest, decode) for channel in manifest.channels]
    verdict = next((one for one in verdicts if one in (READS, SLICE)), verdicts[0])
    return SLICE if verdict == READS and len(verdicts) > 1 else verdict  # one file is not all that it reads


def _verdict_of(
    channel: Channel,
    entry: Entry,
    found: tuple[FileDataset | None, Seen | None, str],
    manifest: Manifest,
    decode: DecodeFrame,
) -> str:
    study, (dataset, seen, refusal) = entry.ref.study_instance_uid, found
    try:
        candidates_of(_index_of(entry), manifest, channel, None)
        if dataset is None:
            return refusal
        instance = RetrievedInstance(ref=entry.ref, path=entry.path)
        candidate = Candidate(instance=instance, header=dataset)
        if holds_slices(entry.ref, dataset) and manifest.reads_volumes:
            return _verdict_of_stack(channel, candidate, seen, manifest, decode)
        if isinstance(manifest.inputs[0].geometry, PlanarGeometry):
            choose_image([candidate], channel, study)
            planar, _ = read_planar(dataset, entry.ref, manifest.inputs[0], decode)
            require_accepted(manifest.accepts, (dataset,), planar)
            return READS
        if "PixelData" in dataset:
            frame_format(dataset, entry.ref.sop_instance_uid)  # other models read grey frames, one of an instance
        if not isinstance(seen, Image):
            return refusal
        geometry = manifest.inputs[0].geometry
        if not isinstance(geometry, ProjectionGeometry):
            return _verdict_of_slice(channel, candidate, seen, manifest)
        choose_image([candidate], channel, study)
        place(seen, geometry)
        require_accepted(manifest.accepts, (dataset,), seen)
        return READS
    except (InputRefused, DecodeCrashed) as reason:
        return reason.code


def _verdict_of_stack(
    channel: Channel, candidate: Candidate, seen: Seen | None, manifest: Manifest, decode: DecodeFrame
) -> str:
    """Of an image whose frames are slices."""
    dataset = candidate.header
    stack = order_slices(choose_slices([candidate], channel, candidate.instance.ref.study_instance_uid).item)
    if not isinstance(seen, Volume):  # of several stacks one may be read
        seen, _ = read_volume(stack, lambda _: dataset, decode, map)
    if channel == manifest.reference:
        require_accepted(manifest.accepts, (dataset,), seen)
    return READS


def _verdict_of_slice(channel: Channel, candidate: Candidate, seen: Image, manifest: Manifest) -> str:
    """Of one slice, whose series is not here."""
    require_slice(candidate, channel, candidate.instance.ref.study_instance_uid)
    if channel == manifest.reference:
        require_header(manifest.accepts, (candidate.header,), seen)
    return SLICE


def _index_of(entry: Entry) -> StudyIndex:
    """A study that holds this instance and no other."""
    series = SeriesIndex(
        series_instance_uid=entry.ref.series_instance_uid,
        modality=entry.modality,
        body_part_examined=entry.body_part_examined,
        instances=(entry.ref,),
    )
    return StudyIndex(study_instance_uid=entry.ref.study_instance_uid, patient=entry.patient, series=(series,))
