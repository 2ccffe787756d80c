"""The one place where the parts meet: settings go in, parts that are ready for use come out."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import logging
import secrets
import time
from asyncio import Semaphore
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from socket import gethostname
from threading import Event, Lock
from uuid import uuid4

from fastapi import FastAPI

from radlane.api.deps import Services
from radlane.api.service import build_api
from radlane.dicomweb.archive import Archive
from radlane.dicomweb.credentials import Authorization, anonymous, basic, bearer
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.session import Service
from radlane.dicomweb.web import DicomWebArchive
from radlane.domain.job import Job
from radlane.domain.output import SegmentationType
from radlane.domain.status import ResultStatus
from radlane.errors import RadlaneError, SettingsError
from radlane.inference.devices import available_providers, choose_device, count_threads, usable_cores
from radlane.jobs.database import migrate, open_database
from radlane.jobs.engine import Engine, EngineOptions
from radlane.jobs.ledger import Ledger
from radlane.jobs.parts import Parts
from radlane.jobs.store import JobStore
from radlane.jobs.withdrawals import Withdrawals
from radlane.jobs.workflow import Runner
from radlane.monitoring.metrics import Metrics
from radlane.pipeline.decoding import DecodeLimits, DecodingPool
from radlane.pipeline.lane import Site
from radlane.pipeline.models import Models
from radlane.registry.catalogue import Catalogue, builtin_roots, load_catalogue
from radlane.security.files import make_private, read_site_key
from radlane.security.keys import KeyFile
from radlane.settings import (
    BasicAuthSettings,
    BearerAuthSettings,
    DicomWebArchiveSettings,
    FolderArchiveSettings,
    NoAuthSettings,
    Settings,
)
from radlane.triggers.intake import Intake

TAGS_FILE = "tags.json"
# What lies in data_dir.
SPOOL = "spool"  # instances that are sent, while they are analysed
WORK = "work"  # what jobs retrieve and make on their way
OUTBOX = "outbox"  # the objects of results, as they are sent
JOBS_FILE = "jobs.sqlite"
ENGINE_FILE = "engine.sqlite"
SITE_KEY_FILE = "site.key"
KEYS_FILE = "keys.json"
LOCK_FILE = "lock"
RECEIVE_SECONDS = 300.0
READ_THREADS = 4  # of one job
ANALYSES_AT_ONCE = 2  # one is read while the other computes; each holds its image and its network's tensors
_LOG = logging.getLogger(__name__)


def build_catalogue(settings: Settings) -> Catalogue:
    """All model packages: those of `models_dir`, or else those that come with radlane.

    Raises
    ------
    SettingsError
        If `models_dir` is no folder.
    """
    if settings.models_dir is not None and not settings.models_dir.is_dir():
        raise SettingsError("A setting is wrong", why="models_dir is no folder")
    roots = (settings.models_dir,) if settings.models_dir else builtin_roots()
    return load_catalogue(roots, [root / TAGS_FILE for root in (*builtin_roots(), *roots)])


def build_models(settings: Settings, catalogue: Catalogue) -> Models:
    """The catalogue's models on the device that the settings ask for."""
    device = choose_device(settings.device, available_providers())
    return Models(catalogue, device, settings.threads or count_threads(usable_cores()))


@contextmanager
def open_site(settings: Settings) -> Iterator[Site]:
    """What all jobs share; the decoding process ends with it."""
    limits, chosen = settings.limits, settings.results.segmentation_type
    read_threads = min(READ_THREADS, usable_cores())
    bounds = DecodeLimits(seconds=limits.decode_seconds, memory_bytes=limits.decode_memory_bytes)
    decode = DecodingPool(bounds, read_threads)
    try:
        yield Site(
            decode=decode,
            read_limits=build_limits(settings),
            inference_seconds=limits.inference_seconds,
            read_threads=read_threads,
            timezone=settings.site_timezone,
            now=lambda: datetime.now(UTC),
            clock=time.perf_counter,
            token_bytes=secrets.token_bytes,
            version=version("radlane"),
            reported=_reported(settings),
            display_report=settings.results.display_report,
            segmentation_type=SegmentationType(chosen) if chosen else None,
        )
    finally:
        decode.close()


def _reported(settings: Settings) -> frozenset[ResultStatus]:
    wanted = {
        ResultStatus.NOT_ATTEMPTED: settings.results.report_not_analysed,
        ResultStatus.FAILED: settings.results.report_failed,
    }
    return frozenset(status for status, is_wanted in wanted.items() if is_wanted)


def open_folder(settings: Settings, name: str, path: Path) -> Archive:
    """A folder as an archive."""
    return FolderArchive(name, path, build_limits(settings))


def open_archive(settings: Settings, name: str | None) -> Archive:
    """An archive of the settings; without a name the default one.

    Raises
    ------
    SettingsError
        If there is none of that name.
    """
    wanted = name or settings.default_archive
    if wanted is None or wanted not in settings.archives:
        raise SettingsError(
            "The settings know no such archive" if wanted else "The settings name no default archive",
            remedy="Name it under `archives` in radlane.yaml",
        )
    chosen = settings.archives[wanted]
    if isinstance(chosen, FolderArchiveSettings):
        return open_folder(settings, wanted, chosen.path)
    return DicomWebArchive(wanted, build_service(chosen), build_limits(settings))


