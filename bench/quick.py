"""The main ratios in less than three minutes: is any of them a quarter worse than the one on record?

In: bench/results/quick.json. Out: a table; exit code 1, and which, where one is behind (`ratchet`). `--record` writes
the file and the section of bench/README.md instead. Each is a small form of a benchmark of its own: radlane and a peer
take turns in one process, and what counts is the median of the rounds' ratios of CPU time, that of child processes too:
wall time depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from highdicom._standard_utils import get_module_attribute_map
from pydicom import config, dcmread

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

import encode_report  # noqa: E402
import radiograph  # noqa: E402
import record  # noqa: E402
from encode import write_slices, write_task  # noqa: E402
from encode_data import FEW  # noqa: E402
from encode_way import by_highdicom, by_radlane, described, run_of  # noqa: E402
from lane_data import network  # noqa: E402
from lane_script import hounsfield  # noqa: E402
from long_ct import MODEL, read_series, write_series  # noqa: E402
from meter import cpu_seconds  # noqa: E402
from radlane.app.site import build_catalogue, open_site  # noqa: E402
from radlane.inference.windows import lay_windows  # noqa: E402
from radlane.settings.tree import Settings  # noqa: E402
from ratchet import Measure, faults, measured  # noqa: E402
from tiling_ways import ROI, TIMED, WAYS, load, volume_of, way  # noqa: E402

PACKAGES = ("pydicom", "highdicom", "numpy", "onnxruntime")
SEG_SLICES, READ_SLICES = 150, 100
Check = Callable[[Path, ExitStack], Measure]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="put what is measured on record")
    asked, begun, before = parser.parse_args(), time.monotonic(), record.load()
    config.settings.reading_validation_mode = config.IGNORE
    recorded = {} if asked.record else record.kept("quick").get("ratios", {})
    with checks() as made:
        found = measured(made, recorded)
    for name, values in found.items():
        then = record.spread(recorded.get(name, ()), 3)
        print(f"{name:45} {record.spread(values, 3)}, on record {then}")
    print(f"{time.monotonic() - begun:.0f} s, load average before: {before}, after: {record.load()}")
    if asked.record:
        loads = [before, record.load()]
        results = {"machine": record.machine(PACKAGES), "load": loads, "ratios": found}
        record.keep("quick", results, _lines(results))
        return 0
    wrong = faults(recorded, found)
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


@contextmanager
def checks() -> Iterator[dict[str, tuple[Measure, int]]]:
    """Prepare each check, in a temporary folder; the number is that of its rounds."""
    made: dict[str, tuple[Check, int]] = {
        "sliding window / bare onnxruntime, CPU": (_tiling, 5),
        "SEG of 5 classes / highdicom, CPU": (_seg, 7),
        "SR of two lungs / highdicom, CPU": (_report("two lungs"), 15),
        "SR of 18 classes / highdicom, CPU": (_report("18 classes"), 15),
        "reading a series / pydicom, CPU": (_read, 7),
        "one radiograph / by hand, CPU": (lambda *_: _radiograph, 7),
    }
    with ExitStack() as stack, TemporaryDirectory() as folder:
        prepared = {}
        for number, (name, (prepare, rounds)) in enumerate(made.items()):
            place = Path(folder, str(number))
            place.mkdir()
            prepared[name] = prepare(place, stack), rounds
        yield prepared


def _tiling(folder: Path, _: ExitStack) -> Measure:
    weights = folder / "model.onnx"
    head = np.random.default_rng(0).normal(size=(6, 4)).astype(np.float32), np.zeros(6, np.float32)
    weights.write_bytes(network(head))
    session, volume, windows = load(weights), volume_of(TIMED), lay_windows(TIMED, ROI, 0.5)
    return _turns({one: way(one, windows, volume, session) for one in WAYS}, "bare", time.process_time)


def _seg(folder: Path, _: ExitStack) -> Measure:
    shape = (SEG_SLICES, 512, 512)
    write_slices(folder / "slices", shape)
    task = {**write_task(folder, "BINARY", FEW, shape), "out": str(folder / "out.dcm")}
    context, said = run_of(task)
    get_module_attribute_map()
    descriptions = described(context, said)
    ways = {
        "radlane": lambda: by_radlane(context, said, task),
        "highdicom": lambda: by_highdicom(context, said, task, descriptions),
    }
    return _turns(ways, "highdicom", time.process_time)


def _report(name: str) -> Check:
    def prepare(_folder: Path, _stack: ExitStack) -> Measure:
        ways = encode_report.reports()[name]
        return lambda rounds: encode_report.measure(ways, rounds)["radlane"]

    return prepare


def _read(folder: Path, stack: ExitStack) -> Measure:
    write_series(folder / "archive", READ_SLICES)
    settings = Settings(device="cpu", data_dir=folder)
    site = stack.enter_context(open_site(settings))
    package, _ = build_catalogue(settings).resolve(MODEL)
    ways = {
        "radlane": lambda: read_series(settings, site, package.manifest, folder),
        "pydicom": lambda: read_by_hand(folder / "archive"),
    }
    return _turns(ways, "pydicom", cpu_seconds)


def read_by_hand(folder: Path) -> np.ndarray:
    """Read a series as scripts do: float32 [z, y, x]."""
    images = [dcmread(path) for path in folder.iterdir()]
    images.sort(key=lambda image: float(image.ImagePositionPatient[2]))
    return np.stack([hounsfield(image) for image in images])


def _radiograph(rounds: int) -> Sequence[float]:
    found: list[float] = radiograph.measure(radiograph.IMAGES["native"], rounds)["CPU"]
    return found


def _turns(ways: dict[str, Callable[[], object]], peer: str, clock: Callable[[], float]) -> Measure:
    def measure(rounds: int) -> list[float]:
        (spent,) = record.in_turns(ways, rounds, clock)
        return record.ratios(spent, "radlane", peer)

    return measure


def _lines(results: record.Results) -> list[str]:
    lines = record.head("radlane / peer", "ratio", "rounds")
    lines += [record.row([name, record.spread(values, 3), len(values)]) for name, values in results["ratios"].items()]
    low, high = min(results["load"]), max(results["load"])
    about = f"The median, in brackets the lowest and the highest. Load average: {low} to {high}."
    return [*lines, "", f"{about} {record.machine_line(results['machine'])}"]


if __name__ == "__main__":
    sys.exit(main())
