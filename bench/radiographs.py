"""50 radiographs from and to a real Orthanc with DenseNet-121, beside the network alone.

In: `--peers PYTHON` names the Python of an environment with bench/requirements-peers.txt, which makes the network. Out:
a section of bench/README.md, and bench/results/radiographs.json.

Each round runs every way once, in a process of its own, in an order that turns. The clock runs from the first study to
the last record of it: for `radlane run` by its own audit trail, for jobs from when the first was accepted to when the
last ended, by their own times. What was stored is counted, and deleted before the next one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

import record  # noqa: E402
from lane import common, machine, run_way  # noqa: E402
from lane_table import STAGES  # noqa: E402
from lane_task import Task, write_task  # noqa: E402
from meter import living_seconds  # noqa: E402
from radiographs_data import KINDS, MODEL, SIDE, images, write_model  # noqa: E402
from radlane.app.trail import open_trail  # noqa: E402
from radlane.settings.tree import Settings  # noqa: E402
from support.caller import pacs_settings, run_job, wait_for  # noqa: E402
from support.orthanc import Orthanc, running  # noqa: E402
from support.server import serving  # noqa: E402

BARS = {"radlane run": 1.25, "durable jobs": 1.5}
_PATIENCE_S = 600.0
_ORTHANC = "Orthanc itself"
_OBJECTS = {"script": 1, "radlane run": 2, "durable jobs": 2}  # of each study: an SR, and a picture


def main() -> None:
    asked = _arguments()
    results = record.kept("radiographs")
    with TemporaryDirectory() as name, running(_made(Path(name, "orthanc"))) as orthanc:
        task = _task(orthanc, Path(name), asked)
        if asked.rounds:
            rounds = _measure(orthanc, task, asked.rounds)
            results["rounds"] = [{"load": load, **_ratios(seconds)} for load, seconds in rounds]
            results["studies"] = asked.images
        results |= {"machine": machine(asked.peers), "steps": _steps(task)}
    if asked.dry:
        print(json.dumps(results, indent=1))
        return
    record.keep("radiographs", results, _section(results))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="50 radiographs beside the network alone.")
    parser.add_argument("--peers", required=True, help="Python of an environment with MONAI and torch")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each; 0 keeps those of an earlier run")
    parser.add_argument("--images", type=int, default=50)
    parser.add_argument("--dry", action="store_true", help="print the results and write nothing")
    return parser.parse_args()


def _task(orthanc: Orthanc, folder: Path, asked: argparse.Namespace) -> Task:
    """All but one of the studies are measured: the first warms the service up."""
    studies = []
    for image in images(asked.images + 1):
        orthanc.put(image)
        studies.append(str(image.StudyInstanceUID))
    models, weights = _made(folder / "models"), folder / "densenet.onnx"
    subprocess.run([asked.peers, "densenet.py", weights, str(len(KINDS))], cwd=HERE, check=True, stdout=sys.stderr)
    write_model(models, weights)
    return Task(
        kind="radiographs",
        studies=studies,
        model=MODEL,
        models_dir=str(models),
        weights=str(weights),
        kinds=KINDS,
        **common(orthanc, folder),
    )


def _measure(orthanc: Orthanc, task: Task, rounds: int) -> list[tuple[float, dict[str, float]]]:
    path = Path(task.folder, "task.json")
    write_task(Task(**{**vars(task), "studies": task.studies[1:]}), path)
    ways = {
        "bare": lambda _: _by_hand("bare", path),
        "script": lambda _: _by_hand("script", path),
        "radlane run": lambda number: _run(orthanc, task, number),
        "durable jobs": lambda number: _jobs(orthanc, task, number),
    }
    done = []
    for number, order in enumerate(record.turns([*ways], rounds)):
        load, seconds = record.load(), {}
        for way in order:
            seconds[way] = ways[way](number)
            _require_stored(orthanc, way, len(task.studies) - 1)
            orthanc.remove_results()
            print(f"round {number + 1} of {rounds}: {way}", file=sys.stderr)
        done.append((load, seconds))
    return done


def _steps(task: Task) -> dict[str, float]:
    """CPU time of radlane's steps, and of the Orthanc meanwhile, by that of the network; one study after the other.

    Warm, without the first study.
    """
    path = Path(task.folder, "steps.json")
    once, whole = (_spent(task, studies, path) for studies in (task.studies[:1], task.studies))
    spent = {stage: whole[stage] - once[stage] for stage in whole}
    return {stage: float(f"{cpu / spent['infer']:.2g}") for stage, cpu in spent.items()}


def _spent(task: Task, studies: Sequence[str], path: Path) -> dict[str, float]:
    """CPU seconds of each step of some studies, and of the Orthanc, which is all that lives beside."""
    write_task(Task(**{**vars(task), "studies": [*studies]}), path)
    before = living_seconds()
    found = run_way([sys.executable, "lane_radlane.py", str(path)])
    orthanc = living_seconds() - before
    return {**{stage: found[stage]["cpu"] for stage in STAGES}, _ORTHANC: orthanc}


def _by_hand(way: str, path: Path) -> float:
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    command = [sys.executable, "radiographs_way.py", way, str(path)]
    done = subprocess.run(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])["seconds"]


def _run(orthanc: Orthanc, task: Task, number: int) -> float:
    """The command itself; its first record is that the first study is asked for, its last what became of the last."""
    data = Path(task.folder, f"run-{number}")
    words = ["run", "--list", "-", "--model", task.model, "--json"]
    environment = {**os.environ, **_settings(orthanc, task), "RADLANE_DATA_DIR": str(data)}
    environment["PYTHONPATH"] = str(HERE.parent / "service")
    done = subprocess.run(
        [sys.executable, "-m", "radlane", *words],
        input="\n".join(task.studies[1:]),
        env=environment,
        stdout=subprocess.PIPE,
        check=False,
        text=True,
    )
    if done.returncode:
        sys.exit(f"radlane run: {done.stdout}")
    moments = [record.at for record in open_trail(Settings(data_dir=data)).walk()]
    return (max(moments) - min(moments)).total_seconds()


def _jobs(orthanc: Orthanc, task: Task, number: int) -> float:
    """All jobs are asked for at once, of a service that works as it comes: two jobs at once, on SQLite."""
    with serving(Path(task.folder, f"serve-{number}"), **_settings(orthanc, task)) as server:
        with httpx.Client(base_url=server.url, trust_env=False, timeout=60) as caller:
            first, *others = [{"study": study, "model": task.model} for study in task.studies]
            run_job(caller, first, _PATIENCE_S)
            asked = [caller.post("/v1/jobs", json=body).raise_for_status() for body in others]
            jobs = [wait_for(caller, one.headers["location"], _PATIENCE_S) for one in asked]
        if any(job["state"] != "succeeded" for job in jobs):
            sys.exit(f"durable jobs: {jobs}")
        begun = min(datetime.fromisoformat(job["created_at"]) for job in jobs)
        return (max(datetime.fromisoformat(job["updated_at"]) for job in jobs) - begun).total_seconds()


def _settings(orthanc: Orthanc, task: Task) -> dict[str, str]:
    return {
        **pacs_settings(orthanc),
        "RADLANE_MODELS_DIR": str(task.models_dir),
        "RADLANE_THREADS": str(task.threads),
        "RADLANE_DEVICE": "cpu",
    }


def _require_stored(orthanc: Orthanc, way: str, studies: int) -> None:
    stored = sum(len(orthanc.find(modality)) for modality in ("SR", "OT"))
    more = _OBJECTS.get(way, 0) if way == "durable jobs" else 0  # those of the study that warmed it up
    if stored != studies * _OBJECTS.get(way, 0) + more:
        sys.exit(f"{way}: {stored} objects are stored")


def _ratios(seconds: Mapping[str, float]) -> dict[str, float]:
    """No seconds, which say nothing about another machine."""
    return {way: float(f"{seconds[way] / seconds['bare']:.3g}") for way in seconds if way != "bare"}


def _section(results: record.Results) -> list[str]:
    rounds: Sequence[Mapping[str, float]] = results["rounds"]
    lines = record.head("way", "time / that of the network alone", "target")
    for way in ("script", "radlane run", "durable jobs"):
        found = [one[way] for one in rounds]
        bar = f"{BARS[way]:.2f}" if way in BARS else "-"
        lines.append(record.row((way, record.spread(found), bar)))
    about = (
        f"{results['studies']} radiographs of {SIDE} x {SIDE}.",
        record.load_line(len(rounds), [one["load"] for one in rounds]),
        record.machine_line(results["machine"]),
    )
    said = ", ".join(f"{stage} {ratio:g}" for stage, ratio in results["steps"].items() if stage != "infer")
    cost = f"CPU time of radlane's steps, one study after the other, by that of its network with its tensor: {said}."
    return [*lines, "", " ".join(about), "", cost]


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
