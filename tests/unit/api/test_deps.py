"""Routes get the parts that the lifespan made."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI

from radlane.api.deps import Services, ServicesDep
from radlane.app.site import open_site
from radlane.monitoring.metrics import Metrics
from support.asgi import client, services_in, settings_in


@pytest.mark.asyncio
async def test_a_route_is_given_the_services_of_the_lifespan(tmp_path: Path) -> None:
    seen: list[Services] = []
    with open_site(settings_in(tmp_path)) as site:
        made = services_in(tmp_path, site, Metrics("0"))

        @asynccontextmanager
        async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Services]]:
            yield {"services": made}

        api = FastAPI(lifespan=lifespan)

        @api.get("/")
        def look(services: ServicesDep) -> None:
            seen.append(services)

        async with client(api) as caller:
            assert (await caller.get("/")).status_code == 200
    assert seen == [made]
