"""`burned-in-text` on real images, as `make test-burned-in-text` sets it up, and what people see on them.

In: images of pydicom and pydicom-data, slices of two real heads. Out: the boxes that the lane states, in pixels.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import FileDataset

from radlane.domain.finding import BoxRegion
from radlane.domain.job import JobRequest
from radlane.domain.result import Result
from radlane.inference.devices import choose_device
from radlane.pipeline.lane import Lane
from radlane.pipeline.models import LoadedModel, Models
from radlane.pipeline.networks import Places
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from radlane.registry.catalogue import load_catalogue
from support.lanes import lane, watch
from support.sources import ROOT
from support.validators import ToolMissing

MODEL = "burned-in-text"
PACKAGES = ROOT / "build" / "text" / "packages"  # what recipe.py made
TEXTS = ROOT / "tests" / "burned_in_text" / "texts.toml"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What somebody sees on an image: where the middle of each text lies, (x, y) in pixels, by what it says."""

    file: str
    texts: Mapping[str, tuple[float, float]]


def seen_texts() -> tuple[Seen, ...]:
    """The images that were looked at, each with its texts; none where there is no text."""
    listed = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    return tuple(
        Seen(file=f"{name}.dcm", texts={item["says"]: (item["at"][0], item["at"][1]) for item in texts})
        for name, texts in listed.items()
    )


@cache
def model() -> LoadedModel:
    """The package, loaded once, on the CPU.

    Raises
    ------
    ToolMissing
        If it was not made.
    """
    if not (PACKAGES / MODEL).is_dir():
        raise ToolMissing(f"{PACKAGES.relative_to(ROOT)} is not there: make test-burned-in-text")
    places = Places(device=choose_device("cpu", ()), threads=2)
    with Models(load_catalogue([PACKAGES], []), places).lease(f"{MODEL}:1.0.0") as loaded:
        return loaded  # nothing unloads it


def image(name: str, **attributes: Any) -> FileDataset:
    """One of pydicom's images; what it lacks and no archive goes without is added."""
    held = dcmread(str(get_testdata_file(name)))
    held.Modality = held.get("Modality") or "OT"
    for keyword, value in attributes.items():
        setattr(held, keyword, value)
    return held


def text_lane(folder: Path, images: Sequence[FileDataset]) -> Lane:
    """A lane of the package whose archive holds the images."""
    made = lane(folder)
    for held in images:
        held.save_as(folder / "archive" / f"{held.SOPInstanceUID}.dcm")
    return replace(made, model=model())


def analysed(folder: Path, *images: FileDataset) -> Result:
    """What the lane says of a study."""
    made = text_lane(folder, images)
    return run_job(made, JobRequest(study_instance_uid=only_study(made.archive), model=MODEL), watch())


def boxes_of(result: Result) -> tuple[BoxRegion, ...]:
    """The boxes that it states."""
    regions = (finding.region for finding in result.findings)
    return tuple(region for region in regions if isinstance(region, BoxRegion))


def holds(box: BoxRegion, place: tuple[float, float]) -> bool:
    """Whether a box holds a place (x, y)."""
    return box.left < place[0] < box.right and box.top < place[1] < box.bottom
