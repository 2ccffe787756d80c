from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import SecondaryCaptureImageStorage

from radlane.domain.output import SegmentationType
from radlane.encode.checker import check_objects
from radlane.encode.checks.problem import ObjectSet
from radlane.encode.checks.space import check_space, is_slice
from radlane.encode.segmentation import build_segmentation
from radlane.encode.source_frame import every_frame, images_of
from support import encoding
from support.encoding import codes_of
from support.frame_sources import SHAPE, cine, enhanced_ct, enhanced_pet, photograph, slide, stack_planes
from support.radiographs import radiograph
from support.shape_results import Spoil, codes_after, first_frame, objects_of, shape_named, source_of
from support.shape_results import codes as shape_codes
from support.shapes import OF_LABELS, SHAPES, Shape, concluded, run
from support.volume_encoding import conclusion as volume_conclusion
from support.volume_encoding import encoded, labels, values
from support.volume_sources import CT, HARDLY_TILTED, MR, TILTED, Stack, slices


def frame(objects: list[Dataset], index: int = 0) -> Any:
    return objects[0].PerFrameFunctionalGroupsSequence[index]


def source(objects: list[Dataset], index: int = 0) -> Any:
    return frame(objects, index).DerivationImageSequence[0].SourceImageSequence[0]


def measures(objects: list[Dataset]) -> Any:
    return objects[0].SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0]


def no_place(objects: list[Dataset]) -> None:
    """A SEG as of a projection."""
    for item in objects[0].PerFrameFunctionalGroupsSequence:
        del item.PlanePositionSequence


def no_place_for_one(objects: list[Dataset]) -> None:
    del frame(objects, 2).PlanePositionSequence


def moved(objects: list[Dataset]) -> None:
    """Half a millimetre: less than a pixel."""
    frame(objects).PlanePositionSequence[0].ImagePositionPatient[0] += 0.5


def exchanged(objects: list[Dataset]) -> None:
    """Two frames of one segment change places; their pixels stay."""
    one, other = frame(objects, 0), frame(objects, 1)
    one.PlanePositionSequence, other.PlanePositionSequence = other.PlanePositionSequence, one.PlanePositionSequence


def of_another_slice(objects: list[Dataset]) -> None:
    source(objects).ReferencedSOPInstanceUID = source(objects, 1).ReferencedSOPInstanceUID


def of_two_slices(objects: list[Dataset]) -> None:
    frame(objects).DerivationImageSequence[0].SourceImageSequence.append(source(objects, 1))


def of_no_slice(objects: list[Dataset]) -> None:
    del frame(objects).DerivationImageSequence


def twice(objects: list[Dataset]) -> None:
    """The first frame is said to be the second one's slice, whole."""
    one, other = frame(objects, 0), frame(objects, 1)
    one.PlanePositionSequence, one.DerivationImageSequence = other.PlanePositionSequence, other.DerivationImageSequence


def other_frame_of_reference(objects: list[Dataset]) -> None:
    objects[0].FrameOfReferenceUID = "1.2.3"


def no_frame_of_reference(objects: list[Dataset]) -> None:
    del objects[0].FrameOfReferenceUID


def spacing(objects: list[Dataset]) -> None:
    measures(objects).PixelSpacing = [0.9, 0.7]


def distance(objects: list[Dataset]) -> None:
    """Slice Thickness is no distance."""
    measures(objects).SpacingBetweenSlices = 2.0


def no_distance(objects: list[Dataset]) -> None:
    del measures(objects).SpacingBetweenSlices


def thickness(objects: list[Dataset]) -> None:
    measures(objects).SliceThickness = "1e300"


def no_measures(objects: list[Dataset]) -> None:
    del objects[0].SharedFunctionalGroupsSequence[0].PixelMeasuresSequence


def turned(objects: list[Dataset]) -> None:
    plane = objects[0].SharedFunctionalGroupsSequence[0].PlaneOrientationSequence[0]
    plane.ImageOrientationPatient = [0, 1, 0, 1, 0, 0]


def no_orientation(objects: list[Dataset]) -> None:
    del objects[0].SharedFunctionalGroupsSequence[0].PlaneOrientationSequence


