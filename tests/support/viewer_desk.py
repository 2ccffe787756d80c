"""A PACS with a chest radiograph and a head CT, what radlane made of them, and OHIF before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.encode.result import encode_result, role_of
from radlane.imaging.cuts import render_cuts
from radlane.imaging.volume import Volume
from support import ohif, volume_encoding
from support.browser import Screen, chromium, opened
from support.caller import pacs_settings
from support.encoding import reread
from support.explaining import spots_package
from support.findings import explained
from support.lane import DONE, radlane
from support.orthanc import Orthanc
from support.radiographs import real
from support.rejection import noted
from support.said import NAME
from support.said_lanes import of_volume
from support.volume_sources import Stack, volume
from support.volumes import cranium, series, uid


@dataclass(frozen=True, kw_only=True)
class Study:
    """Images and the objects that were made of them, by their roles."""

    images: tuple[FileDataset, ...] = field(repr=False)
    objects: Mapping[str, FileDataset] = field(repr=False)

    @property
    def uid(self) -> str:
        """Study Instance UID."""
        return str(self.images[0].StudyInstanceUID)

    def image(self, sop_instance_uid: str) -> FileDataset:
        """One image."""
        return next(image for image in self.images if image.SOPInstanceUID == sop_instance_uid)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a radiologist sits: a browser, OHIF's address, and the studies."""

    browser: Browser
    url: str
    studies: Mapping[str, Study]

    def open(self, name: str) -> AbstractContextManager[Screen]:
        """Open a study in a page of its own."""
        return opened(self.browser, self.url, self.studies[name].uid)


def chest() -> list[FileDataset]:
    """RG1 without its Pixel Spacing of zero, with which OHIF shows no image at all."""
    dataset = dcmread(real("RG1_UNCI.dcm"))
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"):
        setattr(dataset, keyword, uid(f"viewer chest {keyword}"))
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    del dataset.PixelSpacing
    return [dataset]


def head(name: str = "viewer head") -> list[FileDataset]:
    """Every second row, column and slice of a real head."""
    step = slice(None, None, 2)
    return series(cranium().part(step, step, step), modality="CT", name=name, BodyPartExamined="HEAD")


def analysed(
    images: list[FileDataset], model: str, orthanc: Orthanc, folder: Path, explain: str = "never", **settings: str
) -> Study:
    """Put images into the PACS and run a model on them, as a user does."""
    for image in images:
        orthanc.put(image)
    common = {"RADLANE_RESULTS__DISPLAY_REPORT": "true", "RADLANE_DEVICE": "cpu"}
    study, out = str(images[0].StudyInstanceUID), folder / "out"
    words = ("run", study, "--model", model, "--json", "--out", out, "--explain", explain)
    ended = radlane(*words, home=folder / "home", **pacs_settings(orthanc), **common, **settings)
    assert ended.code == DONE, ended.stderr
    made = reversed(ended.answer["objects"])  # the first of each role
    objects = {item["role"]: dcmread(out / Path(item["path"]).name) for item in made}
    return Study(images=tuple(images), objects=objects)


def explained_head(orthanc: Orthanc) -> Study:
    """The head with heat maps, which no model that comes with radlane makes: a spot, and what rejects all of it."""
    images = sorted(head("viewer heat"), key=lambda image: float(image.ImagePositionPatient[2]))
    shape = (len(images), int(images[0].Rows), int(images[0].Columns))
    labels = np.zeros(shape, np.uint8)
    labels[tuple(slice(size // 3, size // 2) for size in shape)] = 1
    said = explained(volume_encoding.conclusion(found=labels, segments=1), shape)
    shown = [render_cuts(stacked(images), labels, window=None, heat=one.values) for one in said.heatmaps]
    made = reread(encode_result(volume_encoding.context(images, segments=1), said, None, shown))
    objects = {str(role_of(one)): one for one in reversed(made)}  # the first of each role
    objects["rejection"] = noted(made)
    for dataset in (*images, *made, objects["rejection"]):
        orthanc.put(dataset)
    return Study(images=tuple(images), objects=objects)


def analysed_bone(orthanc: Orthanc, folder: Path) -> Study:
    """The head with the map of a small convolutional network that looks for bone, made by the lane itself.

    It is so steep that the numbers come near 1, which is what OHIF shows as hot (docs/viewers.md).
    """
    spots_package(folder / "models", of_volume("HPL", (32, 48, 40)), steep=25000.0)
    images = sorted(head("viewer bone"), key=lambda image: float(image.ImagePositionPatient[2]))
    models = str(folder / "models")
    return analysed(images, NAME, orthanc, folder, "hires-cam", RADLANE_MODELS_DIR=models)


def stacked(images: list[FileDataset]) -> Volume:
    """The volume that axial slices of one series make, in their order along the patient."""
    first, last = (np.array(image.ImagePositionPatient, float) for image in (images[0], images[-1]))
    stack = Stack(
        shape=(len(images), int(images[0].Rows), int(images[0].Columns)),
        orientation=tuple(map(float, images[0].ImageOrientationPatient)),
        origin=tuple(first),
        step=tuple((last - first) / (len(images) - 1)),
        spacing=tuple(map(float, images[0].PixelSpacing)),
    )
    return volume(stack, np.stack([image.pixel_array for image in images]).astype(np.int16))


@contextmanager
def sitting(orthanc: Orthanc, folder: Path) -> Iterator[Desk]:
    """Analyse both studies, start OHIF before the PACS, and a browser."""
    studies = {
        "chest": analysed(chest(), "cxr-lungs", orthanc, folder / "chest", "grad-cam"),
        "head": analysed(head(), "ct-tissue", orthanc, folder / "head"),
        "heat": explained_head(orthanc),
        "bone": analysed_bone(orthanc, folder / "bone"),
    }
    with ohif.before(orthanc) as url, chromium() as browser:
        yield Desk(browser=browser, url=url, studies=studies)
