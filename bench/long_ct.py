"""A CT of 2000 slices: what reading it takes, and a whole job with ct-tissue, above the idle process.

In: nothing; the series is drawn, and written into a temporary folder. Out: a section of bench/README.md and
bench/results/long_ct.json; exit code 1 where a peak is above the bar, 2.5 times the volume of 16 bits. Each way runs in
a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

import record
from lane_data import ct_values
from meter import Figures, Meter
from radlane.app.site import build_catalogue, build_models, open_folder, open_site
from radlane.domain.job import JobRequest
from radlane.domain.model import Manifest
from radlane.domain.result import Verdict
from radlane.domain.volume import Volume
from radlane.pipeline.lane import Lane, Site
from radlane.pipeline.plan import only_study, select_candidates
from radlane.pipeline.source import choose_source, read_source
from radlane.pipeline.steps import run_job
from radlane.pipeline.watch import Watch
from radlane.settings.limits import LimitSettings
from radlane.settings.tree import Settings
from support.radiographs import save
from support.volumes import Block, series, uid

SLICES = 2000
SPACING = (0.5, 0.8, 0.8)
BAR = 2.5
MODEL = "ct-tissue"
PACKAGES = ("pydicom", "numpy", "onnxruntime")
WAYS = {"read": "choose, and read the volume", "job": f"the whole job with `{MODEL}`"}


def main() -> None:
    if len(sys.argv) > 1:
        way, folder = sys.argv[1:]
        print(json.dumps(measure(way, Path(folder))))
        return
    load = record.load()
    with TemporaryDirectory() as folder:
        write_series(Path(folder, "archive"), SLICES)
        found = {way: in_a_process(way, Path(folder)) for way in WAYS}
    results = {"machine": record.machine(PACKAGES), "slices": SLICES, "load": load, "figures": found}
    record.keep("long_ct", results, _lines(results))
    if max(figures["total"]["peak"] for figures in found.values()) > BAR * _volume_bytes():
        sys.exit(f"A peak is above {BAR} times the volume")


def write_series(folder: Path, slices: int, most: int | None = None) -> None:
    """Write the trunk of `lane_data`, each of its slices several times with noise of its own; maybe only the first."""
    values, rng = ct_values(), np.random.default_rng(3)
    affine = np.eye(4)
    affine[:3, :3] = np.diag(SPACING)[:, ::-1].T
    for number in range(most or slices):
        plane = values[number * len(values) // slices] + rng.integers(-6, 7, values.shape[1:], np.int16) + 1024
        (image,) = series(
            Block(values=plane[np.newaxis], affine=affine), BodyPartExamined="CHEST", RescaleIntercept=-1024
        )
        image.SOPInstanceUID = image.file_meta.MediaStorageSOPInstanceUID = uid(f"long {number}")
        image.ImagePositionPatient = [0, 0, number * SPACING[0]]
        save(image, folder, f"{number}.dcm")


def measure(way: str, folder: Path) -> Figures:
    """Run one way in this process."""
    settings = Settings(device="cpu", data_dir=folder, limits=LimitSettings(inference_seconds=36000))
    models = build_models(settings, build_catalogue(settings))
    with open_site(settings) as site, models.lease(MODEL) as model:
        objects = folder / "objects"
        objects.mkdir(exist_ok=True)
        archive = open_folder(settings, "bench", folder / "archive")
        lane = Lane(site=site, archive=archive, model=model, workspace=objects, spool=objects, keep=None)
        study = only_study(archive)
        meter = Meter()
        if way == "job":
            request = JobRequest(study_instance_uid=study, model=MODEL, store=False)
            result = run_job(lane, request, _MeteredWatch(meter))
            if result.verdict is not Verdict.ANALYSED:
                sys.exit(f"{result.verdict}: {[reason.text for reason in result.reasons]}")
            return meter.figures()
        index = archive.find_study(study)
        retrieved = archive.retrieve(index, select_candidates(index, model.manifest, None), objects)
        with meter.stage("choose"):
            source = choose_source(site, model.manifest, retrieved)
        with meter.stage("read"):
            volume, _ = read_source(site, model.manifest, source)
        if volume.values.nbytes != 2 * 512 * 512 * len(list((folder / "archive").iterdir())):
            sys.exit("This is another volume")
        return meter.figures()


def read_series(settings: Settings, site: Site, manifest: Manifest, folder: Path) -> Volume:
    """Find, choose and read the series in `folder/archive`."""
    archive = open_folder(settings, "bench", folder / "archive")
    index = archive.find_study(only_study(archive))
    retrieved = archive.retrieve(index, select_candidates(index, manifest, None), folder)
    volume, _ = read_source(site, manifest, choose_source(site, manifest, retrieved))
    return volume


class _MeteredWatch(Watch):
    """Tells a meter of each step."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(time.perf_counter, lambda _: None)
        self._meter = meter

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        with self._meter.stage(name), super().step(name):
            yield


def _lines(results: record.Results) -> list[str]:
    """Peaks as multiples of the volume, and each step's share of the time."""
    lines = [record.row(["way", "step", "peak / volume", "share of its time"]), "|---|---|---:|---:|"]
    for way, figures in results["figures"].items():
        total = figures["total"]
        for step, spent in figures.items():
            share = f"{spent['wall'] / total['wall']:.0%}"
            lines.append(record.row([WAYS[way], step, f"{spent['peak'] / _volume_bytes():.2f}", share]))
    about = f"One round. Load average before: {results['load']}. {record.machine_line(results['machine'])}"
    return [*lines, "", about]


def in_a_process(way: str, folder: Path) -> Figures:
    """Run one way on the series in `folder/archive`."""
    done = subprocess.run([sys.executable, __file__, way, folder], stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def _volume_bytes() -> int:
    return 2 * SLICES * 512 * 512


if __name__ == "__main__":
    main()
