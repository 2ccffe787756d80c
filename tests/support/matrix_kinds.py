"""The kinds of results of the matrix, each on the frames of any shape.

In: the analysed frames. Out: the objects of a run that says something of a kind. What is asked for is asked for on
every shape, also where it makes no sense: the encoders have to refuse it there (`matrix_holes.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.domain.cut import Cut
from radlane.domain.finding import BoxRegion, Conclusion, Finding, Measurement, Presence, Probability
from radlane.domain.form import COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR, FIRST, LABEL_MAP, PARAMETRIC_MAP, Form
from radlane.domain.output import SegmentationType
from radlane.domain.result import Role
from radlane.domain.status import ResultStatus, Shortfall
from radlane.domain.units import MILLIMETRE
from radlane.domain.withdrawal import WithdrawalReason
from radlane.encode.capture import Picture
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import ref_of
from radlane.encode.places import read_places
from radlane.encode.planes import read_plane
from radlane.encode.result import encode_result
from radlane.encode.source_frame import SourceFrame, images_of
from radlane.encode.status_report import build_status_report
from radlane.inference.outlines import trace_outlines
from support import encoding, volume_encoding
from support.encoding import reread
from support.findings import DIAMETER, EFFUSION, NODULE, classification, deep_detection, explained
from support.frame_sources import random_labels
from support.rejection import noted
from support.shapes import concluded
from support.variants_of_regions import with_fractions

RUN = "radlane run"
"""What the kind of a result of the whole lane is called (`matrix_lane.py`)."""
COMPREHENSIVE = Form(refused=frozenset({COMPREHENSIVE_3D_SR}))
ENHANCED = Form(refused=frozenset({COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR}))
_BINARY, _LABELMAP, _FRACTIONAL = (
    SegmentationType.BINARY,
    SegmentationType.LABELMAP,
    SegmentationType.FRACTIONAL,
)
_PROCEDURE = Code(scheme="LN", value="25045-6", meaning="CT unspecified body region")


@dataclass(frozen=True, kw_only=True)
class Case:
    """The analysed frames of a shape, and what tells its runs from all others."""

    name: str
    frames: tuple[SourceFrame, ...]

    @property
    def grid(self) -> tuple[int, int, int]:
        """Frames, rows, columns."""
        image = self.frames[0].image
        return len(self.frames), int(image.Rows), int(image.Columns)

    @property
    def is_projection(self) -> bool:
        """Whether it is analysed as one picture: masks, and no labels."""
        return len(self.frames) == 1 and read_plane(self.frames[0]) is None

    def context(self, kind: str, *, form: Form = FIRST, chosen: SegmentationType = _BINARY) -> EncodeContext:
        """A run that makes a kind of result."""
        images = images_of(self.frames)
        masks = self.is_projection or chosen is _FRACTIONAL
        base = encoding.context(images[0]) if masks else volume_encoding.context(images)
        key = hashlib.sha256(f"{self.name} {kind}".encode()).hexdigest()
        return replace(
            base,
            frames=self.frames,
            identity=replace(base.identity, input_key=key),
            # of a context group of TID 1500, so that nothing is said of the choice
            manifest=replace(base.manifest, procedure=_PROCEDURE),
            chosen_type=chosen,
            form=form,
        )

    @property
    def has_sides(self) -> bool:
        """Whether anybody knows where left is; where not, nothing is said of sides."""
        return read_places(self.frames) is not None or bool(self.frames[0].image.get("PatientOrientation"))

    @cached_property
    def captured(self) -> list[Dataset]:
        """A whole result: segments, a picture, the report."""
        return reread(encode_result(self.context("capture"), self.segments(), self.picture()))

    def masks(self) -> Conclusion:
        """Two lungs in a picture."""
        _, rows, columns = self.grid
        return encoding.conclusion(rows, columns, lateral=self.has_sides)

    def segments(self) -> Conclusion:
        """Two lungs in a picture, three organs on frames."""
        return self.masks() if self.is_projection else concluded(self.labels())

    def labels(self) -> NDArray[np.uint8]:
        """Labels of noise on the analysed frames, the same ones each time; something of each segment."""
        count, rows, columns = self.grid
        found = random_labels(np.random.default_rng(count), count, (rows, columns))
        found[0, 0, :4] = range(4)
        return found

    def blocks(self) -> Conclusion:
        """Two lungs in a picture, three blocks on frames: shapes that can be drawn."""
        if self.is_projection:
            return self.masks()
        found = np.zeros(self.grid, np.uint8)
        found[:, 3:9, 2:12], found[:, 11:15, 3:8], found[0, 11:16, 14:20] = 1, 2, 3
        return concluded(found)

    def classes(self) -> Conclusion:
        """What a classifier says."""
        said = classification()
        if self.has_sides:
            return said
        return replace(said, findings=tuple(replace(one, laterality=None) for one in said.findings))

    def picture(self, heat: NDArray[np.float32] | None = None) -> Picture:
        """What is shown: a cut where the frames lie on planes of the patient, the first frame elsewhere."""
        count, rows, columns = self.grid
        grey = np.tile(np.linspace(0, 255, columns, dtype=np.uint8), (rows, 1))
        if read_plane(self.frames[0]) is None:
            return grey
        shown = None if heat is None else heat[count // 2]
        labels = self.labels()[count // 2]
        cut = Cut(
            name="axial", picture=grey, labels=labels, row_mm=1.0, column_mm=1.0, edges=("R", "L", "A", "P"), heat=shown
        )
        return [cut]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of result; `role` is that of the object without which there is none."""

    name: str
    role: Role
    make: Callable[[Case, str], Sequence[Dataset]]

    def objects(self, case: Case) -> list[Dataset]:
        """The objects as a reader finds them; none where there is none of the kind's role."""
        return reread(self.make(case, self.name))


