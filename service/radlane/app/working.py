"""The parts of a process that works on jobs, or gives them to others that do; without FastAPI, which is `service`'s."""

from __future__ import annotations

import logging
import os
import signal
from asyncio import Semaphore
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_network
from threading import Thread

from radlane.api.bounds import Bounds
from radlane.api.places import Places
from radlane.api.services import Services
from radlane.app.access import build_access
from radlane.app.admission import package_limits
from radlane.app.audit import audited_service
from radlane.app.callbacks import build_receivers, callbacks_at_work
from radlane.app.engine import Bench, Start, held, open_engine, open_sender, site_key_file
from radlane.app.health import any_worker, archives_up, build_health, own_worker, require_disks, require_free
from radlane.app.polls import build_inbox
from radlane.app.reception import build_reception
from radlane.app.records import Records, open_records
from radlane.app.registry import examine, start_registry
from radlane.app.rules import build_dispatch, stores
from radlane.app.site import Archives, build_catalogue, build_models, open_site
from radlane.app.worklists import build_worklist
from radlane.domain.arrival import RECEIVED
from radlane.domain.job import Job
from radlane.errors import RadlaneError
from radlane.inference.devices import CUDA_PROVIDER, available_providers, choose_device
from radlane.inference.gpu_memory import load_driver, read_memory
from radlane.inference.running import Told
from radlane.jobs.queue import Sender
from radlane.jobs.registry import Registry
from radlane.jobs.workflow import INTERNAL_ERROR, load_tables
from radlane.monitoring.health import Health, Probe
from radlane.monitoring.metrics import Metrics, Watched
from radlane.monitoring.resident_models import Loaded
from radlane.pipeline.lane import Site
from radlane.pipeline.models import Models
from radlane.security.files import read_site_key
from radlane.settings.limits import LimitSettings
from radlane.settings.tree import Settings
from radlane.triggers.intake import Intake

SPOOL = "spool"  # in data_dir: instances that are sent, while they are analysed
ANALYSES_AT_ONCE = 2  # on the CPU; one is read while the other computes; each holds its image and its network's tensors
UPLOADS_AT_ONCE = 4  # packages that come or are examined; each takes a disk's or a processor's time
STORE_PATIENCE_S = 30.0  # of a body of STOW-RS, beside what its bytes get
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Worker:
    """What the service needs of the engine.

    Attributes
    ----------
    offer : callable
        Gives it an accepted job.
    probe : Probe or None
        Whether it works; None: nobody works.
    """

    offer: Callable[[Job], None]
    probe: Probe | None


@contextmanager
def working(
    settings: Settings, figures: Metrics, *, is_worker: bool = True, via: str = "radlane worker"
) -> Iterator[tuple[Archives, Services]]:
    """The parts of a process that works on jobs, or gives them to others that do."""
    with ExitStack() as stack:
        with _told_if_it_fails():
            site = stack.enter_context(open_site(settings, figures.count_lost_decoder))
            catalogue = build_catalogue(settings)
            records = open_records(settings, figures.count_audit_failure)
            archives = Archives(settings, figures.archives)
            start = stack.enter_context(held(settings, records)) if is_worker else None
            sender = None if start else stack.enter_context(open_sender(settings, records))
            registry = start_registry(settings, catalogue, records.trail)
            models = build_models(settings, registry, _told(figures))
            stack.enter_context(audited_service(settings, registry, records, via))
            bench = Bench(site=site, models=models, records=records, figures=figures)
            worker = stack.enter_context(_worker(archives, bench, start, sender))
            shelf = Shelf(registry=registry, models=models)
            services = build_services(archives, site, shelf, records, worker, figures)
            stack.enter_context(services.health)
            stack.enter_context(callbacks_at_work(settings, records, figures))
        yield archives, services


def begin_loading() -> None:
    """Let a thread import what jobs need, once the process is ready: the first job waits for what is left of that.

    A process in which that fails can do no job, and ends.
    """
    Thread(target=_load_or_end, name="radlane-loading").start()


def _load_or_end() -> None:
    try:
        load_tables()
    except Exception as error:  # noqa: BLE001 - the thread's edge: a broken installation raises anything
        _LOG.critical("what jobs need cannot be imported", extra={"code": INTERNAL_ERROR}, exc_info=error)
        os.kill(os.getpid(), signal.SIGTERM)


def analyses_at_once(settings: Settings, available: Sequence[str]) -> int:
    """Instances and tensors of callers that are analysed at once: on a GPU as many as may share a run."""
    is_on_gpu = CUDA_PROVIDER in choose_device(settings.device, available).providers
    return max(ANALYSES_AT_ONCE, settings.batching.images) if is_on_gpu else ANALYSES_AT_ONCE


