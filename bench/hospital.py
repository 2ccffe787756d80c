"""A hospital on two cores: radiographs and CTs come at a rate, some urgent, and one process works on SQLite.

In: a rate and minutes. Out: a section of bench/README.md and bench/results/hospital.json; exit code 1 where a job does
not succeed or more wait at the end than in the middle. Studies come at moments drawn from a seed. Each is sent to a
real Orthanc instance by instance, as a modality does, and then asked for over HTTP. Sending, the Orthanc and radlane
share the machine. An hour needs 9 GB on the disk.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from sqlalchemy import Engine, text

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

import record  # noqa: E402
from hospital_data import Files, numbered, radiographs, scan, study_of  # noqa: E402
from radlane.jobs.database import open_database  # noqa: E402
from support.caller import pacs_settings  # noqa: E402
from support.orthanc import USER, Orthanc, running  # noqa: E402
from support.server import Server, serving  # noqa: E402

MODELS = {"radiograph": "cxr-lungs", "CT": "ct-tissue"}
STAT = 0.1  # share of each kind
LOOK_S = 2.0
DRAIN_S = 420.0
PACKAGES = ("pydicom", "numpy", "onnxruntime", "imagecodecs")
_SEED = 11
_WAITING = "SELECT count(*) FROM job WHERE state IN ('queued', 'running', 'waiting')"
_JOBS = """
SELECT job.id, job.state, job.priority, job.created_at AS asked,
  min(CASE WHEN job_event.name = 'running' THEN job_event.at END) AS begun, max(job_event.at) AS ended
FROM job JOIN job_event ON job_event.job_id = job.id WHERE job_event.kind = 'state' GROUP BY job.id
"""


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A study: when it comes, in seconds, what it is and how urgent."""

    at: float
    kind: str
    priority: str


def main() -> int:
    asked = _arguments()
    load = record.load()
    with TemporaryDirectory(prefix="radlane-hospital-") as name:
        folder = Path(name)
        (folder / "orthanc").mkdir()
        studies = {"radiograph": radiographs(folder), "CT": [scan()]}
        with running(folder / "orthanc") as orthanc:
            settings = {"RADLANE_DEVICE": "cpu", "RADLANE_WORKERS": str(asked.workers), **pacs_settings(orthanc)}
            with serving(folder / "service", **settings) as server:
                results = measure(orthanc, server, studies, arrivals(asked))
    results |= {"minutes": asked.minutes, "an hour": {"radiograph": asked.radiographs, "CT": asked.cts}, "load": load}
    results |= {"workers": asked.workers, "machine": record.machine(PACKAGES)}
    print(*_lines(results), sep="\n")
    if not asked.dry:
        record.keep("hospital", results, _lines(results))
    return 1 if results["grows"] or set(results["states"]) != {"succeeded"} else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="how long studies come")
    parser.add_argument("--radiographs", type=float, default=400.0, help="in an hour")
    parser.add_argument("--cts", type=float, default=60.0, help="in an hour")
    parser.add_argument("--workers", type=int, default=2, help="jobs at once, the setting `workers`")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    return parser.parse_args()


def arrivals(asked: argparse.Namespace) -> list[Arrival]:
    """Draw the moments; as many of each kind as its rate says, and the same share of each urgent."""
    rng, found = random.Random(_SEED), []
    for kind, rate in (("radiograph", asked.radiographs), ("CT", asked.cts)):
        moments = [rng.uniform(0, 60 * asked.minutes) for _ in range(round(rate * asked.minutes / 60))]
        urgent = set(rng.sample(range(len(moments)), round(STAT * len(moments))))
        for number, at in enumerate(moments):
            found.append(Arrival(at=at, kind=kind, priority="stat" if number in urgent else "routine"))
    return sorted(found, key=lambda one: one.at)


