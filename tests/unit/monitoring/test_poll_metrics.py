from __future__ import annotations

from prometheus_client import CollectorRegistry, generate_latest

from radlane.monitoring.metrics import Metrics
from radlane.monitoring.poll_metrics import PollCollector, Polled

NIGHT = Polled(name="night", age_s=3.0, place_age_s=7.0, owed=2)


def test_how_polls_get_on() -> None:
    registry = CollectorRegistry()
    new = Polled(name="new", age_s=1.0, place_age_s=None, owed=0)
    registry.register(PollCollector(lambda: [NIGHT, new]))
    text = generate_latest(registry).decode()
    for line in (
        'radlane_poll_age_seconds{poll="night"} 3.0',
        'radlane_poll_age_seconds{poll="new"} 1.0',
        'radlane_poll_watermark_age_seconds{poll="night"} 7.0',
        'radlane_poll_studies{poll="night"} 2.0',
    ):
        assert line in text
    assert 'watermark_age_seconds{poll="new"}' not in text


def test_polls_are_among_the_figures_of_a_service() -> None:
    metrics = Metrics("0")
    metrics.watch_polls(lambda: [NIGHT])
    assert b'radlane_poll_studies{poll="night"} 2.0' in metrics.text()
