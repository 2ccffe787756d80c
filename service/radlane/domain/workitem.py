"""A workitem of the worklist: what is to be done, who does it, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from radlane.domain.ups import StepState

DataSet = Mapping[str, Any]
"""A data set in the DICOM JSON Model: tag in hexadecimal -> `vr` and `Value`."""


class Performer(StrEnum):
    """Who does the work."""

    NOBODY = ""
    RADLANE = "radlane"
    OTHER = "other"  # whoever claimed it over HTTP


@dataclass(frozen=True, kw_only=True)
class Workitem:
    """A Unified Procedure Step as it is kept.

    Attributes
    ----------
    attributes : DataSet
        All but the state and the Transaction UID.
    lock : str or None
        Digest of the Transaction UID; None where nobody claimed it, or radlane did.
    study : str or None
        The study that its input is of, where it is one.
    model : str or None
        The model that radlane performs it with; None: it is not radlane's.
    caller : str
        Who created it.
    job_id : str or None
        The job that does it.
    cancel : DataSet or None
        What came with the request to cancel it; None: nobody asked.
    """

    uid: str
    state: StepState
    attributes: DataSet
    created_at: datetime
    updated_at: datetime
    lock: str | None = None
    study: str | None = None
    model: str | None = None
    performer: Performer = Performer.NOBODY
    caller: str = ""
    job_id: str | None = None
    cancel: DataSet | None = None
