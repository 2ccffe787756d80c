"""`radlane worker`: works on jobs that other processes accept; on PostgreSQL as many as there are machines."""

from __future__ import annotations

import os
import signal
from importlib.metadata import version
from threading import Event
from typing import Annotated

import typer

from radlane.app.working import begin_loading, working
from radlane.cli.beginning import begin
from radlane.cli.console import DONE, FAILED
from radlane.cli.importing import uncollected
from radlane.cli.preparing import require_access
from radlane.monitoring.health import State
from radlane.monitoring.metrics import Metrics

_LOOK_S = 1.0


def worker(
    host: Annotated[str | None, typer.Option(help="Address for --port.")] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Answer /livez, /readyz and /metrics; else nothing."),
    ] = None,
) -> int:
    """Work on jobs that others accept; at SIGTERM the step that runs is finished, and others go on with its job."""
    settings = begin()
    address = settings.host if host is None else host
    if port is not None:
        require_access(settings, address)
    os.umask(0o077)  # what a worker writes is its own
    closing = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: closing.set())
    with working(settings, Metrics(version("radlane"))) as (_, services):
        if port is None:
            begin_loading()
        else:
            with uncollected():  # here: a worker that answers nothing needs neither FastAPI nor a server
                from radlane.app.watched import create_worker_app
                from radlane.cli.server import run_server

            run_server(create_worker_app(services), settings, (address, port), closing)
        closing.wait()
        findings = services.health.look()
    return FAILED if any(one.name == "worker" and one.state is State.FAILED for one in findings) else DONE
