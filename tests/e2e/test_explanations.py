"""Heat maps of real images: made by a service, stored in a real Orthanc, read back, and judged by tools not ours.

A radiograph with the trained network of models/cxr-lungs, and a head CT with a small convolutional network by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import SimpleITK
from numpy.typing import NDArray
from PIL import Image
from pydicom import Dataset, dcmread

from radlane.encode.checker import check_objects
from support.caller import pacs_settings, run_job
from support.explaining import spots_package
from support.judging import complaints
from support.noise import NOISE_LISTS, read_noise, without_noise
from support.orthanc import Orthanc
from support.radiographs import real
from support.reading import words
from support.said import NAME
from support.said_lanes import of_volume
from support.server import serving
from support.validators import paramap2itkimage
from support.volumes import cranium, series

_TIMEOUT_S = 300
CHEST, HEAD = "cxr-lungs", NAME
_ONCE = ("report", "segmentation", "capture")


@dataclass(frozen=True, kw_only=True)
class Explained:
    """What came of a study: its images and objects as Orthanc gives them out, the result, pictures, and numbers."""

    result: dict[str, Any]
    images: list[Path]
    objects: dict[str, Path]
    pictures: list[NDArray[np.uint8]]
    arrays: list[NDArray[np.float32]]

    def dataset(self, name: str) -> Dataset:
        return dcmread(self.objects[name])


def explained(caller: httpx.Client, orthanc: Orthanc, folder: Path, body: dict[str, Any]) -> Explained:
    job = run_job(caller, body, _TIMEOUT_S)
    assert job["state"] == "succeeded", job
    path = f"/v1/jobs/{job['id']}"
    result = caller.get(f"{path}/result").json()
    made = {item["sop_instance_uid"]: item["role"] for item in result["objects"]}
    images, objects = [], dict[str, Path]()
    folder.mkdir()
    for dataset in orthanc.of_study(body["study"]):
        file = folder / f"{dataset.SOPInstanceUID}.dcm"
        dataset.save_as(file, enforce_file_format=True)
        role = made.get(dataset.SOPInstanceUID)
        if role is None:
            images.append(file)
        else:
            objects[role if role in ("report", "segmentation", "capture") else f"{role} {dataset.InstanceNumber}"] = (
                file
            )
    numbers = [one["number"] for one in result["explanations"]]
    shown = [caller.get(f"{path}/explanations/{number}/picture").raise_for_status().content for number in numbers]
    arrays = [caller.get(f"{path}/explanations/{number}/array").raise_for_status().content for number in numbers]
    return Explained(
        result=result,
        images=images,
        objects=objects,
        pictures=[np.asarray(Image.open(BytesIO(data))) for data in shown],
        arrays=[np.load(BytesIO(data), allow_pickle=False) for data in arrays],
    )


@pytest.fixture(scope="module")
def made(tools: None, orthanc: Orthanc, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Explained]]:
    """A chest and a head, each explained once for all tests."""
    orthanc.empty()
    folder = tmp_path_factory.mktemp("explained")
    chest = dcmread(real("RG1_UNCI.dcm"))
    step = slice(None, None, 4)
    head = series(cranium().part(step, step, step), modality="CT", BodyPartExamined="HEAD")
    for image in (chest, *head):
        orthanc.put(image)
    spots_package(folder / "models", of_volume("HPL", (32, 48, 40)), steep=3000.0)  # bone is a small part of a head
    found = {}
    with (
        serving(folder / "service", **pacs_settings(orthanc)) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=60) as caller,
    ):
        body = {"model": CHEST, "study": str(chest.StudyInstanceUID), "explain": "grad-cam"}
        found["chest"] = explained(caller, orthanc, folder / "chest", body)
    settings = {**pacs_settings(orthanc), "RADLANE_MODELS_DIR": str(folder / "models")}
    with (
        serving(folder / "other service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=60) as caller,
    ):
        body = {"model": HEAD, "study": str(head[0].StudyInstanceUID), "explain": "hires-cam"}
        found["head"] = explained(caller, orthanc, folder / "head", body)
    yield found
    orthanc.empty()


def test_there_are_the_objects_that_the_result_names(made: dict[str, Explained]) -> None:
    chest, head = made["chest"], made["head"]
    assert sorted(chest.objects) == ["capture", "explanation 1", "explanation 2", "report", "segmentation"]
    assert sorted(head.objects) == ["capture", "explanation 1", "parametric-map 1", "report"]
    assert {one["method"] for one in chest.result["explanations"]} == {"grad-cam"}
    assert {delivery["state"] for item in head.result["objects"] for delivery in item["deliveries"]} == {"stored"}


@pytest.mark.timeout(600)  # PixelMed takes seconds for each report
@pytest.mark.parametrize("name", ["chest", "head"])
def test_the_judges_complain_of_noise_only(made: dict[str, Explained], name: str) -> None:
    noise = [entry for path in NOISE_LISTS for entry in read_noise(path)]
    said = complaints(made[name].images, made[name].objects)
    left = [one for one in said if without_noise(one[0], [one[2]], noise)]
    assert not left, "\n".join(" | ".join(one) for one in left)


@pytest.mark.parametrize("name", ["chest", "head"])
def test_the_checker_finds_nothing(made: dict[str, Explained], name: str) -> None:
    objects = [made[name].dataset(role) for role in made[name].objects]
    assert check_objects(objects, [dcmread(path, stop_before_pixels=True) for path in made[name].images]) == ()


def test_the_map_of_a_lung_is_hottest_in_that_lung(made: dict[str, Explained]) -> None:
    """By the segmentation that the same run made; the two lungs have maps of their own."""
    chest = made["chest"]
    masks = chest.dataset("segmentation").pixel_array  # a frame for each segment, in their order
    for one, array in zip(chest.result["explanations"], chest.arrays, strict=True):
        finding = next(item for item in chest.result["findings"] if item["id"] == one["finding"])
        inside = masks[finding["segment"]["number"] - 1][None] > 0
        assert inside.ravel()[array.argmax()]
        positive = np.maximum(array, 0)
        assert positive[inside].sum() > 0.7 * positive.sum()
        assert one["faithfulness"]["insertion"] > one["faithfulness"]["deletion"]


@pytest.mark.parametrize("name", ["chest", "head"])
def test_the_picture_is_that_of_the_archive(made: dict[str, Explained], name: str) -> None:
    for number, picture in enumerate(made[name].pictures, start=1):
        dataset = made[name].dataset(f"explanation {number}")
        np.testing.assert_array_equal(picture, dataset.pixel_array)
        assert dataset.SeriesNumber == 99005


def test_the_report_says_what_the_maps_are_worth(made: dict[str, Explained]) -> None:
    said = words(made["chest"].dataset("report"))
    assert "Heat maps explain findings; they are none." in said
    assert "Right lung: Grad-CAM, layer /down.4/down.4.5/Relu_output_0. Faithfulness on this image: deletion" in said
    refs = {
        str(item.value)
        for item in made["chest"].dataset("report").iterall()
        if item.keyword == "ReferencedSOPInstanceUID"
    }
    assert {str(made["chest"].dataset(f"explanation {number}").SOPInstanceUID) for number in (1, 2)} <= refs


def test_the_numbers_are_those_of_the_parametric_map_in_space(made: dict[str, Explained], tmp_path: Path) -> None:
    """As dcmqi reads it: each voxel of the array lies where the CT's own slices say, and bone is hot."""
    head = made["head"]
    (array,) = head.arrays
    image = next(
        path for path in paramap2itkimage(head.objects["parametric-map 1"], tmp_path / "read") if path.suffix == ".nrrd"
    )
    volume = SimpleITK.ReadImage(str(image))
    slices = sorted((dcmread(path) for path in head.images), key=lambda one: one.ImagePositionPatient[2])
    assert array.shape == (len(slices), slices[0].Rows, slices[0].Columns)
    order = np.argsort([one.ImagePositionPatient[2] for one in slices])
    for z, y, x in [(5, 10, 12), (20, 30, 8), (len(slices) - 2, 17, 33)]:
        one = slices[order[z]]
        row, column = np.array(one.ImageOrientationPatient[:3]), np.array(one.ImageOrientationPatient[3:])
        point = np.array(one.ImagePositionPatient) + x * one.PixelSpacing[1] * row + y * one.PixelSpacing[0] * column
        found = volume.GetPixel(volume.TransformPhysicalPointToIndex(point.tolist()))
        assert any(found == pytest.approx(value, rel=1e-5, abs=1e-7) for value in (array[z, y, x], array[-1 - z, y, x]))
    values = np.stack([one.pixel_array * one.RescaleSlope + one.RescaleIntercept for one in slices])
    aligned = array if np.corrcoef(array.ravel(), values.ravel())[0, 1] > 0 else array[::-1]
    assert aligned[values > 700].mean() > 3 * aligned[values < 100].mean()
