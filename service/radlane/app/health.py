"""What the service needs, as questions to its parts."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from radlane.app.outbox import outbox_folder
from radlane.app.records import Records
from radlane.app.site import Archives
from radlane.app.trail import require_key
from radlane.errors import RecordsUnavailable, StorageFull
from radlane.jobs.leases import Leases
from radlane.jobs.registry import Registry
from radlane.monitoring.health import Health, Probe, State
from radlane.settings.tree import Settings
from radlane.triggers.rule_book import RuleBook

OWN_S = 5.0  # between two questions
ARCHIVE_S = 60.0
ARCHIVE = "archive"
CIRCUIT = "archive-circuit"
WORKER = "worker"
_FULL_S = 60.0  # until who was refused for want of room may ask again


def build_health(
    archives: Archives,
    records: Records,
    registry: Registry,
    worker: Probe | None,
    rules: RuleBook | None = None,
) -> Health:
    """The health of a service; `worker` says whether its engine, or another process's, is at work.

    An archive that is away is said and does no harm: jobs wait for it.
    """
    settings = archives.settings
    probes = [
        Probe(name="disk", ask=partial(_require_rooms, settings), every_s=OWN_S),
        Probe(name="database", ask=records.figures.require, every_s=OWN_S),
        Probe(name="audit", ask=records.trail.require, every_s=OWN_S),
        Probe(name="audit-key", ask=partial(require_key, settings, records.trail), needed=False),
        Probe(name="models", ask=registry.require_some, every_s=OWN_S),
    ]
    if worker is not None:
        probes.insert(4, worker)
    if rules is not None:  # those before hold while the file has faults
        probes.append(Probe(name="rules", ask=rules.require_valid, needed=False, every_s=OWN_S))
    probes += [
        Probe(name=ARCHIVE, subject=name, ask=partial(_ask, archives, name), needed=False, every_s=ARCHIVE_S)
        for name in settings.archives
    ]
    probes += [
        Probe(name=CIRCUIT, subject=name, ask=breaker.require_closed, needed=False)
        for name, breaker in archives.breakers.items()
    ]
    return Health(probes, time.monotonic)


def archives_up(health: Health) -> Mapping[str, bool]:
    """Archive -> whether it answers; of one that was not asked yet nothing is known."""
    found = [finding for finding in health.look() if finding.name == ARCHIVE and finding.state is not State.UNKNOWN]
    return {finding.subject: finding.state is State.OK for finding in found}


def own_worker(require_alive: Callable[[], None]) -> Probe:
    """Whether this process's worker works: without it the service cannot."""
    return Probe(name=WORKER, ask=require_alive)


def any_worker(leases: Leases, lease_s: float) -> Probe:
    """Whether a worker lives anywhere: without one, jobs are accepted and wait."""
    return Probe(name=WORKER, ask=partial(_require_any, leases, lease_s), needed=False, every_s=OWN_S)


def require_disks(settings: Settings) -> None:
    """See whether there is room for further jobs, where records, results and what was received lie and where jobs work.

    Raises
    ------
    StorageFull
        If not.
    """
    for folder in _disks(settings):
        require_free(folder, settings.limits.free_bytes)


def require_free(folder: Path, least_bytes: int) -> int:
    """Return how many bytes are free; nothing is written, so it may be asked with each part of what comes.

    Raises
    ------
    StorageFull
        If that are too few.
    """
    free = shutil.disk_usage(folder).free
    if free < least_bytes:
        remedy = f"Have {least_bytes >> 20} MiB at least"
        raise StorageFull(f"{free >> 20} MiB are free", remedy=remedy, retry_after_s=_FULL_S)
    return free


def require_room(folder: Path, least_bytes: int) -> int:
    """Return how many bytes are free, after one was written.

    Raises
    ------
    StorageFull
        If that are too few.
    OSError
        If the folder is read-only, or cannot be written for another reason.
    """
    free = require_free(folder, least_bytes)
    with TemporaryFile(dir=folder, suffix=".part") as file:
        file.write(b"\0")
    return free


def _disks(settings: Settings) -> list[Path]:
    """The folder of the records, and those that may lie on other disks; they are made when they are needed."""
    others = [settings.work_dir, settings.reception.path, outbox_folder(settings)]
    return [settings.data_dir, *(folder for folder in others if folder is not None and folder.exists())]


def _require_rooms(settings: Settings) -> None:
    for folder in _disks(settings):
        require_room(folder, settings.limits.free_bytes)


def _require_any(leases: Leases, lease_s: float) -> None:
    if not leases.count_live(lease_s):
        raise RecordsUnavailable("No worker says that it is alive", remedy="Start `radlane worker`")


def _ask(archives: Archives, name: str) -> None:
    archives.get(name).check()
