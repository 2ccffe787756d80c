"""Many small studies through two workers on PostgreSQL, with a real Orthanc before and behind them.

In: nothing. Out: a section of docs/scaling.md and bench/results/soak.json; exit code 1 where a bar is missed.

First the service is idle, and jobs come one at a time: how long until one begins? Then all of them come as fast as one
caller can ask, some of them urgent. Meanwhile every process is looked at: memory, descriptors, what lies in its work
folder. At the end the Orthanc is asked what it has of each study.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from statistics import linear_regression, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from pydicom.uid import generate_uid  # noqa: E402
from sqlalchemy import text  # noqa: E402

from support.fleet import Fleet, fleet  # noqa: E402
from support.jobs import MODEL  # noqa: E402
from support.orthanc import USER  # noqa: E402
from support.page import write_part  # noqa: E402
from support.radiographs import radiograph  # noqa: E402

PAGE, MARK = HERE.parent / "docs" / "scaling.md", "made by bench/soak.py"
IDLE_JOBS = 40
STAT_EVERY = 25
LOOK_S = 3.0
KEPT = 50  # looks at each process that are written down; all of them count
# The bars. Slopes are per thousand jobs, over the second half of the run.
FAILED, IDLE_P95_S, STAT_P95_S = 0.01, 0.5, 10.0
MEMORY_MIB, DESCRIPTORS, ROWS = 40.0, 8.0, 0.1
_ROWS = "SELECT (SELECT count(*) FROM job_event) + (SELECT count(*) FROM dbos.operation_outputs) AS rows"
_BEGAN = """
SELECT job.priority, (min(job_event.at) - job.created_at) / 1e6 AS seconds
FROM job JOIN job_event ON job_event.job_id = job.id
WHERE job_event.kind = 'state' AND job_event.name = 'running' AND job.id = ANY(:ids) GROUP BY job.id
"""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a process holds when so many jobs are done."""

    done: int
    memory_mib: float
    descriptors: int
    spooled: int
    rows_per_job: float


