"""The HTTP service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import gettempdir
from threading import Event

from fastapi import FastAPI

from radlane.api.everything import build_everything
from radlane.api.service import lifespan_of
from radlane.api.services import Services
from radlane.app.triggers import triggers_at_work
from radlane.app.working import SPOOL, begin_loading, working
from radlane.dicomweb.workspace import sweep
from radlane.monitoring.metrics import Metrics
from radlane.security.files import make_private
from radlane.settings.tree import Settings


def create_app(settings: Settings, closing: Event) -> FastAPI:
    """The HTTP service; its parts are made when it starts, and closed when it stops.

    Parameters
    ----------
    settings : Settings
        What to serve.
    closing : Event
        Set when the server is told to stop: answers without an end then end.
    """
    figures = Metrics(version("radlane"))
    return build_everything(version("radlane"), lifespan_of(partial(serving, settings, figures, closing)), figures)


@contextmanager
def serving(settings: Settings, figures: Metrics, closing: Event) -> Iterator[Services]:
    """The parts of the HTTP service, at work; whether it works on jobs too, the settings say."""
    with working(settings, figures, is_worker=settings.worker, via="radlane serve") as (archives, services):
        make_private(settings.data_dir / SPOOL)
        for folder in (settings.data_dir / SPOOL, Path(gettempdir())):
            sweep(folder)
        with triggers_at_work(archives, services):
            begin_loading()
            yield replace(services, closing=closing)
