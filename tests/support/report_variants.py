"""Results of every kind that says more than masks do, as files: classes, boxes, numbers, heat maps, and none at all.

In: nothing. Out: images and objects in a folder, each result in a study of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileDataset

from radlane.domain.finding import Conclusion
from radlane.domain.form import COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR, Form
from radlane.domain.output import IntensityMeasurement, LengthMeasurement, VolumeMeasurement
from radlane.domain.status import ResultStatus, Shortfall
from radlane.domain.units import HOUNSFIELD
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import ref_of
from radlane.encode.result import encode_result
from radlane.encode.source_frame import every_frame
from radlane.encode.status_report import build_status_report
from radlane.imaging.cuts import render_cuts
from radlane.inference.volume_measurements import measure_segments
from support import encoding, volume_encoding
from support.findings import ATTENUATION, DIAMETER, SHORT_AXIS, classification, deep_detection, detection, explained
from support.radiographs import radiograph
from support.volume_sources import CT, slices, volume
from support.volume_variants import VolumeResult, give_uids, write_files

Images = Sequence[FileDataset]
COMPREHENSIVE = Form(refused=frozenset({COMPREHENSIVE_3D_SR}))
ENHANCED = Form(refused=frozenset({COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR}))
_MEASUREMENTS = (
    VolumeMeasurement(kind="volume", concept=volume_encoding.VOLUME),
    LengthMeasurement(kind="long-axis", concept=DIAMETER),
    LengthMeasurement(kind="short-axis", concept=SHORT_AXIS),
    IntensityMeasurement(kind="intensity", statistic="mean", concept=ATTENUATION),
    IntensityMeasurement(kind="intensity", statistic="standard-deviation", concept=ATTENUATION),
    IntensityMeasurement(kind="intensity", statistic="minimum", concept=ATTENUATION),
    IntensityMeasurement(kind="intensity", statistic="maximum", concept=ATTENUATION),
)


@dataclass(frozen=True, kw_only=True)
class ReportVariant:
    """A kind of result: its images, and what is made of them.

    `templates` is whether its SR has content of a kind that no other one has: PixelMed takes seconds for one.
    """

    name: str
    images: Callable[[], Images]
    encode: Callable[[Images], Sequence[Dataset]]
    expected: tuple[str, ...]
    templates: bool = False


def write_report(variant: ReportVariant, folder: Path) -> VolumeResult:
    """Encode a variant; each has UIDs of its own, always the same ones."""
    images = variant.images()
    give_uids(images, variant.name)
    return write_files(images, variant.encode(images), folder)


def measured(images: Images) -> tuple[EncodeContext, Conclusion]:
    """An organ with all that can be measured of it."""
    labels = volume_encoding.labels(present=(1,))
    said = volume_encoding.conclusion(found=labels, segments=1)
    run = volume_encoding.context(images, segments=1)
    (output,) = run.manifest.outputs
    output = replace(output, measurements=_MEASUREMENTS)  # type: ignore[type-var]
    run = replace(run, manifest=replace(run.manifest, outputs=(output,)))
    taken = volume(CT, volume_encoding.values(), unit=HOUNSFIELD)
    found = measure_segments(_MEASUREMENTS, taken, labels, np.bincount(labels.ravel()).astype(np.int64))
    findings = zip(said.findings, found, strict=True)
    return run, replace(said, findings=tuple(replace(finding, measurements=those) for finding, those in findings))


def _ultrasound() -> Images:
    """30 frames of colour ultrasound, from the package pydicom; its patient is named as one of today."""
    image = dcmread(str(get_testdata_file("examples_ybr_color.dcm")))
    image.PatientName = "Test^Tess"
    return [image]


def _stack() -> Images:
    return slices(CT, volume_encoding.values())


def _of_radiograph(said: Conclusion) -> Callable[[Images], Sequence[Dataset]]:
    def encode(images: Images) -> Sequence[Dataset]:
        (image,) = images
        shown = encoding.picture(image)
        return encode_result(encoding.context(image), said, shown, [shown] * len(said.heatmaps))

    return encode


def _of_clip(images: Images) -> Sequence[Dataset]:
    """Every third frame was analysed; the boxes are in the fourth of them."""
    run = replace(encoding.context(images[0]), frames=every_frame(images)[::3])
    return encode_result(run, detection(frame=3), None)


def _measured(images: Images) -> Sequence[Dataset]:
    run, said = measured(images)
    return encode_result(run, said, None)


def _explained(images: Images) -> Sequence[Dataset]:
    said = explained(volume_encoding.conclusion(), CT.shape)
    taken, labels = volume(CT, volume_encoding.values()), volume_encoding.labels()
    shown = [render_cuts(taken, labels, window=None, heat=one.values) for one in said.heatmaps]
    return encode_result(volume_encoding.context(images), said, render_cuts(taken, labels, window=None), shown)


def _boxes_as_enhanced_sr(images: Images) -> Sequence[Dataset]:
    (image,) = images
    return encode_result(replace(encoding.context(image), form=ENHANCED), detection(), encoding.picture(image))


def _box_in(form: Form) -> Callable[[Images], Sequence[Dataset]]:
    return lambda images: encode_result(replace(volume_encoding.context(images), form=form), deep_detection(), None)


def _measured_as_enhanced_sr(images: Images) -> Sequence[Dataset]:
    run, said = measured(images)
    return encode_result(replace(run, form=ENHANCED), said, None)


def _none(status: ResultStatus, code: str) -> Callable[[Images], Sequence[Dataset]]:
    said = Shortfall(status=status, code=code, text="The series has a gap of 5 mm between two slices.")
    return lambda images: [build_status_report(volume_encoding.context(images), said, [*map(ref_of, images)])]


REPORT_VARIANTS = (
    ReportVariant(
        name="cr-classes",
        images=lambda: [radiograph()],
        encode=_of_radiograph(explained(classification(), (1, 48, 40))),
        expected=("capture", "explanation", "explanation-2", "report"),
        templates=True,
    ),
    ReportVariant(
        name="cr-no-class",
        images=lambda: [radiograph()],
        encode=_of_radiograph(classification(positive=False)),
        expected=("capture", "report"),
    ),
    ReportVariant(
        name="cr-boxes",
        images=lambda: [radiograph()],
        encode=_of_radiograph(detection()),
        expected=("capture", "report"),
        templates=True,
    ),
    ReportVariant(
        name="cr-no-box",
        images=lambda: [radiograph()],
        encode=_of_radiograph(detection(found=False)),
        expected=("capture", "report"),
    ),
    ReportVariant(name="us-boxes", images=_ultrasound, encode=_of_clip, expected=("report",)),
    ReportVariant(
        name="ct-box",
        images=_stack,
        encode=lambda images: encode_result(volume_encoding.context(images), deep_detection(), None),
        expected=("report",),
        templates=True,
    ),
    ReportVariant(
        name="ct-measured", images=_stack, encode=_measured, expected=("report", "segmentation"), templates=True
    ),
    ReportVariant(
        name="ct-explained",
        images=_stack,
        encode=_explained,
        expected=(
            *("capture", "explanation", "explanation-2", "parametric-map", "parametric-map-2"),
            *("report", "segmentation"),
        ),
    ),
    # what archives get that do not take every SOP Class
    ReportVariant(
        name="cr-boxes-enhanced",
        images=lambda: [radiograph()],
        encode=_boxes_as_enhanced_sr,
        expected=("capture", "report"),
        templates=True,
    ),
    ReportVariant(
        name="ct-box-comprehensive", images=_stack, encode=_box_in(COMPREHENSIVE), expected=("report",), templates=True
    ),
    ReportVariant(name="ct-box-enhanced", images=_stack, encode=_box_in(ENHANCED), expected=("report",)),
    ReportVariant(
        name="ct-measured-enhanced",
        images=_stack,
        encode=_measured_as_enhanced_sr,
        expected=("report", "segmentation"),
        templates=True,
    ),
    ReportVariant(
        name="ct-not-analysed",
        images=_stack,
        encode=_none(ResultStatus.NOT_ATTEMPTED, "slice-gap"),
        expected=("status-report",),
        templates=True,
    ),
    ReportVariant(
        name="ct-failed",
        images=_stack,
        encode=_none(ResultStatus.FAILED, "inference-failed"),
        expected=("status-report",),
    ),
)
