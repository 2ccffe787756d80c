"""The HTTP service in this process, without sockets.

httpx.ASGITransport neither runs the lifespan nor hands on its state, and it never disconnects: this does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from radlane.api.everything import build_everything
from radlane.api.services import Services
from radlane.app.records import Records, open_records
from radlane.app.registry import MODELS, open_registry
from radlane.app.site import Archives, build_catalogue, build_models, open_site
from radlane.app.working import Shelf, Worker, build_services
from radlane.jobs.registry import Registry
from radlane.monitoring.metrics import Metrics
from radlane.pipeline.lane import Site
from radlane.settings.tree import Settings
from support.registry import register_cheaply


def service(folder: Path, parts: Mapping[str, Any] | None = None, **settings: Any) -> FastAPI:
    """The service on the CPU with its data in a folder; nothing of this machine's settings is read.

    It has no engine: an accepted job stays queued. `parts` takes the place of some of its `Services`.
    """
    figures = Metrics("0")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Services]]:
        with open_site(settings_in(folder, **settings)) as site:
            services = services_in(folder, site, figures, **settings)
            with services.health:
                yield {"services": replace(services, **(parts or {}))}

    return build_everything("0", lifespan, figures)


def services_in(folder: Path, site: Site, figures: Metrics, **settings: Any) -> Services:
    """The parts of the service, without the engine."""
    made = settings_in(folder, **settings)
    records = open_records(made)
    registry = registry_in(made, records)
    shelf = Shelf(registry=registry, models=build_models(made, registry))
    archives, worker = Archives(made, figures.archives), Worker(offer=lambda _: None, probe=None)
    return build_services(archives, site, shelf, records, worker, figures)


def registry_in(settings: Settings, records: Records) -> Registry:
    """The registry of an installation, as a start of the service leaves it."""
    registry = open_registry(settings, records.trail.engine)
    register_cheaply(registry, records.trail.engine, build_catalogue(settings), settings.data_dir / MODELS)
    return registry


def settings_in(folder: Path, **settings: Any) -> Settings:
    """Settings for a test, as they would be read."""
    return Settings.model_construct(**{"data_dir": folder / "data", "device": "cpu", "threads": 1, **settings})


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[ASGIApp]:
    """The app from its start to its end, as a server tells it of both, with its lifespan's state handed on."""
    state: dict[str, Any] = {}
    told: asyncio.Queue[Message] = asyncio.Queue()
    said: asyncio.Queue[Message] = asyncio.Queue()

    async def with_state(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "state": dict(state)}, receive, send)

    life = asyncio.create_task(
        app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": state}, told.get, said.put)
    )
    try:
        await told.put({"type": "lifespan.startup"})
        if (await said.get())["type"] == "lifespan.startup.complete":
            yield with_state
    finally:
        await told.put({"type": "lifespan.shutdown"})
        await life  # raises what kept it from starting


@asynccontextmanager
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an app that runs; what the app raises after its answer stays in it, as in a server."""
    async with running(app) as started:
        transport = httpx.ASGITransport(app=started, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as caller:
            yield caller


async def post(app: ASGIApp, path: str, headers: Mapping[str, str], messages: Sequence[Message]) -> list[Message]:
    """Send the messages of a request as a server would, a disconnect too, and return those of the answer."""
    target, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": target,
        "raw_path": target.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("test", 80),
    }
    coming, answer = iter(messages), []

    async def receive() -> Message:
        return next(coming)

    async def send(message: Message) -> None:
        answer.append(message)

    await app(scope, receive, send)
    return answer
