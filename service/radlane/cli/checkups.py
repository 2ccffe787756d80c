"""What `radlane doctor` looks at in the data folder and the database: who may read them, and whether they agree."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from radlane.app.engine import SITE_KEY_FILE
from radlane.app.keys import KEYS_FILE, open_keys
from radlane.app.outbox import OUTBOX, open_outbox
from radlane.app.trail import (
    AUDIT_KEY_FILE,
    HEADS_FILE,
    JOBS_FILE,
    audit_key_file,
    database_url,
    is_new,
    now,
    require_no_heads,
    see_trail,
)
from radlane.errors import ArtifactCorrupt, RecordsUnavailable, SettingsError
from radlane.jobs.database import Engine, is_known, opened, revision
from radlane.jobs.figures import Figures
from radlane.jobs.outbox import Fault, find_damage
from radlane.security.keys import ApiKey
from radlane.settings.tree import Settings

Checkup = tuple[str, Callable[[], str]]
MOST_AHEAD_S = 5.0
_KEYS_ALONE = frozenset({"keys"})  # modes in which nobody gets in without one
_PRIVATE = (SITE_KEY_FILE, KEYS_FILE, OUTBOX, AUDIT_KEY_FILE, HEADS_FILE)
_MOUNTED = Path("/run/secrets")  # of a container, which has one user
NOTHING_YET = "nothing is on record yet"


def of_the_records(settings: Settings) -> Iterator[Checkup]:
    """Yield what there is to look at, by name."""
    yield "permissions", partial(permissions, settings)
    yield "access", partial(access, settings)
    yield "database", partial(_on_record, settings, _answers)
    yield "clock", partial(_on_record, settings, _clock)
    yield "outbox", partial(_on_record, settings, _outbox)
    yield "audit", partial(_audit, settings)


def permissions(settings: Settings) -> str:
    """Look whether only its owner may enter the data folder and read its secrets, and the key of the audit trail.

    Raises
    ------
    SettingsError
        If others may.
    """
    data_dir, elsewhere = settings.data_dir, (settings.audit.key_file, settings.site_key_file, settings.keys_file)
    if not data_dir.exists():
        return NOTHING_YET
    private = [data_dir, *(data_dir / name for name in _PRIVATE)]
    private += [file for file in elsewhere if file is not None and not file.is_relative_to(_MOUNTED)]
    for path in private:
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0
        if mode & 0o077:
            raise SettingsError(
                f"Others may enter or read {path.name}",
                why=f"its mode is {mode:04o}",
                remedy=f"chmod {'0700' if path.is_dir() else '0600'} {path}",
            )
    return "only their owner reads them"


def access(settings: Settings) -> str:
    """Look whether anybody could call the service.

    Raises
    ------
    SettingsError
        If API keys are asked for, and there is none that is valid.
    """
    if settings.access == "none":
        return "none: only this machine is answered, and everybody on it may do all"
    if settings.access in _KEYS_ALONE and not any(_is_valid(key) for key in open_keys(settings).all_keys()):
        raise SettingsError("There is no valid API key", remedy="radlane keys create NAME --scope jobs:write")
    return str(settings.access)


def _is_valid(key: ApiKey) -> bool:
    return key.revoked_at is None and (key.expires_at is None or key.expires_at > now().isoformat())


def _on_record(settings: Settings, look: Callable[[Settings, Engine], str]) -> str:
    """Look at the database, if there is one; it is not made, and not brought up to date."""
    own = settings.database_url is None and settings.database_url_file is None
    if own and not (settings.data_dir / JOBS_FILE).exists():
        return NOTHING_YET
    with opened(database_url(settings, JOBS_FILE)) as engine:
        return look(settings, engine) if _schema(engine) is not None else NOTHING_YET


def _schema(engine: Engine) -> str | None:
    schema = Figures(engine, now).schema()
    if schema is not None and not is_known(schema):
        raise SettingsError("The database is of a newer radlane", remedy="Install that version again")
    return schema


def _answers(_: Settings, engine: Engine) -> str:
    Figures(engine, now).require()
    return f"{engine.dialect.name}, schema {revision(engine)}"


def _clock(_: Settings, engine: Engine) -> str:
    ahead = Figures(engine, now).clock_ahead_s()
    if ahead is None:
        return "the database has this machine's"
    if abs(ahead) > MOST_AHEAD_S:
        raise RecordsUnavailable(
            "This machine's clock is not the database's",
            why=f"it is {ahead:+.0f} s from it",
            remedy="Let both follow one time server (NTP)",
        )
    return f"{ahead:+.1f} s from the database's"


def _audit(settings: Settings) -> str:
    """Look whether a start would be refused, or nothing could be put on record now."""
    said = _on_record(settings, _trail)
    if said == NOTHING_YET:
        require_no_heads(settings)
    return said


def _trail(settings: Settings, engine: Engine) -> str:
    if is_new(settings, engine) and not audit_key_file(settings).exists():
        return NOTHING_YET
    trail = see_trail(settings)
    try:
        trail.require_key()
        trail.require()
    finally:
        trail.engine.dispose()
    return "its key is there and fits, and a record could be written"


def _outbox(settings: Settings, engine: Engine) -> str:
    """Compare the objects with their digests; those that `keep_days` removes are not missed."""
    found = [
        one
        for one in find_damage(engine, open_outbox(settings))
        if one.wanted or one.fault is Fault.DIFFERENT or settings.keep_days is None
    ]
    if found:
        counts = Counter(str(one.fault) for one in found)
        raise ArtifactCorrupt(
            "The outbox is not as it is on record",
            uid=found[0].sop_instance_uid,
            why=", ".join(f"{count} {fault}" for fault, count in sorted(counts.items())),
            remedy="Look at the disk; restore a backup, or ask for a rerun of these studies",
        )
    return "as it is on record"
