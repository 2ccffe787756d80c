"""A run on a volume to encode: a manifest, a context, findings with labels."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset

from radlane.domain.code import Code
from radlane.domain.finding import Conclusion, Finding, Laterality, Measurement, Presence, VolumeRegion
from radlane.domain.image import Direction
from radlane.domain.input import VolumeGeometry
from radlane.domain.model import Manifest
from radlane.domain.outline import Outlines
from radlane.domain.output import Segment, VolumeMeasurement
from radlane.encode.context import EncodeContext
from radlane.encode.part10 import to_bytes
from radlane.encode.result import encode_result
from radlane.encode.source_frame import every_frame
from radlane.imaging.cuts import render_cuts
from radlane.inference.outlines import trace_outlines
from support import encoding
from support.encoding import ANATOMY, read_all
from support.volume_sources import CT, MR, Stack, slices, volume

VOLUME = Code(scheme="SCT", value="118565006", meaning="Volume")
MILLILITRE = Code(scheme="UCUM", value="mL", meaning="milliliter")
KIDNEY = Code(scheme="SCT", value="64033007", meaning="Kidney")
LIVER = Code(scheme="SCT", value="10200004", meaning="Liver")
OTHER_SERIES = "1.2.826.0.1.3680043.9.7777.3.8"
_PROCEDURE = Code(scheme="LN", value="25045-6", meaning="CT unspecified body region")


def segment(index: int) -> Segment:
    """Liver (0), right kidney (1), left kidney (2)."""
    return Segment(
        id=("liver", "kidney-1", "kidney-2")[index],
        channel=index + 1,
        label="Kidney" if index else "Liver",
        category=ANATOMY,
        type=KIDNEY if index else LIVER,
        laterality=(None, Laterality.RIGHT, Laterality.LEFT)[index],
        rgb=((64, 160, 255), (255, 176, 32), (220, 60, 60))[index],
        keep_largest=True,
        fill_holes=True,
        absent_below=0.0,
        implausible_above=0.9,
    )


def manifest(segments: int = 3) -> Manifest:
    """A manifest of one segmentation output of a volume."""
    base = encoding.manifest()
    (taken,), (output,) = base.inputs, base.outputs
    geometry = VolumeGeometry(
        kind="volume", orientation=(Direction.H, Direction.P, Direction.L), interpolation="linear"
    )
    return replace(
        base,
        title="Organs",
        procedure=_PROCEDURE,
        inputs=(replace(taken, layout="NCDHW", geometry=geometry),),
        outputs=(
            replace(
                output,  # type: ignore[type-var]
                name="organs",
                activation="softmax",
                background=(0,),
                segments=tuple(segment(index) for index in range(segments)),
                measurements=(VolumeMeasurement(kind="volume", concept=VOLUME),),
            ),
        ),
    )


def context(sources: Sequence[Dataset], *, segments: int = 3) -> EncodeContext:
    """Run 1 on the slices of a volume."""
    run = encoding.context(sources[0])
    return replace(run, manifest=manifest(segments), frames=every_frame(list(sources)))


def labels(stack: Stack = CT, present: Sequence[int] = (1, 2, 3)) -> NDArray[np.uint8]:
    """Three boxes in a stack whose rows run to the patient's left; the slices at both ends are empty."""
    found = np.zeros(stack.shape, np.uint8)
    found[1:-1, 3:9, 2:12] = 1
    found[2:-1, 11:15, 3:8] = 2
    found[1:-2, 11:16, 14:20] = 3
    return np.where(np.isin(found, present), found, 0).astype(np.uint8)


def values(stack: Stack = CT) -> NDArray[np.int16]:
    """Asymmetric stored values on the grid of a stack."""
    z, y, x = np.indices(stack.shape)
    return np.asarray(40 * z + 7 * y + 3 * x + (x > 5) * 90, dtype=np.int16)


def finding(index: int, voxels: int, voxel_ml: float) -> Finding:
    """The finding of one segment; absent where it has no voxels."""
    described = segment(index)
    volume = Measurement(concept=VOLUME, value=voxels * voxel_ml, unit=MILLILITRE)
    return Finding(
        id=described.id,
        concept=described.type,
        presence=Presence.PRESENT if voxels else Presence.ABSENT,
        laterality=described.laterality,
        measurements=(volume,) if voxels else (),
        region=VolumeRegion(segment=index + 1, voxels=voxels),
    )


def conclusion(stack: Stack = CT, found: NDArray[np.uint8] | None = None, *, segments: int = 3) -> Conclusion:
    """What a network says of a stack."""
    found = labels(stack) if found is None else found
    counts = np.bincount(found.ravel(), minlength=segments + 1)
    findings = tuple(finding(index, int(counts[index + 1]), stack.voxel_ml) for index in range(segments))
    return Conclusion(findings=findings, labels=found)


def encoded(
    stack: Stack = CT,
    found: Conclusion | None = None,
    sources: Sequence[Dataset] | None = None,
    *,
    segments: int = 3,
    picture: bool = True,
    display: bool = False,
) -> list[Dataset]:
    """The objects of a run as a reader finds them: SEG (where there is one), Secondary Capture, SR of outlines, SR."""
    return read_all(_written(pickle.dumps((stack, found, sources, segments, picture, display))))


@lru_cache(maxsize=64)  # thousands of tests begin with the same result
def _written(asked: bytes) -> tuple[bytes, ...]:
    stack, found, sources, segments, picture, display = pickle.loads(asked)
    run = context(slices(stack, values(stack)) if sources is None else sources, segments=segments)
    said = found or conclusion(stack, segments=segments)
    assert said.labels is not None
    cuts = render_cuts(volume(stack, values(stack)), said.labels, window=None) if picture else None
    objects = encode_result(run, said, cuts, outlines=trace_outlines(said) if display else Outlines())
    return tuple(map(to_bytes, objects))


def other_channel(stack: Stack = MR) -> list[FileDataset]:
    """The slices of another series of the study, on a grid of its own in the same Frame of Reference."""
    made = slices(stack, values(stack), SeriesInstanceUID=OTHER_SERIES)
    for place, dataset in enumerate(made, start=1):
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = f"{OTHER_SERIES}.{place}"
    return made


def of_channels(*, display: bool = False) -> tuple[list[Dataset], list[FileDataset], list[FileDataset]]:
    """The objects of a model of two channels, the slices that results lie on, and those of the other channel."""
    own, others = slices(CT, values()), other_channel()
    run = replace(context(own), further=every_frame(list(others)))
    said = conclusion()
    assert said.labels is not None
    cuts = render_cuts(volume(CT, values()), said.labels, window=None)
    objects = encode_result(run, said, cuts, outlines=trace_outlines(said) if display else Outlines())
    return read_all(list(map(to_bytes, objects))), own, others
