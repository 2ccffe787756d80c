"""What is on record: jobs, runs, which of them were withdrawn, and who did what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from radlane.app.outbox import open_outbox
from radlane.app.trail import now, open_trail
from radlane.jobs.callbacks import Callbacks
from radlane.jobs.figures import Figures
from radlane.jobs.ledger import Ledger
from radlane.jobs.outbox import Outbox
from radlane.jobs.store import JobStore
from radlane.jobs.trail import Trail
from radlane.jobs.withdrawals import Withdrawals
from radlane.settings.tree import Settings

WORK = "work"  # in data_dir: what jobs retrieve and make on their way


@dataclass(frozen=True, kw_only=True)
class Records:
    """What is on record: jobs, runs, which of them were withdrawn, and who did what."""

    store: JobStore
    ledger: Ledger
    withdrawals: Withdrawals
    figures: Figures
    trail: Trail
    callbacks: Callbacks
    outbox: Outbox


def open_records(settings: Settings, count_failure: Callable[[], None] = lambda: None) -> Records:
    """The database of jobs, brought up to date.

    Parameters
    ----------
    count_failure : callable
        Told of each entry of the audit trail that could not be written or sent.

    Raises
    ------
    SettingsError
        If the data folder or the database cannot be used.
    """
    trail = open_trail(settings, count_failure)
    database, outbox = trail.engine, open_outbox(settings)
    return Records(
        store=JobStore(database, now, _new_id, give_up(settings)),
        ledger=Ledger(database, outbox.folder, now, _new_id),
        withdrawals=Withdrawals(database, outbox.folder, now, _new_id),
        figures=Figures(database, now),
        trail=trail,
        callbacks=Callbacks(database, now),
        outbox=outbox,
    )


def work_folder(settings: Settings) -> Path:
    """Where jobs put what they retrieve and make on their way."""
    return settings.work_dir or settings.data_dir / WORK


def give_up(settings: Settings) -> timedelta:
    """How long a job is tried; the note of a withdrawal is tried for ever."""
    return timedelta(hours=settings.give_up_hours)


def _new_id() -> str:
    return str(uuid4())
