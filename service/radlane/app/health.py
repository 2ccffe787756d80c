"""What the service needs, as questions to its parts."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from radlane.app.records import Records
from radlane.app.site import Archives
from radlane.app.trail import require_key
from radlane.errors import StorageFull
from radlane.jobs.registry import Registry
from radlane.monitoring.health import Health, Probe, State
from radlane.triggers.rule_book import RuleBook

OWN_S = 5.0  # between two questions
ARCHIVE_S = 60.0
ARCHIVE = "archive"


def build_health(
    archives: Archives,
    records: Records,
    registry: Registry,
    worker: Callable[[], None] | None,
    rules: RuleBook | None = None,
) -> Health:
    """The health of a service; `worker` says whether its engine is at work, None: it has none.

    An archive that is away is said and does no harm: jobs wait for it.
    """
    settings = archives.settings
    probes = [
        Probe(name="disk", ask=partial(require_room, settings.data_dir, settings.limits.free_bytes), every_s=OWN_S),
        Probe(name="database", ask=records.figures.require, every_s=OWN_S),
        Probe(name="audit", ask=records.trail.require, every_s=OWN_S),
        Probe(name="audit-key", ask=partial(require_key, settings, records.trail), needed=False),
        Probe(name="models", ask=registry.require_some, every_s=OWN_S),
    ]
    if worker is not None:
        probes.insert(4, Probe(name="worker", ask=worker))
    if rules is not None:  # those before hold while the file has faults
        probes.append(Probe(name="rules", ask=rules.require_valid, needed=False, every_s=OWN_S))
    probes += [
        Probe(name=ARCHIVE, subject=name, ask=partial(_ask, archives, name), needed=False, every_s=ARCHIVE_S)
        for name in settings.archives
    ]
    return Health(probes, time.monotonic)


def archives_up(health: Health) -> Mapping[str, bool]:
    """Archive -> whether it answers; of one that was not asked yet nothing is known."""
    found = [finding for finding in health.look() if finding.name == ARCHIVE and finding.state is not State.UNKNOWN]
    return {finding.subject: finding.state is State.OK for finding in found}


def require_free(folder: Path, least_bytes: int) -> int:
    """Return how many bytes are free; nothing is written, so it may be asked with each part of what comes.

    Raises
    ------
    StorageFull
        If that are too few.
    """
    free = shutil.disk_usage(folder).free
    if free < least_bytes:
        raise StorageFull(f"{free >> 20} MiB are free", remedy=f"Have {least_bytes >> 20} MiB at least")
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


def _ask(archives: Archives, name: str) -> None:
    archives.get(name).check()
