"""From the reference model's manifest and chosen outputs to findings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.classification import FindingClass
from radlane.domain.code import Code
from radlane.domain.finding import Conclusion, Laterality, Presence, Region
from radlane.domain.image import Direction, Image, Orientation, Spacing, SpacingPlane
from radlane.domain.model import Manifest
from radlane.domain.output import LengthMeasurement, SegmentationOutput, SegmentationType
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.inference.postprocess import WayBack, conclude
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest
from support.findings import EFFUSION
from support.planar_models import picture_geometry, planar_input, seen_picture
from support.said import classification

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
MANIFEST = read_manifest(builtin_roots()[0] / "cxr-lungs" / "model.yaml")
LF = Orientation(row=Direction.L, column=Direction.F)
LONG = Code(scheme="SCT", value="103339001", meaning="Long axis")
SHORT = Code(scheme="SCT", value="103340004", meaning="Short axis")


def image(**changes: Any) -> Image:
    facts: dict[str, Any] = {
        "ref": REF,
        "values": np.zeros((20, 20), np.float32),
        "padding": None,
        "monochrome1": False,
        "voi": None,
        "orientation": LF,
        "spacing": None,
    }
    return Image(**(facts | changes))


def logits(*boxes: tuple[int, slice, slice]) -> NDArray[np.float32]:
    raw = np.full((1, 2, 20, 20), -9, np.float32)
    for channel, rows, columns in boxes:
        raw[0, channel, rows, columns] = 9
    return raw


RIGHT, LEFT = (0, slice(2, 12), slice(1, 7)), (1, slice(2, 12), slice(12, 16))


def run(raw: NDArray[np.float32], manifest: Manifest = MANIFEST, chest: float = 9, **changes: Any) -> Conclusion:
    outputs = {"lungs": raw, "chest": np.array([[chest]], np.float32)}
    back = WayBack(maps=lambda values: values, boxes=lambda boxes: boxes)
    return conclude(manifest, outputs, back, image(**changes))


def segmented(**changes: Any) -> Manifest:
    gate, output = MANIFEST.outputs
    assert isinstance(output, SegmentationOutput)
    segments = tuple(replace(segment, **changes) for segment in output.segments)
    return replace(MANIFEST, outputs=(gate, replace(output, segments=segments)))


def test_both_lungs_with_areas_in_pixels_and_their_ratio() -> None:
    conclusion = run(logits(RIGHT, LEFT))
    right, left = conclusion.findings
    assert (right.id, right.laterality, right.presence) == ("lung-1", Laterality.RIGHT, Presence.PRESENT)
    assert (left.id, left.laterality) == ("lung-2", Laterality.LEFT)
    assert [f.measurements[0].value for f in (right, left)] == [60, 40]
    assert right.measurements[0].unit.value == "{pixels}"
    assert isinstance(right.region, Region)
    assert (right.region.segment, right.region.mask.sum(), len(right.region.contours)) == (1, 60, 1)
    (ratio,) = conclusion.joint
    assert (ratio.measurement.value, ratio.of) == (1.5, ("lung-1", "lung-2"))


@pytest.mark.parametrize(
    ("plane", "noted"),
    [(SpacingPlane.PATIENT, False), (SpacingPlane.DETECTOR, True), (SpacingPlane.UNSTATED, True)],
)
def test_areas_in_square_millimetres(plane: SpacingPlane, noted: bool) -> None:
    spacing = Spacing(row_mm=0.5, column_mm=0.2, plane=plane)
    measurement = run(logits(RIGHT), spacing=spacing).findings[0].measurements[0]
    assert measurement.value == pytest.approx(6)
    assert measurement.unit.value == "mm2"
    assert (measurement.note is not None) == noted


def with_lengths() -> Manifest:
    gate, output = MANIFEST.outputs
    assert isinstance(output, SegmentationOutput)
    lengths = (
        LengthMeasurement(kind="long-axis", concept=LONG),
        LengthMeasurement(kind="short-axis", concept=SHORT),
    )
    return replace(MANIFEST, outputs=(gate, replace(output, measurements=(*output.measurements, *lengths))))


def test_axes_are_in_millimetres_with_the_notes_of_areas() -> None:
    """A box of 10 x 6 pixels of 0.5 mm x 0.2 mm: nearly as high as it is long."""
    spacing = Spacing(row_mm=0.5, column_mm=0.2, plane=SpacingPlane.DETECTOR)
    area, long_axis, short_axis = run(logits(RIGHT), with_lengths(), spacing=spacing).findings[0].measurements
    assert (long_axis.concept, short_axis.concept) == (LONG, SHORT)
    assert long_axis.value == pytest.approx(np.hypot(10 * 0.5, 5 * 0.2))
    assert 6 * 0.2 - 0.2 < short_axis.value < 6 * 0.2 + 0.2
    assert (long_axis.unit.value, long_axis.note) == ("mm", area.note)
    assert area.note is not None


def test_without_a_spacing_there_are_no_axes() -> None:
    (area,) = run(logits(RIGHT), with_lengths()).findings[0].measurements
    assert area.unit.value == "{pixels}"


def test_without_an_orientation_there_is_no_side_and_no_ratio() -> None:
    conclusion = run(logits(RIGHT, LEFT), orientation=None)
    assert [finding.laterality for finding in conclusion.findings] == [None, None]
    assert conclusion.joint == ()


def test_a_missing_lung_is_stated_absent() -> None:
    conclusion = run(logits(RIGHT, (1, slice(0, 1), slice(19, 20))))  # one pixel of 400 is too few
    left = conclusion.findings[1]
    assert (left.presence, left.measurements) == (Presence.ABSENT, ())
    assert isinstance(left.region, Region)
    assert not left.region.mask.any()
    assert conclusion.joint == ()


def test_what_the_border_may_cut_off_has_the_area_of_its_part_and_no_ratio() -> None:
    conclusion = run(logits(RIGHT, (1, slice(2, 12), slice(16, 20))))
    right, left = conclusion.findings
    assert [reason.code for reason in conclusion.reasons] == [ReasonCode.SEGMENT_AT_BORDER]
    assert conclusion.joint == ()
    assert (right.measurements[0].note, left.measurements[0].value) == (None, 40)
    assert left.measurements[0].note == "at the border of the image, may be cut off"


def test_an_area_may_have_two_notes() -> None:
    spacing = Spacing(row_mm=0.5, column_mm=0.2, plane=SpacingPlane.DETECTOR)
    note = run(logits((0, slice(0, 10), slice(1, 7))), spacing=spacing).findings[0].measurements[0].note
    assert note == "at the border of the image, may be cut off; detector plane, magnification uncorrected"


def test_what_lies_inside_has_no_reason() -> None:
    assert run(logits(RIGHT, LEFT)).reasons == ()


@pytest.mark.parametrize("chest", [-3.0, 2.0, float("nan")])
def test_the_gate_refuses(chest: float) -> None:
    with pytest.raises(InputRefused) as refused:
        run(logits(RIGHT, LEFT), chest=chest)
    assert refused.value.code == ReasonCode.INPUT_NOT_ACCEPTABLE


def test_a_lung_as_large_as_the_image_is_implausible() -> None:
    with pytest.raises(InputRefused) as refused:
        run(logits((0, slice(None), slice(None))))
    assert refused.value.code == ReasonCode.OUTPUT_IMPLAUSIBLE


def test_islands_go_and_holes_close() -> None:
    raw = logits(RIGHT, (0, slice(18, 20), slice(18, 20)))
    raw[0, 0, 5, 3] = -9
    assert run(raw).findings[0].measurements[0].value == 60
    assert run(raw, segmented(keep_largest=False, fill_holes=False)).findings[0].measurements[0].value == 63


def test_a_pixel_belongs_to_the_stronger_segment_only() -> None:
    raw = logits(RIGHT)
    raw[0, 1, 2:12, 4:10] = 5
    right, left = run(raw).findings
    assert [f.measurements[0].value for f in (right, left)] == [60, 30]


def test_values_may_be_used_as_they_are() -> None:
    gate, output = MANIFEST.outputs
    manifest = replace(MANIFEST, outputs=(gate, replace(output, activation="none")))
    assert run(logits(RIGHT), manifest).findings[0].measurements[0].value == 60


def test_a_pixel_at_the_threshold_belongs() -> None:
    gate, output = MANIFEST.outputs
    assert isinstance(output, SegmentationOutput)
    manifest = replace(MANIFEST, outputs=(gate, replace(output, activation="none", threshold=0.5)))
    raw = np.where(logits(RIGHT) > 0, np.float32(0.5), np.float32(0))
    assert [finding.presence for finding in run(raw, manifest).findings] == [Presence.PRESENT, Presence.ABSENT]
    below = np.where(raw > 0, np.nextafter(np.float32(0.5), np.float32(0)), np.float32(0))
    assert [finding.presence for finding in run(below, manifest).findings] == [Presence.ABSENT, Presence.ABSENT]


def test_probabilities_are_kept_where_the_manifest_asks_for_them() -> None:
    """Of segments that are there, as the network says them, also where they do not reach the threshold."""
    gate, output = MANIFEST.outputs
    assert isinstance(output, SegmentationOutput)
    asked = replace(MANIFEST, outputs=(gate, replace(output, segmentation_type=SegmentationType.FRACTIONAL)))
    raw = logits(RIGHT)
    raw[0, 0, 15, 15] = -1.0
    right, left = (finding.region for finding in run(raw, asked).findings)
    assert isinstance(right, Region)
    assert isinstance(left, Region)
    assert right.fractions is not None
    assert right.fractions.dtype == np.uint8
    expected = np.rint(255 / (1 + np.exp(-raw[0, 0])))
    np.testing.assert_array_equal(right.fractions, expected)
    assert (right.fractions[15, 15], bool(right.mask[15, 15])) == (69, False)
    assert left.fractions is None


def test_nobody_asks_for_probabilities_otherwise() -> None:
    regions = [finding.region for finding in run(logits(RIGHT, LEFT)).findings]
    assert all(isinstance(region, Region) and region.fractions is None for region in regions)


def test_without_sides_no_class_of_one_side_denies_that_of_the_other() -> None:
    left = FindingClass(id="effusion-a", channel=0, concept=EFFUSION, laterality=Laterality.LEFT, threshold=0.5)
    right = replace(left, id="effusion-b", channel=1, laterality=Laterality.RIGHT)
    manifest = replace(MANIFEST, outputs=(classification(activation="none", classes=(left, right)),))
    back = WayBack(maps=lambda values: values, boxes=lambda boxes: boxes)
    outputs = {"labels": np.array([[0.75, 0.25]], np.float32)}
    said = [conclude(manifest, outputs, back, image(orientation=known)).findings for known in (LF, None)]
    assert [(one.presence, one.laterality) for one in said[0]] == [
        (Presence.PRESENT, Laterality.LEFT),
        (Presence.ABSENT, Laterality.RIGHT),
    ]
    assert [(one.presence, one.laterality) for one in said[1]] == [
        (Presence.PRESENT, None),
        (Presence.INDETERMINATE, None),
    ]


PICTURE = seen_picture(np.zeros((20, 20, 3), np.float32))
UNPAIRED = segmented(laterality=None)


def of_picture(raw: NDArray[np.float32], unseen: NDArray[np.bool_] | None = None) -> Conclusion:
    manifest = replace(UNPAIRED, inputs=(planar_input(picture_geometry(size=(20, 20))),))
    outputs = {"lungs": raw, "chest": np.array([[9]], np.float32)}
    back = WayBack(
        maps=lambda values: np.where(False if unseen is None else unseen, -np.inf, values),
        boxes=lambda boxes: boxes,
        unseen=unseen,
    )
    return conclude(manifest, outputs, back, PICTURE)


def test_segments_of_a_picture_have_areas_and_ratios_and_no_sides() -> None:
    found = of_picture(logits(RIGHT, LEFT))
    assert [finding.laterality for finding in found.findings] == [None, None]
    assert [finding.measurements[0].value for finding in found.findings] == [60, 40]
    (ratio,) = found.joint
    assert ratio.measurement.value == 1.5
    assert found.reasons == ()


def test_what_reaches_the_part_that_was_not_seen_may_go_on() -> None:
    unseen = np.zeros((20, 20), bool)
    unseen[:, 14:] = True
    found = of_picture(logits(RIGHT, LEFT), unseen)
    right, left = found.findings
    assert isinstance(left.region, Region)
    assert not left.region.mask[:, 14:].any()
    assert (right.measurements[0].note, left.measurements[0].value) == (None, 20)
    assert left.measurements[0].note == "at the border of the part that the model saw, may go on"
    assert [reason.code for reason in found.reasons] == ["segment-at-border"]
    assert found.joint == ()


def test_a_radiograph_of_unknown_sides_has_no_ratio_whatever_its_segments_say() -> None:
    manifest = segmented(laterality=None)
    assert len(run(logits(RIGHT, LEFT), manifest).joint) == 1
    assert not run(logits(RIGHT, LEFT), manifest, orientation=None).joint
