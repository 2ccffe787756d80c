from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from radlane.domain.code import Code
from radlane.domain.finding import BoxRegion, Conclusion, Finding, FrameRegion, Measurement, Presence, Probability
from radlane.encode.labels import (
    class_of,
    exact,
    finding_label,
    likelihood,
    outline_id,
    quantity,
    shown_frame,
    summary,
    tracking_id,
)
from radlane.encode.source_frame import every_frame
from support.encoding import AREA, LUNG, NO_UNITS, PIXELS, SQUARE_MM, context, finding, segment
from support.findings import deep_detection, frame_choice, with_frames
from support.planar_models import cine_geometry, planar_input
from support.radiographs import radiograph
from support.said import HEART, PERCENT, SHARE, classes, classification, nodule
from support.said import detection as boxed

RUN = context(radiograph(), segments=3)
MASK = np.ones((4, 5), dtype=np.bool_)
BOX = BoxRegion(frame=2, left=1.0, top=1.0, right=2.0, bottom=3.0)
LIKELY = Probability(value=0.914, threshold=0.7)
LONG, MEAN, _ = deep_detection().findings[0].measurements
OTHER = Finding(id="opacity", concept=Code(scheme="SCT", value="1", meaning="LV opacity"), presence=Presence.PRESENT)


@pytest.mark.parametrize(
    ("found", "label"),
    [
        (finding(0, MASK), "Right lung"),
        (finding(1, MASK), "Left lung"),
        (finding(0, MASK, lateral=False), "Lung, side unknown"),  # paired, but the image does not tell sides
        (finding(2, MASK), "Heart"),  # unpaired
        (OTHER, "LV opacity"),  # no segment of the manifest
        (replace(OTHER, laterality=segment(1).laterality), "Left LV opacity"),  # an abbreviation stays one
    ],
)
def test_labels_tell_the_side_that_is_known(found: Finding, label: str) -> None:
    assert finding_label(RUN, found) == label


def test_a_tracking_identifier_names_no_side() -> None:
    assert tracking_id(RUN, finding(1, MASK)) == "cxr-lungs:1.0.0 segment 2"
    assert tracking_id(RUN, OTHER) == "cxr-lungs:1.0.0 opacity"
    assert outline_id(RUN, finding(1, MASK), 3) == "cxr-lungs:1.0.0 segment 2 outline 3"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (543210.0, PIXELS, "543,210 pixels"),
        (25345.7, SQUARE_MM, "25,346 mm2"),
        (1.0665, NO_UNITS, "1.07"),
        (0.0, PIXELS, "0 pixels"),
    ],
)
def test_quantities(value: float, unit: Code, expected: str) -> None:
    assert quantity(Measurement(concept=AREA, value=value, unit=unit)) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("{beats}/min", "61 beats/min"),
        ("g/ml{SUVbw}", "61 g/ml SUVbw"),
        ("g/ml{SUVlbm(James128)}", "61 g/ml SUVlbm(James128)"),
        ("10*3/{field}", "61 10*3/field"),
        ("mL/min/{1.73_m2}", "61 mL/min/1.73_m2"),
    ],
)
def test_people_read_no_braces(unit: str, expected: str) -> None:
    measured = Measurement(concept=SHARE, value=61.0, unit=Code(scheme="UCUM", value=unit, meaning="unit"))
    assert quantity(measured) == expected


@pytest.mark.parametrize(
    ("value", "threshold", "grey", "expected"),
    [
        (0.914, 0.7, None, "0.91"),
        (0.4996, 0.5, None, "0.4996"),  # 0.50 would reach the threshold
        (0.52345679, 0.52345678, None, "0.5235"),  # 0.52 would not
        (0.2499, 0.5, 0.25, "0.2499"),
        (0.5, 0.5, 0.25, "0.5"),
        (1.0, 1.0, None, "1"),
        (0.9999, 1.0, None, "0.9999"),
        (0.1 + 0.2, 0.1 + 0.2, None, "0.30000000000000004"),  # all of its digits
    ],
)
def test_a_probability_stays_on_its_side_of_the_thresholds(
    value: float, threshold: float, grey: float | None, expected: str
) -> None:
    probability = Probability(value=value, threshold=threshold, indeterminate_from=grey)
    assert likelihood(probability) == expected


@given(st.floats(0, 1), st.floats(0, 1, exclude_min=True), st.floats(0, 1))
def test_what_is_written_reaches_what_the_number_reaches(value: float, threshold: float, share: float) -> None:
    probability = Probability(value=value, threshold=threshold, indeterminate_from=threshold * share)
    written = float(likelihood(probability))
    assert (written >= threshold, written >= threshold * share) == (value >= threshold, value >= threshold * share)
    assert written == pytest.approx(value, rel=0.06)


