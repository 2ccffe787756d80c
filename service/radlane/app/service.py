"""The HTTP service."""

from __future__ import annotations

import asyncio
import logging
from asyncio import Semaphore
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import gettempdir
from threading import Event

from fastapi import FastAPI

from radlane.api.deps import Services
from radlane.api.service import build_api
from radlane.app.engine import SITE_KEY_FILE, open_engine
from radlane.app.keys import open_keys
from radlane.app.records import Records, open_records
from radlane.app.site import Archives, build_catalogue, build_models, open_site
from radlane.dicomweb.workspace import sweep
from radlane.domain.job import Job
from radlane.errors import RadlaneError
from radlane.monitoring.metrics import Metrics
from radlane.pipeline.lane import Site
from radlane.pipeline.models import Models
from radlane.security.files import make_private, read_site_key
from radlane.settings.tree import Settings
from radlane.triggers.intake import Intake

SPOOL = "spool"  # in data_dir: instances that are sent, while they are analysed
ANALYSES_AT_ONCE = 2  # one is read while the other computes; each holds its image and its network's tensors
_LOG = logging.getLogger(__name__)


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

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Services]]:
        async with AsyncExitStack() as stack:
            # off the event loop: the engine would adopt it, and run its workflows there
            services = await asyncio.to_thread(_open_services, settings, stack, figures, closing)
            yield {"services": services}

    return build_api(version("radlane"), lifespan, figures)


def build_services(
    archives: Archives,
    site: Site,
    models: Models,
    records: Records,
    enqueue: Callable[[Job], None],
    figures: Metrics,
) -> Services:
    """The parts of the HTTP service; `enqueue` gives an accepted job to the engine."""
    settings = archives.settings
    figures.watch(records.store.counts, len(models.catalogue.packages()))
    intake = Intake(
        store=records.store,
        catalogue=models.catalogue,
        archives=tuple(settings.archives),
        archive=archives.get,
        default_archive=settings.default_archive,
        enqueue=enqueue,
        secret=read_site_key(settings.data_dir / SITE_KEY_FILE),
    )
    return Services(
        site=site,
        models=models,
        store=records.store,
        ledger=records.ledger,
        withdrawals=records.withdrawals,
        intake=intake,
        keys=open_keys(settings) if settings.access == "keys" else None,
        metrics=figures,
        spool=settings.data_dir / SPOOL,
        most_bytes=settings.limits.file_bytes,
        receive_seconds=settings.limits.receive_seconds,
        turns=Semaphore(ANALYSES_AT_ONCE),
    )


def _open_services(settings: Settings, stack: AsyncExitStack, figures: Metrics, closing: Event) -> Services:
    """The parts of the HTTP service with the engine at work; the stack closes them."""
    with _told_if_it_fails():
        site = stack.enter_context(open_site(settings))
        models = build_models(settings, build_catalogue(settings))
        records = open_records(settings)
        archives = Archives(settings)
        engine = stack.enter_context(open_engine(archives, site, models, records, figures))
        make_private(settings.data_dir / SPOOL)
        for folder in (settings.data_dir / SPOOL, Path(gettempdir())):
            sweep(folder)
        return replace(build_services(archives, site, models, records, engine.offer, figures), closing=closing)


@contextmanager
def _told_if_it_fails() -> Iterator[None]:
    """Log why the service does not start: the server itself says only that it does not."""
    try:
        yield
    except RadlaneError as error:
        _LOG.error("the service cannot start", extra={"code": error.code}, exc_info=error)
        raise
