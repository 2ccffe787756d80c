"""Dimensions of frames, and the index values of a SEG's frames."""

from typing import Any

import pytest

from radlane.encode.dimensions import Dimension, arrange, count_present, find_dimensions, label_dimension
from radlane.encode.places import read_places
from radlane.encode.segment_frames import SegmentFrame
from radlane.encode.source_frame import SourceFrame, every_frame
from support.frame_sources import CORONAL, cine, enhanced_ct, repeated, slide, stack_planes
from support.radiographs import radiograph
from support.shapes import SHAPES, Shape
from support.volume_sources import slices

POSITION = "ImagePositionPatient"
TIME, LABEL = "TemporalPositionIndex", "FrameLabel"
TILE = ("RowPositionInTotalImagePixelMatrix", "ColumnPositionInTotalImagePixelMatrix")
EXPECTED = {
    "mr-two-times": (POSITION, TIME),
    "mr-two-moments": (POSITION, TIME),
    "mr-two-echoes": (POSITION, LABEL),
    "enhanced-ct-stacks": ("StackID", "InStackPositionNumber"),
    "enhanced-ct-times": (POSITION, TIME),
    "cine": (TIME,),
    "cine-some": (TIME,),
    "stills": (LABEL,),
    "photograph": (),
    "slide-full": TILE,
    "slide-sparse": TILE,
    "slide-turned": TILE,
    "slide-planes-paths": (*TILE, "ZOffsetInSlideCoordinateSystem", LABEL),
    "slide-sparse-planes-paths": (*TILE, "ZOffsetInSlideCoordinateSystem", LABEL),
}


def found(*images: Any) -> dict[str, tuple[int, ...]]:
    frames = every_frame(images)
    return of(frames)


def of(frames: tuple[SourceFrame, ...]) -> dict[str, tuple[int, ...]]:
    return {one.attribute: one.values for one in find_dimensions(frames, read_places(frames))}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_as_few_dimensions_as_tell_all_frames_apart(shape: Shape) -> None:
    dimensions = of(shape.frames())
    assert tuple(dimensions) == EXPECTED.get(shape.name, (POSITION,))
    keys = list(zip(*dimensions.values(), strict=True)) or [()]
    assert len(set(keys)) == len(keys) == len(shape.frames())


def test_stacks_count_their_own_planes() -> None:
    image = enhanced_ct([*stack_planes(3), *stack_planes(2, orientation=CORONAL)])
    assert found(image) == {"StackID": (1, 1, 1, 2, 2), "InStackPositionNumber": (3, 2, 1, 2, 1)}


def test_a_loop_counts_its_frames() -> None:
    frames = every_frame([cine()])
    assert of((frames[4], frames[1])) == {TIME: (5, 2)}


@pytest.mark.parametrize("keyword", ["FrameReferenceDateTime", "FrameAcquisitionDateTime"])
def test_moments_order_the_frames_of_one_place(keyword: str) -> None:
    image = enhanced_ct([*stack_planes(2), *stack_planes(2)])
    for group, second in zip(image.PerFrameFunctionalGroupsSequence, (9, 2, 8, 4), strict=True):
        content = group.FrameContentSequence[0]
        del content.FrameReferenceDateTime, content.FrameAcquisitionDateTime
        setattr(content, keyword, f"2024022910000{second}")
    assert found(image)[TIME] == (2, 1, 1, 2)


