"""Whether a network may see what was read: each refusal has its code, and says no value of the image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydicom import Dataset

from radlane.domain.acceptance import ANYTHING, Accepts, CutSide, Pixels, Polarity, Range, StatedRange
from radlane.domain.cine import Cine
from radlane.domain.image import Direction, Image, Picture, Spacing, SpacingPlane
from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.pipeline.acceptance import require_accepted, require_header
from support.planar_models import seen_clip, seen_picture
from support.shown import image, real_image, volume
from support.volumes import cranium, series, volume_of

SPACING = Spacing(row_mm=0.5, column_mm=0.25, plane=SpacingPlane.DETECTOR)
RADIOGRAPH = image(np.arange(48.0).reshape(6, 8), spacing=SPACING)
GREY = {"PhotometricInterpretation": "MONOCHROME2"}
ADULT = Accepts(age_years=StatedRange(least=18, most=90))


def header(**attributes: str) -> Dataset:
    dataset = Dataset()
    for keyword, value in (GREY | attributes).items():
        setattr(dataset, keyword, value)
    return dataset


def stack() -> Volume:
    """4 slices of 6 x 8 voxels, 2.5 mm apart, of 0.7 x 0.8 mm."""
    made = volume(np.arange(192, dtype=np.int16).reshape(4, 6, 8))
    affine = made.grid.affine @ np.diag([2.5, 0.7, 0.8, 1])
    return replace(made, grid=replace(made.grid, affine=affine))


def refusal(
    accepts: Accepts, subject: Image | Volume | Picture | Cine, headers: Sequence[Dataset] | None = None
) -> InputRefused | None:
    try:
        require_accepted(accepts, (header(),) if headers is None else headers, subject)
    except InputRefused as refused:
        return refused
    return None


def code(
    accepts: Accepts, subject: Image | Volume | Picture | Cine, headers: Sequence[Dataset] | None = None
) -> str | None:
    refused = refusal(accepts, subject, headers)
    return None if refused is None else str(refused.code)


def test_who_asks_for_nothing_accepts_everything() -> None:
    assert code(ANYTHING, image(np.zeros((3, 3))), (Dataset(),)) is None
    assert code(ANYTHING, volume(np.zeros((3, 3, 3), np.int16)), ()) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"PatientAge": "018Y"}, None),
        ({"PatientAge": "090Y"}, None),
        ({"PatientAge": "017Y"}, "age-mismatch"),
        ({"PatientAge": "091Y"}, "age-mismatch"),
        ({"PatientAge": "215M"}, "age-mismatch"),
        ({"PatientAge": "000Y"}, "age-unknown"),  # what is written where nobody knows
        ({"PatientAge": "000Y", "PatientBirthDate": "20230301", "StudyDate": "20240229"}, "age-mismatch"),
        ({"PatientAge": "999Y"}, "age-unknown"),
        ({"PatientAge": "017Y", "PatientBirthDate": "19700101", "StudyDate": "20240229"}, "age-mismatch"),
        ({"PatientBirthDate": "20060301", "StudyDate": "20240229"}, "age-mismatch"),  # a day before
        ({"PatientBirthDate": "20060229", "StudyDate": "20240229"}, "age-unknown"),  # there was no such day
        ({"PatientBirthDate": "20060228", "StudyDate": "20240229"}, None),
        ({"PatientAge": "eight", "PatientBirthDate": "19700101", "StudyDate": "20240229"}, None),
        ({"PatientBirthDate": "20250101", "StudyDate": "20240229"}, "age-unknown"),
        ({"PatientBirthDate": "19700101"}, "age-unknown"),
        ({"PatientAge": ""}, "age-unknown"),
        ({}, "age-unknown"),
    ],
)
@pytest.mark.filterwarnings("ignore:Invalid value")
def test_age(said: dict[str, str], expected: str | None) -> None:
    assert code(ADULT, RADIOGRAPH, (header(**said),)) == expected
    tolerant = Accepts(age_years=StatedRange(least=18, most=90, unknown="accepted"))
    assert code(tolerant, RADIOGRAPH, (header(**said),)) == (None if expected == "age-unknown" else expected)


def test_every_slice_has_its_say_of_the_age() -> None:
    adult, child, silent = header(PatientAge="040Y"), header(PatientAge="004Y"), header()
    assert code(ADULT, stack(), (adult, adult)) is None
    assert code(ADULT, stack(), (adult, child, silent)) == "age-mismatch"
    assert code(ADULT, stack(), (adult, silent)) == "age-unknown"


def test_polarity_and_intent_of_the_header() -> None:
    bright = Accepts(polarities=("MONOCHROME2",), intents=("FOR PRESENTATION",))
    assert code(bright, RADIOGRAPH) is None  # CR has no intent
    assert code(bright, RADIOGRAPH, (header(PresentationIntentType="FOR PRESENTATION"),)) is None
    assert code(bright, RADIOGRAPH, (header(PresentationIntentType="FOR PROCESSING"),)) == "intent-mismatch"
    assert code(bright, RADIOGRAPH, (header(PhotometricInterpretation="MONOCHROME1"),)) == "polarity-mismatch"


@pytest.mark.parametrize(
    ("accepts", "expected"),
    [
        (Accepts(rows=Range(least=6, most=6), columns=Range(least=8, most=8)), None),
        (Accepts(rows=Range(least=7)), "matrix-mismatch"),
        (Accepts(columns=Range(most=7)), "matrix-mismatch"),
        (Accepts(spacing_mm=StatedRange(least=0.25, most=0.5)), None),
        (Accepts(spacing_mm=StatedRange(least=0.3)), "spacing-mismatch"),
        (Accepts(spacing_mm=StatedRange(most=0.4)), "spacing-mismatch"),
        (Accepts(field_of_view_mm=StatedRange(least=2, most=3)), None),
        (Accepts(field_of_view_mm=StatedRange(least=2.5)), "field-of-view-mismatch"),
        (Accepts(field_of_view_mm=StatedRange(most=2.5)), "field-of-view-mismatch"),
    ],
)
def test_size_of_a_projection(accepts: Accepts, expected: str | None) -> None:
    assert code(accepts, RADIOGRAPH) == expected


def test_what_needs_a_spacing_refuses_an_image_without_one() -> None:
    without = replace(RADIOGRAPH, spacing=None)
    for wanted in ("spacing_mm", "field_of_view_mm"):
        for unknown, expected in (("refused", "spacing-unknown"), ("accepted", None)):
            accepts: Any = {wanted: StatedRange(least=100, unknown=unknown)}  # type: ignore[arg-type]
            assert code(Accepts(**accepts), without) == expected
    assert code(Accepts(rows=Range(least=1)), without) is None


@pytest.mark.parametrize(
    ("accepts", "expected"),
    [
        (Accepts(slices=Range(least=4, most=4), slice_spacing_mm=Range(least=2.5, most=2.5)), None),
        (Accepts(extent_mm=Range(least=10, most=10), spacing_mm=StatedRange(least=0.7, most=0.8)), None),
        (Accepts(field_of_view_mm=StatedRange(least=4.2, most=6.4)), None),
        (Accepts(slices=Range(least=5)), "slice-count-mismatch"),
        (Accepts(slice_spacing_mm=Range(most=2.4)), "spacing-mismatch"),
        (Accepts(extent_mm=Range(most=9.9)), "field-of-view-mismatch"),
        (Accepts(spacing_mm=StatedRange(most=0.75)), "spacing-mismatch"),
        (Accepts(rows=Range(most=5)), "matrix-mismatch"),
    ],
)
def test_size_of_a_stack(accepts: Accepts, expected: str | None) -> None:
    assert code(accepts, stack()) == expected


def test_empty_and_saturated_pixels() -> None:
    values = np.arange(10000.0).reshape(100, 100)
    empty, burned = values.copy(), values.copy()
    empty[:50], burned[60:80, 30:50] = 0, 20000
    for change, wrong, expected in (("empty", empty, "pixels-empty"), ("saturated", burned, "pixels-saturated")):
        accepts = Accepts(pixels=Pixels(**{change: 0.03}))
        assert code(accepts, image(values)) is None
        assert code(accepts, image(wrong)) == expected


def test_a_radiograph_whose_header_lies_about_its_polarity() -> None:
    accepts = Accepts(pixels=Pixels(polarity=Polarity(pattern="frontal-chest")))
    chest = real_image("RG1_UNCR.dcm")
    assert code(accepts, chest) is None
    assert code(accepts, replace(chest, monochrome1=False)) == "pixels-inverted"


def test_air_of_a_real_head() -> None:
    head = volume_of(series(cranium()))
    accepts = Accepts(pixels=Pixels(air_hu=StatedRange(least=-1050, most=-950)))
    assert code(accepts, head) is None
    assert code(accepts, replace(head, intercept=-100.0)) == "air-mismatch"
    assert code(accepts, replace(head, intercept=1024.0)) == "air-unknown"
    tolerant = Accepts(pixels=Pixels(air_hu=StatedRange(least=-1050, unknown="accepted")))
    assert code(tolerant, replace(head, intercept=1024.0)) is None


def test_a_body_that_is_cut_off() -> None:
    head = volume_of(series(cranium()))
    top = Accepts(pixels=Pixels(cut=(CutSide(side=Direction.L, most=0.0), CutSide(side=Direction.H, most=0.3))))
    assert code(top, head) is None
    assert code(Accepts(pixels=Pixels(cut=(CutSide(side=Direction.F, most=0.5),))), head) == "body-cut"
    lower = volume_of(series(cranium().part(slice(0, 70), slice(None), slice(None))))
    refused = refusal(top, lower)
    assert refused is not None
    assert str(refused.code) == "body-cut"
    assert "side H" in str(refused)
    assert code(top, volume(np.full((3, 4, 5), -1000, np.int16))) == "body-not-found"


def test_a_refusal_names_the_image_or_the_series_and_no_value() -> None:
    child = header(PatientAge="004Y")
    for subject, uid in ((RADIOGRAPH, "1.2.3.4"), (stack(), "1.2.3")):
        refused = refusal(ADULT, subject, (child,))
        assert refused is not None
        assert refused.uid == uid
        assert "at least 18 and at most 90 years" in str(refused)
        assert "4Y" not in str(refused)


def test_headers_alone_ask_for_no_pixels() -> None:
    accepts = replace(ADULT, pixels=Pixels(empty=0.01))
    blank = image(np.zeros((4, 4)))
    require_header(accepts, (header(PatientAge="040Y"),), blank)
    with pytest.raises(InputRefused):
        require_header(accepts, (header(PatientAge="004Y"),), blank)
    assert code(accepts, blank, (header(PatientAge="040Y"),)) == "pixels-empty"


@pytest.mark.parametrize(
    "subject",
    [
        seen_picture(np.zeros((6, 8, 3), np.float32)),
        seen_clip(np.zeros((4, 6, 8, 3), np.uint8)),
        seen_clip(np.zeros((4, 6, 8), np.uint8)),
    ],
)
def test_pictures_and_clips_have_rows_and_columns(subject: Picture | Cine) -> None:
    assert code(Accepts(rows=Range(least=6, most=6), columns=Range(least=8, most=8)), subject) is None
    assert code(Accepts(rows=Range(least=7)), subject) == "matrix-mismatch"
    assert code(Accepts(spacing_mm=StatedRange(least=0.1)), subject) == "spacing-unknown"
    assert code(Accepts(pixels=Pixels(empty=0.5)), subject) is None  # a manifest that says so is none
