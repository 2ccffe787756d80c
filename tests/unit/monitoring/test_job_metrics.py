"""Figures of jobs."""

from __future__ import annotations

from prometheus_client import REGISTRY, CollectorRegistry

from radlane.domain.job import FINAL
from radlane.monitoring.job_metrics import JobMetrics

OF_MODEL = {"model": "m", "version": "1"}


def test_each_is_counted_by_its_labels() -> None:
    registry = CollectorRegistry()
    figures = JobMetrics(registry)
    figures.count_step("encode", "m", "1", 1.5)
    figures.count_end("m", "1", "failed", "storage-full", 90.0)
    figures.count_inference("m", "1", "cuda", 0.25)
    figures.count_result("m", "1", "analysed", ["present", "absent", "absent"])
    figures.count_distance("m", "1", 0.75)
    expected = [
        ("radlane_distance_ratio_bucket", {"le": "0.7", **OF_MODEL}, 0),
        ("radlane_distance_ratio_bucket", {"le": "0.8", **OF_MODEL}, 1),
        ("radlane_job_step_seconds_sum", {"step": "encode", **OF_MODEL}, 1.5),
        ("radlane_jobs_ended_total", {"outcome": "failed", "code": "storage-full", **OF_MODEL}, 1),
        ("radlane_job_seconds_bucket", {"outcome": "failed", "le": "120.0", **OF_MODEL}, 1),
        ("radlane_inference_seconds_count", {"device": "cuda", **OF_MODEL}, 1),
        ("radlane_results_total", {"verdict": "analysed", **OF_MODEL}, 1),
        ("radlane_findings_total", {"presence": "absent", **OF_MODEL}, 2),
    ]
    for name, labels, value in expected:
        assert registry.get_sample_value(name, labels) == value, name


def test_what_did_not_happen_yet_is_counted_too() -> None:
    """A burst of the first jobs that fail is an increase only where 0 was seen before."""
    registry = CollectorRegistry()
    JobMetrics(registry).expect("m", "1")
    for outcome in FINAL:
        assert registry.get_sample_value("radlane_job_seconds_count", {"outcome": outcome, **OF_MODEL}) == 0


def test_without_a_registry_it_counts_for_nobody() -> None:
    JobMetrics().count_end("m", "1", "succeeded", "", 1.0)
    assert REGISTRY.get_sample_value("radlane_job_seconds_count", {"outcome": "succeeded", **OF_MODEL}) is None
