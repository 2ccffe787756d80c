"""What runs beside the service begins and ends with it."""

from __future__ import annotations

import threading
from pathlib import Path

from radlane.app.site import Archives, open_site
from radlane.app.triggers import triggers_at_work
from radlane.monitoring.metrics import Metrics
from support.asgi import services_in, settings_in


def test_no_thread_is_left(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with open_site(settings) as site:
        figures = Metrics("0")
        services = services_in(tmp_path, site, figures)
        with triggers_at_work(Archives(settings, figures.archives), services):
            assert "radlane-worklist" in {thread.name for thread in threading.enumerate()}
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("radlane-worklist")]
        services.trail.engine.dispose()
