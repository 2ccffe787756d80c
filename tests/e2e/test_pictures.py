"""A photograph, a fundus, an echo clip, an angiogram and a screen through the lane, judged by tools that are not ours.

The networks are those of models/examples: what they say means nothing, and says to the pixel what they were given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset

from radlane.domain.job import JobRequest
from radlane.domain.result import Result, Verdict
from radlane.encode.checker import check_objects
from radlane.encode.source_frame import every_frame
from radlane.pipeline.document import describe_result
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from radlane.registry.catalogue import builtin_roots, load_catalogue
from support.caller import pacs_settings
from support.caller import run_job as run_durable
from support.judging import complaints
from support.lanes import watch
from support.noise import read_noise, without_noise
from support.orthanc import Orthanc
from support.planar import (
    BARS,
    CUP,
    SPOT,
    XA_MS,
    angiogram,
    capture,
    echo,
    example_lane,
    fundus,
    served_examples,
    skin,
)
from support.reading import groups
from support.server import serving

NOISE = Path(__file__).with_name("noise_pictures.toml")
MADE: dict[str, Callable[[], FileDataset]] = {
    "skin-photograph": skin,
    "fundus": fundus,
    "echo-view": echo,
    "angiogram-frame": angiogram,
    "bright-bars": capture,
}
GIVEN = {  # frames that the networks on clips are given, from 1
    "echo-view": sorted({(2 * place + 1) * 30 // 32 + 1 for place in range(16)}),
    "angiogram-frame": [
        1 + int(np.abs(np.cumsum(XA_MS) - 250 * place).argmin()) for place in range(8)
    ],  # each 250 ms the nearest
}


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """What came of an image: the result, the image, and its objects as files, by role."""

    result: Result
    image: Path
    objects: dict[str, Path]

    def read(self, role: str) -> FileDataset:
        return dcmread(self.objects[role])


def analysed(folder: Path, name: str, image: FileDataset) -> Analysed:
    lane = example_lane(folder, name, [image])
    result = run_job(lane, JobRequest(study_instance_uid=only_study(lane.archive), model=name), watch())
    objects = {str(item.role): item.path for item in result.objects if item.path is not None}
    return Analysed(result=result, image=folder / "archive" / f"{image.SOPInstanceUID}.dcm", objects=objects)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Analysed]:
    """What is analysed once for all tests."""
    return {name: analysed(tmp_path_factory.mktemp(name), name, make()) for name, make in MADE.items()}


@pytest.mark.timeout(600)  # PixelMed takes seconds for each report
@pytest.mark.parametrize("name", MADE)
def test_the_judges_complain_of_noise_only(tools: None, made: dict[str, Analysed], name: str) -> None:
    said = complaints([made[name].image], made[name].objects)
    noise = (*read_noise(), *read_noise(NOISE))
    left = [one for one in said if without_noise(one[0], [one[2]], noise)]
    assert not left, "\n".join(" | ".join(one) for one in left)


@pytest.mark.parametrize("name", MADE)
def test_the_checker_finds_nothing_without_the_conclusion_either(made: dict[str, Analysed], name: str) -> None:
    objects = [dcmread(path) for path in made[name].objects.values()]
    image = dcmread(made[name].image, stop_before_pixels=True)
    assert check_objects(objects, [image]) == ()
    frames = [frame for frame in every_frame([image]) if frame.number is None or frame.number in referenced(objects)]
    assert check_objects(objects, [image], None, frames) == ()
    assert made[name].result.verdict is Verdict.ANALYSED


def referenced(objects: list[FileDataset]) -> set[int]:
    report = next(one for one in objects if one.Modality == "SR")
    return set(frames_of(report)) or {1}


def frames_of(report: Dataset) -> list[int]:
    """Referenced Frame Numbers of the Image Library."""
    library = next(item for item in report.ContentSequence if _name(item) == "111028")
    entries = [entry for group in library.ContentSequence for entry in group.ContentSequence]
    reference = entries[0].ReferencedSOPSequence[0]
    number = reference.get("ReferencedFrameNumber", [])
    return [int(one) for one in (number if not isinstance(number, int | str) else [number])]


def _name(item: Dataset) -> str:
    return str(item.ConceptNameCodeSequence[0].CodeValue)


def mask(segmentation: Dataset, number: int) -> NDArray[np.bool_]:
    """The pixels of one segment, by its frame."""
    planes = segmentation.pixel_array.reshape(-1, segmentation.Rows, segmentation.Columns)
    shared = segmentation.SharedFunctionalGroupsSequence[0]
    for groups_of_frame, plane in zip(segmentation.PerFrameFunctionalGroupsSequence, planes, strict=True):
        said = groups_of_frame if "SegmentIdentificationSequence" in groups_of_frame else shared
        if said.SegmentIdentificationSequence[0].ReferencedSegmentNumber == number:
            return np.asarray(plane > 0)
    raise AssertionError("no frame of this segment")


def overlap(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float(2 * (one & other).sum() / (one.sum() + other.sum()))


def test_a_dark_spot_on_skin_is_found_where_it_is(made: dict[str, Analysed]) -> None:
    found = made["skin-photograph"]
    spot = np.zeros((480, 640), bool)
    spot[SPOT] = True
    assert overlap(mask(found.read("segmentation"), 1), spot) > 0.98
    (box,) = (one["box"] for one in describe_result(found.result)["findings"] if one["box"])
    edges = SPOT[1].start, SPOT[0].start, SPOT[1].stop, SPOT[0].stop
    assert np.abs(np.subtract([box[side] for side in ("left", "top", "right", "bottom")], edges)).max() <= 4
    said = {one.id: str(one.presence) for one in found.result.findings}
    assert (said["redder-than-blue"], said["bluer-than-red"]) == ("present", "absent")
    assert "part-unseen" in [reason.code for reason in found.result.reasons]


def test_what_is_cut_by_the_crop_says_so(tmp_path: Path) -> None:
    image = skin()
    pixels = np.full((480, 640, 3), (225, 175, 140), np.uint8)
    pixels[200:290, 500:640] = (70, 40, 30)  # the model sees columns 106 to 533
    image.PixelData = pixels.tobytes()
    image["PixelData"].is_undefined_length = False
    image.PhotometricInterpretation = "RGB"
    image.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    found = analysed(tmp_path, "skin-photograph", image)
    dark = mask(found.read("segmentation"), 1)
    assert 530 <= np.flatnonzero(dark.any(axis=0))[-1] <= 533
    assert "segment-at-border" in [reason.code for reason in found.result.reasons]
    (area,) = found.result.findings[0].measurements
    assert area.note == "at the border of the part that the model saw, may go on"


def test_disc_and_cup_of_a_right_eye_are_its_right_ones(made: dict[str, Analysed]) -> None:
    found = made["fundus"]
    y, x = np.mgrid[:440, :560]
    row, column, radius = CUP
    away = np.hypot(y + 0.5 - row, x + 0.5 - column)
    cup, disc = away < radius, (away < 2 * radius) & (away >= radius)
    segmentation = found.read("segmentation")
    assert overlap(mask(segmentation, 1), disc) > 0.93
    assert overlap(mask(segmentation, 2), cup) > 0.85  # very bright begins where its edge is bright by two thirds
    assert {group.side for group in groups(found.read("report")) if group.finding} == {"right"}
    kinds = [segment.SegmentedPropertyTypeCodeSequence[0] for segment in segmentation.SegmentSequence]
    assert {kind.SegmentedPropertyTypeModifierCodeSequence[0].CodeMeaning for kind in kinds} == {"Right"}
    assert "FrameOfReferenceUID" not in segmentation
    (ratio,) = found.result.joint
    assert ratio.measurement.value == pytest.approx(mask(segmentation, 2).sum() / mask(segmentation, 1).sum())


@pytest.mark.parametrize("attributes", [{}, {"ImageLaterality": "B"}, {"ImageLaterality": "R", "Laterality": "L"}])
def test_an_eye_of_no_one_side_has_findings_without_one(tmp_path: Path, attributes: dict[str, str]) -> None:
    image = fundus()
    del image.ImageLaterality
    for keyword, value in attributes.items():
        setattr(image, keyword, value)
    found = analysed(tmp_path, "fundus", image).result
    assert {finding.laterality for finding in found.findings} == {None}
    assert "laterality-unknown" in [reason.code for reason in found.reasons]


@pytest.mark.parametrize("name", ["skin-photograph", "fundus"])
def test_the_picture_of_the_result_is_in_colour(made: dict[str, Analysed], name: str) -> None:
    """Its colours are those of the image as pydicom reads it, in the same places."""
    image, shown = dcmread(made[name].image), made[name].read("capture").pixel_array.astype(int)
    source = image.pixel_array  # pydicom gives red, green and blue of both
    scale = shown.shape[1] / image.Columns
    places = [(30, 320), (220, 150), (400, 300), (245, 390)]
    for y, x in places:
        there = shown[round((y + 0.5) * scale), round((x + 0.5) * scale)]
        assert np.abs(there - source[y, x].astype(int)).max() <= 12, (y, x)


@pytest.mark.parametrize("name", GIVEN)
def test_a_report_of_a_clip_names_the_frames_that_were_seen(made: dict[str, Analysed], name: str) -> None:
    assert frames_of(made[name].read("report")) == GIVEN[name]
    capture = made[name].read("capture").SourceImageSequence[0]
    assert list(capture.ReferencedFrameNumber) == GIVEN[name]


def test_the_echo_is_as_bright_as_its_frames(made: dict[str, Analysed]) -> None:
    """By the pixels as pydicom reads them; the network's grid is square, and padded above and below."""
    image = dcmread(made["echo-view"].image)
    bright = image.pixel_array[[number - 1 for number in GIVEN["echo-view"]]].mean() / 255
    (value,) = (one.measurements[0] for one in made["echo-view"].result.findings if one.id == "brightness")
    assert value.unit.value == "%"
    assert value.value == pytest.approx(100 * bright * 84 / 112, rel=0.01)


