from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.finding import BoxRegion, Conclusion, Probability, VolumeBoxRegion
from radlane.encode.part10 import to_bytes
from radlane.encode.result import encode_result
from support import volume_encoding
from support.encoding import codes_of, context, picture
from support.findings import deep_detection, detection, with_frames
from support.radiographs import radiograph
from support.report import group, named
from support.volume_sources import slices

Change = Callable[[Dataset], None]


def flat(frames: int = 1, frame: int = 0) -> tuple[list[Dataset], list[Dataset]]:
    source = with_frames(radiograph(), frames)
    made = encode_result(context(source), detection(frame=frame), picture(source))
    return [dcmread(BytesIO(to_bytes(dataset))) for dataset in made], [source]


def deep() -> tuple[list[Dataset], list[Dataset]]:
    sources = slices()
    made = encode_result(volume_encoding.context(sources), deep_detection(), None)
    return [dcmread(BytesIO(to_bytes(dataset))) for dataset in made], sources


def line(report: Dataset) -> Dataset:
    return next(item for item in group([report]).ContentSequence if item.ValueType == "SCOORD")


def faces(report: Dataset) -> list[Dataset]:
    return [item for item in group([report]).ContentSequence if item.ValueType == "SCOORD3D"]


def data(item: Dataset, change: Callable[[list[float]], list[float]]) -> None:
    item.GraphicData = change(list(item.GraphicData))


def reference(report: Dataset) -> Dataset:
    found: Dataset = line(report).ContentSequence[0].ReferencedSOPSequence[0]
    return found


def shift(by: float) -> Change:
    return lambda report: data(line(report), lambda points: [point + by for point in points])


def skew(report: Dataset) -> None:
    data(line(report), lambda points: [*points[:3], points[3] + 1, *points[4:]])


def opened(report: Dataset) -> None:
    data(line(report), lambda points: points[:-2])


def collapsed(report: Dataset) -> None:
    data(line(report), lambda points: [points[0], *points[1:2], *points[:2] * 4])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda report: setattr(line(report), "GraphicType", "MULTIPOINT"), "box-invalid"),
        (skew, "box-invalid"),
        (opened, "box-invalid"),
        (collapsed, "box-invalid"),
        (shift(30.0), "box-outside"),
        (shift(-10.0), "box-outside"),
        (lambda report: setattr(reference(report), "ReferencedFrameNumber", 2), "box-image"),
        (lambda report: setattr(reference(report), "ReferencedSOPInstanceUID", "1.2.3"), "box-image"),
        (lambda report: delattr(line(report), "ContentSequence"), "box-image"),
    ],
)
def test_a_box_in_an_image_is_a_rectangle_on_it_and_inside_it(change: Change, code: str) -> None:
    objects, sources = flat()
    assert codes_of(objects, sources, detection()) == []
    change(objects[-1])
    found = codes_of(objects, sources)
    assert code in found
    assert set(found) <= {code, "reference-unresolved", "evidence-missing", "frame-unknown"}


@pytest.mark.parametrize("frame", [None, 0, 4, [1, 2]])
def test_a_box_in_one_of_several_frames_names_it(frame: object) -> None:
    objects, sources = flat(3, 2)
    assert codes_of(objects, sources, detection(frame=2)) == []
    reference(objects[-1]).ReferencedFrameNumber = frame
    assert set(codes_of(objects, sources)) - {"frame-unknown"} == {"box-image"}


def test_a_box_in_another_frame_than_was_concluded_is_another() -> None:
    objects, sources = flat(3, 2)
    reference(objects[-1]).ReferencedFrameNumber = 2
    assert codes_of(objects, sources) == []  # a frame that is there
    assert codes_of(objects, sources, detection(frame=2)) == ["box-set"]


def test_a_box_elsewhere_than_was_concluded_is_another() -> None:
    objects, sources = flat()
    shift(0.5)(objects[-1])
    assert codes_of(objects, sources, detection()) == ["box-set"]
    delattr(line(objects[-1]), "ContentSequence")
    assert "box-set" in codes_of(objects, sources, detection())


def test_a_box_of_another_finding_is_another() -> None:
    objects, sources = flat()
    said = detection()
    other = replace(said.findings[0], concept=said.findings[2].concept)
    assert "box-set" in codes_of(objects, sources, Conclusion(findings=(other, *said.findings[1:])))


def test_the_numbers_of_a_box_are_those_of_its_finding() -> None:
    """Two findings of one class, of which each has the box of the other."""
    first, second, absent = detection().findings
    second = replace(second, probability=Probability(value=0.5625, threshold=0.5))
    said = Conclusion(findings=(first, second, absent))
    source = radiograph()
    objects = [*encode_result(context(source), said, picture(source))]
    assert codes_of(objects, [source], said) == []
    changed = (replace(first, region=second.region), replace(second, region=first.region), absent)
    assert codes_of(objects, [source], Conclusion(findings=changed)) == ["box-set"]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda found: data(found[0], lambda points: [points[0] + 1, *points[1:]]), {"box-invalid"}),
        (lambda found: data(found[0], lambda points: points[:9]), {"box-invalid"}),
        (lambda found: setattr(found[0], "GraphicType", "POLYLINE"), {"box-invalid"}),
        (lambda found: data(found[0], lambda _: list(found[1].GraphicData)), {"box-invalid"}),
        (
            lambda found: [data(face, lambda points: [*points[:6], points[6] + 4, *points[7:]]) for face in found],
            {"box-invalid"},
        ),
        (lambda found: setattr(found[0], "ReferencedFrameOfReferenceUID", "1.2.3"), {"box-frame-of-reference"}),
    ],
)
def test_a_box_in_space_has_two_opposite_faces_where_the_images_are(
    change: Callable[[list[Dataset]], object], codes: set[str]
) -> None:
    objects, sources = deep()
    assert codes_of(objects, sources, deep_detection()) == []
    change(faces(objects[-1]))
    assert set(codes_of(objects, sources)) == codes


def test_a_box_in_space_elsewhere_than_was_concluded_is_another() -> None:
    objects, sources = deep()
    for face in faces(objects[-1]):
        data(face, lambda points: [point + 1 for point in points])
    assert codes_of(objects, sources) == []
    assert codes_of(objects, sources, deep_detection()) == ["box-set"]


def test_one_face_is_no_box() -> None:
    objects, sources = deep()
    content = group(objects).ContentSequence
    content.remove(faces(objects[-1])[0])
    assert codes_of(objects, sources) == ["box-invalid"]


def test_without_the_images_a_box_is_judged_by_itself() -> None:
    objects, _ = flat()
    shift(500.0)(objects[-1])
    assert codes_of(objects, []) == []
    objects, _ = deep()
    assert codes_of(objects, []) == []


def test_a_finding_that_is_there_needs_a_box_or_a_probability() -> None:
    objects, sources = flat()
    one = group(objects)
    one.ContentSequence = [item for item in one.ContentSequence if item.ValueType != "NUM"]
    assert codes_of(objects, sources) == []
    one.ContentSequence.remove(named(one, "130400"))
    assert codes_of(objects, sources) == ["group-unmatched"]


def test_what_the_fixtures_say() -> None:
    """A box that is a pixel wide is one, too."""
    (_, small), box = [found.region for found in detection().findings[:2]], deep_detection().findings[0].region
    assert isinstance(small, BoxRegion)
    assert small.right - small.left == 1.0
    assert isinstance(box, VolumeBoxRegion)
    assert abs(np.linalg.det(box.affine)) == pytest.approx(12.5 * 8.25 * 10.0)
