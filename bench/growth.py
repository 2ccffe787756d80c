"""How time and memory grow: with the slices of a CT, with the jobs that wait, with the classes of a label map.

In: nothing; `--peers PYTHON` names the environment with matplotlib. Out: a section of bench/README.md,
bench/results/growth.json and bench/plots/*.png. Exponents are slopes of the logarithms (`growth_fit`). One part alone
is `--only slices`, `queue` or `classes`, and some of its sizes `--sizes`: the others stay as they were measured before.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

import record  # noqa: E402
from encode import write_slices  # noqa: E402
from encode_data import SHAPE  # noqa: E402
from growth_fit import at_the_end, exponent  # noqa: E402
from growth_queue import add_study, measure  # noqa: E402
from long_ct import in_a_process, write_series  # noqa: E402
from meter import Figures  # noqa: E402
from support.orthanc import running  # noqa: E402

SLICES = (50, 100, 200, 500, 1000, 2000)
JOBS = (1, 10, 30, 100, 300, 1000)
CLASSES = (1, 2, 5, 13, 26, 52, 104)
SIZES = {"slices": SLICES, "queue": JOBS, "classes": CLASSES}
PACKAGES = ("pydicom", "numpy", "onnxruntime")
STEEP = 1.1
Values = dict[str, list[float]]


def main() -> None:
    parts = {"slices": slices, "queue": queue, "classes": classes}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=os.path.abspath, required=True, help="Python of an environment with matplotlib")
    parser.add_argument("--only", choices=parts)
    parser.add_argument("--sizes", type=int, nargs="+", help="of the part that is named")
    asked, series = parser.parse_args(), record.kept("growth").get("series", {})
    if asked.sizes and not asked.only:
        parser.error("--sizes needs --only")
    for name in [asked.only] if asked.only else parts:
        load, begun = record.load(), time.monotonic()
        with TemporaryDirectory() as folder:
            found = parts[name](Path(folder), asked.sizes or SIZES[name])
        if asked.sizes and name in series:
            found = merged(series[name], found)
        series[name] = {**found, "load": load}
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
    results = {"machine": record.machine(PACKAGES), "series": {name: series[name] for name in parts if name in series}}
    record.keep("growth", results, _lines(results))
    subprocess.run([asked.peers, "growth_plot.py"], cwd=HERE, check=True)


def merged(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part with sizes that were measured at another time; of a size that was measured again, the later one."""
    at = {size: (before, place) for place, size in enumerate(before["sizes"])}
    at |= {size: (now, place) for place, size in enumerate(now["sizes"])}
    sizes = sorted(at)
    values = {name: [at[size][0]["values"][name][at[size][1]] for size in sizes] for name in now["values"]}
    return {**now, "sizes": sizes, "values": values}


def slices(folder: Path, sizes: Sequence[int]) -> dict[str, Any]:
    """Whole jobs with ct-tissue on the first slices of a long CT, each in a process of its own."""
    values = Values()
    write_series(folder / "all", max(SLICES), max(sizes))
    for size in sizes:
        archive = folder / str(size) / "archive"
        archive.mkdir(parents=True)
        for number in range(size):
            (archive / f"{number}.dcm").hardlink_to(folder / "all" / f"{number}.dcm")
        _add(values, in_a_process("job", folder / str(size)))
        print(f"{size} slices: {values['total s'][-1]:.1f} s, {values['peak MB'][-1]:.0f} MB", file=sys.stderr)
    steps = [name for name in values if name.endswith(" s") and name != "total s"]
    largest = sorted(steps, key=lambda name: -values[name][-1])[:5]
    return {
        "of": "slices of 512 x 512",
        "sizes": list(sizes),
        "values": values,
        "panels": {"s": ["total s", *largest], "MB above the idle process": ["peak MB"]},
        "shown": ["total s", *largest, "peak MB"],
    }


def queue(folder: Path, sizes: Sequence[int]) -> dict[str, Any]:
    """Jobs that wait in one process on SQLite, on an Orthanc."""
    values = Values()
    with running(_made(folder / "orthanc")) as orthanc:
        for size in sizes:
            found = measure(orthanc, folder / str(size), [add_study(orthanc) for _ in range(size + 2)])
            for name, value in found.items():
                values.setdefault(name, []).append(value)
            print(size, found, file=sys.stderr)
    return {
        "of": "jobs that were asked for",
        "sizes": list(sizes),
        "values": values,
        "panels": {name: [name] for name in values},
        "shown": list(values),
    }


def classes(folder: Path, sizes: Sequence[int]) -> dict[str, Any]:
    """Cleaning, conclusion and SEG of 300 slices, each in a process of its own."""
    write_slices(folder / "slices", SHAPE)
    values = Values()
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent / "service"), "OMP_NUM_THREADS": "1"}
    for size in sizes:
        command = [sys.executable, "growth_classes.py", str(size), str(folder)]
        done = subprocess.run(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, check=True, text=True)
        _add(values, json.loads(done.stdout))
        print(f"{size} classes: {values['total s'][-1]:.2f} s, {values['peak MB'][-1]:.0f} MB", file=sys.stderr)
    shown = ["total s", "clean s", "conclude s", "encode s"]
    return {
        "of": "classes, 300 x 512 x 512",
        "sizes": list(sizes),
        "values": values,
        "panels": {"s": shown, "MB above the idle process": ["peak MB"]},
        "shown": [*shown, "peak MB"],
    }


def _add(values: Values, figures: Figures) -> None:
    """Add what one size took: seconds of each stage, and the peak of all."""
    for stage, spent in figures.items():
        values.setdefault(f"{stage} s", []).append(float(f"{spent['wall']:.3g}"))
    values.setdefault("peak MB", []).append(float(f"{figures['total']['peak'] / 1e6:.3g}"))


def _lines(results: record.Results) -> list[str]:
    lines: list[str] = []
    for name, found in results["series"].items():
        sizes = found["sizes"]
        lines += [f"![{found['of']}](plots/{name}.png)", ""]
        lines += record.head(found["of"], *(f"{sizes[at]}" for at in (0, -1)), "exponent", "of the three largest")
        for what in found["shown"]:
            values = found["values"][what]
            slopes = (exponent(sizes, values), at_the_end(sizes, values))
            cells = [f"{slope:.2f}{' (steep)' if slope > STEEP else ''}" for slope in slopes]
            lines.append(record.row([what, *(f"{values[at]:g}" for at in (0, -1)), *cells]))
        lines += ["", f"Load average before: {found['load']}.", ""]
    return [*lines, record.machine_line(results["machine"])]


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
