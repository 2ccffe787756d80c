"""Several processes of radlane on one PostgreSQL: one serves without working, and workers have folders of their own.

Archive `a` is a real Orthanc, `b` a folder. The outbox is shared; what a job makes on its way is not. Each worker may
be made to die or to freeze at a point (`support.dying`), and all say what they do in a log of their own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from pydicom import Dataset, dcmread
from pydicom.uid import generate_uid
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import OperationalError

from radlane.domain.job import FINAL
from radlane.jobs.database import open_database
from radlane.jobs.schema import EVENT
from support.caller import pacs_settings
from support.jobs import MODEL, drawing_package
from support.orthanc import Orthanc, running
from support.postgres import Cluster, cluster
from support.radiographs import radiograph, save
from support.server import Server, serving
from support.sources import ROOT

LEASE_S = 8.0
RESULTS = frozenset({"SR", "SEG", "OT"})
_PATIENCE_S = 240.0


@dataclass(kw_only=True)
class Fleet:
    """What runs; `workers` are the processes by name."""

    folder: Path
    database: Cluster
    url: str
    environment: Mapping[str, str]
    server: Server
    orthanc: Orthanc
    engine: Engine
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, module: str = "support.dying", **environment: str) -> None:
        """Start a worker, and wait until it holds its lease."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("RADLANE_", "XDG_"))}
        path = os.pathsep.join((str(ROOT / "service"), str(ROOT / "tests")))
        own = {"RADLANE_WORK_DIR": str(self.folder / f"work-{name}"), "PYTHONPATH": path}
        before = self.tokens()
        with (self.folder / f"{name}.log").open("ab") as log:
            self.workers[name] = subprocess.Popen(
                [sys.executable, "-m", module, *([] if module == "support.dying" else ["worker"])],
                cwd=self.folder,
                env={**clean, **self.environment, **own, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until(lambda: bool(self.tokens() - before - {""}), f"{name} does not start: {self.said(name)}")

    def kill(self, name: str) -> None:
        """End a worker as a power cut does."""
        self.workers[name].kill()
        self.workers[name].wait()

    def stop(self, name: str) -> int:
        """Ask a worker to end, and return its exit code."""
        self.workers[name].send_signal(signal.SIGTERM)
        return self.workers[name].wait(60)

    def said(self, name: str) -> str:
        """The log of a worker."""
        return (self.folder / f"{name}.log").read_text()

    def tokens(self) -> set[str]:
        """The tokens of the leases; an empty one was taken away."""
        with self.engine.connect() as connection:
            return set(connection.execute(text("SELECT token FROM worker")).scalars())

    def add_study(self, number: int = 0) -> str:
        """Put a radiograph of a new study into both archives."""
        study, instance = generate_uid(), generate_uid()
        image = radiograph(
            StudyInstanceUID=study, SeriesInstanceUID=generate_uid(), SOPInstanceUID=instance, StudyID=f"S{number}"
        )
        image.file_meta.MediaStorageSOPInstanceUID = instance
        self.orthanc.put(image)
        save(image, self.folder / "b", f"{study}.dcm")
        return study

    def ask(self, study: str, **wanted: Any) -> str:
        """Ask for a job, and return its id."""
        body = {"model": MODEL, "study": study, "source": "a", "destinations": ["a", "b"], **wanted}
        answer = httpx.post(f"{self.server.url}/v1/jobs", json=body, trust_env=False, timeout=30)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def states(self, ids: Sequence[str]) -> list[str]:
        """The states of jobs; while the database is away, none."""
        with self.engine.connect() as connection:
            rows = connection.execute(text("SELECT id, state FROM job")).all()
        found = {str(row.id): str(row.state) for row in rows}
        return [found[one] for one in ids]

    def wait(self, ids: Sequence[str], patience_s: float = _PATIENCE_S) -> None:
        """Wait until jobs are at their end."""
        until(lambda: all(state in FINAL for state in self.states(ids)), "jobs without an end", patience_s)

    def outcomes(self, ids: Sequence[str]) -> list[str]:
        """What is on record of the ends of jobs that did not succeed: for whoever reads that a test failed."""
        with self.engine.connect() as connection:
            rows = connection.execute(text("SELECT id, state, outcome FROM job")).all()
        return [f"{row.state}: {row.outcome}" for row in rows if str(row.id) in ids and row.state != "succeeded"]

    def steps_of(self, job: str) -> list[str]:
        """The steps of a job that came to their end, in their order."""
        with self.engine.connect() as connection:
            steps = select(EVENT.c.name).where(EVENT.c.job_id == job, EVENT.c.kind == "step").order_by(EVENT.c.number)
            return list(connection.execute(steps).scalars())

    def results(self, study: str) -> tuple[list[Dataset], list[Dataset]]:
        """What the archives hold of a study beside its image: the Orthanc's, the folder's."""
        found = (dcmread(path) for path in sorted((self.folder / "b").rglob("*.dcm")))
        both = (self.orthanc.of_study(study), [one for one in found if one.StudyInstanceUID == study])
        here, there = ([one for one in held if one.Modality in RESULTS] for held in both)
        return here, there


def until(true: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S) -> None:
    """Wait for something; a database that is away is asked again."""
    end = time.monotonic() + patience_s
    while not _is(true):
        assert time.monotonic() < end, what
        time.sleep(0.05)


def _is(true: Callable[[], bool]) -> bool:
    try:
        return true()
    except OperationalError:
        return False


@contextmanager
def fleet(folder: Path, workers: Sequence[str] = ("one", "two"), **environment: str) -> Iterator[Fleet]:
    """Start the database, the archives, the service and the workers, and end all of it."""
    for name in ("models", "orthanc", "b", "data"):
        (folder / name).mkdir(parents=True)
    drawing_package(folder / "models")
    with ExitStack() as stack:
        database, orthanc = stack.enter_context(cluster()), stack.enter_context(running(folder / "orthanc"))
        url = database.database()
        (folder / "database_url").write_text(f"{url}\n")
        settings = {
            "RADLANE_DATABASE_URL_FILE": str(folder / "database_url"),
            "RADLANE_DATA_DIR": str(folder / "data"),
            "RADLANE_MODELS_DIR": str(folder / "models"),
            "RADLANE_LEASE_SECONDS": str(LEASE_S),
            "RADLANE_DEVICE": "cpu",
            "RADLANE_THREADS": "1",
            "HOME": str(folder),
            **{key.replace("PACS", "A"): value for key, value in pacs_settings(orthanc).items()},
            "RADLANE_ARCHIVES__B__KIND": "folder",
            "RADLANE_ARCHIVES__B__PATH": str(folder / "b"),
            "RADLANE_DEFAULT_ARCHIVE": "a",
            **environment,
        }
        server = stack.enter_context(serving(folder / "front", **{**settings, "RADLANE_WORKER": "false"}))
        engine = open_database(url)
        stack.callback(engine.dispose)
        made = Fleet(
            folder=folder,
            database=database,
            url=url,
            environment=settings,
            server=server,
            orthanc=orthanc,
            engine=engine,
        )
        try:
            for name in workers:
                made.start(name)
            yield made
        finally:
            for process in made.workers.values():
                process.send_signal(signal.SIGCONT)
                process.kill()
                process.wait()
