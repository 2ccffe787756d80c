"""SEG writers beside each other: radlane, highdicom and dcmqi, on a CT of 300 slices with 5 and with 104 classes.

In: nothing. Out: a section of bench/README.md, and bench/results/encode.json.

Each round runs every way once, each in a process of its own, in an order that turns from round to round. What they
wrote is read in the first round and compared, frame by frame.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

import record  # noqa: E402
from encode_data import DISTANCE, FEW, MANY, SHAPE, SPACING, Blobs, frames_in, headers, labels  # noqa: E402

WAYS = ("radlane", "highdicom", "dcmqi")
PACKAGES = ("pydicom", "highdicom", "numpy", "dcmqi")
# What is measured: Segmentation Type and labels.
CASES = {
    "BINARY, 5 classes": ("BINARY", FEW),
    "BINARY, 104 classes": ("BINARY", MANY),
    "LABELMAP, 104 classes": ("LABELMAP", MANY),
}
_CODE = {"CodeValue": "10200004", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Liver"}
_ANATOMY = {"CodeValue": "91723000", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Anatomical Structure"}


def main() -> None:
    asked = _arguments()
    shape = (asked.slices, *SHAPE[1:])
    results: dict[str, Any] = {"machine": record.machine(PACKAGES), "slices": asked.slices, "rounds": asked.rounds}
    results["cases"] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_slices(folder / "slices", shape)
        for case, (kind, blobs) in CASES.items():
            task = write_task(folder, kind, blobs, shape)
            results["cases"][case] = _measure(task, asked.rounds)
            print(f"{case}: done", file=sys.stderr)
    if asked.dry:
        print(json.dumps(results, indent=1))
        return
    record.keep("encode", results, section(results))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="SEG writers beside each other.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slices", type=int, default=SHAPE[0])
    parser.add_argument("--dry", action="store_true", help="print the results and write nothing")
    return parser.parse_args()


def write_slices(folder: Path, shape: tuple[int, int, int]) -> None:
    folder.mkdir()
    for place, header in enumerate(headers(shape)):
        header.save_as(folder / f"{place:03d}.dcm", enforce_file_format=True)


def write_task(folder: Path, kind: str, blobs: Blobs, shape: tuple[int, int, int]) -> dict[str, Any]:
    found = labels(blobs, shape)
    np.save(folder / "labels.npy", found)
    _write_nrrd(folder / "labels.nrrd", found)
    segments = [
        {
            "labelID": number,
            "SegmentDescription": f"Part {number}",
            "SegmentAlgorithmType": "AUTOMATIC",
            "SegmentAlgorithmName": "bench",
            "SegmentedPropertyCategoryCodeSequence": _ANATOMY,
            "SegmentedPropertyTypeCodeSequence": _CODE,
        }
        for number in range(1, blobs.classes + 1)
    ]
    metadata = {"ContentCreatorName": "bench", "SeriesNumber": "1", "InstanceNumber": "1"}
    (folder / "metadata.json").write_text(json.dumps({**metadata, "segmentAttributes": [segments]}))
    return {
        "kind": kind,
        "classes": blobs.classes,
        "folder": str(folder),
        "labels": str(folder / "labels.npy"),
        "nrrd": str(folder / "labels.nrrd"),
        "slices": str(folder / "slices"),
        "metadata": str(folder / "metadata.json"),
    }


def _write_nrrd(path: Path, found: np.ndarray) -> None:
    """The labels where the slices lie, not compressed."""
    z, y, x = found.shape
    header = (
        f"NRRD0004\ntype: uint8\ndimension: 3\nspace: left-posterior-superior\nsizes: {x} {y} {z}\n"
        f"space directions: ({SPACING[1]},0,0) (0,{SPACING[0]},0) (0,0,{DISTANCE})\nkinds: domain domain domain\n"
        "encoding: raw\nspace origin: (-90,-110,35.5)\n\n"
    )
    path.write_bytes(header.encode() + found.tobytes())


def _measure(task: Mapping[str, Any], rounds: int) -> dict[str, Any]:
    """Figures of every round and way: CPU seconds and peak bytes; sizes, frames, and whether those are equal."""
    done: list[dict[str, dict[str, float]]] = []
    loads, made = [], {}
    for number, order in enumerate(record.turns(WAYS, rounds)):
        loads.append(record.load())
        figures = {}
        for way in order:
            out = Path(task["folder"], f"{way}.dcm")
            figures[way] = _run(way, {**task, "out": str(out)})
            if number == 0:
                made[way] = frames_in(out)
            size = out.stat().st_size
            out.unlink()
        done.append(figures)
    return {
        "figures": done,
        "load": loads,
        "MB": round(size / 1e6, 1),
        "frames": len(made["radlane"]),
        "equal": {way: frames == made["radlane"] for way, frames in made.items() if way != "radlane"},
    }


def _run(way: str, task: Mapping[str, Any]) -> dict[str, float]:
    path = Path(task["folder"], "task.json")
    path.write_text(json.dumps(task))
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent / "service"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "encode_way.py", way, str(path)]
    done = subprocess.run(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    encode = json.loads(done.stdout.splitlines()[-1])["encode"]
    return {"cpu": encode["cpu"], "peak": encode["peak"]}


def section(results: Mapping[str, Any]) -> list[str]:
    heads = ("SEG", "frames", *(f"CPU {way} / radlane" for way in WAYS[1:]), *(f"peak {way}" for way in WAYS))
    lines = [*record.head(*heads), *(_row(case, found) for case, found in results["cases"].items())]
    loads = [load for found in results["cases"].values() for load in found["load"]]
    compared = [f"{case}: {_equal(found)}" for case, found in results["cases"].items()]
    about = (
        f"{record.load_line(results['rounds'], loads)} Peaks in MB above the idle process, of dcmqi the whole process. "
        f"Frames equal to radlane's: {'; '.join(compared)}. {record.machine_line(results['machine'])}"
    )
    return [*lines, "", about]


def _row(case: str, found: Mapping[str, Any]) -> str:
    cells = [case, str(found["frames"])]
    cells += [record.spread(_ratios(found, way), 1) for way in WAYS[1:]]
    cells += [record.spread([one[way]["peak"] / 1e6 for one in found["figures"]], 0) for way in WAYS]
    return record.row(cells)


def _ratios(found: Mapping[str, Any], way: str) -> list[float]:
    return [one[way]["cpu"] / one["radlane"]["cpu"] for one in found["figures"]]


def _equal(found: Mapping[str, Any]) -> str:
    return ", ".join(f"{way} {'all' if equal else 'not all'}" for way, equal in found["equal"].items())


if __name__ == "__main__":
    main()