def test_the_darkest_frame_of_an_angiogram_is_named_and_shown(made: dict[str, Analysed]) -> None:
    found = made["angiogram-frame"]
    image = dcmread(found.image)
    means = image.pixel_array.mean(axis=(1, 2))
    darkest = min(GIVEN["angiogram-frame"], key=lambda number: float(means[number - 1]))
    (said,) = describe_result(found.result)["findings"]
    assert said["frame"] == {"sop_instance_uid": str(image.SOPInstanceUID), "frame": darkest}
    (group,) = (
        item
        for container in found.read("report").ContentSequence
        if _name(container) == "126010"
        for item in container.ContentSequence
    )
    sources = [item for item in group.ContentSequence if item.ValueType == "IMAGE"]
    assert [int(one.ReferencedSOPSequence[0].ReferencedFrameNumber) for one in sources] == [darkest]
    shown = found.read("capture").pixel_array
    scale = shown.shape[0] * 0.8 / image.Rows  # the band is below
    assert shown[round(20 * scale), :, 0].min() < 60 < 200 < shown[round(20 * scale), :, 0].max()


def test_boxes_around_parts_of_a_map_are_drawn_in_the_report(made: dict[str, Analysed]) -> None:
    found = made["bright-bars"]
    drawn = [box_of(item) for item in measurement_groups(found.read("report"))]
    said = [one["box"] for one in describe_result(found.result)["findings"]]
    assert drawn == [pytest.approx([one[side] for side in ("left", "top", "right", "bottom")]) for one in said]
    assert len(drawn) == len(BARS)
    for bar in BARS:
        assert any(np.abs(np.subtract(box, bar)).max() <= 12 for box in drawn), drawn
    denied = "Burned In Annotation says NO, and there is something bright (example)"
    assert ("header-contradicted", denied) in [(str(one.code), one.text) for one in found.result.reasons]
    said_in_words = [item for one in found.read("report").ContentSequence for item in one.get("ContentSequence", [])]
    assert denied in [item.TextValue for item in said_in_words if item.ValueType == "TEXT"]


