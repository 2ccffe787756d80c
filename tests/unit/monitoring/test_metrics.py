"""Figures in Prometheus' text format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from radlane.monitoring.metrics import MEDIA_TYPE, Metrics, Watched
from radlane.monitoring.on_record import Aged, OnRecord

NOTHING = OnRecord(jobs={}, queued={}, waiting={}, given_up={}, undelivered={}, workers={}, beat_age_s=None)


def samples(metrics: Metrics) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(metrics.text().decode())
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return samples(metrics).get((name, tuple(sorted(labels.items()))))


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(
        on_record=lambda: NOTHING,
        archives=lambda: {"pacs": True, "vna": False},
        models=lambda: [("cxr-lungs", "1.0.0", "sha256:00")],
        data_dir=tmp_path,
        gpus=lambda: [(1, 2), (3, 4)],
    )


def test_requests_are_counted() -> None:
    metrics = Metrics("1.2.3")
    for seconds in (0.2, 0.4):
        metrics.count_request("GET", "/v1/jobs", 200, seconds)
    assert value(metrics, "radlane_build_info", version="1.2.3") == 1
    assert value(metrics, "radlane_http_requests_total", method="GET", route="/v1/jobs", status="200") == 2
    assert value(metrics, "radlane_http_request_seconds_count", route="/v1/jobs") == 2
    assert value(metrics, "radlane_http_request_seconds_bucket", route="/v1/jobs", le="0.25") == 1


def test_what_is_watched_is_read_anew_at_each_look(watched: Watched) -> None:
    metrics, jobs = Metrics("0"), {"queued": 2}
    metrics.watch(replace(watched, on_record=lambda: replace(NOTHING, jobs=jobs)))
    assert value(metrics, "radlane_jobs", state="queued") == 2
    jobs["queued"] = 1
    assert value(metrics, "radlane_jobs", state="queued") == 1
    assert value(metrics, "radlane_models") == 1
    assert value(metrics, "radlane_model_info", model="cxr-lungs", version="1.0.0", digest="sha256:00") == 1
    assert value(metrics, "radlane_archive_up", archive="pacs") == 1
    assert value(metrics, "radlane_archive_up", archive="vna") == 0


def test_every_name_begins_with_ours(watched: Watched) -> None:
    metrics = Metrics("0")
    metrics.watch(watched)
    assert {name for name, _ in samples(metrics) if not name.startswith("radlane_")} == set()


def test_lost_decoders_are_counted() -> None:
    metrics = Metrics("0")
    metrics.count_lost_decoder()
    assert value(metrics, "radlane_decoders_lost_total") == 1
    assert value(metrics, "radlane_audit_failures_total") == 0  # there before the first one: an alert needs it
    metrics.count_audit_failure()
    assert value(metrics, "radlane_audit_failures_total") == 1


def test_two_services_do_not_share_figures() -> None:
    one, other = Metrics("0"), Metrics("0")
    one.jobs.count_step("encode", "m", "1", 1.0)
    assert value(other, "radlane_job_step_seconds_count", step="encode", model="m", version="1") is None
    assert MEDIA_TYPE.startswith("text/plain")


def test_what_is_on_record() -> None:
    assert Aged() == Aged(count=0, oldest_s=0.0)
    none: Mapping[str, int] = NOTHING.jobs
    assert none == {}
