"""What is on record: jobs, runs, and which of them were withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from radlane.errors import SettingsError
from radlane.jobs.database import migrate, open_database
from radlane.jobs.figures import Figures
from radlane.jobs.ledger import Ledger
from radlane.jobs.store import JobStore
from radlane.jobs.withdrawals import Withdrawals
from radlane.security.files import make_private
from radlane.settings.tree import Settings

OUTBOX = "outbox"  # in data_dir: the objects of results, as they are sent
JOBS_FILE = "jobs.sqlite"


@dataclass(frozen=True, kw_only=True)
class Records:
    """What is on record: jobs, runs, and which of them were withdrawn."""

    store: JobStore
    ledger: Ledger
    withdrawals: Withdrawals
    figures: Figures


def open_records(settings: Settings) -> Records:
    """The database of jobs, brought up to date.

    Raises
    ------
    SettingsError
        If the data folder or the database cannot be used.
    """
    make_private(settings.data_dir)
    database = open_database(database_url(settings, JOBS_FILE))
    migrate(database)
    outbox = settings.data_dir / OUTBOX
    return Records(
        store=JobStore(database, now, _new_id, give_up(settings)),
        ledger=Ledger(database, outbox, now, _new_id),
        withdrawals=Withdrawals(database, outbox, now, _new_id),
        figures=Figures(database, now),
    )


def give_up(settings: Settings) -> timedelta:
    """How long a job is tried; the note of a withdrawal is tried for ever."""
    return timedelta(hours=settings.give_up_hours)


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


def _new_id() -> str:
    return str(uuid4())