@pytest.mark.parametrize(("number", "expected"), [(0.52345671, "0.52345671"), (1.0, "1"), (0.5, "0.5")])
def test_a_threshold_has_all_of_its_digits(number: float, expected: str) -> None:
    assert exact(number) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (finding(0, MASK), "Right lung: 20 pixels"),
        (finding(0, ~MASK), "Right lung: absent"),
        (OTHER, "LV opacity: present"),  # nothing was measured
        (
            replace(OTHER, probability=Probability(value=0.914, threshold=0.7)),
            "LV opacity: present, 0.91 (threshold 0.7)",
        ),
        (replace(OTHER, region=BOX), "LV opacity: present"),  # there is one frame only
        (
            replace(OTHER, measurements=(LONG, MEAN)),  # lengths and intensities say what they are of
            "LV opacity: long axis 14.1 mm, mean attenuation coefficient -12.5 HU",
        ),
    ],
)
def test_a_finding_in_one_line(found: Finding, expected: str) -> None:
    assert summary(RUN, found) == expected


def test_a_box_in_one_of_several_frames_says_in_which() -> None:
    several = context(with_frames(radiograph(), 5))
    assert summary(several, replace(OTHER, region=BOX)) == "LV opacity: present, frame 3"


def test_the_noun_is_that_of_the_manifest() -> None:
    assert LUNG.meaning == segment(0).label


SAID = replace(
    RUN,
    manifest=replace(
        RUN.manifest,
        outputs=(classification(), boxed(classes=(nodule(laterality=segment(0).laterality), nodule(id="nodule-of")))),
    ),
)


@pytest.mark.parametrize(
    ("finding_id", "expected"),
    [("ptx", "ptx"), ("nodule", "nodule"), ("nodule-2", "nodule"), ("nodule-of-1", "nodule-of"), ("lung-1", None)],
)
def test_a_class_is_found_by_its_id_and_by_the_numbers_of_its_boxes(finding_id: str, expected: str | None) -> None:
    kind = class_of(SAID, replace(OTHER, id=finding_id))
    assert (kind.id if kind else None) == expected


def test_the_side_of_a_class_is_unknown_where_the_image_does_not_tell_it() -> None:
    sided, plain = classes()
    assert finding_label(SAID, replace(OTHER, id=sided.id)) == "LV opacity, side unknown"
    assert finding_label(SAID, replace(OTHER, id=plain.id)) == "LV opacity"
    assert finding_label(SAID, replace(OTHER, id="nodule-3")) == "LV opacity, side unknown"
    assert finding_label(SAID, replace(OTHER, id=sided.id, laterality=segment(1).laterality)) == "Left LV opacity"


@pytest.mark.parametrize(("unit", "expected"), [(PERCENT, "55.5 %"), (NO_UNITS, "55.5"), (PIXELS, "55.5 pixels")])
def test_a_measured_value_says_what_it_is_of(unit: Code, expected: str) -> None:
    """Only of a segment a size speaks for itself."""
    measured = Measurement(concept=SHARE, value=55.5, unit=unit)
    found = Finding(id="bright-share", concept=HEART, presence=Presence.PRESENT, measurements=(measured,))
    assert summary(RUN, found) == f"Heart: bright share of the image {expected}"


@pytest.mark.parametrize(
    ("meaning", "expected"),
    [("Maximum 3D Diameter of a Mesh", "maximum 3D diameter of a mesh"), ("SUVbw", "SUVbw"), ("ADC here", "ADC here")],
)
def test_abbreviations_stay_what_they_are_in_a_line(meaning: str, expected: str) -> None:
    measured = Measurement(concept=Code(scheme="99A", value="a", meaning=meaning), value=2.0, unit=PERCENT)
    found = Finding(id="bright-share", concept=HEART, presence=Presence.PRESENT, measurements=(measured,))
    assert summary(RUN, found) == f"Heart: {expected} 2 %"


def test_a_frame_that_was_chosen_is_said_by_its_number() -> None:
    (found, absent) = frame_choice(frame=2).findings
    source = with_frames(radiograph(), 9)
    seen = replace(context(source), frames=every_frame([source])[1::2])
    assert summary(seen, found).endswith("frame 6")
    assert "frame" not in summary(seen, absent)
    assert "frame" not in summary(context(radiograph()), replace(found, region=FrameRegion(frame=0)))


def test_which_frame_of_a_clip_is_shown() -> None:
    source = with_frames(radiograph(), 9)
    run = replace(context(source), frames=every_frame([source])[1::2])
    clip = replace(run, manifest=replace(run.manifest, inputs=(planar_input(cine_geometry()),)))
    assert shown_frame(clip, frame_choice(frame=0)) == ("Shown: frame 2",)
    assert shown_frame(clip, Conclusion(findings=())) == ("Shown: frame 6",)  # the third of four
    assert shown_frame(replace(clip, frames=clip.frames[:1]), Conclusion(findings=())) == ()
    assert shown_frame(run, frame_choice(frame=2)) == ()
