"""Images of every shape and the SEGs that are made of them, as files for the judges.

In: a shape and a Segmentation Type. Out: files in a folder; the SEG also as the judges are shown it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.uid import SegmentationStorage

from radlane.domain.output import SegmentationType
from radlane.encode.part10 import to_bytes
from radlane.encode.segmentation import build_segmentation
from radlane.encode.source_frame import images_of
from support.encoding import conclusion, context
from support.radiographs import radiograph
from support.shapes import SHAPES, Shape, concluded, labels, run
from support.variants_of_regions import with_fractions

# Of label maps, which the judges do not know, one of each kind is enough.
MAPPED = ("ct", "enhanced-ct-stacks", "cine", "photograph", "slide-full")


@dataclass(frozen=True, kw_only=True)
class ShapeResult:
    """The images, the SEG, and the SEG as the judges are shown it."""

    images: tuple[Path, ...]
    segmentation: Path
    judged: Path

    def dataset(self) -> FileDataset:
        """The SEG."""
        return dcmread(self.segmentation)


def write_shapes(folder: Path) -> dict[str, ShapeResult]:
    """Every shape as BINARY, some as LABELMAP, a radiograph as FRACTIONAL; by `shape-type`."""
    results = {}
    for shape in SHAPES:
        kinds = [SegmentationType.BINARY, *([SegmentationType.LABELMAP] if shape.name in MAPPED else [])]
        for kind in kinds:
            results[f"{shape.name}-{kind}"] = _write(shape, kind, folder / f"{shape.name}-{kind}")
    results["radiograph-FRACTIONAL"] = _write_radiograph(folder / "radiograph-FRACTIONAL")
    return results


def voxels_of(shape: Shape) -> NDArray[np.uint8]:
    """What the SEG of a shape was made of."""
    return labels(shape)


def _write(shape: Shape, kind: SegmentationType, folder: Path) -> ShapeResult:
    frames = shape.frames()
    return _files(folder, list(images_of(frames)), build_segmentation(run(frames, kind=kind), concluded(labels(shape))))


def _write_radiograph(folder: Path) -> ShapeResult:
    image = radiograph()
    run_on_it = replace(context(image), chosen_type=SegmentationType.FRACTIONAL)
    return _files(folder, [image], build_segmentation(run_on_it, with_fractions(conclusion(48, 40))))


def _files(folder: Path, images: list[FileDataset], segmentation: FileDataset | None) -> ShapeResult:
    assert segmentation is not None
    folder.mkdir()
    path = folder / "segmentation.dcm"
    path.write_bytes(to_bytes(segmentation))
    paths = tuple(folder / f"{place}.dcm" for place in range(len(images)))
    for image, own in zip(images, paths, strict=True):
        image.save_as(own, enforce_file_format=True)
    judged = path
    if segmentation.SegmentationType == "LABELMAP":
        judged = _as_segmentation(path, folder / "judged.dcm")
    return ShapeResult(images=paths, segmentation=path, judged=judged)


def _as_segmentation(path: Path, judged: Path) -> Path:
    """The class that a label map is made from: of its own, which is younger, the judges know nothing at all."""
    dataset = dcmread(path)
    dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = SegmentationStorage
    dataset.save_as(judged)
    return judged
