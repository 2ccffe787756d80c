"""Measurements of the lane -> ratios, and the section of bench/README.md.

In: figures by round, way and stage. Out: ratios of radlane's figures to each other way's in the same round; no seconds
and no bytes, which say nothing about another machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import record

STAGES = ("query", "retrieve", "read", "infer", "conclude", "encode", "check", "store", "total")
TITLES = {"radiographs": "{studies} radiographs of {shape}", "ct": "A CT of {shape}, 5 classes"}
Figures = Mapping[str, Mapping[str, float]]
Results = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Round:
    """One run of every way: figures by way and stage (`meter.Figures`), and the load average before."""

    figures: Mapping[str, Figures]
    load: float


@dataclass(frozen=True, kw_only=True)
class Measured:
    """All rounds; `equal` has for each other way and round what `lane_labels.agreement` says."""

    rounds: Sequence[Round]
    studies: int
    shape: tuple[int, int]
    float32_bytes: int
    equal: Mapping[str, Sequence[Mapping[str, float]]]


def ratios_of(measured: Measured) -> dict[str, object]:
    """Return what is kept of the measurements."""
    ways = [*measured.rounds[0].figures]
    size = measured.float32_bytes
    return {
        "rounds": len(measured.rounds),
        "studies": measured.studies,
        "slices": size // (4 * measured.shape[0] * measured.shape[1]),
        "shape": measured.shape,
        "load": [round(item.load, 1) for item in measured.rounds],
        "shares": {way: _shares([item.figures[way] for item in measured.rounds]) for way in ways},
        "ratios": {way: _ratios(measured.rounds, way) for way in ways if way != "radlane"},
        "peak": {way: [_round(item.figures[way]["total"]["peak"] / size) for item in measured.rounds] for way in ways},
        "stage peak": {way: _peaks([item.figures[way] for item in measured.rounds], size) for way in ways},
        "equal": {way: [dict(item) for item in found] for way, found in measured.equal.items()},
    }


def _shares(rounds: Sequence[Figures]) -> dict[str, float]:
    """Share of a stage in its way's wall time, the median of all rounds."""
    return {
        stage: _round(median(item[stage]["wall"] / item["total"]["wall"] for item in rounds))
        for stage in STAGES
        if stage in rounds[0]
    }


def _ratios(rounds: Sequence[Round], way: str) -> dict[str, dict[str, list[float]]]:
    both = [stage for stage in STAGES if stage in rounds[0].figures[way] and stage in rounds[0].figures["radlane"]]
    return {
        stage: {
            unit: [
                _round(item.figures["radlane"][stage][unit] / item.figures[way][stage][unit])
                for item in rounds
                if item.figures[way][stage][unit] > 0
            ]
            for unit in (("wall", "cpu", "peak") if stage == "total" else ("wall", "cpu"))
        }
        for stage in both
    }


def _peaks(rounds: Sequence[Figures], size: int) -> dict[str, float]:
    """Peak in a stage above the idle process, in float32 volumes, the median of all rounds."""
    return {
        stage: _round(median(item[stage]["peak"] for item in rounds) / size) for stage in STAGES if stage in rounds[0]
    }


def _round(value: float) -> float:
    return float(f"{value:.3g}")


def section(results: Results) -> list[str]:
    """Return the lines of the section."""
    parts = [line for kind in TITLES if kind in results for line in (*_table(kind, results[kind]), "")]
    return [*parts, record.machine_line(results["machine"])]


def _table(kind: str, found: Results) -> list[str]:
    others = [*found["ratios"]]
    rows, columns = found["shape"]
    shape = f"{rows} x {columns}" if kind == "radiographs" else f"{found['slices']} x {rows} x {columns}"
    heads = ["stage", *(f"share of {way}" for way in ("radlane", *others))]
    heads += [f"{unit} radlane / {way}" for way in others for unit in ("wall", "CPU")]
    lines = [f"### {TITLES[kind].format(studies=found['studies'], shape=shape)}", "", *record.head(*heads)]
    lines += [_stage(stage, found, others) for stage in STAGES]
    lines += ["", _peak(kind, found, others), "", _about(found)]
    return lines


def _stage(stage: str, found: Results, others: Sequence[str]) -> str:
    shares = [found["shares"][way].get(stage) for way in ("radlane", *others)]
    cells = [stage, *("-" if share is None else f"{share:.0%}" for share in shares)]
    for way in others:
        ratios = found["ratios"][way].get(stage, {})
        cells += [record.spread(ratios.get(unit, ())) for unit in ("wall", "cpu")]
    return record.row(cells)


def _peak(kind: str, found: Results, others: Sequence[str]) -> str:
    unit = "image" if kind == "radiographs" else "volume"
    said = [f"{way} {record.spread(found['peak'][way])}" for way in ("radlane", *others)]
    ratios = [f"{record.spread(found['ratios'][way]['total']['peak'])} of {way}'s" for way in others]
    compared = f"radlane's is {', '.join(ratios)}"
    return f"Peak memory above the idle process, in float32 {unit}s: {', '.join(said)}; {compared}."


def _about(found: Results) -> str:
    least = {way: min(item["labelled"] for item in shares) for way, shares in found["equal"].items()}
    alike = ", ".join(f"{_percent(share)} with {way}" for way, share in least.items())
    equal = f"Labels equal to radlane's, of the voxels that either labels, at least: {alike}."
    return f"{record.load_line(found['rounds'], found['load'])} {equal}"


def _percent(share: float) -> str:
    return "100 %" if share == 1 else f"{100 * min(share, 0.99999):.3f} %"
