from __future__ import annotations

from collections.abc import Callable

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.functional_group_usage import check_usage
from radlane.encode.checks.problem import ObjectSet
from support import volume_encoding
from support.encoding import encoded
from support.other_kinds import fractional, label_map, parametric_map
from support.radiographs import radiograph
from support.small_objects import SEGMENTATION, item


def faults(dataset: Dataset) -> list[tuple[str, str]]:
    return [(problem.code, problem.attribute) for problem in check_usage(ObjectSet(objects=(dataset,), sources=()))]


@pytest.mark.parametrize("make", [label_map, fractional, parametric_map])
def test_other_kinds_have_their_macros(make: Callable[[], Dataset]) -> None:
    assert faults(make()) == []


def test_results_have_their_macros() -> None:
    for dataset in (*encoded(radiograph()), *volume_encoding.encoded()):
        assert faults(dataset) == []


SHARED, FRAME = "SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"


@pytest.mark.parametrize(
    ("macro", "frame", "expected"),
    [
        ("SegmentIdentificationSequence", 2, [("macro-missing", f"{FRAME}[3]/SegmentIdentificationSequence")]),
        ("FrameContentSequence", 0, [("macro-missing", f"{FRAME}[1]/FrameContentSequence")]),
        ("PlanePositionSequence", 1, [("macro-missing", f"{FRAME}[2]/PlanePositionSequence")]),
        ("DerivationImageSequence", 1, []),  # it has a place
    ],
)
def test_a_frame_of_a_volume_lacks_a_macro(macro: str, frame: int, expected: list[tuple[str, str]]) -> None:
    dataset = volume_encoding.encoded(picture=False)[0]
    del dataset.PerFrameFunctionalGroupsSequence[frame][macro]
    assert faults(dataset) == expected


def test_a_frame_without_its_image_needs_a_place() -> None:
    dataset = encoded(radiograph())[0]
    del dataset.PerFrameFunctionalGroupsSequence[0].DerivationImageSequence
    assert faults(dataset) == [
        ("macro-missing", f"{FRAME}[1]/PixelMeasuresSequence"),
        ("macro-missing", f"{FRAME}[1]/PlaneOrientationSequence"),
        ("macro-missing", f"{FRAME}[1]/PlanePositionSequence"),
        ("attribute-missing", "FrameOfReferenceUID"),
    ]


def test_planes_need_a_frame_of_reference() -> None:
    dataset = volume_encoding.encoded(picture=False)[0]
    del dataset.FrameOfReferenceUID
    assert faults(dataset) == [("macro-unexpected", "FrameOfReferenceUID")]


def test_a_slide_has_other_positions() -> None:
    for dataset in (volume_encoding.encoded(picture=False)[0], parametric_map()):
        for frame in dataset.PerFrameFunctionalGroupsSequence:
            frame.PlanePositionSlideSequence = [item()]
            del frame.PlanePositionSequence
        del dataset.SharedFunctionalGroupsSequence[0].PlaneOrientationSequence
        assert faults(dataset) == []


@pytest.mark.parametrize(
    ("organization", "expected"),
    [
        ("TILED_FULL", ["PixelMeasuresSequence"]),
        (
            "TILED_SPARSE",
            [
                *("FrameContentSequence", "PixelMeasuresSequence", "PlaneOrientationSequence"),
                *("PlanePositionSequence", "SegmentIdentificationSequence"),
            ],
        ),
    ],
)
def test_the_order_of_a_slide_s_tiles_tells_what_frames_do_not(organization: str, expected: list[str]) -> None:
    dataset = item(
        SOPClassUID=SEGMENTATION,
        SegmentationType="BINARY",
        FrameOfReferenceUID="1.2",
        DimensionOrganizationType=organization,
    )
    assert faults(dataset) == [("macro-missing", f"{SHARED}/{macro}") for macro in expected]


def test_frame_content_is_of_one_frame() -> None:
    dataset = encoded(radiograph())[0]
    dataset.SharedFunctionalGroupsSequence[0].FrameContentSequence = [item()]
    assert faults(dataset) == [("macro-misplaced", f"{SHARED}[1]/FrameContentSequence")]


def test_a_map_lacks_a_macro_of_its_own() -> None:
    dataset = parametric_map()
    del dataset.SharedFunctionalGroupsSequence[0].FrameAnatomySequence
    assert faults(dataset) == [("macro-missing", f"{FRAME}[1]/FrameAnatomySequence")]


def test_without_frames_the_shared_groups_are_asked() -> None:
    dataset = item(SOPClassUID=SEGMENTATION, SegmentationType="LABELMAP", FrameOfReferenceUID="1.2")
    assert faults(dataset) == [
        ("macro-missing", f"{SHARED}/{macro}")
        for macro in (
            *("FrameContentSequence", "PixelMeasuresSequence", "PlaneOrientationSequence", "PlanePositionSequence"),
        )
    ]


@pytest.mark.parametrize(
    ("value", "side", "wrong"),
    [
        ("816094009", "U", False),  # chest
        ("816094009", "R", True),
        ("72696002", "L", False),  # knee
        ("72696002", "U", True),
        ("123037004", "U", False),  # of a body structure nobody knows it
        ("123037004", "B", False),
    ],
)
def test_an_unpaired_part_has_no_side(value: str, side: str, wrong: bool) -> None:
    dataset = parametric_map()
    anatomy = dataset.SharedFunctionalGroupsSequence[0].FrameAnatomySequence[0]
    anatomy.AnatomicRegionSequence[0].CodeValue, anatomy.FrameLaterality = value, side
    assert [code for code, _ in faults(dataset)] == (["frame-laterality"] if wrong else [])
