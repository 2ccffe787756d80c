"""Figures for Prometheus: requests, jobs, archives, models, the machine. No label holds a UID, a patient or a caller.

In: what the service counts, and what is on record. Out: the text format.
Reference: Prometheus exposition format 0.0.4; base units, `_total`, `_seconds`. docs/operations.md names all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from radlane.monitoring.archive_metrics import ArchiveMetrics
from radlane.monitoring.buckets import SECONDS
from radlane.monitoring.job_metrics import JobMetrics
from radlane.monitoring.machine import MachineCollector, Memory
from radlane.monitoring.network_metrics import NetworkMetrics
from radlane.monitoring.on_record import OnRecord, OnRecordCollector
from radlane.monitoring.poll_metrics import PollCollector, Polled
from radlane.monitoring.reception_metrics import ReceptionMetrics
from radlane.monitoring.resident_models import Loaded, ResidentCollector
from radlane.monitoring.trigger_metrics import TriggerMetrics

MEDIA_TYPE = CONTENT_TYPE_LATEST


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What is looked at when the figures are asked for.

    Attributes
    ----------
    on_record : callable
        What the database knows; None while it is away.
    archives : callable
        Archive -> whether it answers; one that was not asked yet is not in it.
    models : callable
        Name, version and digest of each version of a model that can be used.
    data_dir : Path
        The folder whose disk is looked at.
    gpus : callable
        Memory of each GPU.
    resident : callable
        The models that are loaded.
    circuits : callable
        Archive -> whether this process does not ask it now, since it was away.
    """

    on_record: Callable[[], OnRecord | None]
    archives: Callable[[], Mapping[str, bool]]
    models: Callable[[], Sequence[tuple[str, str, str]]]
    data_dir: Path
    gpus: Callable[[], Sequence[Memory]]
    resident: Callable[[], Sequence[Loaded]] = tuple
    circuits: Callable[[], Mapping[str, bool]] = dict


class Metrics:
    """The figures of one service.

    Parameters
    ----------
    version : str
        Version of radlane.

    Attributes
    ----------
    jobs : JobMetrics
        What is counted of jobs.
    archives : ArchiveMetrics
        What is counted of archives.
    networks : NetworkMetrics
        What is counted of the runs of networks.
    triggers : TriggerMetrics
        What is counted of announcements.
    reception : ReceptionMetrics
        What is counted of instances that others send.
    """

    def __init__(self, version: str) -> None:
        self._registry = CollectorRegistry()
        Info("radlane_build", "Version of the software", registry=self._registry).info({"version": version})
        ProcessCollector(namespace="radlane", registry=self._registry)
        self._requests = Counter(
            "radlane_http_requests",
            "Requests that were answered",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "radlane_http_request_seconds", "Time to answer", ("route",), buckets=SECONDS, registry=self._registry
        )
        self._decoders = Counter(
            "radlane_decoders_lost", "Decoding processes that crashed or were ended", registry=self._registry
        )
        self._audit = Counter(
            "radlane_audit_failures",
            "Entries of the audit trail that could not be written or sent",
            registry=self._registry,
        )
        self.jobs = JobMetrics(self._registry)
        self.archives = ArchiveMetrics(self._registry)
        self.networks = NetworkMetrics(self._registry)
        self.triggers = TriggerMetrics(self._registry)
        self.reception = ReceptionMetrics(self._registry)

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answered request; the route is its pattern, never its path."""
        self._requests.labels(method=method, route=route, status=str(status)).inc()
        self._seconds.labels(route=route).observe(seconds)

    def count_lost_decoder(self) -> None:
        """Count a decoding process that crashed, or was ended since it ran over its limits."""
        self._decoders.inc()

    def count_audit_failure(self) -> None:
        """Count an entry of the audit trail that could not be written or sent."""
        self._audit.inc()

    def watch(self, watched: Watched) -> None:
        """Show what is looked at anew at each call of `text`."""
        for model, version, _ in watched.models():
            self.jobs.expect(model, version)
        self._registry.register(_Running(watched.models))
        self._registry.register(OnRecordCollector(watched.on_record))
        self._registry.register(MachineCollector(watched.data_dir, watched.gpus))
        self._registry.register(ResidentCollector(watched.resident))
        self._registry.register(_Answering(watched.archives, watched.circuits))

    def watch_polls(self, polls: Callable[[], Sequence[Polled]]) -> None:
        """Show how far polls have come, anew at each call of `text`."""
        self._registry.register(PollCollector(polls))

    def text(self) -> bytes:
        """Return all figures as they are now."""
        return generate_latest(self._registry)


class _Running(Collector):
    def __init__(self, models: Callable[[], Sequence[tuple[str, str, str]]]) -> None:
        self._models = models

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield which versions of models run."""
        models = self._models()
        yield GaugeMetricFamily("radlane_models", "Versions of models that can be used", value=len(models))
        family = GaugeMetricFamily("radlane_model_info", "A version", labels=("model", "version", "digest"))
        for labels in models:
            family.add_metric(labels, 1)
        yield family

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing at registration."""
        return ()


class _Answering(Collector):
    def __init__(self, archives: Callable[[], Mapping[str, bool]], circuits: Callable[[], Mapping[str, bool]]) -> None:
        self._archives = archives
        self._circuits = circuits

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield whether each archive answered when it was asked last, and whether it is left alone now."""
        for name, text, look in (
            ("radlane_archive_up", "Whether the archive answers", self._archives),
            ("radlane_archive_circuit_open", "Whether the archive is not asked now, since it was away", self._circuits),
        ):
            family = GaugeMetricFamily(name, text, labels=("archive",))
            for archive, is_so in sorted(look().items()):
                family.add_metric((archive,), int(is_so))
            yield family

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing at registration."""
        return ()
