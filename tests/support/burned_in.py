"""`burned-in-text` on real images, as `make test-burned-in-text` sets it up, and what people see on them.

In: images of pydicom and pydicom-data, slices of two real heads. Out: the boxes that the lane states, in pixels.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import FileDataset

from radlane.domain.detection import BoxMapOutput
from radlane.domain.finding import BoxRegion
from radlane.domain.image import Picture
from radlane.domain.job import JobRequest
from radlane.domain.planar import PictureGeometry
from radlane.domain.result import Result
from radlane.imaging.decode import decode_frame
from radlane.imaging.planar import to_picture_tensor
from radlane.inference.box_map import read_box_map
from radlane.inference.devices import choose_device
from radlane.inference.ground import ground_of_image
from radlane.pipeline.lane import Lane
from radlane.pipeline.models import LoadedModel, Models
from radlane.pipeline.networks import Places
from radlane.pipeline.plan import only_study
from radlane.pipeline.planar_reading import read_planar
from radlane.pipeline.steps import run_job
from radlane.registry.catalogue import load_catalogue
from support.lanes import lane, watch
from support.sources import ROOT
from support.validators import ToolMissing
from support.volumes import ref_of

MODEL = "burned-in-text"
PACKAGES = ROOT / "build" / "text" / "packages"  # what recipe.py made
ORIGINAL = ROOT / "build" / "text" / "original" / "bin" / "python"  # with bench/requirements-text.txt
REFERENCE = ROOT / "bench" / "text_reference.py"
_TIMEOUT_S = 300
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


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """What the network says of one image, and the boxes around its parts, of any size.

    Attributes
    ----------
    likely : float32 [y, x]
        On the network's grid.
    boxes : float64 [k, 2, 2]
        Lower and upper edges (y, x) there.
    scores : float32 [k]
    """

    likely: NDArray[np.float32]
    boxes: NDArray[np.float64]
    scores: NDArray[np.float32]


def mapped(held: FileDataset) -> Mapped:
    """Run the network on an image as the lane does, and read its map without the rules of size."""
    manifest = model().manifest
    (wanted,), (output,) = manifest.inputs, manifest.outputs
    assert isinstance(output, BoxMapOutput)
    assert isinstance(wanted.geometry, PictureGeometry)
    picture, _ = read_planar(held, ref_of(held), wanted, decode_frame)
    assert isinstance(picture, Picture)
    tensor = to_picture_tensor(picture, wanted)
    raws = model().session.run({tensor.name: tensor.values}, 60)
    size = wanted.geometry.size
    ground = ground_of_image(picture, MODEL, size, lambda boxes: np.clip(boxes, 0, size))
    found = read_box_map(replace(output, highest=1.0, largest=1.0), raws, ground)
    return Mapped(likely=raws[output.name][0, 0], boxes=found.boxes, scores=found.scores[:, 0])


@dataclass(frozen=True, kw_only=True)
class Original:
    """Boxes of the original on the same map, float64 [k, 2, 2] as `Mapped.boxes`, with their scores [k]."""

    boxes: NDArray[np.float64]
    scores: NDArray[np.float64]


def run_original(maps: Sequence[NDArray[np.float32]], folder: Path, score_from: float) -> tuple[Original, ...]:
    """Let rapidocr's own code find the boxes of maps; upright ones around its own, which lie at any angle.

    Raises
    ------
    ToolMissing
        If it was not set up.
    """
    if not ORIGINAL.exists():
        raise ToolMissing(f"{ORIGINAL.relative_to(ROOT)} is not there: make test-burned-in-text")
    (output,) = model().manifest.outputs
    assert isinstance(output, BoxMapOutput)
    paths = [folder / f"{number}.npy" for number in range(len(maps))]
    for path, values in zip(paths, maps, strict=True):
        np.save(path, values)
    options = {"pixels-from": output.pixels_from, "score-from": score_from, "unclip": output.unclip}
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    done = subprocess.run(
        [ORIGINAL, REFERENCE, *paths, *words], capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
    )
    assert done.returncode == 0, done.stderr
    return tuple(_original(json.loads(line)) for line in done.stdout.splitlines())


def _original(said: Mapping[str, Any]) -> Original:
    corners = np.array(said["boxes"], np.float64).reshape(-1, 4, 2)[..., ::-1]
    return Original(boxes=np.stack([corners.min(axis=1), corners.max(axis=1)], axis=1), scores=np.array(said["scores"]))
