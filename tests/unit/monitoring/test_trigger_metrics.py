"""What is counted of announcements."""

from __future__ import annotations

from prometheus_client import CollectorRegistry

from radlane.monitoring.trigger_metrics import TriggerMetrics


def test_figures_of_announcements() -> None:
    registry = CollectorRegistry()
    figures = TriggerMetrics(registry)
    figures.count_announcement("poll", "jobs")
    figures.count_planned("chest", "new")
    figures.set_faults(3)
    assert registry.get_sample_value("radlane_announcements_total", {"via": "poll", "outcome": "jobs"}) == 1
    assert registry.get_sample_value("radlane_rule_jobs_total", {"rule": "chest", "outcome": "new"}) == 1
    assert registry.get_sample_value("radlane_rules_faults") == 3