@pytest.mark.parametrize(
    "times",
    [
        [{"AcquisitionDateTime": "20240229100000"}, {"AcquisitionDateTime": "20240229100001"}],
        [{"AcquisitionDate": "20240229", "AcquisitionTime": time} for time in ("100000", "100000.5")],
    ],
)
def test_slices_have_moments_too(times: list[dict[str, str]]) -> None:
    sources = repeated(stated=False)
    for place, source in enumerate(sources):
        for keyword, value in times[place // 7].items():
            setattr(source, keyword, value)
    assert found(*sources)[TIME] == (1,) * 7 + (2,) * 7


@pytest.mark.parametrize(
    "change",
    [
        {},  # no time at all
        {"AcquisitionTime": "100000"},  # of which day
        {"AcquisitionDateTime": "20240229100000"},  # all at once: two echoes
    ],
)
def test_what_no_time_tells_apart_is_counted_by_labels(change: dict[str, str]) -> None:
    sources = repeated(stated=False)
    for source in sources:
        for keyword, value in change.items():
            setattr(source, keyword, value)
    assert {LABEL: (1,) * 7 + (2,) * 7}.items() <= found(*sources).items()
    assert TIME not in found(*sources)


def test_times_that_do_not_count_from_one_are_none() -> None:
    sources = repeated()
    for source in sources:
        source.TemporalPositionIdentifier -= 1
    assert tuple(found(*sources)) == (POSITION, LABEL)


def test_several_loops_are_told_apart_by_labels() -> None:
    first, second = cine(2), cine(2)
    second.SOPInstanceUID += ".2"
    assert found(first, second) == {TIME: (1, 2, 1, 2), LABEL: (1, 1, 2, 2)}


def test_a_single_frame_that_lies_nowhere_needs_no_dimension() -> None:
    assert found(radiograph()) == {}
    assert label_dimension(2).values == (1, 2)


def test_focal_planes_are_a_dimension_where_there_are_several() -> None:
    heights = found(slide(planes=2))["ZOffsetInSlideCoordinateSystem"]
    assert heights == (1,) * 9 + (2,) * 9


def frames_at(*pairs: tuple[int, int]) -> list[SegmentFrame]:
    return [SegmentFrame(segment=segment, source=source) for segment, source in pairs]


def test_index_values_are_counted_without_gaps_and_order_the_frames() -> None:
    """A position that no segment reaches, and a segment without a frame, have no index."""
    position = Dimension(attribute=POSITION, macro="PlanePositionSequence", values=(4, 3, 2, 1))
    arranged = arrange(frames_at((1, 0), (3, 0), (1, 3), (3, 2)), (position,), segments=True)
    assert [(index, frame.segment, frame.source) for index, frame in arranged] == [
        ((1, 1), 1, 3),
        ((1, 3), 1, 0),
        ((2, 2), 3, 2),
        ((2, 3), 3, 0),
    ]


def test_frames_of_a_label_map_have_no_index_of_a_segment() -> None:
    arranged = arrange(frames_at((0, 1), (0, 0)), (label_dimension(2),), segments=False)
    assert [(index, frame.source) for index, frame in arranged] == [((1,), 0), ((2,), 1)]


def test_what_frame_content_states_is_its_own_index() -> None:
    dimensions = find_dimensions(frames := every_frame([cine()]), None)
    (counted,) = count_present(dimensions, frames_at((1, 5), (1, 2), (2, 2)))
    assert counted.values == (0, 0, 1, 0, 0, 2)
    assert len(frames) == 6


def test_positions_in_a_stack_are_counted_in_their_stack() -> None:
    dimensions = (
        Dimension(attribute="StackID", macro="FrameContentSequence", values=(1, 1, 2, 2, 3)),
        Dimension(attribute="InStackPositionNumber", macro="FrameContentSequence", values=(1, 2, 1, 2, 1)),
        Dimension(attribute=POSITION, macro="PlanePositionSequence", values=(5, 6, 7, 8, 9)),
    )
    stack, within, position = count_present(dimensions, frames_at((1, 1), (1, 2), (1, 3)))
    assert (stack.values, within.values) == ((1, 1, 2, 2, 0), (0, 1, 1, 2, 0))
    assert position is dimensions[2]


def test_slices_have_one_dimension() -> None:
    assert found(*slices()) == {POSITION: (6, 5, 4, 3, 2, 1)}