def test_a_picture_does_not_repeat_what_its_model_doubts(made: dict[str, Analysed]) -> None:
    assert dcmread(made["bright-bars"].image).BurnedInAnnotation == "NO"
    assert "BurnedInAnnotation" not in made["bright-bars"].read("capture")


def test_a_box_in_a_frame_of_a_clip_names_it(tmp_path: Path) -> None:
    image = echo()
    pixels = np.zeros((3, 240, 320, 3), np.uint8)
    pixels[0, 40:60, 40:200] = 255
    image.PixelData, image.NumberOfFrames = pixels.tobytes(), 3
    image["PixelData"].VR, image["PixelData"].is_undefined_length = "OB", False
    image.PhotometricInterpretation, image.file_meta.TransferSyntaxUID = "RGB", "1.2.840.10008.1.2.1"
    found = analysed(tmp_path, "bright-bars", image)
    assert frames_of(found.read("report")) == [1]
    (group,) = measurement_groups(found.read("report"))
    assert np.abs(np.subtract(box_of(group), (40, 40, 200, 60))).max() <= 6
    (one,) = describe_result(found.result)["findings"]
    assert one["box"]["frame"] == 1


def three_captures() -> list[FileDataset]:
    """Three images of one series; the first one has no bars, but a block that is too large to be one."""
    images = [capture() for _ in range(3)]
    pixels = np.full((384, 512), 100, np.uint16)
    pixels[180:360, 40:220] = 500
    images[0].PixelData = pixels.tobytes()
    for number, image in enumerate(images, start=1):
        image.StudyInstanceUID, image.SeriesInstanceUID, image.InstanceNumber = "1.2.77", "1.2.77.1", number
        image.SOPInstanceUID = image.file_meta.MediaStorageSOPInstanceUID = f"1.2.77.1.{number}"
    return images


