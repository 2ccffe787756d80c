"""The engine, at work on a data folder."""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex
from socket import gethostname
from typing import TextIO

from radlane.app.health import require_disks
from radlane.app.records import Records, give_up, work_folder
from radlane.app.site import Archives
from radlane.app.trail import database_url, is_shared, now
from radlane.errors import SettingsError
from radlane.jobs.engine import Engine
from radlane.jobs.launch import EngineOptions
from radlane.jobs.outbox import last_made
from radlane.jobs.parts import Parts
from radlane.jobs.queue import Sender
from radlane.jobs.retention import Retention
from radlane.jobs.workflow import Runner
from radlane.monitoring.metrics import Metrics
from radlane.pipeline.lane import Site
from radlane.pipeline.models import Models
from radlane.pipeline.room import frames_budget
from radlane.security.files import make_private, read_site_key
from radlane.settings.tree import Settings

# What lies in data_dir.
ENGINE_FILE = "engine.sqlite"
SITE_KEY_FILE = "site.key"
LOCK_FILE = "lock"


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What a worker works with."""

    site: Site
    models: Models
    records: Records
    figures: Metrics


@dataclass(frozen=True, kw_only=True)
class Start:
    """A start of a worker: what it has drawn, and what those had drawn that held its lock before and have ended."""

    boot: str
    ended: tuple[str, ...]


@contextmanager
def held(settings: Settings, records: Records) -> Iterator[Start]:
    """Hold the data folder, and see whether the database is its own; what is refused here leaves nothing on record.

    One process holds a data folder with its own database. On PostgreSQL it is one a machine, or a container: they share
    the data folder, and those that live take over the jobs of those that died.

    Raises
    ------
    SettingsError
        If another process works here, or the database is another site's.
    """
    with _only_one(lock_file(settings)) as file:
        require_site(settings, records)
        start = Start(boot=token_hex(16), ended=tuple(file.read().split()))
        _rewrite(file, [*start.ended[-1:], start.boot])  # which of both has the lease, if this one dies now
        yield start
        _rewrite(file, [])


def require_site(settings: Settings, records: Records) -> None:
    """See whether the database and the outbox are the data folder's own.

    Raises
    ------
    SettingsError
        If one of them is another site's.
    """
    mark = hashlib.sha256(_site_key(settings)).hexdigest()
    records.store.require_site(mark)
    last = last_made(records.trail.engine)
    records.outbox.tie(mark, records.outbox.folder / last if last is not None else None)


def require_shared(settings: Settings) -> None:
    """See whether several processes may work on the database.

    Raises
    ------
    SettingsError
        If it is SQLite.
    """
    if not is_shared(settings):
        raise SettingsError(
            "Workers of their own need PostgreSQL", why="on SQLite one process works", remedy="Set database_url"
        )


@contextmanager
def open_sender(settings: Settings, records: Records) -> Iterator[Sender]:
    """What puts jobs into the queue of workers that are processes of their own.

    Raises
    ------
    SettingsError
        If no other process can work: the database is SQLite.
    """
    require_shared(settings)
    require_site(settings, records)
    sender = Sender(database_url(settings, ENGINE_FILE))
    try:
        yield sender
    finally:
        sender.close()


@contextmanager
def open_engine(archives: Archives, bench: Bench, start: Start) -> Iterator[Engine]:
    """The engine, at work in a data folder that is `held`; another process of its name ends this one."""
    settings, records = archives.settings, bench.records
    parts = _parts(archives, bench)
    runner = Runner(
        parts=parts,
        store=records.store,
        ledger=records.ledger,
        now=now,
        give_up=give_up(settings),
        figures=bench.figures.jobs,
    )
    options = EngineOptions(
        url=database_url(settings, ENGINE_FILE),
        executor=_executor(settings),
        workers=settings.workers,
        frame_bytes=frames_budget(settings.limits.frames_bytes),
        boot=start.boot,
        ended=start.ended,
        lease_s=settings.lease_seconds,
        grace_s=settings.lease_seconds,
        keep=timedelta(days=settings.keep_days) if settings.keep_days else None,
    )
    make_private(parts.work)
    if not is_shared(settings):  # else others are at work
        Retention(store=records.store, ledger=records.ledger, work=parts.work, outbox=parts.outbox).sweep()
    engine = Engine(options, runner, records.store, now, partial(os.kill, os.getpid(), signal.SIGTERM))
    engine.start()
    try:
        yield engine
    finally:
        engine.stop()


def _parts(archives: Archives, bench: Bench) -> Parts:
    """What the steps of jobs are given."""
    settings, records = archives.settings, bench.records
    return Parts(
        site=bench.site,
        models=bench.models,
        archive=archives.get,
        ledger=records.ledger,
        withdrawals=records.withdrawals,
        audit=records.trail,
        work=work_folder(settings),
        outbox=records.outbox,
        site_key=_site_key(settings),
        refused={name: archive.refused for name, archive in settings.archives.items()},
        require_room=partial(require_disks, settings),
    )


def _site_key(settings: Settings) -> bytes:
    return read_site_key(site_key_file(settings))


def site_key_file(settings: Settings) -> Path:
    """Where the site's secret lies: the same one on all machines that share a database."""
    return settings.site_key_file or settings.data_dir / SITE_KEY_FILE


def lock_file(settings: Settings) -> Path:
    """The file that this engine holds: nobody has two engines of one name, or two on SQLite."""
    if not is_shared(settings):
        return settings.data_dir / LOCK_FILE
    return settings.data_dir / f"{LOCK_FILE}-{_short(_executor(settings))}"


@contextmanager
def _only_one(path: Path) -> Iterator[TextIO]:
    """Hold a data folder; the system lets go of it with the process."""
    with path.open("a+", encoding="ascii", errors="replace") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SettingsError(
                "Another process works in data_dir",
                remedy="End it, or give this one a folder of its own; on SQLite one process works",
            ) from None
        file.seek(0)
        yield file


def _rewrite(file: TextIO, words: Sequence[str]) -> None:
    """Write which leases are this lock's; on a full disk they are waited for."""
    with suppress(OSError):
        file.truncate(0)
        file.write("\n".join(words))
        file.flush()


def _executor(settings: Settings) -> str:
    """Name of the worker on its folder; the process that takes its place after a crash has the same."""
    return f"{gethostname()}:{_short(str(work_folder(settings).absolute()))}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
