"""What runs beside the service begins and ends with it."""

from __future__ import annotations

import threading
from pathlib import Path

from radlane.app.site import Archives, open_site
from radlane.app.triggers import triggers_at_work
from radlane.monitoring.metrics import Metrics
from support.asgi import services_in, settings_in

THREADS = ("radlane-received", "radlane-worklist")


def _running() -> list[str]:
    return sorted(thread.name for thread in threading.enumerate() if thread.name.startswith(THREADS))


def test_no_thread_is_left(tmp_path: Path) -> None:
    settings, figures = settings_in(tmp_path), Metrics("0")
    with open_site(settings) as site:
        services = services_in(tmp_path, site, figures)
        with triggers_at_work(Archives(settings, figures.archives), services):
            assert set(THREADS) <= set(_running())
        assert not _running()
        services.trail.engine.dispose()
