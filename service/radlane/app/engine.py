"""The engine, at work on a data folder."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from socket import gethostname

from radlane.app.records import Records, give_up
from radlane.app.site import Archives
from radlane.app.trail import database_url, is_shared, now
from radlane.errors import SettingsError
from radlane.jobs.engine import Engine, EngineOptions
from radlane.jobs.outbox import last_made
from radlane.jobs.parts import Parts
from radlane.jobs.retention import Retention
from radlane.jobs.workflow import Runner
from radlane.monitoring.metrics import Metrics
from radlane.pipeline.lane import Site
from radlane.pipeline.models import Models
from radlane.security.files import make_private, read_site_key
from radlane.settings.tree import Settings

# What lies in data_dir.
WORK = "work"  # what jobs retrieve and make on their way
ENGINE_FILE = "engine.sqlite"
SITE_KEY_FILE = "site.key"
LOCK_FILE = "lock"


@contextmanager
def held(settings: Settings, records: Records) -> Iterator[None]:
    """Hold the data folder, and see whether the database is its own; what is refused here leaves nothing on record.

    One process holds a data folder with its own database. On PostgreSQL it is one a machine, or a container: they share
    the data folder, and those that live take over the jobs of those that died.

    Raises
    ------
    SettingsError
        If another process works here, or the database is another site's.
    """
    with _only_one(lock_file(settings)):
        mark = hashlib.sha256(_site_key(settings)).hexdigest()
        records.store.require_site(mark)
        last = last_made(records.trail.engine)
        records.outbox.tie(mark, records.outbox.folder / last if last is not None else None)
        yield


@contextmanager
def open_engine(archives: Archives, site: Site, models: Models, records: Records, figures: Metrics) -> Iterator[Engine]:
    """The engine, at work in a data folder that is `held`."""
    settings = archives.settings
    parts = Parts(
        site=site,
        models=models,
        archive=archives.get,
        ledger=records.ledger,
        withdrawals=records.withdrawals,
        audit=records.trail,
        work=settings.data_dir / WORK,
        outbox=records.outbox,
        site_key=_site_key(settings),
        refused={name: archive.refused for name, archive in settings.archives.items()},
    )
    runner = Runner(
        parts=parts,
        store=records.store,
        ledger=records.ledger,
        now=now,
        give_up=give_up(settings),
        figures=figures.jobs,
    )
    options = EngineOptions(
        url=database_url(settings, ENGINE_FILE),
        executor=_executor(settings.data_dir),
        workers=settings.workers,
        keep=timedelta(days=settings.keep_days) if settings.keep_days else None,
    )
    make_private(parts.work)
    if not is_shared(settings):  # else others are at work
        Retention(store=records.store, ledger=records.ledger, work=parts.work, outbox=parts.outbox).sweep()
    engine = Engine(options, runner, records.store, now)
    engine.start()
    try:
        yield engine
    finally:
        engine.stop()


def _site_key(settings: Settings) -> bytes:
    return read_site_key(site_key_file(settings))


def site_key_file(settings: Settings) -> Path:
    """Where the site's secret lies: the same one on all machines that share a database."""
    return settings.site_key_file or settings.data_dir / SITE_KEY_FILE


def lock_file(settings: Settings) -> Path:
    """The file that this engine holds: nobody has two engines of one name, or two on SQLite."""
    if not is_shared(settings):
        return settings.data_dir / LOCK_FILE
    return settings.data_dir / f"{LOCK_FILE}-{hashlib.sha256(_executor(settings.data_dir).encode()).hexdigest()[:12]}"


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
