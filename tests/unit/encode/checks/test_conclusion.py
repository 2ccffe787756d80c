from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.domain.finding import Conclusion, Region
from radlane.encode.checks.frame_pixels import frame_values
from radlane.encode.result import encode_result
from radlane.inference.outlines import trace_outlines
from support import encoding, volume_encoding
from support.encoding import codes_of
from support.radiographs import radiograph
from support.volume_sources import CT, HARDLY_TILTED, MR, TILTED, Stack, slices

Change = Callable[[list[Dataset]], None]
Turn = Callable[[NDArray[np.uint8]], NDArray[np.uint8]]


def labels(stack: Stack = CT, present: tuple[int, ...] = (1, 2, 3)) -> NDArray[np.uint8]:
    """Organs that are another shape on each slice."""
    found = volume_encoding.labels(stack, present)
    return np.stack([np.roll(plane, z, axis=0) for z, plane in enumerate(found)])


def frames(objects: list[Dataset]) -> Any:
    return objects[0].PerFrameFunctionalGroupsSequence


def pixels(turn: Turn) -> Change:
    """Other pixels in the same frames, uint8 [frame, y, x]."""

    def change(objects: list[Dataset]) -> None:
        masks = np.stack([frame_values(objects[0], index) for index in range(len(frames(objects)))])
        data = np.packbits(turn(masks).ravel(), bitorder="little").tobytes()
        objects[0].PixelData = data + b"\0" * (len(data) % 2)

    return change


def on_each_other_s_slices(objects: list[Dataset]) -> None:
    """Two frames of one segment change places, all that they say with them; their pixels stay."""
    one, other = frames(objects)[0], frames(objects)[1]
    for macro in ("DerivationImageSequence", "PlanePositionSequence", "FrameContentSequence"):
        first, second = one[macro].value, other[macro].value
        setattr(one, macro, second)
        setattr(other, macro, first)


def without_the_last_frame(objects: list[Dataset]) -> None:
    frames(objects).pop()
    objects[0].NumberOfFrames -= 1
    objects[0].PixelData = objects[0].PixelData[:-60]


def beside_its_slice(objects: list[Dataset]) -> None:
    frames(objects)[0].PlanePositionSequence[0].ImagePositionPatient[0] += 0.5


def of_a_wrong_length(objects: list[Dataset]) -> None:
    frames(objects)[0].PlanePositionSequence[0].ImagePositionPatient = [1, 2]


def of_two_slices(objects: list[Dataset]) -> None:
    derived = frames(objects)[0].DerivationImageSequence[0]
    derived.SourceImageSequence.append(frames(objects)[1].DerivationImageSequence[0].SourceImageSequence[0])


def of_a_segment_of_its_own(objects: list[Dataset]) -> None:
    frames(objects)[-1].SegmentIdentificationSequence[0].ReferencedSegmentNumber = 4
    frames(objects)[-1].FrameContentSequence[0].DimensionIndexValues[0] = 4
    objects[0].SegmentSequence.append(deepcopy(objects[0].SegmentSequence[2]))
    objects[0].SegmentSequence[3].SegmentNumber = 4


def test_a_second_sr_of_outlines_is_found() -> None:
    source, found = radiograph(), encoding.conclusion(48, 40)
    objects = list(encode_result(encoding.context(source), found, None, outlines=trace_outlines(found)))
    assert codes_of(objects, [source], found) == []
    second = deepcopy(objects[1])
    second.SOPInstanceUID = second.file_meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    assert "object-set" in codes_of([*objects, second], [source], found)


def forgotten(uid: str) -> Change:
    """An image is named nowhere: not in SEG, SR or picture."""

    def purge(dataset: Dataset) -> None:
        for element in dataset:
            if element.VR == "SQ":
                element.value = Sequence([item for item in element.value if not _names(item, uid)])
                for item in element.value:
                    purge(item)

    return lambda objects: [purge(dataset) for dataset in objects] and None


def _names(item: Dataset, uid: str) -> bool:
    references = [item, *(item.get("ReferencedSOPSequence") or [])]
    return len(references) <= 2 and any(one.get("ReferencedSOPInstanceUID") == uid for one in references)


def fractional(objects: list[Dataset]) -> None:
    objects[0].SegmentationType = "FRACTIONAL"
    objects[0].PixelData = bytes(len(objects[0].PixelData))


