from collections.abc import Callable

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.inference.contours import outer_contours
from support.encoding import codes_of, conclusion, encoded, finding, with_contours
from support.radiographs import radiograph
from support.report import group, scoord

SIZE = 200


def source() -> Dataset:
    return radiograph(np.arange(SIZE * SIZE, dtype=np.uint16).reshape(SIZE, SIZE))


def moved(x: float, y: float) -> Callable[[list[Dataset]], None]:
    def change(objects: list[Dataset]) -> None:
        points = np.reshape(scoord(objects).GraphicData, (-1, 2)) + np.array([x, y])
        scoord(objects).GraphicData = points.ravel().tolist()

    return change


def scaled(factor: float) -> Callable[[list[Dataset]], None]:
    def change(objects: list[Dataset]) -> None:
        points = np.reshape(scoord(objects).GraphicData, (-1, 2))
        centre = points.mean(axis=0)
        scoord(objects).GraphicData = ((points - centre) * factor + centre).ravel().tolist()

    return change


def swapped(objects: list[Dataset]) -> None:
    one, other = scoord(objects, 0), scoord(objects, 1)
    one.GraphicData, other.GraphicData = other.GraphicData, one.GraphicData


def mirrored(objects: list[Dataset]) -> None:
    shape = (2, SIZE, SIZE)
    bits = np.unpackbits(np.frombuffer(objects[0].PixelData, np.uint8), bitorder="little").reshape(shape)
    objects[0].PixelData = np.packbits(bits[:, :, ::-1], bitorder="little").tobytes()


def data(*values: float) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(scoord(objects), "GraphicData", list(values))


def on_the_picture(objects: list[Dataset]) -> None:
    reference = scoord(objects).ContentSequence[0].ReferencedSOPSequence[0]
    reference.ReferencedSOPInstanceUID = objects[1].SOPInstanceUID
    reference.ReferencedSOPClassUID = objects[1].SOPClassUID


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (moved(0, 0), []),
        (moved(1, 1), []),  # within the tolerance of a contour
        (moved(6, 0), ["contour-mismatch"]),
        (moved(0, -9), ["contour-mismatch"]),
        (moved(150, 0), ["contour-outside"]),
        (moved(0, -60), ["contour-outside"]),
        (scaled(0.8), ["contour-mismatch"]),
        (scaled(1.2), ["contour-mismatch"]),
        (swapped, ["contour-mismatch"]),
        (mirrored, ["contour-mismatch", "side-mismatch"]),  # the contours and sides of another picture
        (data(60, 80, 62, 80, 61, 80, 60, 80), ["contour-mismatch"]),  # a line, without an area
        (data(10, 10, 60, 10, 60, 60, 10, 60), ["contour-open"]),
        (data(10, 10, 60, 10, 10, 10), ["contour-open"]),  # two points
        (data(10, 10, 60, 10, 60, 60, 10, 60, 10), ["contour-open"]),  # half a point
        (data(), ["contour-open"]),
        (lambda objects: setattr(scoord(objects), "GraphicType", "POINT"), ["contour-open"]),
        (on_the_picture, ["contour-image"]),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], object], codes: list[str]) -> None:
    image = source()
    objects = encoded(image)
    mutate(objects)
    assert codes_of(objects, [image]) == codes


def test_a_segment_that_cannot_be_counted_is_not_compared() -> None:
    image = source()
    objects = encoded(image)
    objects[0].SegmentationType = "FRACTIONAL"
    scaled(0.5)(objects)
    assert codes_of(objects, [image]) == ["segment-uncountable"]


@pytest.mark.parametrize("hole", [0, 5, 20])
def test_a_contour_of_a_segment_with_a_hole_fits(hole: int) -> None:
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    distance = np.hypot(x - 90, y - 80)
    mask = (distance < 40) & ~(np.hypot(x - 80, y - 80) < hole)
    image = source()
    found = with_contours(finding(0, mask), *outer_contours(mask))
    objects = encoded(image, Conclusion(findings=(found,)), segments=1)
    assert codes_of(objects, [image]) == []
    moved(6, 0)(objects)
    assert codes_of(objects, [image]) == ["contour-mismatch"]


@pytest.mark.parametrize("side", [1, 2, 3, 7])
def test_contours_of_small_segments_fit(side: int) -> None:
    mask = np.zeros((SIZE, SIZE), np.bool_)
    mask[50 : 50 + side, 60 : 60 + 2 * side] = True
    image = source()
    found = with_contours(finding(0, mask), *outer_contours(mask))
    objects = encoded(image, Conclusion(findings=(found,)), segments=1)
    assert codes_of(objects, [image]) == []


def test_an_empty_segment_has_no_contour() -> None:
    image = source()
    absent = encoded(image, conclusion(SIZE, SIZE, present=(False, True)))
    group(absent, 1).ContentSequence.append(scoord(encoded(image)))
    assert codes_of(absent, [image]) == ["contour-mismatch"]