def _told(figures: Metrics) -> Told:
    """The figures of networks, as what runs them tells of it."""
    networks = figures.networks
    return Told(runs=lambda model, one: networks.count_run(model, one.rows, one.waited), fell=networks.count_fallback)


@contextmanager
def _worker(archives: Archives, bench: Bench, start: Start | None, sender: Sender | None) -> Iterator[Worker]:
    """The engine of this process, or what gives jobs to those of others."""
    if sender is not None:
        probe = any_worker(bench.records.store.leases, archives.settings.lease_seconds)
        yield Worker(offer=sender.offer, probe=probe)
    if start is not None:
        with open_engine(archives, bench, start) as engine:
            yield Worker(offer=engine.offer, probe=own_worker(engine.require_alive))


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The models of the service: those on record, and those of them that are loaded."""

    registry: Registry
    models: Models


def build_services(
    archives: Archives,
    site: Site,
    shelf: Shelf,
    records: Records,
    worker: Worker,
    figures: Metrics,
) -> Services:
    """The parts of the HTTP service; nothing in it runs yet."""
    settings = archives.settings
    dispatch, rules = build_dispatch(archives, shelf.registry, records, worker.offer, figures.triggers)
    health = build_health(archives, records, shelf.registry, worker.probe, rules)
    figures.watch(_watched(archives, shelf, records, health))
    intake = _intake(archives, shelf.registry, records, worker)
    return Services(
        site=site,
        registry=shelf.registry,
        models=shelf.models,
        store=records.store,
        ledger=records.ledger,
        outbox=records.outbox,
        withdrawals=records.withdrawals,
        intake=intake,
        announce=dispatch.announce,
        announce_later=build_inbox(settings, records.trail).add,
        access=build_access(settings),
        proxies=tuple(map(ip_network, settings.trusted_proxies)),
        trail=records.trail,
        metrics=figures,
        health=health,
        worklist=build_worklist(settings, records, intake),
        spool=settings.data_dir / SPOOL,
        most_bytes=settings.limits.file_bytes,
        tensor_bytes=settings.limits.tensor_bytes,
        receive_seconds=settings.limits.receive_seconds,
        require_room=partial(require_free, settings.data_dir, settings.limits.free_bytes),
        predictions=_predictions(settings.limits),
        admit=partial(examine, settings),
        uploads=Places(UPLOADS_AT_ONCE, UPLOADS_AT_ONCE),
        most_package_bytes=package_limits(settings).archive_bytes,
        turns=Semaphore(analyses_at_once(settings, available_providers())),
        streams=Places(settings.limits.event_streams, settings.limits.event_streams_each),
        reception=build_reception(settings, records, figures.reception),
        storing=Places(settings.reception.requests, max(1, settings.reception.requests // 2)),
        store_bounds=Bounds(
            most_bytes=settings.reception.request_bytes,
            seconds=settings.reception.request_seconds,
            patience_seconds=STORE_PATIENCE_S,
        ),
    )


def _intake(archives: Archives, registry: Registry, records: Records, worker: Worker) -> Intake:
    """What accepts the jobs of callers who name a model."""
    settings = archives.settings
    return Intake(
        store=records.store,
        catalogue=registry,
        archives=(*settings.archives, RECEIVED),
        only_sources=(RECEIVED,),
        only_destinations=stores(settings),
        archive=archives.get,
        default_archive=settings.default_archive,
        enqueue=worker.offer,
        trail=records.trail,
        secret=read_site_key(site_key_file(settings)),
        receivers=build_receivers(settings),
        require_room=partial(require_disks, settings),
        most_jobs=settings.limits.queued_jobs,
    )


def _predictions(limits: LimitSettings) -> Places:
    """The places for instances that are sent; one caller cannot take all of them, unless the site says so."""
    return Places(limits.predictions, limits.predictions_each or max(1, limits.predictions // 2))


def _watched(archives: Archives, shelf: Shelf, records: Records, health: Health) -> Watched:
    """What is looked at when the figures are asked for."""
    settings = archives.settings
    driver = None if settings.device == "cpu" else load_driver()
    return Watched(
        on_record=records.figures.read,
        archives=partial(archives_up, health),
        models=lambda: [(one.name, one.version, one.digest) for one in shelf.registry.running],
        data_dir=settings.data_dir,
        gpus=partial(read_memory, driver),
        resident=partial(_loaded, shelf.models),
        circuits=lambda: {name: breaker.is_open for name, breaker in archives.breakers.items()},
    )


def _loaded(models: Models) -> list[Loaded]:
    found = models.resident()
    return [Loaded(model=one.name, version=one.version, size=one.size, leases=one.leases) for one in found]


@contextmanager
def _told_if_it_fails() -> Iterator[None]:
    """Log why the service does not start: the server itself says only that it does not."""
    try:
        yield
    except RadlaneError as error:
        _LOG.error("the service cannot start", extra={"code": error.code}, exc_info=error)
        raise
