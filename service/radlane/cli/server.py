"""An app and an address -> a server, until a signal ends it."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import suppress
from functools import partial
from threading import Event
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from radlane.api.wire import KEEP_ALIVE_SECONDS, MOST_HEAD_BYTES, Bounds, Wire
from radlane.cli.console import DONE, FAILED, shows_progress
from radlane.errors import UsageError
from radlane.settings.tree import Settings

_DRAIN_S = 30
_LOG = logging.getLogger(__name__)


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


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError("The address cannot be used", why=error.strerror, remedy="Name another --port") from error
