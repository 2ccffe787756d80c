"""Whatever the source grid, the chosen frames and the segments that are there: a SEG reads back as it was concluded."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import highdicom
import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from pydicom import dcmread

from radlane.domain.finding import Conclusion, Finding, Region
from radlane.domain.output import SegmentationType
from radlane.encode.checker import check_objects
from radlane.encode.part10 import to_bytes
from radlane.encode.places import read_places
from radlane.encode.result import encode_result
from radlane.encode.segmentation import build_segmentation
from radlane.encode.source_frame import SourceFrame, every_frame
from support.encoding import context, finding
from support.frame_sources import SHAPE, enhanced_ct, stack_planes
from support.radiographs import pattern, radiograph
from support.shapes import OF_LABELS, concluded, read_back, run
from support.volume_sources import Stack, slices

SEGMENTS = 3
FEW = settings(max_examples=25, deadline=None)


def _turned(quaternion: tuple[float, ...]) -> tuple[float, ...]:
    """Direction cosines of rows and columns of a rotation, as 16 characters say them."""
    w, x, y, z = np.array(quaternion) / np.linalg.norm(quaternion)
    row = (1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y))
    column = (2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x))
    return tuple(round(float(number), 12) for number in (*row, *column))


ANY_TURN = st.tuples(*[st.floats(-1, 1)] * 4).filter(lambda q: np.linalg.norm(q) > 0.1).map(_turned)


@st.composite
def sheared_stacks(draw: st.DrawFn) -> Stack:
    """Slices in any direction, which follow each other aslant, as small as a slice can be."""
    orientation = draw(ANY_TURN)
    normal = np.cross(orientation[:3], orientation[3:])
    aslant = draw(st.floats(-0.4, 0.4)) * np.array(orientation[3:])
    step = draw(st.floats(0.3, 9)) * (normal + aslant)
    spacing = draw(st.tuples(st.floats(0.1, 5), st.floats(0.1, 5)))
    shape = draw(st.tuples(st.integers(1, 5), st.integers(1, 9), st.integers(1, 9)))
    return Stack(
        orientation=orientation,
        step=tuple(float(f"{number:.10g}") for number in step),  # type: ignore[arg-type]
        origin=draw(st.tuples(*[st.floats(-500, 500).map(lambda n: round(n, 4))] * 3)),
        spacing=tuple(float(f"{number:.10g}") for number in spacing),  # type: ignore[arg-type]
        shape=shape,
    )


def labels_on(frames: int, rows: int, columns: int) -> st.SearchStrategy[NDArray[np.uint8]]:
    """Labels of which some segments, or frames, may be empty."""
    empty = st.sets(st.integers(1, SEGMENTS), max_size=SEGMENTS - 1)
    drawn = arrays.arrays(np.uint8, (frames, rows, columns), elements=st.integers(0, SEGMENTS))
    return st.tuples(drawn, empty).map(lambda both: np.where(np.isin(both[0], list(both[1])), 0, both[0]))


def require_round_trip(frames: tuple[SourceFrame, ...], labels: NDArray[np.uint8], kind: SegmentationType) -> Any:
    """The SEG of labels, read from its bytes, has every voxel, and the checker has nothing to say."""
    assume(labels.any())
    run_on_it, said = run(frames, kind=kind), concluded(labels)
    objects = encode_result(run_on_it, said, None)
    read = dcmread(BytesIO(to_bytes(objects[0])))
    np.testing.assert_array_equal(read_back(read, frames), labels[..., np.newaxis] == np.arange(1, SEGMENTS + 1))
    assert check_objects(objects, run_on_it.sources, said, frames) == ()
    return read


@FEW
@given(st.data(), sheared_stacks(), st.sampled_from(OF_LABELS))
def test_slices_in_any_direction(data: st.DataObject, stack: Stack, kind: SegmentationType) -> None:
    frames = every_frame(slices(stack))
    read = require_round_trip(frames, data.draw(labels_on(*stack.shape)), kind)
    places = {frame.image.SOPInstanceUID: frame.image.ImagePositionPatient for frame in frames}
    for group in read.PerFrameFunctionalGroupsSequence:
        source = group.DerivationImageSequence[0].SourceImageSequence[0]
        np.testing.assert_allclose(
            list(map(float, group.PlanePositionSequence[0].ImagePositionPatient)),
            list(map(float, places[source.ReferencedSOPInstanceUID])),
            atol=1e-9,
        )


@FEW
@given(st.data(), st.lists(ANY_TURN, min_size=1, max_size=3, unique=True), st.sampled_from(OF_LABELS))
def test_some_frames_of_several_stacks_in_any_order(
    data: st.DataObject, turns: list[tuple[float, ...]], kind: SegmentationType
) -> None:
    planes = [plane for turn in turns for plane in stack_planes(3, 2.0, turn)]
    everything = every_frame([enhanced_ct(planes)])
    places = data.draw(st.lists(st.integers(0, len(planes) - 1), min_size=1, max_size=6, unique=True))
    chosen = tuple(everything[place] for place in places)
    require_round_trip(chosen, data.draw(labels_on(len(chosen), *SHAPE)), kind)
    assert read_places(chosen) is not None


@FEW
@given(st.data(), st.integers(1, 20), st.integers(1, 20))
def test_probabilities_of_an_image(data: st.DataObject, rows: int, columns: int) -> None:
    image = radiograph(pattern(rows, columns) if rows * columns > 1 else np.zeros((1, 1), np.uint16))
    shape = (SEGMENTS, rows, columns)
    masks = data.draw(arrays.arrays(np.bool_, shape))
    values = data.draw(arrays.arrays(np.uint8, shape))
    assume(masks.any())
    said = Conclusion(findings=tuple(_probable(index, masks[index], values[index]) for index in range(SEGMENTS)))
    run_on_it = replace(context(image, segments=SEGMENTS), chosen_type=SegmentationType.FRACTIONAL)
    built = build_segmentation(run_on_it, said)
    assert built is not None
    read = highdicom.seg.Segmentation.from_dataset(dcmread(BytesIO(to_bytes(built))))
    pixels = read.get_pixels_by_source_instance(
        [image.SOPInstanceUID], rescale_fractional=False, assert_missing_frames_are_empty=True
    )
    for index in range(SEGMENTS):
        expected = values[index] if masks[index].any() else np.zeros_like(values[index])
        np.testing.assert_array_equal(pixels[0, ..., index], expected)


def _probable(index: int, mask: NDArray[np.bool_], values: NDArray[np.uint8]) -> Finding:
    made = finding(index, mask)
    assert isinstance(made.region, Region)
    return replace(made, region=replace(made.region, fractions=values if mask.any() else None))


@FEW
@given(st.data(), st.integers(1, 20), st.integers(1, 20))
def test_masks_of_an_image_that_may_overlap(data: st.DataObject, rows: int, columns: int) -> None:
    image = radiograph(pattern(rows, columns) if rows * columns > 1 else np.zeros((1, 1), np.uint16))
    masks = data.draw(arrays.arrays(np.bool_, (SEGMENTS, rows, columns)))
    assume(masks.any())
    said = Conclusion(findings=tuple(finding(index, masks[index]) for index in range(SEGMENTS)))
    asked = data.draw(st.sampled_from(OF_LABELS))
    run_on_it = replace(context(image, segments=SEGMENTS), chosen_type=asked)
    built = build_segmentation(run_on_it, said)
    assert built is not None
    overlapping = masks.sum(axis=0).max() > 1
    assert built.SegmentsOverlap == ("YES" if overlapping else "NO")
    assert built.SegmentationType == ("BINARY" if overlapping else asked)
    read = read_back(dcmread(BytesIO(to_bytes(built))), run_on_it.frames, segments=SEGMENTS)
    np.testing.assert_array_equal(read[0], np.moveaxis(masks, 0, -1))
