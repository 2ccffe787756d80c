from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from radlane.app.site import Archives, open_site
from radlane.app.triggers import triggers_at_work
from radlane.monitoring.metrics import Metrics
from support.asgi import services_in, settings_in


def _watching() -> list[Any]:
    return [thread for thread in threading.enumerate() if thread.name == "radlane-received"]


def test_what_is_received_is_watched_until_the_service_stops(tmp_path: Path) -> None:
    settings, figures = settings_in(tmp_path), Metrics("0")
    with open_site(settings) as site:
        services = services_in(tmp_path, site, figures)
        with triggers_at_work(Archives(settings, figures.archives), services):
            assert len(_watching()) == 1
        assert not _watching()