def overlapping(objects: list[Dataset]) -> None:
    objects[0].SegmentsOverlap = "YES"


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (pixels(lambda masks: np.roll(masks, 1, axis=2)), ["pixels-mismatch"]),
        (pixels(lambda masks: masks[:, ::-1]), ["pixels-mismatch"]),
        (pixels(lambda masks: masks[:, :, ::-1]), ["side-mismatch", "pixels-mismatch"]),
        (pixels(lambda masks: np.roll(masks, 1, axis=0)), ["volume-mismatch", "pixels-mismatch"]),
        (on_each_other_s_slices, ["pixels-mismatch"]),
        (without_the_last_frame, ["volume-mismatch", "frame-set"]),
        (beside_its_slice, ["frame-position", "frame-set"]),
        (of_a_wrong_length, ["frame-position", "frame-set"]),
        (of_two_slices, ["frame-source", "frame-position", "frame-set"]),
        (of_a_segment_of_its_own, ["segment-unmatched", "group-unmatched", "finding-set", "segment-set", "frame-set"]),
        (forgotten(slices()[-1].SOPInstanceUID), ["image-set"]),
        (fractional, ["segment-uncountable", "fractional-type", "segments-overlap"]),
        (overlapping, ["segments-overlap"]),
    ],
)
def test_each_rule_finds_its_defect(mutate: Change, codes: list[str]) -> None:
    said, sources = volume_encoding.conclusion(found=labels()), slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(found=said, sources=sources)
    mutate(objects)
    assert codes_of(objects, sources, said) == codes


@pytest.mark.parametrize("stack", [CT, MR, TILTED, HARDLY_TILTED])
@pytest.mark.parametrize("present", [(1, 2, 3), (1, 3), ()])
def test_good_objects_of_a_volume_have_no_problem(stack: Stack, present: tuple[int, ...]) -> None:
    said = volume_encoding.conclusion(stack, labels(stack, present))
    sources = slices(stack, volume_encoding.values(stack))
    assert codes_of(volume_encoding.encoded(stack, said, sources), sources, said) == []


@pytest.mark.parametrize("present", [(True, True), (False, True), (False, False)])
def test_good_objects_of_an_image_have_no_problem(*, present: tuple[bool, bool]) -> None:
    said, source = encoding.conclusion(48, 40, present=present), radiograph()
    assert codes_of(encoding.encoded(source, said), [source], said) == []


@pytest.mark.parametrize("turn", [lambda masks: masks[:, ::-1], lambda masks: np.roll(masks, 1, axis=2)])
def test_other_pixels_than_those_of_an_image_s_masks_are_found(turn: Turn) -> None:
    said, source = encoding.conclusion(48, 40), radiograph()
    objects = encoding.encoded(source, said)
    pixels(turn)(objects)
    assert "pixels-mismatch" in codes_of(objects, [source], said)


def test_masks_may_overlap_and_then_the_segmentation_says_so() -> None:
    said, source = encoding.conclusion(48, 40), radiograph()
    right, left = said.findings
    assert isinstance(right.region, Region)
    assert isinstance(left.region, Region)
    wider = left.region.mask.copy()
    wider[np.nonzero(right.region.mask)[0][0], np.nonzero(right.region.mask)[1][0]] = True
    said = Conclusion(findings=(right, encoding.finding(1, wider)))
    objects = encoding.encoded(source, said)
    assert codes_of(objects, [source], said) == []
    objects[0].SegmentsOverlap = "NO"
    assert codes_of(objects, [source], said) == ["segments-overlap"]


def test_what_is_missing_altogether() -> None:
    full, empty = (volume_encoding.conclusion(found=labels(present=present)) for present in ((1, 2, 3), ()))
    sources = slices(values=volume_encoding.values())
    assert codes_of(volume_encoding.encoded(found=empty, sources=sources), sources, full) == [
        "finding-set",
        "object-set",
    ]
    found = codes_of(volume_encoding.encoded(found=full, sources=sources), sources, empty)
    assert found == ["finding-set", "object-set", "pixels-mismatch", "frame-set"]
    assert codes_of([], sources, full) == ["object-set"]


def test_a_slice_that_a_segment_does_not_reach_has_no_frame_and_one_that_it_reaches_has() -> None:
    found, sources = labels(), slices(values=volume_encoding.values())
    less, more, odd = found.copy(), found.copy(), found.copy()
    less[1][less[1] == 1] = 0
    more[0][:2] = 1
    odd[0][:2] = 9  # of no segment
    objects = volume_encoding.encoded(found=volume_encoding.conclusion(found=found), sources=sources)
    said = volume_encoding.conclusion(found=found)
    assert codes_of(objects, sources, replace(said, labels=less)) == ["pixels-mismatch", "frame-set"]
    assert codes_of(objects, sources, replace(said, labels=more)) == ["frame-set"]
    assert codes_of(objects, sources, replace(said, labels=odd)) == ["frame-set"]
    assert codes_of(objects, sources, replace(said, labels=found[:-2])) == ["frame-set"]


def test_images_that_lie_nowhere_are_not_those_of_frames_in_space() -> None:
    said, sources = volume_encoding.conclusion(found=labels()), slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(found=said, sources=sources)
    del sources[2].ImagePositionPatient
    assert "frame-position" in codes_of(objects, sources, said)


def test_two_reports_are_not_one_run() -> None:
    said, source = encoding.conclusion(48, 40), radiograph()
    objects = encoding.encoded(source, said)
    assert "object-set" in codes_of([*objects, deepcopy(objects[2])], [source], said)


def test_images_of_another_run_beside_are_found() -> None:
    said, source = encoding.conclusion(48, 40), radiograph()
    objects = encoding.encoded(source, said)
    assert codes_of(objects, [source, radiograph(SOPInstanceUID="1.2.3")], said) == ["image-set"]
