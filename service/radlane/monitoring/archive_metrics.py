"""Figures of archives: what they were asked, how long it took, and what became of objects."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram

from radlane.monitoring.buckets import SECONDS


class ArchiveMetrics:
    """What one process counts of archives; they are labelled by their names in the settings.

    Parameters
    ----------
    registry : CollectorRegistry or None
        Where the figures are shown; None: nowhere.
    """

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self._requests = Counter(
            "radlane_archive_requests",
            "Calls of an archive by how they ended: done, or the code of the error",
            ("archive", "kind", "outcome"),
            registry=registry,
        )
        self._seconds = Histogram(
            "radlane_archive_request_seconds",
            "Time of a call of an archive",
            ("archive", "kind"),
            buckets=SECONDS,
            registry=registry,
        )
        self._objects = Counter(
            "radlane_archive_objects",
            "Objects that were sent, by what became of them",
            ("archive", "outcome"),
            registry=registry,
        )

    def count_call(self, archive: str, kind: str, outcome: str, seconds: float) -> None:
        """Count a call of an archive (`dicomweb.observed`)."""
        self._requests.labels(archive=archive, kind=kind, outcome=outcome).inc()
        self._seconds.labels(archive=archive, kind=kind).observe(seconds)

    def count_objects(self, archive: str, states: Iterable[str]) -> None:
        """Count objects that were sent to an archive."""
        for state in states:
            self._objects.labels(archive=archive, outcome=state).inc()
