"""Figures of archives."""

from __future__ import annotations

from prometheus_client import CollectorRegistry

from radlane.monitoring.archive_metrics import ArchiveMetrics


def test_calls_and_objects_are_counted() -> None:
    registry = CollectorRegistry()
    figures = ArchiveMetrics(registry)
    figures.count_call("pacs", "query", "done", 0.2)
    figures.count_objects("pacs", ["stored", "stored", "refused"])
    wanted = {"archive": "pacs", "kind": "query"}
    assert registry.get_sample_value("radlane_archive_requests_total", {**wanted, "outcome": "done"}) == 1
    assert registry.get_sample_value("radlane_archive_request_seconds_sum", wanted) == 0.2
    stored = {"archive": "pacs", "outcome": "stored"}
    assert registry.get_sample_value("radlane_archive_objects_total", stored) == 2
