"""Radiographs end to end from an archive on the loopback and back to it: `radlane run` over the list, and durable jobs.

In: how many studies, a device. Out: how many an hour, and how busy the GPU was meanwhile. The images are those of
`hospital.py`: 2000 x 2000, 16 bit, JPEG Lossless. The archive is a real Orthanc where one is installed, otherwise
`gpu_archive`, and the results say which. Every result is counted in the archive: what is not stored is not counted.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from gpu_archive import Archive
from gpu_archive import running as in_memory
from gpu_watch import Samples, settled, watching
from hospital_data import numbered, radiographs, study_of
from support.caller import pacs_settings, run_job, wait_for
from support.orthanc import USER, running
from support.server import serving

MODEL = "cxr-lungs"
_PATIENCE_S = 3600.0
_ORTHANC = Path("/usr/sbin/Orthanc")
_REPOSITORY = Path(__file__).parent.parent


@dataclass(frozen=True, kw_only=True)
class Place:
    """An archive that runs.

    Attributes
    ----------
    name : str
        What it is.
    settings : mapping of str to str
        How radlane reaches it.
    reports : callable
        How many reports it holds.
    """

    name: str
    settings: Mapping[str, str]
    reports: Callable[[], int]


def measure(asked: argparse.Namespace) -> dict[str, Any]:
    """Measure each way on studies of its own, so that none finds the results of another."""
    with TemporaryDirectory(prefix="radlane-hour-") as name:
        folder, count = Path(name), asked.studies
        pictures = radiographs(folder if which("dcmcjpeg") else None)
        numbers = {"radlane run": range(count), "durable jobs": range(count, 2 * count + 1)}
        files = [
            file
            for of_way in numbers.values()
            for number in of_way
            for file in numbered(pictures[number % len(pictures)], number)
        ]
        with _archive(folder, files, asked.archive) as place:
            settings = {**place.settings, "RADLANE_DEVICE": asked.device, "RADLANE_THREADS": "2"}
            ways = {"radlane run": _run, "durable jobs": _jobs}
            found = {}
            for way, work in ways.items():
                studies = [study_of(number) for number in numbers[way]]
                before = place.reports()
                seconds, samples = work(folder, settings, studies, asked)
                _require(way, place.reports() - before, len(studies))
                found[way] = _figures(count, seconds, samples)
            return {"archive": place.name, "model": MODEL, "processes": asked.processes, "ways": found}


@contextmanager
def _archive(folder: Path, files: Sequence[bytes], wished: str) -> Iterator[Place]:
    """Run an Orthanc, or the archive in memory; `auto`: an Orthanc where one is installed."""
    if wished == "orthanc" or (wished == "auto" and (_ORTHANC.exists() or which("Orthanc"))):
        (folder / "orthanc").mkdir()
        with running(folder / "orthanc") as orthanc:
            url, password = orthanc.url.removesuffix("/dicom-web"), orthanc.password_file.read_text()
            with httpx.Client(base_url=url, auth=(USER, password), trust_env=False, timeout=120) as client:
                for file in files:
                    client.post("/instances", content=file).raise_for_status()
                version = client.get("/system").json()["Version"]
            yield Place(
                name=f"Orthanc {version}",
                settings=pacs_settings(orthanc),
                reports=lambda: len(orthanc.ids("SR")),
            )
        return
    archive = Archive(files)
    with in_memory(archive) as url:
        settings = {
            "RADLANE_ARCHIVES__PACS__KIND": "dicomweb",
            "RADLANE_ARCHIVES__PACS__URL": f"{url}/",
            "RADLANE_DEFAULT_ARCHIVE": "pacs",
        }
        yield Place(
            name="bench/gpu_archive.py in memory (no Orthanc)", settings=settings, reports=lambda: archive.stored("SR")
        )


def _run(
    folder: Path, settings: Mapping[str, str], studies: Sequence[str], asked: argparse.Namespace
) -> tuple[float, Samples]:
    """The command itself, as a site would start it: with the start of its processes, each on its share of the list."""
    shares = [share for place in range(asked.processes) if (share := studies[place :: asked.processes])]
    with watching() as samples:
        begun, running_ = time.perf_counter(), []
        for place, share in enumerate(shares):
            environment = {
                **os.environ,
                **settings,
                "RADLANE_DATA_DIR": str(folder / f"run-{place}"),
                "PYTHONPATH": str(_REPOSITORY / "service"),
            }
            words = [sys.executable, "-m", "radlane", "run", "--list", "-", "--model", MODEL, "--json"]
            with (folder / f"run-{place}.json").open("wb") as said:
                process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=said, env=environment)
            process.stdin.write("\n".join(share).encode())
            process.stdin.close()
            running_.append(process)
        codes = [process.wait() for process in running_]
        seconds = time.perf_counter() - begun
    if any(codes):
        sys.exit(f"radlane run ended with {codes}")
    return seconds, samples


def _jobs(
    folder: Path, settings: Mapping[str, str], studies: Sequence[str], asked: argparse.Namespace
) -> tuple[float, Samples]:
    """All are asked for at once of one service on SQLite, after one that warms it up; the time is that of the jobs."""
    more = {**settings, "RADLANE_WORKERS": str(asked.workers)}
    with (
        serving(folder / "serve", **more) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=60) as caller,
    ):
        first, *others = [{"study": study, "model": MODEL} for study in studies]
        run_job(caller, first, _PATIENCE_S)
        with watching() as samples:
            places = [caller.post("/v1/jobs", json=body).raise_for_status().headers["location"] for body in others]
            jobs = [wait_for(caller, place, _PATIENCE_S) for place in places]
    failed = [job for job in jobs if job["state"] != "succeeded"]
    if failed:
        sys.exit(f"durable jobs: {len(failed)} did not succeed, the first: {failed[0]}")
    begun = min(datetime.fromisoformat(job["created_at"]) for job in jobs)
    return (max(datetime.fromisoformat(job["updated_at"]) for job in jobs) - begun).total_seconds(), samples


def _require(way: str, stored: int, studies: int) -> None:
    if stored != studies:
        sys.exit(f"{way}: {stored} reports are stored of {studies} studies")


def _figures(studies: int, seconds: float, samples: Samples) -> dict[str, Any]:
    return {
        "studies": studies,
        "seconds": round(seconds, 1),
        "an hour": round(3600 * studies / seconds),
        "busy": settled(samples.busy),
    }
