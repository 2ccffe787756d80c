"""`radlane serve` and `radlane openapi`: the HTTP service and its contract."""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Annotated, Any

import typer
import uvicorn
from fastapi import FastAPI

from radlane.api.wire import KEEP_ALIVE_SECONDS, MOST_HEAD_BYTES, Bounds, Wire
from radlane.app.engine import require_shared
from radlane.app.records import open_records
from radlane.app.service import create_app
from radlane.app.site import build_catalogue, build_models
from radlane.cli.beginning import begin
from radlane.cli.console import DONE, FAILED, Answer, shows_progress
from radlane.errors import ArchiveUnavailable, UsageError
from radlane.registry.manifest import manifest_schema
from radlane.security.loopback import is_loopback
from radlane.settings.schema import settings_schema
from radlane.settings.tree import Settings

_DRAIN_S = 30
_LOG = logging.getLogger(__name__)


def serve(
    host: Annotated[str | None, typer.Option(help="Address; without access control on loopback.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535)] = None,
    worker: Annotated[
        bool | None, typer.Option("--worker/--no-worker", help="Whether it works on jobs too.", show_default="--worker")
    ] = None,
) -> int:
    """Serve HTTP and work on jobs; with --no-worker, `radlane worker` works on them."""
    settings = begin()
    settings = settings if worker is None else settings.model_copy(update={"worker": worker})
    host, port = settings.host if host is None else host, settings.port if port is None else port
    require_access(settings, host)
    if not settings.worker:
        require_shared(settings)
    prepare(settings)
    closing = Event()
    return run_server(create_app(settings, closing), settings, (host, port), closing)


def prepare(settings: Settings) -> None:
    """Refuse what is wrong with models and records: once it serves, it could not say so as well."""
    os.umask(0o077)  # what a service writes is its own
    build_models(settings, build_catalogue(settings))  # what is wrong with them, uvicorn would not say
    open_records(settings)


def require_access(settings: Settings, host: str) -> None:
    """Refuse an address of more than this machine where anybody could call."""
    if settings.access == "none" and not is_loopback(host):
        raise UsageError(
            "Only loopback addresses are served without access control",
            remedy="Set `access: keys` or `access: oidc` (docs/access.md)",
        )


def run_server(app: FastAPI, settings: Settings, address: tuple[str, int], closing: Event) -> int:
    """Serve an app until a signal ends it, and return the exit code."""
    with _listener(*address) as listener:
        _LOG.info("the service listens", extra={"port": listener.getsockname()[1]})
        if shows_progress():
            sys.stderr.write(f"radlane: port {listener.getsockname()[1]}; Ctrl-C ends it\n")
        server = _Server(_config(app, settings), closing)
        with suppress(SystemExit, KeyboardInterrupt):  # uvicorn has stopped, and raises the signal again
            server.run(sockets=[listener])
    return DONE if server.started else FAILED


def _config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How the server listens; what is not said here is not left to what is installed beside it."""
    wire: Any = partial(Wire, bounds=Bounds(connections=settings.limits.connections))
    return uvicorn.Config(
        app,
        http=wire,
        ws="none",
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # it takes any text for an address: `client` reads them
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
        limit_concurrency=None,  # it counts idle connections too, and /livez: `Bounds` does it
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_DRAIN_S,
    )


class _Server(uvicorn.Server):
    """A server that says at once when it is told to stop: it waits for open answers, and event streams have no end."""

    def __init__(self, config: uvicorn.Config, closing: Event) -> None:
        super().__init__(config)
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal."""
        self._closing.set()
        super().handle_exit(sig, frame)


def openapi(
    out: Annotated[Path | None, typer.Option(help="Folder to write it and the two schemas to.")] = None,
) -> Answer:
    """Print the HTTP contract, or write it with the schemas of manifests and of settings."""
    contract = create_app(Settings.model_construct(), Event()).openapi()
    if out is None:
        return Answer(document=contract, lines=json.dumps(contract, indent=2, sort_keys=True).splitlines())
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, document in _documents(contract).items():
            (out / name).write_text(_text(document), encoding="utf-8")
    except OSError as error:
        raise ArchiveUnavailable("The folder cannot be written", why=error.strerror) from error
    return Answer(document=contract, lines=[])


def _documents(contract: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """File -> what is published in it."""
    return {
        "radlane.json": contract,
        "model.schema.json": manifest_schema(),
        "settings.schema.json": settings_schema(),
    }


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError("The address cannot be used", why=error.strerror, remedy="Name another --port") from error


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
