"""Who is called when a job has ended, and what became of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Callback:
    """Whom a job's caller wants called.

    Attributes
    ----------
    receiver : str
        Its name in the settings, which say where it is and what its calls are signed with.
    url : str or None
        The caller's own address at this receiver; None: the one of the settings.
    """

    receiver: str
    url: str | None = None


class CallbackState(StrEnum):
    """How far a call has come; the last three are final."""

    PENDING = "pending"
    DELIVERED = "delivered"
    GONE = "gone"  # the receiver wants no more of it (410)
    GIVEN_UP = "given-up"


@dataclass(frozen=True, kw_only=True)
class Called:
    """What became of the last event that a job's receiver is told.

    Attributes
    ----------
    event : str
        Such as `job.succeeded`.
    attempts : int
        How many times it was sent, or was about to be.
    last_status : int or None
        HTTP status of the last answer; None where there was none.
    fault : str or None
        Why there was none: `Reply.fault`.
    at : datetime
        Of the last change.
    """

    event: str
    state: CallbackState
    attempts: int
    last_status: int | None
    fault: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a receiver answered.

    Attributes
    ----------
    status : int or None
        None: nothing, or nothing of HTTP.
    fault : str or None
        Then why: `address-refused`, `unreachable`, `tls`, `time-out`, `no-answer`, `secret` or `receiver-unknown`.
    retry_after_s : float or None
        How long it wants to be left alone.
    """

    status: int | None = None
    fault: str | None = None
    retry_after_s: float | None = None
