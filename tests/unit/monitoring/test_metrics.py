"""Figures in Prometheus' text format."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from radlane.monitoring.metrics import MEDIA_TYPE, Metrics


def samples(metrics: Metrics) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(metrics.text().decode())
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def test_requests_and_steps_are_counted() -> None:
    metrics = Metrics("1.2.3")
    for seconds in (0.2, 0.4):
        metrics.count_request("GET", "/v1/jobs", 200, seconds)
    metrics.count_step("analyse", 2.0)
    found = samples(metrics)
    assert found["radlane_build_info", (("version", "1.2.3"),)] == 1
    labels = (("method", "GET"), ("route", "/v1/jobs"), ("status", "200"))
    assert found["radlane_http_requests_total", labels] == 2
    assert found["radlane_http_request_seconds_count", (("route", "/v1/jobs"),)] == 2
    assert found["radlane_http_request_seconds_bucket", (("le", "0.25"), ("route", "/v1/jobs"))] == 1
    assert found["radlane_job_step_seconds_sum", (("step", "analyse"),)] == 2.0


def test_jobs_are_read_anew_at_each_look() -> None:
    metrics, counts = Metrics("0"), {"queued": 2}
    metrics.watch(lambda: counts, 3)
    assert samples(metrics)["radlane_jobs", (("state", "queued"),)] == 2
    counts["queued"] = 1
    assert samples(metrics)["radlane_jobs", (("state", "queued"),)] == 1
    assert samples(metrics)["radlane_models", ()] == 3


def test_two_services_do_not_share_figures() -> None:
    one, other = Metrics("0"), Metrics("0")
    one.count_step("encode", 1.0)
    assert ("radlane_job_step_seconds_count", (("step", "encode"),)) not in samples(other)
    assert MEDIA_TYPE.startswith("text/plain")
