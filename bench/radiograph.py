"""The lane on one chest radiograph beside what one would write by hand.

In: RG1 of pydicom-data, as it is and as JPEG 2000. Out: a section of bench/README.md and bench/results/radiograph.json:
the lane's seconds as multiples of the other's in the same round, and the shares of its steps. The hand-written peer
does less: no checks, no gate, no picture, no limits, no identity. Both load the network once, before the clock starts.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from importlib.metadata import files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnxruntime
from PIL import Image
from pydicom import Dataset, config, dcmread
from pydicom.sr.codedict import codes

import record
from by_hand import areas, report, segmentation
from meter import cpu_seconds
from radlane.app.site import build_catalogue, build_models, open_folder, open_site
from radlane.domain.job import JobRequest
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from radlane.pipeline.watch import Watch
from radlane.registry.catalogue import builtin_roots
from radlane.settings.tree import Settings

ROUNDS = 7
UNITS = ("wall", "CPU")
LUNGS = (codes.SCT.Lung, codes.SCT.Lung)
PACKAGES = ("pydicom", "highdicom", "numpy", "onnxruntime", "pillow")
IMAGES = {"native": "RG1_UNCI.dcm", "jpeg-2000": "RG1_J2KI.dcm"}


def main() -> None:
    """Measure, and write the section."""
    config.settings.reading_validation_mode = config.IGNORE
    found = {name: measure(file, ROUNDS) for name, file in IMAGES.items()}
    results = {"machine": record.machine(PACKAGES), "rounds": ROUNDS, "images": found}
    record.keep("radiograph", results, _lines(results))


def measure(file: str, rounds: int) -> dict[str, Any]:
    """Run both in turns: the ratios of the rounds, the shares of radlane's steps, and the load before."""
    settings, load = Settings(device="cpu"), record.load()
    models = build_models(settings, build_catalogue(settings))
    with TemporaryDirectory() as folder, open_site(settings) as site, models.lease("cxr-lungs") as model:
        image = Path(folder, "archive", "image")
        image.parent.mkdir()
        shutil.copyfile(_installed(file), image)
        objects = Path(folder, "objects")
        objects.mkdir()
        archive = open_folder(settings, "bench", image.parent)
        lane = Lane(site=site, archive=archive, model=model, workspace=objects, spool=objects, keep=None)
        request = JobRequest(study_instance_uid=only_study(archive), model="cxr-lungs", store=False)
        watches: list[Watch] = []

        def ours() -> None:
            watches.append(Watch(time.perf_counter, lambda _: None))
            run_job(lane, request, watches[-1])

        ways = {"radlane": ours, "by hand": _by_hand(image, Path(folder))}
        spent = dict(zip(UNITS, record.in_turns(ways, rounds, time.perf_counter, cpu_seconds), strict=True))
    steps = {step: median(watch.timings[step] for watch in watches[1:]) for step in watches[0].timings}
    shares = {step: round(seconds / sum(steps.values()), 3) for step, seconds in steps.items()}
    ratios = {unit: record.ratios(seconds, "radlane", "by hand") for unit, seconds in spent.items()}
    return {"load": load, **ratios, "shares": shares}


def _lines(results: record.Results) -> list[str]:
    found = results["images"]
    lines = record.head("radiograph", *(f"{unit} radlane / by hand" for unit in UNITS), "its largest steps")
    for name, one in found.items():
        largest = sorted(one["shares"].items(), key=lambda item: -item[1])[:5]
        said = ", ".join(f"{step} {share:.0%}" for step, share in largest)
        lines.append(record.row([name, *(record.spread(one[unit]) for unit in UNITS), said]))
    loads = [one["load"] for one in found.values()]
    return [*lines, "", f"{record.load_line(ROUNDS, loads)} {record.machine_line(results['machine'])}"]


def _by_hand(path: Path, folder: Path) -> Callable[[], None]:
    """Return a run as a script would do it: pydicom, onnxruntime with its defaults, highdicom."""
    session = onnxruntime.InferenceSession(builtin_roots()[0] / "cxr-lungs" / "model.onnx")

    def run() -> None:
        image = dcmread(path)
        pixels = -image.pixel_array.astype(np.float32)
        low, high = np.percentile(pixels, (1, 99))
        pixels = np.clip((pixels - low) / (high - low), 0, 1)
        side = max(pixels.shape)
        square = np.zeros((side, side), np.float32)
        square[: pixels.shape[0], : pixels.shape[1]] = pixels
        small = np.asarray(Image.fromarray(square).resize((256, 256), Image.Resampling.BILINEAR))
        lungs = session.run(["lungs"], {"image": small[None, None]})[0][0]
        large = [np.asarray(Image.fromarray(lung).resize((side, side), Image.Resampling.BILINEAR)) for lung in lungs]
        masks = np.stack([lung[: pixels.shape[0], : pixels.shape[1]] > 0 for lung in large], axis=-1)
        made = segmentation([_plain(image)], masks[None].astype(np.uint8), LUNGS)
        made.save_as(folder / "seg.dcm")
        counts = [float(count) for count in masks.sum(axis=(0, 1))]
        report([image], made, areas(made, LUNGS, counts)).save_as(folder / "sr.dcm")

    return run


def _plain(image: Dataset) -> Dataset:
    """The header without what highdicom refuses: a physician's name that is a ward."""
    image.ReferringPhysicianName = "Ward^"
    return image


def _installed(name: str) -> Path:
    found = [file for file in files("pydicom-data") or () if file.name == name]
    if not found:
        sys.exit(f"{name} is not installed: make setup")
    return Path(str(found[0].locate()))


if __name__ == "__main__":
    main()
