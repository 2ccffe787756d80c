"""What a worker without the HTTP service answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version

from fastapi import FastAPI

from radlane.api.routes import health, metrics
from radlane.api.service import build_api, lifespan_of
from radlane.api.services import Services
from radlane.app.working import begin_loading

WATCHED = (health, metrics)


def create_worker_app(services: Services) -> FastAPI:
    """What a worker without the HTTP service answers: whether it is well, and its figures."""
    return build_api(version("radlane"), lifespan_of(partial(_working, services)), services.metrics, WATCHED)


@contextmanager
def _working(services: Services) -> Iterator[Services]:
    begin_loading()
    yield services
