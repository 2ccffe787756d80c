"""Figures for Prometheus: requests, jobs, models. No label holds a UID, a patient or a caller.

In: what the service counts, and what is on record. Out: the text format.
Reference: Prometheus exposition format 0.0.4; base units, `_total`, `_seconds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, Info, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

MEDIA_TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)


class Metrics:
    """The figures of one service.

    Parameters
    ----------
    version : str
        Version of radlane.
    """

    def __init__(self, version: str) -> None:
        self._registry = CollectorRegistry()
        Info("radlane_build", "Version of the software", registry=self._registry).info({"version": version})
        self._requests = Counter(
            "radlane_http_requests",
            "Requests that were answered",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "radlane_http_request_seconds", "Time to answer", ("route",), buckets=_BUCKETS, registry=self._registry
        )
        self._steps = Histogram(
            "radlane_job_step_seconds",
            "Time of one step of a job",
            ("step",),
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answered request; the route is its pattern, never its path."""
        self._requests.labels(method=method, route=route, status=str(status)).inc()
        self._seconds.labels(route=route).observe(seconds)

    def count_step(self, step: str, seconds: float) -> None:
        """Count a step of a job that came to its end."""
        self._steps.labels(step=step).observe(seconds)

    def watch(self, jobs: Callable[[], Mapping[str, int]], models: int) -> None:
        """Show how many jobs there are in each state, read anew at each look, and how many models can be used."""
        self._registry.register(_OnRecord(jobs, models))

    def _histogram(self, name: str, text: str, label: str) -> Histogram:
        return Histogram(name, text, (label,), buckets=_BUCKETS, registry=self._registry)

    def text(self) -> bytes:
        """Return all figures as they are now."""
        return generate_latest(self._registry)


class _OnRecord(Collector):
    def __init__(self, jobs: Callable[[], Mapping[str, int]], models: int) -> None:
        self._jobs = jobs
        self._models = models

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield the gauges."""
        jobs = GaugeMetricFamily("radlane_jobs", "Jobs on record by state", labels=("state",))
        for state, count in sorted(self._jobs().items()):
            jobs.add_metric((state,), count)
        yield jobs
        yield GaugeMetricFamily("radlane_models", "Model packages that can be used", value=self._models)

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing at registration: the database is not asked then."""
        return ()
