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
from pydicom.dataset import Dataset, FileDataset
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
    def paths(self) -> tuple[Path, ...]:
        """All objects."""
        return tuple(self.objects.values())

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
    give_uids(sources, variant.name)
    found = conclusion(variant.stack, variant.labels, segments=variant.segments)
    return write_files(sources, encoded(variant.stack, found, sources, segments=variant.segments, display=True), folder)


def write_files(sources: Sequence[FileDataset], objects: Sequence[Dataset], folder: Path) -> VolumeResult:
    """Write images and objects; the second object of a role is named with a 2."""
    named: dict[str, Path] = {}
    for dataset in objects:
        role = str(role_of(dataset))
        count = sum(known.startswith(role) for known in named) + 1
        name = role if count == 1 else f"{role}-{count}"
        named[name] = folder / f"{name}.dcm"
        named[name].write_bytes(to_bytes(dataset))
    paths = [folder / f"{place}.dcm" for place in range(len(sources))]
    for dataset, path in zip(sources, paths, strict=True):
        dataset.save_as(path, enforce_file_format=True)
    return VolumeResult(slices=tuple(paths), objects=named)


def give_uids(sources: Sequence[FileDataset], name: str) -> None:
    """Give images, in place, UIDs that are made of a name."""
    for place, dataset in enumerate(sources):
        levels = {"StudyInstanceUID": "study", "SeriesInstanceUID": "series", "SOPInstanceUID": f"slice {place}"}
        if "FrameOfReferenceUID" in dataset:
            levels["FrameOfReferenceUID"] = "frame of reference"
        for keyword, level in levels.items():
            setattr(dataset, keyword, generate_uid(entropy_srcs=["radlane tests", name, level]))
        dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