def build_service(settings: DicomWebArchiveSettings) -> Service:
    """Where a DICOMweb service is, and how to show who we are."""
    return Service(
        url=settings.url.rstrip("/"),
        authorization=_authorization(settings.auth),
        ca_file=settings.ca_file,
        connections=settings.connections,
        requests_per_second=settings.requests_per_second,
        connect_seconds=settings.connect_seconds,
        read_seconds=settings.read_seconds,
        qido_prefix=settings.qido_prefix,
        wado_prefix=settings.wado_prefix,
        stow_prefix=settings.stow_prefix,
    )


def build_limits(settings: Settings) -> Limits:
    """What is read of files, and retrieved of a study, at most."""
    return Limits(file_bytes=settings.limits.file_bytes, study_bytes=settings.limits.study_bytes)


def _authorization(settings: NoAuthSettings | BasicAuthSettings | BearerAuthSettings) -> Authorization:
    if isinstance(settings, BasicAuthSettings):
        return basic(settings.username, settings.password_file)
    return bearer(settings.token_file) if isinstance(settings, BearerAuthSettings) else anonymous


@dataclass(frozen=True, kw_only=True)
class Records:
    """What is on record: jobs, runs, and which of them were withdrawn."""

    store: JobStore
    ledger: Ledger
    withdrawals: Withdrawals


def open_records(settings: Settings) -> Records:
    """The database of jobs, brought up to date.

    Raises
    ------
    SettingsError
        If the data folder or the database cannot be used.
    """
    make_private(settings.data_dir)
    database = open_database(_database_url(settings, JOBS_FILE))
    migrate(database)
    outbox = settings.data_dir / OUTBOX
    return Records(
        store=JobStore(database, _now, _new_id, _give_up(settings)),
        ledger=Ledger(database, outbox, _now, _new_id),
        withdrawals=Withdrawals(database, outbox, _now, _new_id),
    )


@contextmanager
def open_engine(archives: Archives, site: Site, models: Models, records: Records, figures: Metrics) -> Iterator[Engine]:
    """The engine, at work; one a data folder.

    Raises
    ------
    SettingsError
        If another process works in this data folder.
    """
    settings = archives.settings
    with _only_one(settings.data_dir / LOCK_FILE):
        site_key = read_site_key(settings.data_dir / SITE_KEY_FILE)
        records.store.require_site(hashlib.sha256(site_key).hexdigest())
        parts = Parts(
            site=site,
            models=models,
            archive=archives.get,
            ledger=records.ledger,
            withdrawals=records.withdrawals,
            work=settings.data_dir / WORK,
            outbox=settings.data_dir / OUTBOX,
            site_key=site_key,
            refused={name: archive.refused for name, archive in settings.archives.items()},
        )
        runner = Runner(
            parts=parts,
            store=records.store,
            ledger=records.ledger,
            now=_now,
            give_up=_give_up(settings),
            count_step=figures.count_step,
        )
        options = EngineOptions(
            url=_database_url(settings, ENGINE_FILE),
            executor=_executor(settings.data_dir),
            workers=settings.workers,
            keep=timedelta(days=settings.keep_days) if settings.keep_days else None,
        )
        engine = Engine(options, runner, records.store, _now)
        engine.start()
        try:
            yield engine
        finally:
            engine.stop()


def _give_up(settings: Settings) -> timedelta:
    return timedelta(hours=settings.give_up_hours)


class Archives:
    """The archives of the settings, each opened when it is first asked for and then kept.

    One for the whole service: what an archive allows of connections and requests, its sessions share.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = Lock()
        self._open: dict[str, Archive] = {}

    def get(self, name: str) -> Archive:
        """Return an archive.

        Raises
        ------
        SettingsError
            If the settings know none of that name.
        """
        with self._lock:
            if name not in self._open:
                self._open[name] = open_archive(self.settings, name)
            return self._open[name]


def open_keys(settings: Settings) -> KeyFile:
    """The API keys of this installation."""
    make_private(settings.data_dir)
    return KeyFile(settings.data_dir / KEYS_FILE, _now)


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Hold a data folder; the system lets go of it with the process."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SettingsError(
                "Another process works in data_dir", remedy="End it, or give this one a folder of its own"
            ) from None
        yield


def _executor(data_dir: Path) -> str:
    """Name of the worker on a data folder; the process that takes its place after a crash has the same."""
    return f"{gethostname()}:{hashlib.sha256(str(data_dir.absolute()).encode()).hexdigest()[:12]}"


def _database_url(settings: Settings, file: str) -> str:
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return f"sqlite:///{settings.data_dir.absolute() / file}"


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return str(uuid4())


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
        receive_seconds=RECEIVE_SECONDS,
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
        return replace(build_services(archives, site, models, records, engine.offer, figures), closing=closing)


@contextmanager
def _told_if_it_fails() -> Iterator[None]:
    """Log why the service does not start: the server itself says only that it does not."""
    try:
        yield
    except RadlaneError as error:
        _LOG.error("the service cannot start", extra={"code": error.code}, exc_info=error)
        raise
