"""The images of the matrix: every shape that a frame can come from, each in a study of its own.

In: nothing. Out: shapes; and a shape's images as the lane reads them from files in a transfer syntax.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydicom.dataset import FileDataset
from pydicom.uid import (
    DigitalMammographyXRayImageStorageForPresentation,
    UltrasoundImageStorage,
)

from radlane.dicomweb.part10 import Limits, read_dataset, ref_of
from radlane.encode.source_frame import SourceFrame, every_frame
from support.frame_sources import coloured
from support.radiographs import radiograph
from support.shapes import SHAPES, Shape
from support.small_objects import coded
from support.syntaxes import Syntax, in_syntax
from support.variants import digital_x_ray
from support.volume_variants import give_uids


def _dx() -> list[FileDataset]:
    image = radiograph()
    digital_x_ray(image)
    return [image]


def _mg() -> list[FileDataset]:
    """A mammogram: a projection of a paired part, whose side its header says."""
    (image,) = _dx()
    image.SOPClassUID = image.file_meta.MediaStorageSOPClassUID = DigitalMammographyXRayImageStorageForPresentation
    image.Modality, image.BodyPartExamined, image.ImageLaterality = "MG", "BREAST", "L"
    image.AnatomicRegionSequence = coded("76752008", "SCT", "Breast")
    image.ViewCodeSequence = coded("399162004", "SCT", "cranio-caudal")
    image.ViewCodeSequence[0].ViewModifierCodeSequence = []
    image.OrganExposed, image.PositionerType = "BREAST", "MAMMOGRAPHIC"
    del image.ViewPosition
    return [image]


def _ultrasound() -> list[FileDataset]:
    image = radiograph(SOPClassUID=UltrasoundImageStorage, Modality="US", ViewPosition=None, BodyPartExamined="HEART")
    image.PatientOrientation, image.LossyImageCompression = None, "00"
    image.file_meta.MediaStorageSOPClassUID = UltrasoundImageStorage
    return [coloured(image, 1)]


SOURCES = (
    Shape(name="cr", images=lambda: [radiograph()], placed=False),
    Shape(name="dx", images=_dx, placed=False),
    Shape(name="mg", images=_mg, placed=False),
    Shape(name="us", images=_ultrasound, placed=False),
    *SHAPES,
)


@dataclass(frozen=True, kw_only=True)
class Read:
    """Images of a shape as the lane reads them from files, and their analysed frames."""

    paths: tuple[Path, ...]
    images: tuple[FileDataset, ...]
    frames: tuple[SourceFrame, ...]


def originals(shape: Shape) -> Sequence[FileDataset]:
    """The images of a shape with UIDs of its own, native."""
    images = [image for image in shape.images() if isinstance(image, FileDataset)]
    give_uids(images, f"matrix {shape.name}")
    return images


def read_in(shape: Shape, images: Sequence[FileDataset], syntax: Syntax, folder: Path) -> Read:
    """Write images in a transfer syntax and read them as the lane does.

    Raises
    ------
    ValueError
        If the syntax has no room for their samples.
    InputRefused
        If the lane does not read it.
    """
    folder.mkdir(parents=True)
    paths = tuple(folder / f"{place}.dcm" for place in range(len(images)))
    for image, path in zip(images, paths, strict=True):
        path.write_bytes(in_syntax(image, syntax))
    read = tuple(read_dataset(path, ref_of(image), Limits()) for image, path in zip(images, paths, strict=True))
    return Read(paths=paths, images=read, frames=analysed(shape, read))


def analysed(shape: Shape, images: Sequence[FileDataset]) -> tuple[SourceFrame, ...]:
    """The frames of a shape's images that are analysed."""
    frames = every_frame(images)
    return frames if shape.chosen is None else tuple(frames[place] for place in shape.chosen)