def _classes(case: Case, kind: str) -> Sequence[Dataset]:
    return encode_result(case.context(kind), case.classes(), None)


def _boxes(case: Case, kind: str) -> Sequence[Dataset]:
    likely = Probability(value=0.8125, threshold=0.5)
    places = (0, len(case.frames) - 1)
    boxes = [BoxRegion(frame=frame, left=3.25, top=4.5, right=17.0 + n, bottom=15.75) for n, frame in enumerate(places)]
    found = [
        Finding(id=f"nodule-{n}", concept=NODULE, presence=Presence.PRESENT, probability=likely, region=box)
        for n, box in enumerate(boxes, start=1)
    ]
    absent = Finding(id="effusion", concept=EFFUSION, presence=Presence.ABSENT)
    return encode_result(case.context(kind), Conclusion(findings=(*found, absent)), None)


def _deep(form: Form) -> Callable[[Case, str], Sequence[Dataset]]:
    return lambda case, kind: encode_result(case.context(kind, form=form), deep_detection(), None)


def _segmented(chosen: SegmentationType, form: Form = FIRST) -> Callable[[Case, str], Sequence[Dataset]]:
    return lambda case, kind: encode_result(case.context(kind, form=form, chosen=chosen), case.segments(), None)


def _fractional(case: Case, kind: str) -> Sequence[Dataset]:
    """Probabilities of masks; there are none of labels, so masks are what is asked for on any number of frames."""
    return encode_result(case.context(kind, chosen=_FRACTIONAL), with_fractions(case.masks()), None)


def _measured(form: Form) -> Callable[[Case, str], Sequence[Dataset]]:
    def make(case: Case, kind: str) -> Sequence[Dataset]:
        said = case.segments()
        length = Measurement(concept=DIAMETER, value=14.125, unit=MILLIMETRE)
        findings = (replace(one, measurements=(*one.measurements, length)) for one in said.findings)
        return encode_result(case.context(kind, form=form), replace(said, findings=tuple(findings)), None)

    return make


def _heat(form: Form = FIRST) -> Callable[[Case, str], Sequence[Dataset]]:
    def make(case: Case, kind: str) -> Sequence[Dataset]:
        said = explained(case.classes(), case.grid)
        shown = [case.picture(one.values) for one in said.heatmaps]
        return encode_result(case.context(kind, form=form), said, None, shown)

    return make


def _captured(case: Case, _: str) -> Sequence[Dataset]:
    return case.captured


def _outlined(case: Case, kind: str) -> Sequence[Dataset]:
    said = case.blocks()
    return encode_result(case.context(kind), said, None, outlines=trace_outlines(said))


def _without(status: ResultStatus, code: str) -> Callable[[Case, str], Sequence[Dataset]]:
    said = Shortfall(status=status, code=code, text="The series has a gap of 5 mm between two slices.")

    def make(case: Case, kind: str) -> Sequence[Dataset]:
        return [build_status_report(case.context(kind), said, [*map(ref_of, images_of(case.frames))])]

    return make


def _noted(reason: WithdrawalReason) -> Callable[[Case, str], Sequence[Dataset]]:
    def make(case: Case, kind: str) -> Sequence[Dataset]:
        return [noted(case.captured, reason=reason, identity=case.context(kind).identity)]

    return make


KINDS = (
    Kind(name="classes", role=Role.REPORT, make=_classes),
    Kind(name="boxes", role=Role.REPORT, make=_boxes),
    Kind(name="3D box", role=Role.REPORT, make=_deep(FIRST)),
    Kind(name="SEG binary", role=Role.SEGMENTATION, make=_segmented(_BINARY)),
    Kind(name="SEG label map", role=Role.SEGMENTATION, make=_segmented(_LABELMAP)),
    Kind(name="SEG fractional", role=Role.SEGMENTATION, make=_fractional),
    Kind(name="measurements", role=Role.REPORT, make=_measured(FIRST)),
    Kind(name="heat map", role=Role.PARAMETRIC_MAP, make=_heat()),
    Kind(name="heat picture", role=Role.EXPLANATION, make=_heat(Form(refused=frozenset({PARAMETRIC_MAP})))),
    Kind(name="capture", role=Role.CAPTURE, make=_captured),
    Kind(name="outlines", role=Role.DISPLAY, make=_outlined),
    Kind(name="not analysed", role=Role.STATUS_REPORT, make=_without(ResultStatus.NOT_ATTEMPTED, "slice-gap")),
    Kind(name="failed", role=Role.STATUS_REPORT, make=_without(ResultStatus.FAILED, "inference-failed")),
    Kind(name="rejected, safety", role=Role.REJECTION, make=_noted(WithdrawalReason.SAFETY)),
    Kind(name="rejected, quality", role=Role.REJECTION, make=_noted(WithdrawalReason.QUALITY)),
    Kind(name="Comprehensive SR", role=Role.REPORT, make=_measured(COMPREHENSIVE)),
    Kind(name="Enhanced SR", role=Role.REPORT, make=_measured(ENHANCED)),
    Kind(name="3D box in words", role=Role.REPORT, make=_deep(ENHANCED)),
    Kind(
        name="binary for label map",
        role=Role.SEGMENTATION,
        make=_segmented(_LABELMAP, Form(refused=frozenset({LABEL_MAP}))),
    ),
)
