"""What goes wrong with jobs, results and their records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack

from radlane.errors.base import Parts, RadlaneError


class JobError(RadlaneError):
    """A job cannot do what is asked of it."""

    code = "job-error"


class JobNotFound(JobError):
    """There is no such job, result or run."""

    code = "job-not-found"


class JobWaits(JobError):
    """What the job needs is not there yet, or no longer.

    Attributes
    ----------
    again_from : str or None
        The step to go back to: what it made is gone.
    waiting : mapping or None
        How much of the study is there, and how much is waited for (`have`, `want`).
    """

    code = "job-waits"
    retryable = True

    def __init__(
        self,
        what: str,
        *,
        again_from: str | None = None,
        waiting: Mapping[str, Any] | None = None,
        **parts: Unpack[Parts],
    ) -> None:
        super().__init__(what, **parts)
        self.again_from = again_from
        self.waiting = waiting


class RecordsUnavailable(JobError):
    """The database of jobs cannot be used now: nothing was put on record."""

    code = "records-unavailable"
    retryable = True


class JobConflict(JobError):
    """The job's state does not allow what is asked of it."""

    code = "job-conflict"


class ResultWithdrawn(JobConflict):
    """The result was withdrawn: it is neither sent nor used any more, nor withdrawn for another reason."""

    code = "result-withdrawn"


class IdempotencyConflict(JobError):
    """The Idempotency-Key was used before, for another request."""

    code = "idempotency-conflict"