UNSEEN = "2 other images of the study fit as well: the model saw the one that it prefers"


def test_absent_in_one_image_is_not_said_of_the_others(tmp_path: Path) -> None:
    lane = example_lane(tmp_path, "bright-bars", three_captures())
    result = run_job(lane, JobRequest(study_instance_uid="1.2.77", model="bright-bars"), watch())
    assert [str(one.presence) for one in result.findings] == ["absent"]
    assert [ref.sop_instance_uid for ref in result.provenance.inputs] == ["1.2.77.1.1"]
    assert UNSEEN in [reason.text for reason in result.reasons]
    (report,) = (item.path for item in result.objects if str(item.role) == "report" and item.path is not None)
    assert UNSEEN in dcmread(report).to_json()


def measurement_groups(report: Dataset) -> list[Dataset]:
    containers = [item for item in report.ContentSequence if _name(item) == "126010"]
    return [item for container in containers for item in container.ContentSequence if item.ValueType == "CONTAINER"]


def box_of(group: Dataset) -> list[float]:
    """Left, top, right and bottom of what a measurement group draws."""
    (drawn,) = (item for item in group.ContentSequence if item.ValueType == "SCOORD")
    points = np.reshape(drawn.GraphicData, (-1, 2))
    return [*points.min(axis=0).tolist(), *points.max(axis=0).tolist()]


@pytest.mark.parametrize(
    ("name", "changes", "code"),
    [
        ("skin-photograph", {"NumberOfFrames": 2}, "multi-frame-unsupported"),
        ("angiogram-frame", {"FrameTimeVector": None, "FrameIncrementPointer": None}, "frame-times-unknown"),
        ("angiogram-frame", {"NumberOfFrames": 1}, "series-unfit"),
        ("echo-view", {"NumberOfFrames": 12}, "clip-too-short"),
    ],
)
def test_what_is_no_such_image_is_not_analysed(tmp_path: Path, name: str, changes: dict[str, Any], code: str) -> None:
    image = MADE[name]()
    for keyword, value in changes.items():
        if value is None:
            del image[keyword]
        else:
            setattr(image, keyword, value)
    found = analysed(tmp_path, name, image)
    assert (found.result.verdict, found.objects) == (Verdict.NOT_ANALYSED, {})
    assert [reason.code for reason in found.result.reasons] == [code]


