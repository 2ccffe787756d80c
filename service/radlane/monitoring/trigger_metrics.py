"""Figures of triggers: what was announced, and what came of it. Labels are names of rules, models and ways."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge


class TriggerMetrics:
    """What one process counts of announcements.

    Parameters
    ----------
    registry : CollectorRegistry or None
        Where the figures are shown; None: nowhere.
    """

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self._announced = Counter(
            "radlane_announcements",
            "Studies that were announced, by the way and by what came of it",
            ("via", "outcome"),
            registry=registry,
        )
        self._planned = Counter(
            "radlane_rule_jobs",
            "What rules wanted: a new job, a known one, or the code of why there is none",
            ("rule", "outcome"),
            registry=registry,
        )
        self._faults = Gauge("radlane_rules_faults", "Faults of the file of rules as it is now", registry=registry)

    def count_announcement(self, via: str, outcome: str) -> None:
        """Count an announcement: `jobs`, `known`, `nothing`, `no-rules`, or the code of an error."""
        self._announced.labels(via=via, outcome=outcome).inc()

    def count_planned(self, rule: str, outcome: str) -> None:
        """Count what came of one model of a rule that fits: `new`, `known`, or why not."""
        self._planned.labels(rule=rule, outcome=outcome).inc()

    def set_faults(self, count: int) -> None:
        """Say how many faults the file of rules has."""
        self._faults.set(count)
