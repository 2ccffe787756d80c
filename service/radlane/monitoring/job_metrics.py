"""Figures of jobs: their ends, their steps, what was found. Labels are names of models, steps, states and codes."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram

from radlane.domain.job import FINAL
from radlane.monitoring.buckets import HOURS, SECONDS

_MODEL = ("model", "version")
_SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class JobMetrics:
    """What one process counts of jobs.

    Parameters
    ----------
    registry : CollectorRegistry or None
        Where the figures are shown; None: nowhere.
    """

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self._ended = Counter(
            "radlane_jobs_ended", "Jobs that came to their end", (*_MODEL, "outcome", "code"), registry=registry
        )
        self._job_seconds = Histogram(
            "radlane_job_seconds",
            "Time from the acceptance of a job to its end",
            (*_MODEL, "outcome"),
            buckets=HOURS,
            registry=registry,
        )
        self._step_seconds = Histogram(
            "radlane_job_step_seconds", "Time of one step", ("step", *_MODEL), buckets=SECONDS, registry=registry
        )
        self._inference_seconds = Histogram(
            "radlane_inference_seconds",
            "Time of the networks of one analysis",
            (*_MODEL, "device"),
            buckets=SECONDS,
            registry=registry,
        )
        self._distance_ratio = Histogram(
            "radlane_distance_ratio",
            "How far what was analysed lies from valid images, as a share of what is accepted",
            _MODEL,
            buckets=_SHARES,
            registry=registry,
        )
        self._results = Counter("radlane_results", "Results by verdict", (*_MODEL, "verdict"), registry=registry)
        self._findings = Counter(
            "radlane_findings", "Findings of results by presence", (*_MODEL, "presence"), registry=registry
        )

        self._shadows = Counter(
            "radlane_shadow_jobs", "Jobs for comparison by their end", (*_MODEL, "outcome"), registry=registry
        )
        self._compared = Counter(
            "radlane_shadow_findings",
            "Findings that were compared, by whether both versions say the same",
            (*_MODEL, "agrees"),
            registry=registry,
        )

        self._callbacks = Counter(
            "radlane_callback_attempts",
            "Attempts to tell a receiver, by what became of the event",
            ("receiver", "state"),
            registry=registry,
        )

    def count_callback(self, receiver: str, state: str) -> None:
        """Count an attempt to tell a receiver, by what became of the event."""
        self._callbacks.labels(receiver=receiver, state=state).inc()

    def expect(self, model: str, version: str) -> None:
        """Show that no job of a model has ended yet: Prometheus sees no increase in what begins with its first jobs."""
        for outcome in FINAL:
            self._job_seconds.labels(model=model, version=version, outcome=str(outcome))

    def count_step(self, step: str, model: str, version: str, seconds: float) -> None:
        """Count a step that came to its end."""
        self._step_seconds.labels(step=step, model=model, version=version).observe(seconds)

    def count_end(self, model: str, version: str, outcome: str, code: str, seconds: float) -> None:
        """Count a job at its end; the code is that of its error or of its first reason, or nothing."""
        self._ended.labels(model=model, version=version, outcome=outcome, code=code).inc()
        self._job_seconds.labels(model=model, version=version, outcome=outcome).observe(seconds)

    def count_inference(self, model: str, version: str, device: str, seconds: float) -> None:
        """Count an analysis by the time that its networks took."""
        self._inference_seconds.labels(model=model, version=version, device=device).observe(seconds)

    def count_distance(self, model: str, version: str, ratio: float) -> None:
        """Count a result by how far its input lies from valid images, as a share of what is accepted."""
        self._distance_ratio.labels(model=model, version=version).observe(ratio)

    def count_shadow(self, model: str, version: str, outcome: str, same: Iterable[bool]) -> None:
        """Count a job that ran beside another one, and each of its findings by whether both say the same."""
        self._shadows.labels(model=model, version=version, outcome=outcome).inc()
        for agrees in same:
            self._compared.labels(model=model, version=version, agrees="yes" if agrees else "no").inc()

    def count_result(self, model: str, version: str, verdict: str, presences: Iterable[str]) -> None:
        """Count a result that was made, and its findings."""
        self._results.labels(model=model, version=version, verdict=verdict).inc()
        for presence in presences:
            self._findings.labels(model=model, version=version, presence=presence).inc()
