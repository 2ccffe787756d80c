"""Figures of what others send: how many instances, which way, and what became of them."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter


class ReceptionMetrics:
    """What one process counts of instances that it was sent.

    Parameters
    ----------
    registry : CollectorRegistry or None
        Where the figures are shown; None: nowhere.
    """

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self._instances = Counter(
            "radlane_received_instances",
            "Instances that others sent, by the way and by what became of them",
            ("via", "outcome"),
            registry=registry,
        )

    def count(self, via: str, outcome: str) -> None:
        """Count an instance (`triggers.reception`)."""
        self._instances.labels(via=via, outcome=outcome).inc()
