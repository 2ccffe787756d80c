"""What is counted of the runs of networks."""

from __future__ import annotations

from prometheus_client import CollectorRegistry

from radlane.monitoring.network_metrics import NetworkMetrics

OF_MODEL = {"model": "chest", "version": "1.2.0"}


def test_figures_of_runs() -> None:
    registry = CollectorRegistry()
    figures = NetworkMetrics(registry)
    figures.count_run("chest:1.2.0", 3, (0.5, 0.25))
    figures.count_run("chest:1.2.0", 1, (0.0,))
    figures.count_fallback("chest:1.2.0", "cpu")
    for name, labels, value in (
        ("radlane_network_run_images_count", {}, 2),
        ("radlane_network_run_images_sum", {}, 4),
        ("radlane_network_wait_seconds_count", {}, 3),
        ("radlane_network_wait_seconds_sum", {}, 0.75),
        ("radlane_network_fallbacks_total", {"to": "cpu"}, 1),
    ):
        assert registry.get_sample_value(name, {**OF_MODEL, **labels}) == value