def fewer_images(objects: list[Dataset]) -> None:
    """The last slice, which no segment reaches, is not said to have been analysed."""
    del objects[0].ReferencedSeriesSequence[0].ReferencedInstanceSequence[-1]


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (no_place, ["frame-position", "frame-of-reference", "pixel-measures", "volume-mismatch"]),
        (no_place_for_one, ["frame-position"]),
        (moved, ["frame-position"]),
        (exchanged, ["frame-position", "dimension-index"]),
        (of_another_slice, ["frame-position", "frame-duplicate"]),
        (of_two_slices, ["frame-source", "frame-position"]),
        (of_no_slice, ["frame-source"]),
        (twice, ["frame-duplicate", "dimension-index"]),
        (other_frame_of_reference, ["frame-of-reference"]),
        (no_frame_of_reference, ["frame-of-reference"]),
        (spacing, ["pixel-measures"]),
        (distance, ["pixel-measures", "volume-mismatch"]),
        (no_distance, ["pixel-measures", "volume-mismatch"]),
        (thickness, ["pixel-measures"]),
        (no_measures, ["pixel-measures", "volume-mismatch"]),
        (turned, ["plane-orientation"]),
        (no_orientation, ["plane-orientation"]),
        (fewer_images, ["image-set"]),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], None], codes: list[str]) -> None:
    objects = encoded()
    mutate(objects)
    assert codes_of(objects, slices(CT, values())) == codes


@pytest.mark.parametrize("stack", [CT, MR, TILTED, HARDLY_TILTED])
@pytest.mark.parametrize("present", [(1, 2, 3), (1, 3), ()])
def test_good_objects_have_no_problem(stack: Stack, present: tuple[int, ...]) -> None:
    objects = encoded(stack, volume_conclusion(stack, labels(stack, present)))
    sources = slices(stack, values(stack))
    assert check_objects(objects, sources) == ()
    assert check_objects(objects, sources[::-1]) == ()  # files come in any order
    assert check_objects(objects, []) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"ImagePositionPatient": None},
        {"ImageOrientationPatient": None},
        {"PixelSpacing": None},
        {"FrameOfReferenceUID": None},
        {"ImageOrientationPatient": [1, 0, 0, 1, 0, 0]},  # no plane
    ],
)
def test_slices_that_are_no_stack(change: dict[str, Any]) -> None:
    assert codes_of(encoded(), slices(CT, values(), **change))


def test_what_is_a_slice() -> None:
    assert is_slice(slices(CT)[0])
    assert is_slice(slices(MR)[0])
    assert not is_slice(radiograph())
    assert not is_slice(Dataset())


def test_a_projection_with_frames_in_space_is_no_slice() -> None:
    image = radiograph(FrameOfReferenceUID="1.2.3")
    objects = encoding.encoded(image)
    objects[0].FrameOfReferenceUID = "1.2.3"
    for item in objects[0].PerFrameFunctionalGroupsSequence:
        item.PlanePositionSequence = [Dataset()]
    assert {"pixel-measures", "plane-orientation", "frame-position"} <= set(codes_of(objects, [image]))


@pytest.mark.parametrize("kind", OF_LABELS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_results_on_frames_of_every_shape_have_no_problem(shape: Shape, kind: SegmentationType) -> None:
    objects = objects_of(shape, kind)
    assert shape_codes(shape, objects, whole=True) == []
    assert shape_codes(shape, objects) == []


def _no_source(segmentation: Any) -> None:
    del first_frame(segmentation).DerivationImageSequence


def _same_source(segmentation: Any) -> None:
    """Two frames of one segment are of one frame of the loop."""
    one, other = segmentation.PerFrameFunctionalGroupsSequence[:2]
    one.DerivationImageSequence = other.DerivationImageSequence


def _no_such_frame(segmentation: Any) -> None:
    source_of(first_frame(segmentation)).ReferencedFrameNumber = 7


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(_no_source, "frame-source"), (_same_source, "frame-duplicate"), (_no_such_frame, "frame-unknown")],
)
def test_what_lies_nowhere_is_of_one_frame_all_the_same(spoil: Spoil, code: str) -> None:
    assert codes_after(shape_named("cine"), spoil) == [code]


def test_an_image_of_one_frame_may_be_named_as_a_whole() -> None:
    sources = [enhanced_ct(stack_planes(1))]
    frames = every_frame(sources)
    found = np.ones((1, *SHAPE), np.uint8)
    built: Any = build_segmentation(run(frames), concluded(found))
    del source_of(first_frame(built)).ReferencedFrameNumber
    problems = check_space(ObjectSet(objects=(built,), sources=tuple(sources)))
    assert not {problem.code for problem in problems} & {"frame-unknown"}


def test_what_lies_in_space_by_its_class_or_by_its_planes() -> None:
    assert all(map(is_slice, (enhanced_ct(stack_planes(1)), enhanced_pet(), slide())))
    assert not any(map(is_slice, (cine(), photograph())))
    scanned = slices()[0]
    scanned.SOPClassUID = SecondaryCaptureImageStorage
    assert is_slice(scanned)  # a reformatted slice


@pytest.mark.parametrize("name", ["enhanced-ct", "cine"])
def test_an_image_that_claims_more_frames_than_any_has_is_judged_too(name: str) -> None:
    shape = shape_named(name)
    (image,) = images_of(shape.frames())
    image.NumberOfFrames = 10**30
    assert [found.code for found in check_objects(objects_of(shape)[:1], [image])] == ["root-missing"]
