"""The lane beside a script, on a real Orthanc: 50 radiographs, and a CT of 300 slices with 5 classes.

In: nothing; `--peers PYTHON` names the Python of an environment with bench/requirements-peers.txt, for MONAI's sliding
window. Out: a section of bench/README.md, and bench/results/lane.json.

Each round runs every way once, each in a process of its own that has loaded its network before the clock starts, in an
order that turns from round to round. What they stored is read back, compared, and deleted before the next one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

import record  # noqa: E402
from lane_data import (  # noqa: E402
    CT_KINDS,
    LEAST_ML,
    LUNG_KINDS,
    OVERLAP,
    ROI,
    SHAPE,
    ct_slices,
    ct_values,
    radiographs,
    write_package,
)
from lane_labels import agreement, stored_labels  # noqa: E402
from lane_table import Measured, Round, ratios_of, section  # noqa: E402
from lane_task import Task, write_task  # noqa: E402
from radlane.registry.catalogue import builtin_roots  # noqa: E402
from support.orthanc import USER, Orthanc, running  # noqa: E402

THREADS = 2
_ROUNDS = "rounds of each; 0 keeps the results of an earlier run"
PACKAGES = ("dicomweb-client", "pydicom", "highdicom", "numpy", "onnxruntime", "scipy")
OURS = {"radlane": [sys.executable, "lane_radlane.py"], "script": [sys.executable, "lane_script.py", "numpy"]}


@dataclass(frozen=True, kw_only=True)
class Work:
    """What every way has to do, and what it is measured against.

    Attributes
    ----------
    instances : list of str
        SOP Instance UIDs of the images, a CT's in the order of their positions.
    float32_bytes : int
        Of the volume, or of the largest image.
    """

    task: Task
    instances: list[str]
    shape: tuple[int, int]
    float32_bytes: int


def main() -> None:
    asked = _arguments()
    results = {**record.kept("lane"), "machine": machine(asked.peers)}
    with TemporaryDirectory() as folder, running(_made(Path(folder, "orthanc"))) as orthanc:
        for kind, rounds in zip(("radiographs", "ct"), asked.rounds, strict=True):
            if rounds:
                work = (_radiographs if kind == "radiographs" else _ct)(orthanc, Path(folder), asked)
                peers = {"MONAI": [asked.peers, "lane_script.py", "MONAI"]} if asked.peers and kind == "ct" else {}
                results[kind] = ratios_of(_measure(orthanc, work, {**OURS, **peers}, rounds))
                orthanc.empty()
    if asked.dry:
        print(json.dumps(results, indent=1))
        return
    record.keep("lane", results, section(results))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The lane beside a script.")
    parser.add_argument("--peers", help="Python of an environment with MONAI")
    parser.add_argument("--rounds", type=int, nargs=2, default=(5, 3), metavar=("RADIOGRAPHS", "CT"), help=_ROUNDS)
    parser.add_argument("--images", type=int, default=50)
    parser.add_argument("--slices", type=int, default=SHAPE[0])
    parser.add_argument("--dry", action="store_true", help="print the results and write nothing")
    return parser.parse_args()


def _radiographs(orthanc: Orthanc, folder: Path, asked: argparse.Namespace) -> Work:
    studies, instances, shape = [], [], (0, 0)
    for image in radiographs(asked.images):
        orthanc.put(image)
        studies.append(str(image.StudyInstanceUID))
        instances.append(str(image.SOPInstanceUID))
        shape = int(image.Rows), int(image.Columns)
    task = Task(
        kind="radiographs",
        studies=studies,
        model="cxr-lungs:1.1.0",
        models_dir=None,
        weights=str(builtin_roots()[0] / "cxr-lungs" / "model.onnx"),
        kinds=LUNG_KINDS,
        **common(orthanc, folder),
    )
    return Work(task=task, instances=instances, shape=shape, float32_bytes=4 * shape[0] * shape[1])


def _ct(orthanc: Orthanc, folder: Path, asked: argparse.Namespace) -> Work:
    values, models = ct_values(), _made(folder / "models")
    weights = write_package(models, values)
    slices = ct_slices(values[: asked.slices])
    for image in slices:
        orthanc.put(image)
    slices.sort(key=lambda image: float(image.ImagePositionPatient[2]))
    task = Task(
        kind="ct",
        studies=[str(slices[0].StudyInstanceUID)],
        model="bench-ct:1.0.0",
        models_dir=str(models),
        weights=str(weights),
        kinds=CT_KINDS,
        **common(orthanc, folder),
    )
    size = 4 * values[: asked.slices].size
    instances = [str(image.SOPInstanceUID) for image in slices]
    return Work(task=task, instances=instances, shape=SHAPE[1:], float32_bytes=size)


def common(orthanc: Orthanc, folder: Path) -> dict[str, object]:
    return {
        "url": orthanc.url,
        "user": USER,
        "password_file": str(orthanc.password_file),
        "threads": THREADS,
        "roi": ROI,
        "overlap": OVERLAP,
        "least_ml": LEAST_ML,
        "folder": str(folder),
    }


def _measure(orthanc: Orthanc, work: Work, ways: Mapping[str, Sequence[str]], rounds: int) -> Measured:
    path = Path(work.task.folder, "task.json")
    write_task(work.task, path)
    done, equal = [], {way: [] for way in ways if way != "radlane"}
    for number, order in enumerate(record.turns([*ways], rounds)):
        load, figures, labels = record.load(), {}, {}
        for way in order:
            figures[way] = run_way([*ways[way], str(path)])
            labels[way] = stored_labels(orthanc, work.instances, work.shape)
            orthanc.remove_results()
            print(f"{work.task.kind}, round {number + 1} of {rounds}: {way}", file=sys.stderr)
        done.append(Round(figures=figures, load=load))
        for way, shares in equal.items():
            shares.append(agreement(labels["radlane"], labels[way]))
    return Measured(
        rounds=done, studies=len(work.task.studies), float32_bytes=work.float32_bytes, equal=equal, shape=work.shape
    )


def run_way(command: Sequence[str]) -> dict[str, dict[str, float]]:
    service = HERE.parent / "service"
    environment = {**os.environ, "PYTHONPATH": str(service), "OMP_NUM_THREADS": str(THREADS)}
    done = subprocess.run(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def machine(peers: str | None) -> dict[str, object]:
    found = record.machine(PACKAGES, **{"threads of a network": THREADS})
    if peers:
        asks = "import monai, torch; print(monai.__version__, torch.__version__)"
        said = subprocess.run([peers, "-c", asks], stdout=subprocess.PIPE, check=True, text=True).stdout.split()
        found |= dict(zip(("MONAI", "torch"), said, strict=True))
    return found


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
