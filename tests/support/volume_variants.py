"""Varied volumes and the objects that are made of them, as files.

In: a stack and which of its three segments are there. Out: slices and objects in a folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.uid import generate_uid

from radlane.encode.part10 import to_bytes
from radlane.encode.result import role_of
from support.volume_encoding import conclusion, encoded, labels, values
from support.volume_sources import CT, MR, TILTED, Stack, slices


@dataclass(frozen=True, kw_only=True)
class VolumeVariant:
    """A stack; the numbers of the segments that are there, of how many."""

    name: str
    stack: Stack
    present: tuple[int, ...] = (1, 2, 3)
    segments: int = 3

    @property
    def labels(self) -> NDArray[np.uint8]:
        """What the network says, uint8 [z, y, x]."""
        return labels(self.stack, self.present)


@dataclass(frozen=True, kw_only=True)
class VolumeResult:
    """Files of the slices, in the order of the volume, and of the objects by their roles."""

    slices: tuple[Path, ...]
    objects: dict[str, Path]

    def dataset(self, role: str) -> FileDataset:
        """One object: report, segmentation or capture."""
        return dcmread(self.objects[role])

    @property
    def instances(self) -> list[str]:
        """SOP Instance UIDs of the slices."""
        return [str(dcmread(path, stop_before_pixels=True).SOPInstanceUID) for path in self.slices]


VOLUME_VARIANTS = (
    VolumeVariant(name="ct", stack=CT),
    VolumeVariant(name="mr-oblique", stack=MR),
    VolumeVariant(name="ct-tilted", stack=TILTED),
    VolumeVariant(name="ct-one-empty", stack=CT, present=(1, 3)),
    VolumeVariant(name="ct-all-empty", stack=CT, present=()),
    VolumeVariant(name="ct-one-segment", stack=CT, present=(1,), segments=1),
)


def write_result(variant: VolumeVariant, folder: Path) -> VolumeResult:
    """Encode a variant; each has UIDs of its own, always the same ones."""
    sources = slices(variant.stack, values(variant.stack))
    _give_uids(sources, variant.name)
    found = conclusion(variant.stack, variant.labels, segments=variant.segments)
    objects = {}
    for dataset in encoded(variant.stack, found, sources, segments=variant.segments, display=True):
        role = role_of(dataset)
        objects[str(role)] = folder / f"{role}.dcm"
        objects[str(role)].write_bytes(to_bytes(dataset))
    paths = [folder / f"{place}.dcm" for place in range(len(sources))]
    for dataset, path in zip(sources, paths, strict=True):
        dataset.save_as(path, enforce_file_format=True)
    return VolumeResult(slices=tuple(paths), objects=objects)


def _give_uids(sources: Sequence[FileDataset], name: str) -> None:
    for place, dataset in enumerate(sources):
        dataset.StudyInstanceUID, dataset.SeriesInstanceUID, dataset.FrameOfReferenceUID, dataset.SOPInstanceUID = (
            generate_uid(entropy_srcs=["radlane tests", name, level])
            for level in ("study", "series", "frame of reference", f"slice {place}")
        )
        dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
