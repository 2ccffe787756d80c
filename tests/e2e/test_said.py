"""Models that classify, measure and detect, through the lane on image files, judged by tools that are not ours.

A real radiograph, and stacks in which a block is bright; the networks are small, and made by hand (`support.said`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import highdicom
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset
from scipy.spatial import ConvexHull

from radlane.domain.job import JobRequest
from radlane.domain.output import GateOutput, Output
from radlane.domain.result import Result, Verdict
from radlane.encode.checker import check_objects
from radlane.encode.labels import exact
from radlane.pipeline.document import describe_result
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from support.judging import complaints
from support.lanes import watch
from support.noise import read_noise, without_noise
from support.radiographs import real
from support.reading import groups, words
from support.said import NAME, classification, detection, regression
from support.said_lanes import (
    BOX,
    bright_head,
    bright_radiograph,
    lane_of_radiograph,
    lane_of_volume,
    of_radiograph,
    of_volume,
)
from support.validators import tid1500reader

NOISE = Path(__file__).with_name("noise_said.toml")
GATE = GateOutput(name="share", kind="gate", activation="none", threshold=0.01, refusal="There is nothing bright in it")
PLANAR: tuple[Output, ...] = (classification(), regression(), detection())
DEEP: tuple[Output, ...] = (classification(), regression(), detection(axes=3))


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """What came of a study: the result, its images, and its objects as files, by role."""

    result: Result
    images: list[Path]
    objects: dict[str, Path]

    @property
    def report(self) -> FileDataset:
        return dcmread(self.objects["report"])


def analysed(lane: Lane, folder: Path) -> Analysed:
    images = sorted((folder / "archive").rglob("*"))
    request = JobRequest(study_instance_uid=only_study(lane.archive), model=NAME)
    result = run_job(lane, request, watch())
    objects = {str(item.role): item.path for item in result.objects if item.path is not None}
    return Analysed(result=result, images=[path for path in images if path.is_file()], objects=objects)


@pytest.fixture(scope="module")
def made(tools: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Analysed]:
    """What is analysed once for all tests."""
    folders = {
        name: tmp_path_factory.mktemp(name) for name in ("chest", "bright", "dark", "head", "dark head", "gated")
    }
    chest = dcmread(real("RG1_UNCI.dcm"))
    dark = bright_radiograph()
    dark.PixelData = np.where(np.arange(48 * 40) == 0, 4000, 0).astype(np.uint16).tobytes()
    lanes = {
        "chest": lane_of_radiograph(folders["chest"], PLANAR, chest, of_radiograph((64, 64))),
        "bright": lane_of_radiograph(folders["bright"], PLANAR, bright_radiograph()),
        "dark": lane_of_radiograph(folders["dark"], (classification(), detection()), dark, of_radiograph((6, 5))),
        "head": lane_of_volume(folders["head"], DEEP, bright_head(degrees=(20, -12, 33)), of_volume("ALF")),
        "dark head": lane_of_volume(folders["dark head"], DEEP, bright_head(found=False)),
        "gated": lane_of_radiograph(folders["gated"], (GATE, classification()), dark, of_radiograph((6, 5))),
    }
    return {name: analysed(lane, folders[name]) for name, lane in lanes.items()}


@pytest.mark.timeout(600)  # PixelMed takes seconds for each report
@pytest.mark.parametrize("name", ["chest", "dark", "head"])
def test_the_judges_complain_of_noise_only(made: dict[str, Analysed], name: str) -> None:
    own = read_noise(NOISE)
    said = complaints(made[name].images, made[name].objects)
    left = [one for one in said if without_noise(one[0], [one[2]], (*read_noise(), *own))]
    assert not left, "\n".join(" | ".join(one) for one in left)
    heard = any(entry.covers(tool, line) for entry in own for tool, _, line in said)
    assert heard == (name == "chest")  # where boxes in an image stand beside classes, and nowhere else


@pytest.mark.parametrize("name", ["chest", "bright", "dark", "head", "dark head"])
def test_the_checker_finds_nothing_without_the_conclusion_either(made: dict[str, Analysed], name: str) -> None:
    objects = [dcmread(path) for path in made[name].objects.values()]
    images = [dcmread(path, stop_before_pixels=True) for path in made[name].images]
    assert check_objects(objects, images) == ()
    assert sorted(made[name].objects) == ["capture", "report"]  # nothing is segmented


def test_a_real_radiograph_is_classified_with_two_labels(made: dict[str, Analysed]) -> None:
    found = made["chest"]
    assert found.result.verdict is Verdict.ANALYSED
    said = {finding.id: finding for finding in found.result.findings}
    assert set(said) == {"ptx", "effusion", "bright-share", "nodule-1"}
    measured: list[dict[str, Any]] = tid1500reader(found.objects["report"]).content["Measurements"]
    read = {group["Finding"]["CodeMeaning"]: group for group in measured}
    for finding in (said["ptx"], said["effusion"]):
        assert finding.probability is not None
        (item,) = read[finding.concept.meaning]["measurementItems"]
        assert float(item["value"]) == pytest.approx(finding.probability.value, rel=1e-6)
        parameters = item["measurementAlgorithmIdentification"]["AlgorithmParameters"]
        assert f"probability threshold={exact(finding.probability.threshold)}" in parameters
    (item,) = read["Heart"]["measurementItems"]
    assert (item["units"]["CodeValue"], item["quantity"]["CodeValue"]) == ("%", "bright-share")
    assert "Probability of Left pneumothorax, Pleural effusion: calibrated on" in words(found.report)


def test_a_box_in_a_real_radiograph_is_around_what_is_bright(made: dict[str, Analysed]) -> None:
    """By the pixels as pydicom reads them; the network saw them in cells of many pixels."""
    found = made["chest"]
    image = dcmread(found.images[0])
    values = image.pixel_array.astype(np.float64)
    bright = (values - values.min()) / (values.max() - values.min()) > 0.5
    cell = max(image.Rows, image.Columns) / 64
    rows, columns = (np.flatnonzero(bright.mean(axis=axis) > 0.05) for axis in (1, 0))
    content = highdicom.sr.Comprehensive3DSR.from_dataset(found.report).content
    (group,) = content.get_planar_roi_measurement_groups()
    (left, top), _, (right, bottom), *_ = group.roi.value
    assert top <= rows[0] + 2 * cell
    assert bottom >= rows[-1] - 2 * cell
    assert left <= columns[0] + 2 * cell
    assert right >= columns[-1] - 2 * cell
    assert 0 <= left < right <= image.Columns
    assert 0 <= top < bottom <= image.Rows


def test_highdicom_reads_the_box_of_a_volume_where_the_voxels_are(made: dict[str, Analysed]) -> None:
    found = made["head"]
    content = highdicom.sr.Comprehensive3DSR.from_dataset(found.report).content
    (group,) = content.get_volumetric_roi_measurement_groups()
    points = np.concatenate([item.value for item in group.roi if item.ValueType == "SCOORD3D"])
    voxels = [part.stop - part.start for part in BOX]
    assert ConvexHull(points).volume == pytest.approx(np.prod(voxels) * 2.5 * 0.8 * 0.7, rel=1e-5)
    hull = ConvexHull(points)
    for path in found.images:
        image = dcmread(path)
        bright, dark = (places(image, value) for value in (900, 100))
        assert (hull.equations[:, :3] @ bright.T + hull.equations[:, 3:] < 0).all()
        assert (hull.equations[:, :3] @ dark.T + hull.equations[:, 3:] > 0).any(axis=0).all()


def places(image: Dataset, value: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Where the centres of the pixels with a value lie, [n, 3] in mm (PS3.3 section C.7.6.2.1.1)."""
    rows, columns = np.nonzero(image.pixel_array == value)
    across, down = np.array(image.ImageOrientationPatient, float).reshape(2, 3)
    row_mm, column_mm = image.PixelSpacing
    origin = np.array(image.ImagePositionPatient, float)
    return np.asarray(origin + columns[:, None] * across * column_mm + rows[:, None] * down * row_mm)


