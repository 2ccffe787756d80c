"""What `gpu.py` found -> its section of bench/README.md, its faults, and its targets: met, missed, not measured."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import record

PARITY, LEAST_OF_BARE, LEAST_BUSY, LEAST_AN_HOUR = 1e-3, 0.95, 90.0, 60_000
_NOT = "not measured"


def faults(results: record.Results, provider: str) -> list[str]:
    """Return what is wrong: nodes that run elsewhere, and outputs that are others than the CPU's."""
    lines = []
    for name, found in results.get("networks", {}).items():
        elsewhere = {other: count for other, count in found["placement"].items() if other != provider}
        if elsewhere or not found["placement"]:
            lines.append(f"{name}: nodes that do not run on {provider}: {elsewhere or 'all'}")
        for way, error in found["errors"].items():
            if not error <= PARITY:
                lines.append(f"{name}, {way}: outputs are {error:.1e} from the CPU's, more than {PARITY:.0e}")
    return lines


def targets(results: record.Results) -> list[tuple[str, str, str, str]]:
    """Return each target as (what, target, found, verdict); what was not measured is neither met nor missed."""
    networks, on_gpu = results.get("networks", {}), results["on"] == "cuda"
    found = [
        *_at_least(
            "throughput / bare loop, radlane, worst batch",
            LEAST_OF_BARE,
            {name: _worst(network["batches"]) for name, network in networks.items()},
            2,
        ),
        *_at_least(
            "GPU busy at saturation, %", LEAST_BUSY, {n: one["saturated"]["busy"] for n, one in networks.items()}
        ),
        *_at_least(
            "radiographs an hour, end to end",
            LEAST_AN_HOUR,
            {way: one["an hour"] for way, one in results.get("hour", {}).get("ways", {}).items()},
        ),
    ]
    largest = {name: max(network["errors"].values()) for name, network in networks.items()}
    for name, error in (largest or {"": None}).items():
        what = f"difference from the CPU{name and f', {name}'}"
        stated = (_NOT, _NOT) if error is None else (f"{error:.1e}", "met" if error <= PARITY else "missed")
        found.append((what, f"<= {PARITY:.0e}", *stated))
    return found if on_gpu else [(what, target, value, _NOT) for what, target, value, _ in found]


def _at_least(what: str, least: float, values: record.Results, digits: int = 0) -> Iterator[tuple[str, str, str, str]]:
    for name, value in (values or {"": None}).items():
        said = (_NOT, _NOT) if value is None else (f"{value:.{digits}f}", "met" if value >= least else "missed")
        yield f"{what}{name and f', {name}'}", f">= {least:.{digits}f}", *said


def _worst(batches: record.Results) -> float:
    """The lowest of the medians: a slow batch is not made up for by another."""
    return min(median(ways["radlane"]["of bare"]) for ways in batches.values())


def lines_of(results: record.Results) -> list[str]:
    """Return the section."""
    lines = list[str]()
    if "networks" in results:
        lines += [*_network_lines(results["networks"]), ""]
    if "hour" in results:
        lines += [*_hour_lines(results["hour"]), ""]
    lines += [*record.head("target", "at least, or at most", "found", "verdict")]
    lines += [record.row(target) for target in targets(results)]
    if results["on"] != "cuda":
        lines += ["", "Measured on a CPU: it says nothing about a GPU, and no target is met or missed."]
    return [*lines, "", f"Load average before: {results['load']}. {record.machine_line(results['machine'])}"]


def _network_lines(networks: record.Results) -> list[str]:
    lines = record.head("network, batch, way", "inputs an hour", "ms a batch", "throughput / bare")
    for name, network in networks.items():
        for size, ways in network["batches"].items():
            for way, found in ways.items():
                cells = [f"{name}, {size}, {way}", found["an hour"], found["ms"], record.spread(found["of bare"])]
                lines.append(record.row(cells))
    said = []
    for name, found in networks.items():
        placed = ", ".join(f"{count} {provider}" for provider, count in found["placement"].items())
        errors = ", ".join(f"{way} {error:.1e}" for way, error in found["errors"].items())
        full = ", ".join(f"{what} {_NOT if value is None else value}" for what, value in found["saturated"].items())
        half = f"in half precision {found['half error']:.1e} (no target)"
        said.append(f"{name}: nodes by provider {placed}. Largest difference from the CPU: {errors}, {half}.")
        said.append(f"Kept busy by radlane: {full}.")
        said += [f"{way} is not measured: {why}." for way, why in found["left out"].items()]
    return [*lines, "", " ".join(said)]


def _hour_lines(hour: record.Results) -> list[str]:
    if "missing" in hour:
        return [f"Radiographs end to end: {_NOT}: {hour['missing']}."]
    lines = record.head("radiographs, end to end", "studies", "seconds", "an hour", "GPU busy, %")
    for way, found in hour["ways"].items():
        busy = _NOT if found["busy"] is None else found["busy"]
        lines.append(record.row([way, found["studies"], found["seconds"], found["an hour"], busy]))
    return [*lines, "", f"Archive: {hour['archive']}, on the loopback, on the same cores. Model: {hour['model']}."]
