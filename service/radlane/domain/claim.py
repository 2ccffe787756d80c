"""A workitem of a worklist elsewhere that radlane claims, and performs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from radlane.domain.workitem import DataSet


class ClaimState(StrEnum):
    """How far a claim is; the last three are its ends, but a lost one may be taken up again."""

    ASKED = "asked"  # on record before the worklist is asked: it may have it or not
    HELD = "held"
    COMPLETED = "completed"
    CANCELED = "canceled"
    LOST = "lost"  # it ended there, or is somebody else's or gone, or the worklist refused or missed it for too long


OPEN_CLAIMS = frozenset({ClaimState.ASKED, ClaimState.HELD})


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A claim as it is kept.

    Attributes
    ----------
    worklist : str
        Name of the worklist in the settings.
    transaction_uid : str
        What shows that it is ours: told to the worklist only.
    attributes : DataSet
        The workitem as it was found, and from the beginning of its job as it was then.
    job_id : str or None
        The job that does it.
    earlier_job_id : str or None
        The last job that did it before it was lost and taken up again.
    said : str or None
        The progress that the worklist was told last.
    failures : int
        Answers in a row that were of no use, or calls that were not heard.
    detail : str
        Why it was lost, or what the last answer was that was of no use.
    """

    worklist: str
    uid: str
    state: ClaimState
    transaction_uid: str = field(repr=False)
    attributes: DataSet = field(repr=False)
    updated_at: datetime
    job_id: str | None = None
    earlier_job_id: str | None = None
    said: str | None = None
    said_at: datetime | None = None
    failures: int = 0
    detail: str = ""