@pytest.mark.parametrize(("name", "absent"), [("dark", 3), ("dark head", 3)])
def test_of_what_is_not_there_each_class_says_absent(made: dict[str, Analysed], name: str, absent: int) -> None:
    stated = [group.presence for group in groups(made[name].report) if group.finding != "80891009"]
    assert stated == ["absent"] * absent
    content = highdicom.sr.Comprehensive3DSR.from_dataset(made[name].report).content
    assert not content.get_planar_roi_measurement_groups()
    assert not content.get_volumetric_roi_measurement_groups()


def test_a_gate_refuses_before_classes_are_stated(made: dict[str, Analysed]) -> None:
    result = made["gated"].result
    assert (result.verdict, result.findings, made["gated"].objects) == (Verdict.NOT_ANALYSED, (), {})
    assert [reason.code for reason in result.reasons] == ["input-not-acceptable"]


@pytest.mark.parametrize("name", ["bright", "head"])
def test_the_result_as_json_says_where_and_how_likely(made: dict[str, Analysed], name: str) -> None:
    said = describe_result(made[name].result)["findings"]
    assert [one["presence"] for one in said] == ["present", "absent", "present", "present"]
    assert [one["probability"] is None for one in said] == [False, False, True, False]
    assert [bool(one["measurements"]) for one in said] == [False, False, True, False]
    box, volume_box = said[3]["box"], said[3]["volume_box"]
    assert (box is None, volume_box is None) == ((False, True) if name == "bright" else (True, False))
    if box is not None:
        assert (box["left"], box["top"], box["right"], box["bottom"]) == (8.0, 12.0, 18.0, 24.0)
