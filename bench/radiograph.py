"""The lane on one chest radiograph beside what one would write by hand.

In: RG1 of pydicom-data, as it is and as JPEG 2000. Out: the median seconds of both in one run, their ratio, and the
lane's seconds by step. The hand-written peer does less: no checks, no gate, no picture, no limits, no identity.
Both load the network once, before the clock starts.
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

import numpy as np
import onnxruntime
from PIL import Image
from pydicom import Dataset, config, dcmread
from pydicom.sr.codedict import codes

from by_hand import areas, report, segmentation
from radlane.app.site import build_catalogue, build_models, open_folder, open_site
from radlane.domain.job import JobRequest
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from radlane.pipeline.watch import Watch
from radlane.registry.catalogue import builtin_roots
from radlane.settings.tree import Settings

ROUNDS = 7
LUNGS = (codes.SCT.Lung, codes.SCT.Lung)
IMAGES = {"native": "RG1_UNCI.dcm", "jpeg-2000": "RG1_J2KI.dcm"}


def main() -> None:
    """Print the table."""
    config.settings.reading_validation_mode = config.IGNORE
    settings = Settings(device="cpu")
    print(f"{'image':10}  {'by hand s':>9}  {'radlane s':>9}  ratio")
    for name, file in IMAGES.items():
        models = build_models(settings, build_catalogue(settings))
        with TemporaryDirectory() as folder, open_site(settings) as site, models.lease("cxr-lungs") as model:
            image = Path(folder, "archive", "image")
            image.parent.mkdir()
            shutil.copyfile(_installed(file), image)
            objects = Path(folder, "objects")
            objects.mkdir()
            lane = Lane(
                site=site,
                archive=open_folder(settings, "bench", image.parent),
                model=model,
                workspace=objects,
                spool=objects,
                keep=None,
            )
            request = JobRequest(study_instance_uid=only_study(lane.archive), model="cxr-lungs", store=False)
            watches = [Watch(time.perf_counter, lambda _: None) for _ in range(ROUNDS + 1)]
            turns = iter(watches)
            ours, theirs = _alternate(
                lambda lane=lane, request=request, turns=turns: run_job(lane, request, next(turns)),
                _by_hand(image, Path(folder)),
            )
        print(f"{name:10}  {theirs:9.3f}  {ours:9.3f}  {ours / theirs:5.2f}")
        steps = {step: median(watch.timings[step] for watch in watches[1:]) for step in watches[0].timings}
        print("            " + ", ".join(f"{step} {1000 * seconds:.0f} ms" for step, seconds in steps.items()))


def _alternate(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of both, run in turns so that both meet the same machine; the first round is not counted."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 1):
        for call, seconds in zip((one, other), times, strict=True):
            begin = time.perf_counter()
            call()
            seconds.append(time.perf_counter() - begin)
    return median(times[0][1:]), median(times[1][1:])


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
