"""The audit trail of an installation, and who runs a command."""

from __future__ import annotations

import os
import pwd
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from radlane.errors import SettingsError
from radlane.jobs.database import Engine, migrate, open_database, require_schema
from radlane.jobs.trail import Trail, is_unwritten
from radlane.security.chain import TrailKey
from radlane.security.files import make_audit_key, make_private, read_audit_key
from radlane.security.heads import HeadFile, records_gone
from radlane.settings.tree import Settings

# What lies in data_dir.
JOBS_FILE = "jobs.sqlite"
AUDIT_KEY_FILE = "audit.key"
HEADS_FILE = "audit.heads"


def open_trail(settings: Settings, count_failure: Callable[[], None] = lambda: None) -> Trail:
    """The audit trail, in a database that is brought up to date; its key is made with its first record.

    Raises
    ------
    SettingsError
        If the data folder, the database or the key cannot be used, the trail has another key, or lost all its records.
    AuditUnavailable
        If there is no record, and the file of heads cannot be read.
    """
    make_private(settings.data_dir)
    with _opened(settings) as database:
        migrate(database)
        key_file = audit_key_file(settings)
        if is_new(settings, database) and not key_file.exists():
            make_audit_key(key_file)
        key = open_audit_key(settings)
        trail = Trail(database, key, HeadFile(heads_file(settings), key), now, count_failure)
        trail.require_key()
        return trail


def see_trail(settings: Settings) -> Trail:
    """The audit trail as it is, whoever wrote it: to look at, and nothing is made or changed.

    Raises
    ------
    SettingsError
        If the database or the key cannot be used, or there is none.
    """
    with _opened(settings) as database:
        require_schema(database)
        key = open_audit_key(settings)
        return Trail(database, key, HeadFile(heads_file(settings), key), now)


def is_new(settings: Settings, database: Engine) -> bool:
    """Whether nothing says that there was a trail: its first record has yet to be made, and maybe its key."""
    return is_unwritten(database) and not has_heads(settings)


def has_heads(settings: Settings) -> bool:
    """Whether there are lines in the file of heads."""
    heads = heads_file(settings)
    return heads.exists() and heads.stat().st_size > 0


def require_no_heads(settings: Settings) -> None:
    """See whether a trail could begin, where there is no database yet.

    Raises
    ------
    SettingsError
        If there was one, or its key cannot be read.
    AuditUnavailable
        If the file of heads cannot be read.
    """
    if has_heads(settings) and HeadFile(heads_file(settings), open_audit_key(settings)).has_some():
        raise records_gone()


@contextmanager
def _opened(settings: Settings) -> Iterator[Engine]:
    """The database of jobs, which is closed again only where what follows goes wrong."""
    with ExitStack() as stack:
        database = open_database(database_url(settings, JOBS_FILE))
        stack.callback(database.dispose)
        yield database
        stack.pop_all()


def open_audit_key(settings: Settings) -> TrailKey:
    """The key of the audit trail.

    Raises
    ------
    SettingsError
        If it is not there, or cannot be read.
    """
    return TrailKey(secret=read_audit_key(audit_key_file(settings)))


def require_key(settings: Settings, trail: Trail) -> None:
    """See whether the key that a trail is written with still lies where the next start looks for it.

    Raises
    ------
    SettingsError
        If not.
    """
    if not trail.has_key(open_audit_key(settings)):
        raise SettingsError("The key of the audit trail is another one", remedy="Put back the one from before")


def audit_key_file(settings: Settings) -> Path:
    """Where the key of the audit trail lies."""
    return settings.audit.key_file or settings.data_dir / AUDIT_KEY_FILE


def heads_file(settings: Settings) -> Path:
    """Where the heads of the trail lie: one file, whatever database the settings name."""
    return settings.data_dir / HEADS_FILE


def who_runs() -> str:
    """The user of the system that runs a command, as records name who calls."""
    number = os.geteuid()
    try:
        return f"os:{pwd.getpwuid(number).pw_name}"
    except KeyError:  # a container's user may have no name
        return f"os:{number}"


def database_url(settings: Settings, file: str) -> str:
    """The database of the settings, or else a file of the data folder.

    Raises
    ------
    SettingsError
        If the file that names it cannot be read.
    """
    if settings.database_url_file is not None:
        return _said_in(settings.database_url_file)
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return f"sqlite:///{settings.data_dir.absolute() / file}"


def is_shared(settings: Settings) -> bool:
    """Whether several processes may work on the database: not on SQLite."""
    return not database_url(settings, JOBS_FILE).startswith("sqlite")


def _said_in(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise SettingsError(
            "The file of the database's address cannot be read",
            why=getattr(error, "strerror", None) or type(error).__name__,
            remedy="Look at the setting database_url_file",
        ) from None


def now() -> datetime:
    """The time, as all records have it."""
    return datetime.now(UTC)
