"""Figures that stand in the database: read anew at each look, so that they are those of all processes that share it.

In: what is on record (`jobs.figures`), or None while the database is away. Out: gauges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector


@dataclass(frozen=True, kw_only=True)
class Aged:
    """How many there are, and how many seconds the oldest is old."""

    count: int = 0
    oldest_s: float = 0.0


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """What the database knows.

    Attributes
    ----------
    jobs : mapping
        State -> jobs.
    queued : mapping
        Priority -> jobs in the queue; the age is that of their place in it.
    waiting : mapping
        Code -> jobs that wait for that.
    given_up : mapping
        Code -> failed jobs whose process died again and again, or whose workflow was lost: for a person to try again.
    undelivered : mapping
        `unfinished` or `ended`: where the job stands -> results that are made, and not at all of their destinations.
    workers : mapping
        `alive` or `silent` -> workers.
    beat_age_s : float or None
        Since a worker last said that it is alive; None: none ever did.
    callbacks : mapping
        Receiver -> events that it is still to be told.
    workitems : mapping
        State -> workitems of radlane's own worklist.
    """

    jobs: Mapping[str, int]
    queued: Mapping[str, Aged]
    waiting: Mapping[str, int]
    given_up: Mapping[str, int]
    undelivered: Mapping[str, Aged]
    workers: Mapping[str, int]
    beat_age_s: float | None
    callbacks: Mapping[str, Aged] = field(default_factory=dict)
    workitems: Mapping[str, int] = field(default_factory=dict)


class OnRecordCollector(Collector):
    """Shows what is on record.

    Parameters
    ----------
    read : callable
        Reads it; None: the database is away.
    """

    def __init__(self, read: Callable[[], OnRecord | None]) -> None:
        self._read = read

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield the gauges; of a database that is away only that it is."""
        found = self._read()
        yield GaugeMetricFamily("radlane_database_up", "Whether the database answers", value=int(found is not None))
        if found is None:
            return
        yield _counts("radlane_jobs", "Jobs on record", "state", found.jobs)
        yield from _aged("radlane_queue", "Jobs in the queue", "priority", found.queued, "jobs")
        yield _counts("radlane_jobs_waiting", "Jobs that wait, by what for", "code", found.waiting)
        yield _counts("radlane_jobs_given_up", "Jobs that only a person tries again", "code", found.given_up)
        yield from _aged("radlane_outbox", "Results still to be delivered", "job_state", found.undelivered, "results")
        yield from _aged("radlane_callbacks", "Events to tell receivers", "receiver", found.callbacks, "events")
        yield _counts("radlane_workitems", "Workitems on the worklist", "state", found.workitems)
        yield _counts("radlane_workers", "Workers that share the database", "state", found.workers)
        if found.beat_age_s is not None:
            text = "Time since any worker last said that it is alive"
            yield GaugeMetricFamily("radlane_worker_beat_age_seconds", text, value=found.beat_age_s)

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing at registration: the database is not asked then."""
        return ()


def _counts(name: str, text: str, label: str, counts: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=(label,))
    for key, count in sorted(counts.items()):
        family.add_metric((key,), count)
    return family


def _aged(name: str, text: str, label: str, ages: Mapping[str, Aged], what: str) -> Iterable[GaugeMetricFamily]:
    yield _counts(f"{name}_{what}", text, label, {key: age.count for key, age in ages.items()})
    family = GaugeMetricFamily(f"{name}_oldest_seconds", f"{text}: age of the oldest", labels=(label,))
    for key, age in sorted(ages.items()):
        family.add_metric((key,), age.oldest_s)
    yield family
