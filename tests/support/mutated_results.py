"""Results whose every object is mutated: of each kind that there is, on images of each make.

In: nothing. Out: whole results, each with those of its objects that are mutated; what another result has alike is not
mutated again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.domain.output import SegmentationType
from radlane.domain.status import ResultStatus, Shortfall
from radlane.encode.evidence import ref_of
from radlane.encode.result import encode_result
from radlane.encode.source_frame import images_of
from radlane.encode.status_report import build_status_report
from radlane.imaging.cuts import render_cuts
from support import encoding, shapes, volume_encoding
from support.encoding import reread
from support.findings import classification, deep_detection, detection, explained
from support.radiographs import radiograph
from support.rejection import noted
from support.report_variants import ENHANCED
from support.shape_results import shape_named
from support.variants_of_regions import with_fractions
from support.volume_sources import CT, MR, slices, volume


@dataclass(frozen=True, kw_only=True)
class Result:
    """A whole result: its objects as a reader finds them, the images, what was concluded.

    `mutated` are the places of the objects that are mutated; `conclusion` is None where the objects are of none.
    """

    name: str
    objects: Sequence[Dataset]
    images: Sequence[Dataset]
    conclusion: Conclusion | None
    mutated: tuple[int, ...]
    read_by_dcmqi: bool = False  # it refuses a SEG that has no place in space, and one of frames of a multi-frame image


def results() -> tuple[Result, ...]:
    """Of each kind of object one at least, and of SEG and SR several."""
    return (
        _radiograph(),
        _volume(),
        _heat_maps(),
        _outlines(),
        _label_map(),
        _fractions(),
        *map(_frames, ("enhanced-ct-times", "slide-sparse")),
        _classes(),
        _boxes(),
        _box_in_space(),
        _without_coordinates(),
        _status(),
        _note(),
    )


def _radiograph() -> Result:
    image = radiograph()
    return Result(
        name="radiograph",
        objects=encoding.encoded(image),
        images=[image],
        conclusion=encoding.conclusion(image.Rows, image.Columns),
        mutated=(0, 1, 2),
    )


def _volume() -> Result:
    images = slices(MR, volume_encoding.values(MR))
    return Result(
        name="volume",
        objects=volume_encoding.encoded(MR, sources=images),
        images=images,
        conclusion=volume_encoding.conclusion(MR),
        mutated=(0, 1, 2),
        read_by_dcmqi=True,
    )


def _heat_maps() -> Result:
    """The first of two Parametric Maps, and the first of two pictures."""
    images, said = slices(CT, volume_encoding.values()), explained(volume_encoding.conclusion(), CT.shape)
    made, labels = volume(CT, volume_encoding.values()), volume_encoding.labels()
    shown = [render_cuts(made, labels, window=None, heat=one.values) for one in said.heatmaps]
    objects = reread(encode_result(volume_encoding.context(images), said, None, shown))
    return Result(name="heat maps", objects=objects, images=images, conclusion=said, mutated=(1, 2))


def _outlines() -> Result:
    images = slices(CT, volume_encoding.values())
    said = volume_encoding.conclusion(found=_tapered(volume_encoding.labels()))
    objects = volume_encoding.encoded(found=said, sources=images, picture=False, display=True)
    return Result(name="outlines", objects=objects, images=images, conclusion=said, mutated=(1,))


def _tapered(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Let each slice show a little less of each segment than the one before: in one slice alone it is largest."""
    for place, plane in enumerate(labels):
        for number in np.unique(plane[plane > 0]):
            rows, columns = np.nonzero(plane == number)
            plane[rows[:place], columns[:place]] = 0
    return labels


def _label_map() -> Result:
    return replace(_of_shape("ct", SegmentationType.LABELMAP), name="label map")


def _fractions() -> Result:
    image = radiograph()
    said = with_fractions(encoding.conclusion(image.Rows, image.Columns))
    run = replace(encoding.context(image), chosen_type=SegmentationType.FRACTIONAL)
    objects = reread(encode_result(run, said, None))
    return Result(name="fractions", objects=objects, images=[image], conclusion=said, mutated=(0,))


def _frames(name: str) -> Result:
    return _of_shape(name, SegmentationType.BINARY)


def _of_shape(name: str, kind: SegmentationType) -> Result:
    """The SEG of some frames of a source."""
    shape = shape_named(name)
    frames, said = shape.frames(), shapes.concluded(shapes.labels(shape))
    objects = reread(encode_result(shapes.run(frames, kind=kind), said, None))
    return Result(name=name, objects=objects, images=list(images_of(frames)), conclusion=said, mutated=(0,))


def _classes() -> Result:
    return _report("classes", classification())


def _boxes() -> Result:
    return _report("boxes", detection())


def _report(name: str, said: Conclusion) -> Result:
    image = radiograph()
    objects = reread(encode_result(encoding.context(image), said, None))
    return Result(name=name, objects=objects, images=[image], conclusion=said, mutated=(0,))


def _box_in_space() -> Result:
    images, said = slices(CT, volume_encoding.values()), deep_detection()
    objects = reread(encode_result(volume_encoding.context(images), said, None))
    return Result(name="box in space", objects=objects, images=images, conclusion=said, mutated=(0,))


def _without_coordinates() -> Result:
    """The SR of a box in space, in the class that has no such coordinates."""
    images, said = slices(CT, volume_encoding.values()), deep_detection()
    run = replace(volume_encoding.context(images), form=ENHANCED)
    objects = reread(encode_result(run, said, None))
    return Result(name="Enhanced SR", objects=objects, images=images, conclusion=said, mutated=(0,))


def _status() -> Result:
    images = slices(CT, volume_encoding.values())
    said = Shortfall(status=ResultStatus.FAILED, code="inference-failed", text="The network broke.")
    report = build_status_report(volume_encoding.context(images), said, [*map(ref_of, images)])
    return Result(name="no result", objects=reread([report]), images=images, conclusion=None, mutated=(0,))


def _note() -> Result:
    whole = _volume()
    note = noted(whole.objects)
    return Result(
        name="rejection note",
        objects=[*whole.objects, note],
        images=whole.images,
        conclusion=None,
        mutated=(len(whole.objects),),
    )
