"""The audit trail of an installation, and who runs a command."""

from __future__ import annotations

import os
import pwd
from datetime import UTC, datetime
from pathlib import Path

from radlane.errors import SettingsError
from radlane.jobs.database import migrate, open_database
from radlane.jobs.trail import Trail
from radlane.security.chain import TrailKey
from radlane.security.files import make_private, read_audit_key
from radlane.security.heads import HeadFile
from radlane.settings.tree import Settings

# What lies in data_dir.
JOBS_FILE = "jobs.sqlite"
AUDIT_KEY_FILE = "audit.key"
HEADS_FILE = "audit.heads"


def open_trail(settings: Settings) -> Trail:
    """The audit trail, in a database that is brought up to date.

    Raises
    ------
    SettingsError
        If the data folder, the database or the key cannot be used.
    """
    make_private(settings.data_dir)
    database = open_database(database_url(settings, JOBS_FILE))
    migrate(database)
    key = open_audit_key(settings)
    return Trail(database, key, HeadFile(settings.data_dir / HEADS_FILE, key), now)


def open_audit_key(settings: Settings) -> TrailKey:
    """The key of the audit trail, made where there is none."""
    return TrailKey(secret=read_audit_key(settings.audit.key_file or settings.data_dir / AUDIT_KEY_FILE))


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
