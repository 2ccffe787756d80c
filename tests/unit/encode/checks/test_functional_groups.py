from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.functional_groups import check_dimensions
from radlane.encode.checks.problem import ObjectSet
from radlane.encode.reading import numbers
from radlane.encode.segmentation import build_segmentation
from support import encoding, volume_encoding
from support.encoding import codes_of
from support.radiographs import radiograph
from support.shapes import SHAPES, Shape, concluded, labels, run
from support.volume_sources import HARDLY_TILTED, MR, TILTED, Stack, slices

Change = Callable[[list[Dataset]], None]


def shared(objects: list[Dataset]) -> Any:
    return objects[0].SharedFunctionalGroupsSequence[0]


def frames(objects: list[Dataset]) -> Any:
    return objects[0].PerFrameFunctionalGroupsSequence


def in_both(macro: str, keyword: str, value: object) -> Change:
    """A macro of the shared groups stands in one frame's group too, with another value."""

    def change(objects: list[Dataset]) -> None:
        repeated = deepcopy(shared(objects)[macro].value)
        setattr(repeated[0], keyword, value)
        setattr(frames(objects)[-1], macro, repeated)

    return change


def a_second_item(objects: list[Dataset]) -> None:
    measures = shared(objects).PixelMeasuresSequence
    measures.append(deepcopy(measures[0]))
    measures[1].PixelSpacing = [7, 9]


def two_shared_groups(objects: list[Dataset]) -> None:
    objects[0].SharedFunctionalGroupsSequence.append(deepcopy(shared(objects)))


def index(position: int, *values: int) -> Change:
    return lambda objects: setattr(
        frames(objects)[position].FrameContentSequence[0], "DimensionIndexValues", list(values)
    )


def all_the_same(objects: list[Dataset]) -> None:
    for position in range(len(frames(objects))):
        index(position, 1, 1)(objects)


def exchanged(objects: list[Dataset]) -> None:
    """The indices of two frames of one segment change places."""
    one, other = (frames(objects)[place].FrameContentSequence[0] for place in (0, 1))
    one.DimensionIndexValues, other.DimensionIndexValues = other.DimensionIndexValues, one.DimensionIndexValues


def an_index_left_out(objects: list[Dataset]) -> None:
    for frame in frames(objects):
        values = frame.FrameContentSequence[0].DimensionIndexValues
        values[1] += 1 if values[1] > 1 else 0


def no_content(objects: list[Dataset]) -> None:
    del frames(objects)[3].FrameContentSequence


def no_dimensions(objects: list[Dataset]) -> None:
    del objects[0].DimensionIndexSequence


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (in_both("PixelMeasuresSequence", "SliceThickness", 3), {"macro-twice", "pixel-measures"}),
        (in_both("PlaneOrientationSequence", "ImageOrientationPatient", [-1, 0, 0, 0, 1, 0]), {"macro-twice"}),
    ],
)
def test_a_macro_in_both_groups_is_wrong_whatever_it_says(mutate: Change, codes: set[str]) -> None:
    """The frame's own is what the other rules read."""
    images = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=images)
    mutate(objects)
    assert codes_of(objects, []) == ["macro-twice"]
    assert codes <= set(codes_of(objects, images))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_indices_count_what_their_pointers_name(shape: Shape) -> None:
    """Exchanged between two frames that differ in it, each index is wrong."""
    seg = build_segmentation(run(shape.frames()), concluded(labels(shape)))
    assert seg is not None
    checked = ObjectSet(objects=(seg,), sources=())
    assert list(check_dimensions(checked)) == []
    for dimension in range(len(seg.DimensionIndexSequence)):
        spoiled = deepcopy(seg)
        items = [group.FrameContentSequence[0] for group in spoiled.PerFrameFunctionalGroupsSequence]
        one = next(item for item in items if _at(item, dimension) == 1)
        other = next((item for item in items if _at(item, dimension) == 2), None)
        if other is None:
            continue
        _put(one, dimension, 2), _put(other, dimension, 1)
        found = list(check_dimensions(ObjectSet(objects=(spoiled,), sources=())))
        assert [problem.code for problem in found] == ["dimension-index"]


def _at(item: Dataset, dimension: int) -> int:
    return int(numbers(item, "DimensionIndexValues")[dimension])


def _put(item: Dataset, dimension: int, value: int) -> None:
    values = [int(one) for one in numbers(item, "DimensionIndexValues")]
    values[dimension] = value
    item.DimensionIndexValues = values


@pytest.mark.parametrize("keyword", ["DimensionIndexPointer", "FunctionalGroupPointer"])
def test_of_what_nothing_points_at_nothing_is_known(keyword: str) -> None:
    objects = volume_encoding.encoded()
    index(0, 9, 1)(objects)
    assert [one.code for one in check_dimensions(ObjectSet(objects=tuple(objects), sources=()))] == ["dimension-index"]
    item = objects[0].DimensionIndexSequence[0]
    setattr(item, keyword, 0x00091001)  # a private one
    assert list(check_dimensions(ObjectSet(objects=tuple(objects), sources=()))) == []
    del item[keyword]
    assert list(check_dimensions(ObjectSet(objects=tuple(objects), sources=()))) == []


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (a_second_item, ["macro-twice"]),
        (two_shared_groups, ["macro-twice"]),
        (all_the_same, ["dimension-index"]),
        (exchanged, ["dimension-index"]),
        (index(0, 3, 9), ["dimension-index"]),
        (index(0, 1), ["dimension-index"]),
        (index(0, 1, 0), ["dimension-index"]),  # they count from 1
        (an_index_left_out, []),
        (no_content, ["dimension-index"]),
        (no_dimensions, ["dimension-index"]),
    ],
)
@pytest.mark.parametrize("sources", [True, False])
def test_each_rule_finds_its_defect(mutate: Change, codes: list[str], *, sources: bool) -> None:
    images = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=images)
    mutate(objects)
    assert codes_of(objects, images if sources else []) == codes


@pytest.mark.parametrize("stack", [MR, TILTED, HARDLY_TILTED])
def test_indices_follow_the_normal_of_any_stack(stack: Stack) -> None:
    objects = volume_encoding.encoded(stack)
    assert codes_of(objects, []) == []
    exchanged(objects)
    assert codes_of(objects, []) == ["dimension-index"]


def test_indices_of_an_image_count_its_segments() -> None:
    objects = encoding.encoded(radiograph())
    assert codes_of(objects, []) == []
    index(0, 2)(objects)
    index(1, 1)(objects)
    assert codes_of(objects, []) == ["dimension-index"]


def test_a_segment_in_the_shared_group_and_in_a_frame_s() -> None:
    objects = encoding.encoded(radiograph())
    shared(objects).SegmentIdentificationSequence = deepcopy(frames(objects)[0].SegmentIdentificationSequence)
    assert codes_of(objects, []) == ["macro-twice"]


def test_where_nothing_is_known_of_what_is_counted_the_order_is_not_judged() -> None:
    objects = volume_encoding.encoded()
    exchanged(objects)
    del shared(objects).PlaneOrientationSequence
    del frames(objects)[0].SegmentIdentificationSequence
    assert "dimension-index" not in codes_of(objects, [])


def test_of_other_dimensions_nothing_is_known() -> None:
    objects = volume_encoding.encoded()
    exchanged(objects)
    objects[0].DimensionIndexSequence[1].DimensionIndexPointer = 0x00209057
    assert codes_of(objects, []) == []
