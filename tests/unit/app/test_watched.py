"""What a worker answers: whether it is well, and its figures, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.app.site import open_site
from radlane.app.watched import create_worker_app
from radlane.monitoring.metrics import Metrics
from support.asgi import client, services_in, settings_in
from support.started import loaded_after


@pytest.mark.asyncio
async def test_a_worker_says_whether_it_is_well(tmp_path: Path) -> None:
    with open_site(settings_in(tmp_path)) as site:
        services = services_in(tmp_path, site, Metrics("0"))
        async with client(create_worker_app(services)) as caller:
            assert (await caller.get("/livez")).status_code == 200
            assert "radlane_build_info" in (await caller.get("/metrics")).text
            assert (await caller.get("/v1/jobs")).status_code == 404


def test_it_needs_no_route_of_the_service() -> None:
    loaded = loaded_after("import radlane.app.watched, radlane.cli.server")
    assert {"radlane.api.routes.health", "uvicorn"} <= loaded
    assert not loaded & {"radlane.api.everything", "radlane.api.routes.jobs", "scipy", "highdicom", "alembic", "rich"}
