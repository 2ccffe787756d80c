"""Figures of networks: how many images run together, how long runs wait, and where memory did not suffice."""

from __future__ import annotations

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Histogram

from radlane.monitoring.buckets import SECONDS

_MODEL = ("model", "version")
_IMAGES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class NetworkMetrics:
    """What one process counts of the runs of its networks.

    Parameters
    ----------
    registry : CollectorRegistry or None
        Where the figures are shown; None: nowhere.
    """

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self._images = Histogram(
            "radlane_network_run_images", "Images in one run of a network", _MODEL, buckets=_IMAGES, registry=registry
        )
        self._wait = Histogram(
            "radlane_network_wait_seconds",
            "Time that a run of a network waited for its turn",
            _MODEL,
            buckets=SECONDS,
            registry=registry,
        )
        self._fallbacks = Counter(
            "radlane_network_fallbacks",
            "Runs of a network for which the memory of its device did not suffice, by what came of it",
            (*_MODEL, "to"),
            registry=registry,
        )

    def count_run(self, name: str, images: int, waited: Sequence[float]) -> None:
        """Count a run of a network of `name:version`, and the seconds that each of its requests waited."""
        model, _, version = name.partition(":")
        self._images.labels(model=model, version=version).observe(images)
        for seconds in waited:
            self._wait.labels(model=model, version=version).observe(seconds)

    def count_fallback(self, name: str, to: str) -> None:
        """Count a run that memory did not suffice for; `to` is `smaller-batch` or `cpu`."""
        model, _, version = name.partition(":")
        self._fallbacks.labels(model=model, version=version, to=to).inc()