def measure(
    orthanc: Orthanc, server: Server, studies: Mapping[str, Sequence[Files]], coming: Sequence[Arrival]
) -> dict[str, Any]:
    """Send what comes when it comes, look at what waits, and wait until all is done."""
    database = open_database(f"sqlite:///{server.folder / 'data' / 'jobs.sqlite'}")
    begun, waiting, sent = time.monotonic(), [], list[Future[tuple[str, str]]]()
    before, looked = _cpu(server), 0.0
    with _orthanc(orthanc) as archive, _caller(server) as caller, ThreadPoolExecutor(4) as pool:
        for number, one in enumerate(coming):
            while (now := time.monotonic() - begun) < one.at:
                if now - looked >= LOOK_S:
                    looked = now
                    waiting.append((round(now, 1), _count(database)))
                time.sleep(min(LOOK_S, one.at - now))
            files = studies[one.kind][number % len(studies[one.kind])]
            sent.append(pool.submit(_send, archive, caller, numbered(files, number), study_of(number), one))
        kinds = dict(future.result() for future in sent)
        coming_s, left = time.monotonic() - begun, _count(database)
        until = time.monotonic() + DRAIN_S
        while _count(database) and time.monotonic() < until:
            time.sleep(0.5)
        spent = time.monotonic() - begun
    found = _outcome(database, kinds)
    database.dispose()
    return {
        "seconds": round(coming_s, 1),
        "drained after": round(spent - coming_s, 1),
        "waiting at the end": left,
        "most waiting": max(count for _, count in waiting),
        "waiting": waiting,
        "grows": grows([count for _, count in waiting]),
        "cores of radlane": round((_cpu(server) - before) / spent, 2),
        **found,
    }


def grows(waiting: Sequence[int]) -> bool:
    """Whether more wait in the last third than in the one before, by more than a study comes and goes."""
    third = len(waiting) // 3
    return third > 0 and mean(waiting[-third:]) > mean(waiting[-2 * third : -third]) + 2


def _send(
    archive: httpx.Client, caller: httpx.Client, files: Sequence[bytes], study: str, arrival: Arrival
) -> tuple[str, str]:
    for content in files:
        archive.post("/instances", content=content).raise_for_status()
    body = {"model": MODELS[arrival.kind], "study": study, "priority": arrival.priority}
    answer = caller.post("/v1/jobs", json=body).raise_for_status()
    return str(answer.json()["id"]), arrival.kind


def _outcome(database: Engine, kinds: Mapping[str, str]) -> dict[str, Any]:
    """What became of the jobs, and by kind and urgency how long they waited and took."""
    with database.connect() as connection:
        jobs = connection.execute(text(_JOBS)).all()
    spans: dict[str, dict[str, list[float]]] = {}
    for job in jobs:
        for group in (f"{kinds[job.id]}, {job.priority}", f"all, {job.priority}"):
            of = spans.setdefault(group, {"wait": [], "total": []})
            of["wait"].append(((job.begun or job.ended) - job.asked) / 1e6)
            of["total"].append((job.ended - job.asked) / 1e6)
    done = [job.ended for job in jobs if job.state == "succeeded"]
    return {
        "states": dict(Counter(job.state for job in jobs)),
        "throughput an hour": round(3600e6 * len(done) / (max(done) - min(job.asked for job in jobs)), 1),
        "times": {
            group: {"jobs": len(of["wait"]), **{what: _percentiles(of[what]) for what in of}}
            for group, of in sorted(spans.items())
        },
    }


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    cut = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else [seconds[0]] * 19
    return {"p50": round(cut[9], 2), "p95": round(cut[18], 2)}


def _count(database: Engine) -> int:
    with database.connect() as connection:
        return int(connection.execute(text(_WAITING)).scalar_one())


def _cpu(server: Server) -> float:
    """CPU seconds of the service and of its children that have ended."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def _orthanc(orthanc: Orthanc) -> httpx.Client:
    url, password = orthanc.url.removesuffix("/dicom-web"), orthanc.password_file.read_text()
    return httpx.Client(base_url=url, auth=(USER, password), trust_env=False, timeout=120)


def _caller(server: Server) -> httpx.Client:
    return httpx.Client(base_url=server.url, trust_env=False, timeout=120)


def _lines(results: record.Results) -> list[str]:
    lines = record.head("jobs", "number", "wait p50, s", "wait p95, s", "total p50, s", "total p95, s")
    for group, found in results["times"].items():
        cells = [f"{found[what][at]:.1f}" for what in ("wait", "total") for at in ("p50", "p95")]
        lines.append(record.row([group, found["jobs"], *cells]))
    rate = ", ".join(f"{value:g} {kind}s" for kind, value in results["an hour"].items())
    states = ", ".join(f"{count} {state}" for state, count in results["states"].items())
    grows = "grows" if results["grows"] else "does not grow"
    about = (
        f"{results['minutes']:g} minutes at {rate} an hour, {results['workers']} jobs at once: {states}.",
        f"{results['throughput an hour']} jobs an hour, the last {results['drained after']} s after the last study.",
        f"At most {results['most waiting']} were under way, {results['waiting at the end']} when the last study came:",
        f"the backlog {grows}. radlane used {results['cores of radlane']} cores.",
        f"Load average before: {results['load']}. {record.machine_line(results['machine'])}",
    )
    return [*lines, "", " ".join(about)]


if __name__ == "__main__":
    sys.exit(main())
