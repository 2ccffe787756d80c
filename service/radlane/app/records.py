"""What is on record: jobs, runs, and which of them were withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

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
    """The database of the settings, or else a file of the data folder."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return f"sqlite:///{settings.data_dir.absolute() / file}"


def now() -> datetime:
    """The time, as all records have it."""
    return datetime.now(UTC)


def _new_id() -> str:
    return str(uuid4())
