"""Ratios that were measured, against those on record. The standard library only.

In: ratios of radlane to a peer by name, round by round; less is better. Out: what is wrong, a line each. A ratio that
is behind is measured once more, with twice as many rounds, before it counts: machines have other things to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median

ALLOWED = 0.25
Ratios = Mapping[str, Sequence[float]]
Measure = Callable[[int], Sequence[float]]


def is_behind(recorded: Sequence[float], found: Sequence[float], allowed: float = ALLOWED) -> bool:
    """Whether the median is further above the recorded one than is allowed; no number, or none on record, is behind."""
    if not recorded or not found:
        return True
    return not 0 < median(found) <= median(recorded) * (1 + allowed)


def faults(recorded: Ratios, found: Ratios, allowed: float = ALLOWED) -> list[str]:
    """Return a line for each ratio that is behind, that has none on record, and that was not measured."""
    lines = [f"{name}: not measured" for name in recorded if name not in found]
    for name, values in found.items():
        if name not in recorded:
            lines.append(f"{name}: not on record")
        elif is_behind(recorded[name], values, allowed):
            now, then = (f"{median(one):.3g}" if one else "no number" for one in (values, recorded[name]))
            lines.append(f"{name}: {now}, on record {then}: more than {allowed:.0%} worse")
    return lines or ([] if found else ["nothing was measured"])


def measured(checks: Mapping[str, tuple[Measure, int]], recorded: Ratios) -> dict[str, Sequence[float]]:
    """Run each check with its number of rounds, and those that are behind what is on record once more."""
    found: dict[str, Sequence[float]] = {}
    for name, (measure, rounds) in checks.items():
        found[name] = measure(rounds)
        if name in recorded and is_behind(recorded[name], found[name]):
            found[name] = measure(2 * rounds)
    return found
