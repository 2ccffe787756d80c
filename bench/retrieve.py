"""A series from a real Orthanc into memory, and back, beside curl, dicomweb-client, pydicom, SimpleITK and highdicom.

In: nothing. Out: a section of bench/README.md, and bench/results/retrieve.json.

Each round runs every way once, each in a process of its own that is loaded before the clock starts, in an order that
turns from round to round. What came of a series is compared, voxel by voxel.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from pydicom import dcmread  # noqa: E402
from pydicom.dataset import FileDataset  # noqa: E402

import record  # noqa: E402
from lane_data import CT_KINDS, LEAST_ML, OVERLAP, ROI, SHAPE, ct_slices, ct_values, write_package  # noqa: E402
from lane_task import Task, write_task  # noqa: E402
from support.orthanc import USER, Orthanc, running  # noqa: E402
from support.syntaxes import SYNTAXES, in_syntax  # noqa: E402

SERIES_WAYS = ("curl", "radlane", "pydicom", "SimpleITK", "highdicom")
PACKED_WAYS = ("curl", "radlane", "radlane warm", "imagecodecs")
RLE_WAYS = ("curl", "radlane", "radlane warm", "pydicom")  # pydicom needs more for others, imagecodecs has none
PACKED = ("RLE", "JPEG Lossless SV1", "JPEG-LS", "JPEG 2000", "HTJ2K")
PACKAGES = ("dicomweb-client", "pydicom", "highdicom", "SimpleITK", "numpy", "imagecodecs")


def main() -> None:
    asked = _arguments()
    values = ct_values()[: asked.slices]
    size = values.nbytes
    results: dict[str, Any] = {"slices": asked.slices, "rounds": asked.rounds, "cases": {}}
    with TemporaryDirectory() as name, running(_made(Path(name, "orthanc"))) as orthanc:
        folder = Path(name)
        weights = write_package(_made(folder / "models"), ct_values())
        for case in ("native", *PACKED):
            made = ct_slices(values if case == "native" else values[: asked.packed])
            task = _task(orthanc, folder, made, weights)
            for image in made:
                orthanc.put(image if case == "native" else _packed(image, case))
            ways = {"native": SERIES_WAYS, "RLE": RLE_WAYS}.get(case, PACKED_WAYS)
            bytes_of = size if case == "native" else size * asked.packed // asked.slices
            results["cases"][case] = _measure(ways, task, {"series": _series(made)}, asked.rounds, bytes_of)
            if case == "native":
                results["instances"] = _one_by_one(task, made[: asked.packed], asked.rounds)
            orthanc.empty()
        results["store"] = _store(orthanc, folder, ct_slices(values), weights, asked.rounds, size)
    results["machine"] = record.machine(PACKAGES)
    if asked.dry:
        print(json.dumps(results, indent=1))
        return
    record.keep("retrieve", results, section(results))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A series into memory, and back.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slices", type=int, default=SHAPE[0])
    parser.add_argument("--packed", type=int, default=60, help="slices of a series that is compressed")
    parser.add_argument("--dry", action="store_true", help="print the results and write nothing")
    return parser.parse_args()


def _packed(image: FileDataset, name: str) -> FileDataset:
    (syntax,) = (one for one in SYNTAXES if one.name == name)
    return dcmread(BytesIO(in_syntax(image, syntax)))


def _series(made: Sequence[FileDataset]) -> str:
    return str(made[0].SeriesInstanceUID)


def _task(orthanc: Orthanc, folder: Path, made: Sequence[FileDataset], weights: Path) -> Task:
    return Task(
        kind="ct",
        studies=[str(made[0].StudyInstanceUID)],
        model="bench-ct:1.0.0",
        models_dir=str(folder / "models"),
        weights=str(weights),
        kinds=CT_KINDS,
        url=orthanc.url,
        user=USER,
        password_file=str(orthanc.password_file),
        threads=os.cpu_count() or 1,
        roi=ROI,
        overlap=OVERLAP,
        least_ml=LEAST_ML,
        folder=str(folder),
    )


def _one_by_one(task: Task, made: Sequence[FileDataset], rounds: int) -> dict[str, Any]:
    """Instance by instance: as radlane asks, and as clients that take what is compressed do."""
    asked = {"series": _series(made), "instances": [str(image.SOPInstanceUID) for image in made]}
    found: dict[str, list[float]] = {"identity": [], "gzip": []}
    for number in range(rounds):
        for kind in sorted(found, reverse=number % 2 == 0):
            options = ["--header", f"Accept-Encoding: {kind}"]
            found[kind].append(_run("curl", task, {**asked, "options": options})["wall"])
    return {
        "count": len(made),
        "ratios": [slow / fast for slow, fast in zip(found["gzip"], found["identity"], strict=True)],
    }


def _store(
    orthanc: Orthanc, folder: Path, made: Sequence[FileDataset], weights: Path, rounds: int, size: int
) -> dict[str, Any]:
    files = _made(folder / "files")
    for number, image in enumerate(made):
        image.save_as(files / f"{number:04d}.dcm", enforce_file_format=True)
    facts = {"series": _series(made), "files": str(files)}
    ways = ["store radlane", "store dicomweb-client"]
    return _measure(ways, _task(orthanc, folder, made, weights), facts, rounds, size, orthanc)


def _measure(
    ways: Sequence[str], task: Task, facts: Mapping[str, Any], rounds: int, size: int, emptied: Orthanc | None = None
) -> dict[str, Any]:
    """Figures by way: seconds, and peaks in volumes of 16 bits; and whether all have the same voxels."""
    found: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
    loads = []
    for number, order in enumerate(record.turns(ways, rounds)):
        loads.append(record.load())
        for way in order:
            found[way].append(_run(way, task, facts))
            if emptied is not None:
                emptied.empty()
        print(f"{facts['series'][-6:]} round {number + 1} of {rounds}", file=sys.stderr)
    digests = {one["digest"] for figures in found.values() for one in figures if "digest" in one}
    kept = {
        way: {
            "wall": [one["wall"] for one in figures],
            "cpu": [one["cpu"] for one in figures],
            "peak": [one["peak"] / size for one in figures],
        }
        for way, figures in found.items()
    }
    return {"ways": kept, "load": loads, "equal": len(digests) == 1}


def _run(way: str, task: Task, facts: Mapping[str, Any]) -> dict[str, Any]:
    folder = Path(task.folder)
    write_task(task, folder / "lane.json")
    path = folder / "facts.json"
    path.write_text(
        json.dumps({"instances": [], "options": [], "folder": task.folder, "lane": str(folder / "lane.json"), **facts})
    )
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent / "service")}
    command = [sys.executable, "retrieve_way.py", way, str(path)]
    done = subprocess.run(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def section(results: Mapping[str, Any]) -> list[str]:
    cases = results["cases"]
    packed = {case: found for case, found in cases.items() if case != "native"}
    unequal = ", ".join(case for case, found in cases.items() if not found["equal"])
    parts = [
        _table({"native": cases["native"]}, SERIES_WAYS),
        _table(packed, (*PACKED_WAYS, "pydicom")),
        f"CPU: of that way / radlane's. Voxels of all ways equal: {f'in all but {unequal}' if unequal else 'in all'}.",
        _about_instances(results["instances"]),
        _about_store(results),
        _about(results),
    ]
    return ["\n\n".join(parts)]


def _table(cases: Mapping[str, Any], ways: Sequence[str]) -> str:
    shown = [way for way in ways if way != "curl"]
    heads = ["series", *(f"wall {way} / curl" for way in shown), *(f"CPU {way}" for way in shown[1:])]
    lines = record.head(*heads, *(f"peak {way}" for way in shown))
    return "\n".join([*lines, *(_row(case, found, shown) for case, found in cases.items())])


def _about_instances(found: Mapping[str, Any]) -> str:
    ratios = record.spread(found["ratios"])
    return (
        f"{found['count']} instances one by one: gzip takes {ratios} times as long as identity, which radlane asks for."
    )


def _about_store(results: Mapping[str, Any]) -> str:
    ways = results["store"]["ways"]
    ours, theirs = ways["store radlane"], ways["store dicomweb-client"]
    return (
        f"Storing {results['slices']} slices in one request, from files: peak in volumes of 16 bits: radlane "
        f"{record.spread(ours['peak'])}, dicomweb-client {record.spread(theirs['peak'])}; dicomweb-client / radlane: "
        f"CPU {record.spread(_over(theirs, ours, 'cpu'))}, wall {record.spread(_over(theirs, ours, 'wall'))}."
    )


def _about(results: Mapping[str, Any]) -> str:
    loads = [load for found in (*results["cases"].values(), results["store"]) for load in found["load"]]
    return f"{record.load_line(results['rounds'], loads)} {record.machine_line(results['machine'])}"


def _row(case: str, found: Mapping[str, Any], ways: Sequence[str]) -> str:
    held, cells = found["ways"], [case]
    cells += [record.spread(_over(held[way], held["curl"], "wall")) if way in held else "-" for way in ways]
    cells += [record.spread(_over(held[way], held["radlane"], "cpu")) if way in held else "-" for way in ways[1:]]
    cells += [record.spread(held[way]["peak"]) if way in held else "-" for way in ways]
    return record.row(cells)


def _over(one: Mapping[str, Sequence[float]], other: Mapping[str, Sequence[float]], unit: str) -> list[float]:
    return [a / b for a, b in zip(one[unit], other[unit], strict=True)]


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