def test_the_examples_are_not_served_where_nobody_asks_for_them() -> None:
    served = {package.manifest.name for package in load_catalogue(builtin_roots(), []).packages()}
    assert served.isdisjoint(MADE)


@pytest.fixture
def caller(orthanc: Orthanc, tmp_path: Path) -> Iterator[httpx.Client]:
    """A service with the examples, before an empty PACS."""
    orthanc.empty()
    models = served_examples(tmp_path / "models")
    settings = pacs_settings(orthanc) | {"RADLANE_MODELS_DIR": str(models), "RADLANE_DEVICE": "cpu"}
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client,
    ):
        yield client


def test_durable_jobs_on_a_real_pacs_say_the_same(
    made: dict[str, Analysed], orthanc: Orthanc, caller: httpx.Client
) -> None:
    for number, (name, make) in enumerate(MADE.items()):
        image = make()
        image.StudyInstanceUID, image.SeriesInstanceUID = f"1.2.826.0.1.3680043.10.77.{number}", f"1.2.3.{number}.1"
        image.SOPInstanceUID = image.file_meta.MediaStorageSOPInstanceUID = f"1.2.3.{number}.1.1"
        orthanc.put(image)
        job = run_durable(caller, {"model": name, "study": str(image.StudyInstanceUID)}, 120)
        assert job["state"] == "succeeded", job
        said = caller.get(f"/v1/jobs/{job['id']}/result").json()
        expected = describe_result(made[name].result)
        assert [(one["id"], one["presence"], one["laterality"]) for one in said["findings"]] == [
            (one["id"], one["presence"], one["laterality"]) for one in expected["findings"]
        ]
        assert [one["measurements"] for one in said["findings"]] == [
            one["measurements"] for one in expected["findings"]
        ]
        frames = [(one["frame"] or {}).get("frame") for one in said["findings"]]
        assert frames == [(one["frame"] or {}).get("frame") for one in expected["findings"]]
        assert {delivery["state"] for one in said["objects"] for delivery in one["deliveries"]} == {"stored"}
        again = run_durable(caller, {"model": name, "study": str(image.StudyInstanceUID)}, 120)
        assert again["reused_from"] == job["id"]


def test_durable_jobs_say_what_they_did_not_look_at(orthanc: Orthanc, caller: httpx.Client) -> None:
    for image in three_captures():
        orthanc.put(image)
    job = run_durable(caller, {"model": "bright-bars", "study": "1.2.77"}, 120)
    assert job["state"] == "succeeded", job
    said = caller.get(f"/v1/jobs/{job['id']}/result").json()
    assert UNSEEN in [reason["text"] for reason in said["reasons"]]


def test_the_inference_protocol_knows_layouts_of_clips(caller: httpx.Client) -> None:
    echo_view = caller.get("/v2/models/echo-view").json()
    assert echo_view["inputs"] == [{"name": "clip", "datatype": "FP32", "shape": [-1, 3, 16, 112, 112]}]
    angiography = caller.get("/v2/models/angiogram-frame").json()
    assert angiography["inputs"][0]["shape"] == [-1, 8, 1, 128, 128]
    assert angiography["outputs"] == [{"name": "filling", "datatype": "FP32", "shape": [-1, 8]}]
    frames = np.full((1, 8, 1, 128, 128), 0.5, np.float32)
    frames[0, 3] = 0.25
    asked = {"name": "clip", "datatype": "FP32", "shape": list(frames.shape), "data": frames.ravel().tolist()}
    answer = caller.post("/v2/models/angiogram-frame/infer", json={"inputs": [asked]})
    assert answer.status_code == 200, answer.text
    assert int(np.argmax(answer.json()["outputs"][0]["data"])) == 3
