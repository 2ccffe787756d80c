"""What a benchmark found -> bench/results/NAME.json, and its section of bench/README.md. The standard library only.

In: a name, results, and the lines that show them. Out: files. Each result says on which machine it was measured; ratios
are those of rounds, of which the median and both ends are shown.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
README, RESULTS = HERE / "README.md", HERE / "results"
Results = Mapping[str, Any]


def keep(name: str, results: Results, lines: Sequence[str]) -> None:
    """Write what `bench/NAME.py` found, and the lines between its marks."""
    keep_results(name, results)
    write_section(README, name, lines)


def keep_results(name: str, results: Results) -> None:
    """Write bench/results/NAME.json."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(results, indent=1) + "\n")


def kept(name: str) -> dict[str, Any]:
    """Return what an earlier run wrote; nothing where there was none."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else {}


def write_section(page: Path, name: str, lines: Sequence[str]) -> None:
    """Put lines in the place of what stands between the marks of a name."""
    begin, end = f"<!-- {name}: begin, ", f"<!-- {name}: end -->"
    content = page.read_text()
    if content.count(begin) != 1 or content.count(end) != 1:
        raise ValueError(f"{page.name} has not one place for {name}")
    before, _, rest = content.partition(begin)
    mark, _, _ = rest.partition("\n")
    text = "\n".join(lines)
    page.write_text(f"{before}{begin}{mark}\n\n{text}\n\n{end}{content.partition(end)[2]}")


def machine(packages: Sequence[str] = (), **more: object) -> dict[str, object]:
    """Return what figures depend on: cores, processor, versions, and what else is said."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "cores": os.cpu_count(),
        "processor": models[0].partition(":")[2].strip() if models else platform.machine(),
        **more,
        "Python": platform.python_version(),
        **{package: version(package) for package in packages},
    }


def machine_line(facts: Mapping[str, object]) -> str:
    """Return the line that ends a section."""
    return f"Measured with: {', '.join(f'{name} {value}' for name, value in facts.items())}."


def load() -> float:
    """Return the load average of the last minute: what else the machine does."""
    return round(os.getloadavg()[0], 1)


def load_line(rounds: int, loads: Sequence[float]) -> str:
    """Return how often and under what load."""
    ends = f"{min(loads):.1f} to {max(loads):.1f}"
    return f"{rounds} rounds; the median, in brackets the lowest and the highest. Load average before a round: {ends}."


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Return the median, the lowest and the highest."""
    if not values:
        return "-"
    middle, low, high = (f"{value:.{digits}f}" for value in (median(values), min(values), max(values)))
    return f"{middle} ({low} - {high})"


def row(cells: Sequence[object]) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def head(*cells: str) -> list[str]:
    """Return the first two rows of a table whose first column is text and whose others are numbers."""
    return [row(cells), f"|---|{'---:|' * (len(cells) - 1)}"]


def turns(ways: Sequence[str], rounds: int) -> Iterator[Sequence[str]]:
    """Yield the order of each round: who is first turns, so that all meet the same machine."""
    for number in range(rounds):
        first = number % len(ways)
        yield [*ways[first:], *ways[:first]]


def in_turns(
    ways: Mapping[str, Callable[[], object]], rounds: int, *clocks: Callable[[], float]
) -> list[dict[str, list[float]]]:
    """Return, for each clock, what it says of each way and round; a first round warms up and does not count."""
    spent: list[dict[str, list[float]]] = [{way: [] for way in ways} for _ in clocks]
    for order in turns([*ways], rounds + 1):
        for way in order:
            begun = [clock() for clock in clocks]
            ways[way]()
            for one, clock, before in zip(spent, clocks, begun, strict=True):
                one[way].append(clock() - before)
    return [{way: seconds[1:] for way, seconds in one.items()} for one in spent]


def ratios(spent: Mapping[str, Sequence[float]], way: str, other: str) -> list[float]:
    """Return one way's seconds as multiples of the other's in the same round."""
    return [float(f"{mine / theirs:.3g}") for mine, theirs in zip(spent[way], spent[other], strict=True)]
