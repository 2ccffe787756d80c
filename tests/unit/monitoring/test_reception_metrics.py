from __future__ import annotations

from prometheus_client import CollectorRegistry, generate_latest

from radlane.monitoring.reception_metrics import ReceptionMetrics


def test_instances_are_counted_by_way_and_outcome() -> None:
    registry = CollectorRegistry()
    counts = ReceptionMetrics(registry)
    for _ in range(2):
        counts.count("dimse", "stored")
    assert b'radlane_received_instances_total{outcome="stored",via="dimse"} 2.0' in generate_latest(registry)
