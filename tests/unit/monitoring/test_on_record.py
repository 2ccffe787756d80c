"""What is on record, as gauges; a database that is away is said, and nothing else of it."""

from __future__ import annotations

from radlane.monitoring.on_record import Aged, OnRecord, OnRecordCollector

FOUND = OnRecord(
    jobs={"queued": 3, "failed": 0},
    queued={"stat": Aged(count=1, oldest_s=4.5), "routine": Aged()},
    waiting={"archive-unavailable": 2},
    given_up={"worker-died": 1},
    undelivered={"unfinished": Aged(count=1, oldest_s=60.0), "ended": Aged()},
    workers={"alive": 1, "silent": 0},
    beat_age_s=2.5,
)


def gauges(found: OnRecord | None) -> dict[tuple[str, ...], float]:
    families = OnRecordCollector(lambda: found).collect()
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def test_all_that_is_on_record() -> None:
    assert gauges(FOUND) == {
        ("radlane_database_up",): 1,
        ("radlane_jobs", "queued"): 3,
        ("radlane_jobs", "failed"): 0,
        ("radlane_queue_jobs", "stat"): 1,
        ("radlane_queue_jobs", "routine"): 0,
        ("radlane_queue_oldest_seconds", "stat"): 4.5,
        ("radlane_queue_oldest_seconds", "routine"): 0,
        ("radlane_jobs_waiting", "archive-unavailable"): 2,
        ("radlane_jobs_given_up", "worker-died"): 1,
        ("radlane_outbox_results", "unfinished"): 1,
        ("radlane_outbox_results", "ended"): 0,
        ("radlane_outbox_oldest_seconds", "unfinished"): 60,
        ("radlane_outbox_oldest_seconds", "ended"): 0,
        ("radlane_workers", "alive"): 1,
        ("radlane_workers", "silent"): 0,
        ("radlane_worker_beat_age_seconds",): 2.5,
    }


def test_a_database_that_is_away() -> None:
    assert gauges(None) == {("radlane_database_up",): 0}
    assert list(OnRecordCollector(lambda: None).describe()) == []


def test_no_worker_ever() -> None:
    nobody = OnRecord(jobs={}, queued={}, waiting={}, given_up={}, undelivered={}, workers={}, beat_age_s=None)
    assert gauges(nobody) == {("radlane_database_up",): 1}
