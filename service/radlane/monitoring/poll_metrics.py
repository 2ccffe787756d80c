"""Figures of polls: whether they get on. They stand in the database: they are those of all processes that share it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector


@dataclass(frozen=True, kw_only=True)
class Polled:
    """How a poll gets on.

    Attributes
    ----------
    name : str
        Its name in the settings.
    age_s : float
        Since the last turn in which all went well, or since it began.
    place_age_s : float or None
        Since the place up to which all is on record moved; None: it never looked.
    owed : int
        Studies that were seen and are still to be announced.
    """

    name: str
    age_s: float
    place_age_s: float | None
    owed: int


class PollCollector(Collector):
    """Shows how polls get on.

    Parameters
    ----------
    polls : callable
        Reads it; nothing while the database is away.
    """

    def __init__(self, polls: Callable[[], Sequence[Polled]]) -> None:
        self._polls = polls

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield the gauges."""
        found = self._polls()
        age = _gauge("radlane_poll_age_seconds", "Time since all went well with a poll")
        place = _gauge("radlane_poll_watermark_age_seconds", "Time since the watermark of a poll moved")
        owed = _gauge("radlane_poll_studies", "Studies that a poll has found and not announced yet")
        for one in found:
            age.add_metric((one.name,), one.age_s)
            owed.add_metric((one.name,), one.owed)
            if one.place_age_s is not None:
                place.add_metric((one.name,), one.place_age_s)
        yield from (age, place, owed)

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing at registration: the database is not asked then."""
        return ()


def _gauge(name: str, text: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, text, labels=("poll",))
