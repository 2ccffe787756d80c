"""Jobs that wait, on SQLite: what one more costs, and how long an urgent one takes to begin behind them.

In: an Orthanc with small radiographs, each a study. Out: for a number of jobs, asked for as fast as one caller can: the
milliseconds of the last requests, the seconds from an urgent job's acceptance to its first step, the seconds of a job
while the others wait, and the memory of the service. It works from the beginning: that is how one process on SQLite is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import httpx
from pydicom.uid import generate_uid
from sqlalchemy import Engine, text

from radlane.jobs.database import open_database
from support.caller import pacs_settings
from support.jobs import MODEL, drawing_package
from support.orthanc import Orthanc
from support.radiographs import radiograph
from support.server import serving

LAST = 20  # requests, and jobs, whose time counts
_PATIENCE_S = 240.0
_BEGAN = """
SELECT (min(job_event.at) - job.created_at) / 1e6 FROM job JOIN job_event ON job_event.job_id = job.id
WHERE job_event.kind = 'state' AND job_event.name = 'running' AND job.id = :id
"""
_DONE = "SELECT count(*) FROM job WHERE state = 'succeeded'"


def add_study(orthanc: Orthanc) -> str:
    """Put a small radiograph of a new study into the Orthanc."""
    study, instance = generate_uid(), generate_uid()
    image = radiograph(StudyInstanceUID=study, SeriesInstanceUID=generate_uid(), SOPInstanceUID=instance)
    image.file_meta.MediaStorageSOPInstanceUID = instance
    orthanc.put(image)
    return study


def measure(orthanc: Orthanc, folder: Path, studies: Sequence[str]) -> dict[str, float]:
    """Ask for jobs on all studies but two, then for an urgent one, in a service of its own that has had one before."""
    first, urgent, *waiting = studies
    (folder / "models").mkdir(parents=True)
    drawing_package(folder / "models")
    settings = {
        "RADLANE_MODELS_DIR": str(folder / "models"),
        "RADLANE_DEVICE": "cpu",
        "RADLANE_THREADS": "1",
        **pacs_settings(orthanc),
    }
    with serving(folder / "service", **settings) as server, _caller(server.url) as caller:
        _ask(caller, first, "routine")  # what is loaded once
        database = open_database(f"sqlite:///{folder / 'service' / 'data' / 'jobs.sqlite'}")
        _wait(lambda: _done(database) == 1)
        asked = [_timed(caller, study) for study in waiting]
        job = _ask(caller, urgent, "stat")
        done, begun = _done(database), time.monotonic()
        _wait(lambda: _one(database, _BEGAN, id=job) is not None)
        until = min(len(studies), done + LAST)
        _wait(lambda: _done(database) >= until)
        spent = time.monotonic() - begun
        found = {
            "ms of a request": 1000 * median(asked[-LAST:]),
            "s until an urgent job begins": _one(database, _BEGAN, id=job) or 0.0,
            "s of a job": spent / max(1, until - done),
            "MiB of the service": _resident(server.process.pid),
        }
        database.dispose()
    return {name: float(f"{value:.3g}") for name, value in found.items()}


def _caller(url: str) -> httpx.Client:
    return httpx.Client(base_url=url, trust_env=False, timeout=60)


def _timed(caller: httpx.Client, study: str) -> float:
    begun = time.perf_counter()
    _ask(caller, study, "routine")
    return time.perf_counter() - begun


def _ask(caller: httpx.Client, study: str, priority: str) -> str:
    answer = caller.post("/v1/jobs", json={"model": MODEL, "study": study, "priority": priority})
    return str(answer.raise_for_status().json()["id"])


def _one(database: Engine, query: str, **values: str) -> float | None:
    with database.connect() as connection:
        found: float | None = connection.execute(text(query), values).scalar()
    return found


def _done(database: Engine) -> int:
    return int(_one(database, _DONE) or 0)


def _wait(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < end, "the jobs take too long"
        time.sleep(0.05)


def _resident(number: int) -> float:
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
