"""A result that may no longer be used: why, since when, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WithdrawalReason(StrEnum):
    """Why a run is withdrawn; the first two are for people to choose."""

    SAFETY = "safety"  # it could harm the patient: nobody may be shown it
    QUALITY = "quality"  # it is of no use; a site may still show it
    INCOMPLETE = "incomplete"  # radlane gave it up half-stored: parts of it lie beside the run that took its place


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """The withdrawal of one run.

    Attributes
    ----------
    comment : str or None
        In a person's own words, on one line.
    at : datetime
        Aware; the dates of the rejection note are this moment.
    caller : str
        The id of the API key, or `os:NAME` of who ran the command; empty where nobody had to show a key, and where
        radlane itself withdrew the run.
    job_id : str or None
        The job that sends, or sent, the rejection note; None where no destination can have anything of the run.
    """

    reason: WithdrawalReason
    comment: str | None
    at: datetime
    caller: str
    job_id: str | None
