"""A PACS with a chest radiograph and a head CT, what radlane made of them, and OHIF before it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser
from pydicom import dcmread
from pydicom.dataset import FileDataset

from support import ohif
from support.browser import Screen, chromium, opened
from support.caller import pacs_settings
from support.lane import DONE, radlane
from support.orthanc import Orthanc
from support.radiographs import real
from support.sources import ROOT
from support.volumes import cranium, series, uid

HEAD_MODEL = "ct-tissue"


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


def head() -> list[FileDataset]:
    """Every second row, column and slice of a real head."""
    step = slice(None, None, 2)
    return series(cranium().part(step, step, step), modality="CT", name="viewer head", BodyPartExamined="HEAD")


def analysed(images: list[FileDataset], model: str, orthanc: Orthanc, folder: Path, **environment: str) -> Study:
    """Put images into the PACS and run a model on them, as a user does."""
    for image in images:
        orthanc.put(image)
    environment |= {**pacs_settings(orthanc), "RADLANE_RESULTS__DISPLAY_REPORT": "true", "RADLANE_DEVICE": "cpu"}
    study, out = str(images[0].StudyInstanceUID), folder / "out"
    ended = radlane("run", study, "--model", model, "--json", "--out", out, home=folder / "home", **environment)
    assert ended.code == DONE, ended.stderr
    objects = {item["role"]: dcmread(out / Path(item["path"]).name) for item in ended.answer["objects"]}
    return Study(images=tuple(images), objects=objects)


@contextmanager
def sitting(orthanc: Orthanc, folder: Path) -> Iterator[Desk]:
    """Analyse both studies, start OHIF before the PACS, and a browser."""
    models = folder / "models"
    shutil.copytree(ROOT / "models" / HEAD_MODEL / "package", models / HEAD_MODEL)
    (models / "tags.json").write_text(json.dumps({HEAD_MODEL: {"production": "1.0.0"}}))
    studies = {
        "chest": analysed(chest(), "cxr-lungs", orthanc, folder / "chest"),
        "head": analysed(head(), HEAD_MODEL, orthanc, folder / "head", RADLANE_MODELS_DIR=str(models)),
    }
    with ohif.before(orthanc) as url, chromium() as browser:
        yield Desk(browser=browser, url=url, studies=studies)
