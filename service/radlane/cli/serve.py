"""`radlane serve` and `radlane openapi`: the HTTP service and its contract."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event
from typing import Annotated, Any

import typer

from radlane.app.engine import require_shared
from radlane.app.service import create_app
from radlane.cli.beginning import begin
from radlane.cli.console import Answer
from radlane.cli.preparing import prepare, require_access
from radlane.cli.server import run_server
from radlane.errors import ArchiveUnavailable
from radlane.registry.manifest import manifest_schema
from radlane.settings.schema import settings_schema
from radlane.settings.tree import Settings


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


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
