"""Routes get the parts that the lifespan made."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from radlane.api.deps import ServicesDep
from radlane.api.services import Services
from radlane.app.site import open_site
from radlane.monitoring.metrics import Metrics
from support.asgi import client, service, services_in, settings_in


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "address", ["/v1/jobs/a%00b", "/v1/jobs?cursor=%00", "/v1/results?study=1%00", "/v1/models/%00"]
)
async def test_no_name_has_a_nul(tmp_path: Path, address: str) -> None:
    """PostgreSQL refuses the text itself: it would be our failure."""
    async with client(service(tmp_path)) as caller:
        answer = await caller.get(address)
    assert (answer.status_code, answer.json()["code"]) == (422, "usage")


@pytest.mark.asyncio
@pytest.mark.parametrize("place", ["study", "model", "source", "issuer", "reason", "destinations"])
async def test_no_field_has_a_nul(tmp_path: Path, place: str) -> None:
    body: dict[str, Any] = {"study": "1.2", "model": "m", "source": "a"}
    if place == "issuer":
        body = {"accession": "1", "model": "m", "issuer": "x\x00"}
    elif place == "reason":
        body["rerun"] = {"reason": "x\x00"}
    else:
        body[place] = ["a\x00"] if place == "destinations" else "1\x00"
    async with client(service(tmp_path)) as caller:
        answer = await caller.post("/v1/jobs", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "usage")
    (fault,) = answer.json()["errors"]
    assert (place in fault["place"], fault["kind"]) == (True, "string_pattern_mismatch")


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
