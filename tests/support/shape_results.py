"""The SEG and the report of a run on a shape, and what the checker says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.output import SegmentationType
from radlane.encode.checker import check_objects
from radlane.encode.part10 import to_bytes
from radlane.encode.result import encode_result
from support.shapes import SHAPES, Shape, concluded, labels, run

Spoil = Callable[[Any], object]


def shape_named(name: str) -> Shape:
    """The shape of a name."""
    return next(shape for shape in SHAPES if shape.name == name)


def objects_of(shape: Shape, kind: SegmentationType = SegmentationType.BINARY) -> list[Dataset]:
    """SEG and SR of a shape as a reader finds them."""
    return [dcmread(BytesIO(one)) for one in _written(shape, kind)]


@cache
def _written(shape: Shape, kind: SegmentationType) -> list[bytes]:
    context, said = run(shape.frames(), kind=kind), concluded(labels(shape))
    return [to_bytes(one) for one in encode_result(context, said, None)]


def codes_after(shape: Shape, spoil: Spoil, *, whole: bool = False) -> list[str]:
    """Codes that the checker finds when the SEG was spoiled; `whole`: with the conclusion and the analysed frames."""
    objects = objects_of(shape)
    spoil(objects[0])
    return codes(shape, objects, whole=whole)


def codes(shape: Shape, objects: Sequence[Dataset], *, whole: bool = False) -> list[str]:
    """Codes that the checker finds, each once, in its order."""
    frames = shape.frames()
    images = list({id(frame.image): frame.image for frame in frames}.values())
    said = concluded(labels(shape)) if whole else None
    found = check_objects(objects, images, said, frames if whole else None)
    return list(dict.fromkeys(problem.code for problem in found))


def first_frame(segmentation: Any) -> Any:
    """The group of the first frame."""
    return segmentation.PerFrameFunctionalGroupsSequence[0]


def source_of(group: Any) -> Any:
    """What a frame was made from."""
    return group.DerivationImageSequence[0].SourceImageSequence[0]
