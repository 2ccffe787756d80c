"""Frames on planes in the patient, of multi-frame images, stacks and times."""

from typing import Any

import pytest

from support.shape_results import Spoil, codes_after, first_frame, shape_named, source_of


def _position(segmentation: Any) -> None:
    first_frame(segmentation).PlanePositionSequence[0].ImagePositionPatient[1] += 0.01


def _another_frame(segmentation: Any) -> None:
    """The frame of another place, with all else as it was."""
    own = source_of(first_frame(segmentation))
    own.ReferencedFrameNumber = {1: 2}.get(int(own.ReferencedFrameNumber), 1)


def _no_such_frame(segmentation: Any) -> None:
    source_of(first_frame(segmentation)).ReferencedFrameNumber = 99


def _no_frame_number(segmentation: Any) -> None:
    del source_of(first_frame(segmentation)).ReferencedFrameNumber


def _own(macro: str, keyword: str, value: object) -> Spoil:
    return lambda segmentation: setattr(first_frame(segmentation)[macro].value[0], keyword, value)


def _shared(macro: str, keyword: str, value: object) -> Spoil:
    return lambda seg: setattr(seg.SharedFunctionalGroupsSequence[0][macro].value[0], keyword, value)


MEASURES, ORIENTATION = "PixelMeasuresSequence", "PlaneOrientationSequence"


@pytest.mark.parametrize(
    ("name", "spoil", "codes"),
    [
        ("enhanced-ct", _position, ["frame-position", "frame-set"]),
        ("enhanced-ct", _another_frame, ["frame-position", "frame-set"]),
        ("enhanced-ct", _no_such_frame, ["frame-unknown", "frame-set"]),
        ("enhanced-ct", _no_frame_number, ["frame-unknown", "frame-set"]),
        ("enhanced-ct", _shared(MEASURES, "PixelSpacing", [0.7, 0.8]), ["pixel-measures"]),
        ("enhanced-ct", _shared(MEASURES, "SpacingBetweenSlices", 5), ["pixel-measures"]),
        ("enhanced-ct", _shared(MEASURES, "SpacingBetweenSlices", 0), ["pixel-measures"]),
        ("enhanced-ct", _shared(MEASURES, "SliceThickness", 5), ["pixel-measures"]),
        ("enhanced-ct", _shared(ORIENTATION, "ImageOrientationPatient", [0, 1, 0, 1, 0, 0]), ["plane-orientation"]),
        ("enhanced-ct-stacks", _own(ORIENTATION, "ImageOrientationPatient", [0, 1, 0, 1, 0, 0]), ["plane-orientation"]),
        ("enhanced-ct-stacks", _own(MEASURES, "SpacingBetweenSlices", 4), ["pixel-measures"]),
        ("enhanced-ct-spacings", _own(MEASURES, "PixelSpacing", [0.8, 0.8]), ["pixel-measures"]),
        ("enhanced-ct-spacings", _own(MEASURES, "SpacingBetweenSlices", 2.5), ["pixel-measures"]),
        ("ct-uneven", _shared(MEASURES, "SpacingBetweenSlices", 2.5), ["pixel-measures"]),
        ("ct-one-slice", _shared(MEASURES, "SpacingBetweenSlices", 1), ["pixel-measures"]),
    ],
)
def test_each_defect_is_seen(name: str, spoil: Spoil, codes: list[str]) -> None:
    shape = shape_named(name)
    found = codes_after(shape, spoil, whole=True)
    assert [code for code in found if code not in ("dimension-index", "frame-duplicate", "pixels-mismatch")] == codes


def test_how_far_chosen_frames_are_apart_only_the_lane_knows() -> None:
    shape, spoil = shape_named("enhanced-ct-some"), _shared(MEASURES, "SpacingBetweenSlices", 5)
    assert codes_after(shape, lambda _: None, whole=True) == codes_after(shape, lambda _: None) == []
    assert codes_after(shape, spoil, whole=True) == ["pixel-measures"]
    assert codes_after(shape, spoil) == []
