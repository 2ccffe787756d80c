"""How long a start takes: the help, a worker and the service until they are ready, and the service's first answer.

In: RG1 of pydicom-data. Out: a section of bench/README.md, and bench/results/start.json: seconds, and multiples of what
Python takes in the same round to import the three libraries without which nothing here works. All in turns, each in a
process of its own, with compiled modules, as an installed package has; the first round, which compiles and makes the
database, does not count. A worker loads no network at its start.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection
from importlib.metadata import files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import record

ROUNDS = 9
PACKAGES = ("pydicom", "numpy", "onnxruntime", "pydantic", "sqlalchemy", "dbos", "fastapi")
FLOOR, LIBRARIES = "Python and libraries", "import numpy, onnxruntime, pydicom"
# what starts -> the seconds that it may take
TARGETS = {
    "`radlane --help`": 0.3,
    "`radlane worker`, ready": 2.0,
    "`radlane serve`, ready": 2.0,
    "`radlane serve`, its first answer": None,
}
_PATIENCE_S, _POLL_S, _TICKS = 120.0, 0.01, os.sysconf("SC_CLK_TCK")
Spent = dict[str, float]


def main() -> None:
    """Measure, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds, load = parser.parse_args().rounds, record.load()
    with TemporaryDirectory() as folder:
        spent = measure(ways(Path(folder)), rounds)
    results = {"machine": record.machine(PACKAGES), "rounds": rounds, "load": [load, record.load()], "spent": spent}
    record.keep("start", results, lines(results))


def ways(folder: Path) -> Mapping[str, Callable[[], Spent]]:
    """Return what is started, each with what it spends."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("RADLANE_", "PYTHON"))}
    environment = {
        **clean,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "RADLANE_DATA_DIR": str(folder / "data"),
        "RADLANE_DEVICE": "cpu",
    }
    radlane = [sys.executable, "-m", "radlane"]
    started = (
        lambda: to_the_end([sys.executable, "-c", LIBRARIES], environment),
        lambda: to_the_end([*radlane, "--help"], environment),
        lambda: until_answered([*radlane, "worker"], environment, is_ready),
        lambda: until_answered([*radlane, "serve"], environment, is_ready),
        lambda: until_answered([*radlane, "serve"], environment, predicts),
    )
    return dict(zip((FLOOR, *TARGETS), started, strict=True))


def measure(started: Mapping[str, Callable[[], Spent]], rounds: int) -> dict[str, dict[str, list[float]]]:
    """Start each in turns, and return the seconds of the rounds that count."""
    spent: dict[str, dict[str, list[float]]] = {way: {"wall": [], "CPU": []} for way in started}
    for order in record.turns([*started], rounds + 1):
        for way in order:
            for clock, seconds in started[way]().items():
                spent[way][clock].append(round(seconds, 3))
    return {way: {clock: seconds[1:] for clock, seconds in clocks.items()} for way, clocks in spent.items()}


def to_the_end(command: Sequence[str], environment: Mapping[str, str]) -> Spent:
    """Return what a command spends until it has ended."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return {"wall": wall, "CPU": usage.ru_utime + usage.ru_stime}


def until_answered(command: Sequence[str], environment: Mapping[str, str], answers: Callable[[int], bool]) -> Spent:
    """Return what a command that answers HTTP spends until it answers a question well, and end it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    begun = time.perf_counter()
    process = subprocess.Popen([*command, "--port", str(port)], env=environment, stderr=subprocess.DEVNULL)
    try:
        while not _asked(answers, port):
            if process.poll() is not None or time.perf_counter() - begun > _PATIENCE_S:
                sys.exit(f"{command} does not answer")
            time.sleep(_POLL_S)
        return {"wall": time.perf_counter() - begun, "CPU": cpu_seconds(process.pid)}
    finally:
        process.terminate()
        process.wait()


def is_ready(port: int) -> bool:
    """Whether it says that it can take work."""
    return _status(port, "GET", "/readyz", None) == 200


def predicts(port: int) -> bool:
    """Whether it analyses a chest radiograph, for which it loads a network first; not asked before it is ready."""
    if not is_ready(port):
        return False
    status = _status(port, "POST", "/v1/predict?model=cxr-lungs", _radiograph().read_bytes())
    if status != 200:
        sys.exit(f"A radiograph is answered with {status}")
    return True


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def lines(results: record.Results) -> list[str]:
    """Return the section: seconds, multiples of the floor, and whether the target is met."""
    spent = results["spent"]
    table = record.head("start", "wall, s", "CPU, s", f"wall / {FLOOR}", f"CPU / {FLOOR}", "target, s", "met")
    for way, clocks in spent.items():
        times = [record.spread(record.ratios({k: v[clock] for k, v in spent.items()}, way, FLOOR)) for clock in clocks]
        target = TARGETS.get(way)
        met = "-" if target is None else "yes" if median(clocks["wall"]) <= target else "no"
        seconds = [record.spread(values) for values in clocks.values()]
        table.append(record.row([way, *seconds, *times, target or "-", met]))
    about = f"{record.load_line(results['rounds'], results['load'])} {record.machine_line(results['machine'])}"
    return [*table, "", about]


def _asked(answers: Callable[[int], bool], port: int) -> bool:
    try:
        return answers(port)
    except ConnectionError:
        return False


def _status(port: int, method: str, path: str, body: bytes | None) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
    try:
        connection.request(method, path, body, {"Content-Type": "application/dicom"} if body else {})
        return connection.getresponse().status
    finally:
        connection.close()


def _radiograph() -> Path:
    (found,) = (file for file in files("pydicom-data") or () if file.name == "RG1_UNCI.dcm")
    return Path(str(found.locate()))


if __name__ == "__main__":
    main()
