"""Figures of the models that are loaded. Looked at when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A package that is loaded: the bytes that it takes, and how many use it now."""

    model: str
    version: str
    size: int
    leases: int


class ResidentCollector(Collector):
    """Shows which models are loaded.

    Parameters
    ----------
    resident : callable
        What is loaded now; a version that is on its way out may be in it twice.
    """

    def __init__(self, resident: Callable[[], Sequence[Loaded]]) -> None:
        self._resident = resident

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield the gauges."""
        loaded = self._resident()
        names = ("model", "version")
        size = GaugeMetricFamily("radlane_model_resident_bytes", "Memory that a loaded model takes", labels=names)
        leases = GaugeMetricFamily("radlane_model_leases", "Uses of a loaded model that are under way", labels=names)
        for key in sorted({(one.model, one.version) for one in loaded}):
            same = [one for one in loaded if (one.model, one.version) == key]
            size.add_metric(key, sum(one.size for one in same))
            leases.add_metric(key, sum(one.leases for one in same))
        yield GaugeMetricFamily("radlane_models_resident", "Models that are loaded", value=len(loaded))
        yield from (size, leases) if loaded else ()

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing at registration: nothing is looked at then."""
        return ()
