"""What an NVIDIA GPU does while something runs, as nvidia-smi says it: share of time it is busy, bytes over the bus.

In: a function that is called again and again for some seconds, by several threads. Out: samples; none where there is no
nvidia-smi, or it does not say a figure. The standard library only.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from shutil import which
from statistics import mean
from tempfile import TemporaryFile

SETTLE = 1  # samples at each end: the GPU was idle before, and is afterwards
_BUSY = ("--query-gpu=utilization.gpu", "--format=csv,noheader,nounits", "--id=0", "-lms", "250")
_BUS = ("dmon", "-s", "t", "-i", "0", "-d", "1")  # MB/s that were received and sent by the GPU in the last 20 ms


class Samples:
    """Figures of a GPU, one after the other; filled when the watch ends.

    Attributes
    ----------
    busy : list of float
        Percent of the time in which something ran on the GPU.
    bus : list of (float, float)
        MB/s to the GPU and from it.
    """

    def __init__(self) -> None:
        self.busy: list[float] = []
        self.bus: list[tuple[float, float]] = []


@contextmanager
def watching(program: str = "nvidia-smi") -> Iterator[Samples]:
    """Sample the first GPU as long as the block runs; the programs are ended by their own process id."""
    samples, found = Samples(), which(program)
    if found is None:
        yield samples
        return
    with TemporaryFile("w+") as busy, TemporaryFile("w+") as bus:
        asked = [
            subprocess.Popen([found, *words], stdout=said, stderr=subprocess.DEVNULL)
            for words, said in ((_BUSY, busy), (_BUS, bus))
        ]
        try:
            yield samples
        finally:
            for process in asked:
                process.terminate()
                process.wait(timeout=10)
            for said in (busy, bus):
                said.seek(0)
            samples.busy += read_busy(busy.read().splitlines())
            samples.bus += read_bus(bus.read().splitlines())


def read_busy(lines: Sequence[str]) -> list[float]:
    """Return percents; what is no number is left out."""
    return [float(line) for line in map(str.strip, lines) if line.isdecimal()]


def read_bus(lines: Sequence[str]) -> list[tuple[float, float]]:
    """Return MB/s to and from the GPU, of lines `index rx tx`; `-` is no figure."""
    rows = [line.split() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return [
        (float(row[1]), float(row[2])) for row in rows if len(row) > 2 and row[1].isdecimal() and row[2].isdecimal()
    ]


def settled(values: Sequence[float]) -> float | None:
    """Return the mean without both ends; None where too few are left to say anything."""
    inner = values[SETTLE:-SETTLE]
    return round(mean(inner), 1) if len(inner) > 1 else None


def saturate(make: Callable[[], Callable[[], object]], seconds: float, threads: int) -> tuple[float, Samples]:
    """Let each of some threads call a function of its own again and again.

    Parameters
    ----------
    make : callable
        Makes the function of a thread; it is called once before the clock starts.
    seconds : float
        No call begins after this.
    threads : int
        How many.

    Returns
    -------
    float
        Calls in a second, of all threads.
    Samples
        Of the GPU meanwhile.
    """
    calls = [make() for _ in range(threads)]
    for call in calls:
        call()
    with watching() as samples, ThreadPoolExecutor(threads) as pool:
        begun = time.perf_counter()
        counts = list(pool.map(lambda call: _count(call, begun + seconds), calls))
        spent = time.perf_counter() - begun
    return sum(counts) / spent, samples


def _count(call: Callable[[], object], until: float) -> int:
    count = 0
    while time.perf_counter() < until:
        call()
        count += 1
    return count


def figures_of(rate: float, samples: Samples, size: int) -> Mapping[str, float | None]:
    """Return what was measured: inputs an hour, percent busy, and bytes an input over the bus, to and from the GPU."""
    to, back = (settled([pair[place] for pair in samples.bus]) for place in (0, 1))
    each = rate * size
    return {
        "an hour": round(3600 * each),
        "busy": settled(samples.busy),
        "bytes to the GPU": None if to is None else round(to * 1e6 / each),
        "bytes from the GPU": None if back is None else round(back * 1e6 / each),
    }