def main() -> int:
    asked = _arguments()
    begun = time.monotonic()
    with TemporaryDirectory(prefix="radlane-soak-") as name, fleet(Path(name) / "site", ()) as site:
        for worker in ("one", "two"):
            site.start(worker, "radlane", RADLANE_WORKERS=str(asked.at_once))
        studies = _send(site, asked.studies + IDLE_JOBS)
        print(f"{len(studies)} studies are in the archive", file=sys.stderr)
        idle = _one_by_one(site, studies[:IDLE_JOBS])
        print(f"idle: {_percentiles(_began(site, idle)['routine'])}", file=sys.stderr)
        came = time.monotonic()
        jobs, looks = _all_at_once(site, studies[IDLE_JOBS:], asked.limit)
        results = {
            "studies": asked.studies,
            "jobs_at_once": 2 * asked.at_once,
            "seconds": round(time.monotonic() - came, 1),
            "load_before": os.getloadavg()[0],
            "cores": os.cpu_count(),
            **_outcome(site, jobs),
            "idle_start_s": _percentiles(_began(site, idle)["routine"]),
            "stat_start_s": _percentiles(_began(site, list(jobs))["stat"]),
            "processes": {one: _slopes(found) for one, found in looks.items()},
            "looks": {one: [asdict(look) for look in found[:: 1 + len(found) // KEPT]] for one, found in looks.items()},
        }
    bars = _bars(results)
    results["bars"] = {what: is_met for what, _, is_met in bars}
    for what, found, is_met in bars:
        print(f"{'met ' if is_met else 'MISSED'} {what}: {found}")
    if not asked.dry:
        (HERE / "results" / "soak.json").write_text(json.dumps(results, indent=1) + "\n")
        write_part(PAGE, MARK, _table(results, bars))
    print(f"{time.monotonic() - begun:.0f} s in all", file=sys.stderr)
    return 0 if all(is_met for _, _, is_met in bars) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=1500)
    parser.add_argument("--at-once", type=int, default=2, help="jobs of each worker at once")
    parser.add_argument("--limit", type=float, default=1800.0, help="seconds for all of them")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    return parser.parse_args()


def _send(site: Fleet, number: int) -> list[str]:
    """Put radiographs of as many studies into the Orthanc."""
    studies = [generate_uid() for _ in range(number)]
    with _orthanc(site) as caller, ThreadPoolExecutor(4) as pool:
        for answer in pool.map(lambda study: caller.post("/instances", content=_image(study)), studies):
            answer.raise_for_status()
    return studies


def _image(study: str) -> bytes:
    instance = generate_uid()
    image = radiograph(StudyInstanceUID=study, SeriesInstanceUID=generate_uid(), SOPInstanceUID=instance)
    image.file_meta.MediaStorageSOPInstanceUID = instance
    buffer = BytesIO()
    image.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def _orthanc(site: Fleet) -> httpx.Client:
    url, password = site.orthanc.url.removesuffix("/dicom-web"), site.orthanc.password_file.read_text()
    return httpx.Client(base_url=url, auth=(USER, password), trust_env=False, timeout=120)


def _one_by_one(site: Fleet, studies: Sequence[str]) -> list[str]:
    """Ask for jobs, each when the one before is done: nothing else is to do."""
    jobs = []
    for study in studies:
        jobs.append(site.ask(study, destinations=["a"]))
        site.wait(jobs[-1:])
    return jobs


def _all_at_once(site: Fleet, studies: Sequence[str], limit_s: float) -> tuple[dict[str, str], dict[str, list[Look]]]:
    """Ask for all jobs as fast as one caller can, and look at the processes until all are done: job -> study."""
    looks: dict[str, list[Look]] = {"serve": [], **{name: [] for name in site.workers}}
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(_ask, site, studies)
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            time.sleep(LOOK_S)
            done = _look(site, looks)
            if asking.done() and done >= len(studies) + IDLE_JOBS:
                break
        return asking.result(), looks


def _ask(site: Fleet, studies: Sequence[str]) -> dict[str, str]:
    jobs = {}
    with httpx.Client(base_url=site.server.url, trust_env=False, timeout=60) as caller:
        for number, study in enumerate(studies):
            priority = "routine" if number % STAT_EVERY else "stat"
            body = {"model": MODEL, "study": study, "source": "a", "destinations": ["a"], "priority": priority}
            jobs[str(caller.post("/v1/jobs", json=body).raise_for_status().json()["id"])] = study
    return jobs


def _look(site: Fleet, looks: Mapping[str, list[Look]]) -> int:
    with site.engine.connect() as connection:
        ended = text("SELECT count(*) FROM job WHERE state NOT IN ('queued', 'running', 'waiting')")
        done, rows = connection.execute(ended).scalar_one(), connection.execute(text(_ROWS)).scalar_one()
    processes = {"serve": site.server.process.pid, **{name: process.pid for name, process in site.workers.items()}}
    for name, number in processes.items():
        work = site.folder / f"work-{name}"
        looks[name].append(
            Look(
                done=int(done),
                memory_mib=_resident(number),
                descriptors=len(list(Path(f"/proc/{number}/fd").iterdir())),
                spooled=sum(1 for _ in work.iterdir()) if work.exists() else 0,
                rows_per_job=rows / max(1, done),
            )
        )
    return int(done)


def _resident(number: int) -> float:
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _began(site: Fleet, ids: Sequence[str]) -> dict[str, list[float]]:
    """Priority -> seconds from a job's acceptance to its first step."""
    found: dict[str, list[float]] = {"stat": [], "routine": []}
    with site.engine.connect() as connection:
        for row in connection.execute(text(_BEGAN), {"ids": list(ids)}):
            found[row.priority].append(float(row.seconds))
    return found


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    cut = quantiles(seconds, n=20, method="inclusive")
    return {"p50": round(cut[9], 3), "p95": round(cut[18], 3)}


def _outcome(site: Fleet, jobs: Mapping[str, str]) -> dict[str, Any]:
    """What became of the jobs, and what the Orthanc has of each study."""
    states = Counter(site.states(list(jobs)))
    with _orthanc(site) as caller:
        series = [
            one
            for modality in ("SR", "SEG", "OT")
            for one in caller.post(
                "/tools/find", json={"Level": "Series", "Query": {"Modality": modality}, "Expand": True}
            ).json()
        ]
        parents = {one["ID"]: one["MainDicomTags"]["StudyInstanceUID"] for one in caller.get("/studies?expand").json()}
    held = Counter(parents[one["ParentStudy"]] for one in series for _ in one["Instances"])
    succeeded = [
        study for state, study in zip(site.states(list(jobs)), jobs.values(), strict=True) if state == "succeeded"
    ]
    return {
        "states": dict(states),
        "lost": sum(states[state] for state in ("queued", "running", "waiting"))
        + sum(held[study] < 3 for study in succeeded),
        "doubled": sum(held[study] > 3 for study in jobs.values()),
        "failed": 1 - states["succeeded"] / len(jobs),
    }


def _slopes(looks: Sequence[Look]) -> dict[str, float]:
    """What grows with the jobs, per thousand, in the second half; and what lies in the work folder at the end."""
    half = [look for look in looks if look.done >= looks[-1].done / 2]
    done = [look.done / 1000 for look in half]
    found = {
        "memory_mib": linear_regression(done, [look.memory_mib for look in half]).slope,
        "descriptors": linear_regression(done, [look.descriptors for look in half]).slope,
        "rows_per_job": linear_regression(done, [look.rows_per_job for look in half]).slope,
        "memory_at_end_mib": looks[-1].memory_mib,
        "descriptors_at_end": looks[-1].descriptors,
        "most_spooled": max(look.spooled for look in looks),
        "spooled_at_end": looks[-1].spooled,
    }
    return {name: round(value, 2) for name, value in found.items()}


def _bars(results: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """Each bar: what, what was found, and whether it is met."""
    processes, idle, stat = results["processes"], results["idle_start_s"], results["stat_start_s"]
    memory = {name: one["memory_mib"] for name, one in processes.items()}
    files = {name: one["descriptors"] for name, one in processes.items()}
    spool = {name: one["spooled_at_end"] for name, one in processes.items()}
    rows = processes["serve"]["rows_per_job"]
    failed = results["failed"]
    return [
        ("lost", str(results["lost"]), results["lost"] == 0),
        ("doubled", str(results["doubled"]), results["doubled"] == 0),
        (f"failed, less than {FAILED:.0%}", f"{failed:.2%}", failed < FAILED),
        (
            f"memory, MiB more for each 1,000 jobs (at most {MEMORY_MIB:.0f})",
            _said(memory),
            _within(memory, MEMORY_MIB),
        ),
        (
            f"descriptors more for each 1,000 jobs (at most {DESCRIPTORS:.0f})",
            _said(files),
            _within(files, DESCRIPTORS),
        ),
        ("jobs' folders at the end (none)", _said(spool), not any(spool.values())),
        (f"rows of each job, more for each 1,000 jobs (at most {ROWS})", str(rows), rows <= ROWS),
        (f"accepted to begun when idle, p95 at most {IDLE_P95_S} s", _both(idle), idle["p95"] <= IDLE_P95_S),
        (f"the same of urgent jobs under load, p95 at most {STAT_P95_S:.0f} s", _both(stat), stat["p95"] <= STAT_P95_S),
    ]


def _within(found: Mapping[str, float], most: float) -> bool:
    return all(value <= most for value in found.values())


def _said(found: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in found.items())


def _both(found: Mapping[str, float]) -> str:
    return f"p50 {found['p50']:.2f} s, p95 {found['p95']:.2f} s"


def _table(results: Mapping[str, Any], bars: Sequence[tuple[str, str, bool]]) -> list[str]:
    rate = results["studies"] / results["seconds"]
    machine = f"{results['cores']} cores, and a load of {results['load_before']:.1f} before"
    return [
        f"{results['studies']} studies in {results['seconds']:.0f} s ({rate:.1f} a second); {machine}.",
        "",
        "| what | found | |",
        "|---|---|---|",
        *(f"| {what} | {found} | {'met' if is_met else 'missed'} |" for what, found, is_met in bars),
    ]


if __name__ == "__main__":
    sys.exit(main())
