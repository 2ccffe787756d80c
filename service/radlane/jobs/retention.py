"""What is no longer needed goes: bytes and jobs; the ledger's rows stay.

In: a moment. Out: the number of jobs and folders that were removed. Only what came to its end before the moment goes.
Reference: docs/adr/0006 (the ledger is kept longer than the files).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from radlane.jobs.ledger import Ledger
from radlane.jobs.outbox import Outbox, remove_folders
from radlane.jobs.runs import is_id
from radlane.jobs.store import JobStore

_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Retention:
    """Removes what is old.

    Attributes
    ----------
    work : Path
        That of `parts.Parts`.
    """

    store: JobStore
    ledger: Ledger
    work: Path
    outbox: Outbox

    def clean(self, before: datetime) -> int:
        """Remove jobs, working files and objects from before a moment.

        Parameters
        ----------
        before : datetime
            Aware.

        Returns
        -------
        int
            How many jobs and folders were removed.
        """
        jobs = self.store.forget(before)
        folders = self.sweep(before)
        return len(jobs) + folders + self.outbox.remove(before, lambda name: self.ledger.is_settled(name, before))

    def sweep(self, before: datetime = _EVER) -> int:
        """Remove the working files of jobs that are at their end: a process was killed before it could, or another one
        went on with them. What else lies there is none of ours.

        Parameters
        ----------
        before : datetime
            Younger ones stay: a job that comes to its end just now has its files still, where somebody is at work.

        Returns
        -------
        int
            How many folders were removed.
        """
        under_way = {job.id for job in self.store.unfinished()}
        return remove_folders(self.work, before, lambda name: is_id(name) and name not in under_way)
