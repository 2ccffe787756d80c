"""What a record of the audit trail says: who did what to which study, and how it ended.

Nothing else of a patient than UIDs and a pseudonym stands in a record: no name, no value of a header, no comment.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What was done; docs/audit.md says what each one means, and which DICOM message it becomes."""

    SERVICE_STARTED = "service-started"
    SERVICE_STOPPED = "service-stopped"
    SETTINGS_USED = "settings-used"
    MODELS_USED = "models-used"
    RULES_USED = "rules-used"
    KEY_CREATED = "key-created"
    KEY_REVOKED = "key-revoked"
    LOGIN_REFUSED = "login-refused"
    ACCESS_REFUSED = "access-refused"
    CALL_LIMITED = "call-limited"
    JOB_ASKED = "job-asked"
    JOB_CANCELLED = "job-cancelled"
    JOB_RETRIED = "job-retried"
    JOB_READ = "job-read"
    JOBS_LISTED = "jobs-listed"
    RESULTS_LISTED = "results-listed"
    RESULT_READ = "result-read"
    OBJECT_READ = "object-read"
    RESULT_WITHDRAWN = "result-withdrawn"
    STUDY_QUERIED = "study-queried"
    INSTANCES_RETRIEVED = "instances-retrieved"
    INSTANCES_STORED = "instances-stored"
    INSTANCES_RECEIVED = "instances-received"
    PREDICTED = "predicted"
    INFERRED = "inferred"
    MODEL_ADDED = "model-added"
    MODEL_EXAMINED = "model-examined"
    MODEL_TAGGED = "model-tagged"
    MODEL_DEPRECATED = "model-deprecated"
    MODEL_REVOKED = "model-revoked"
    MODEL_REMOVED = "model-removed"
    MODEL_PAUSED = "model-paused"
    MODEL_RESUMED = "model-resumed"
    RESULT_EXPORTED = "result-exported"
    TRAIL_READ = "trail-read"
    BACKED_UP = "backed-up"
    RESTORED = "restored"
    WORKITEM_CREATED = "workitem-created"
    WORKITEM_CHANGED = "workitem-changed"
    WORKITEM_READ = "workitem-read"
    WORKITEMS_LISTED = "workitems-listed"


class Outcome(StrEnum):
    """How far it came: what may fail is on record before it begins, and after it ended."""

    BEGUN = "begun"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is to be put on record.

    Attributes
    ----------
    caller : str
        Id of the API key or user; `os:NAME` of who ran a command; empty: radlane itself, or nobody had to say.
    via : str
        Route or command; empty: a step of a job.
    address : str or None
        Network address of the caller.
    study : str or None
        Study Instance UID.
    job : str or None
        The job; who asked for it stands in the record of that.
    facts : mapping
        What else identifies what was done, as JSON can say it: UIDs, counts, codes, names of archives.
    """

    action: Action
    outcome: Outcome = Outcome.DONE
    caller: str = ""
    via: str = ""
    address: str | None = None
    study: str | None = None
    job: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Record:
    """An entry in its place: numbered from 1 without gaps, and tied to the record before.

    Attributes
    ----------
    at : datetime
        Aware, in UTC.
    previous : str
        MAC of the record before; of the first one, 64 zeros.
    mac : str
        HMAC-SHA-256 over all the rest, in hexadecimal.
    """

    number: int
    at: datetime
    entry: Entry
    previous: str
    mac: str


def content_of(record: Record, number: int) -> bytes:
    """Return the one text of a record's content as the record of a number; this is what its MAC is over."""
    entry = record.entry
    said = {
        "number": number,
        "at": record.at.isoformat(),
        "action": str(entry.action),
        "outcome": str(entry.outcome),
        "caller": entry.caller,
        "via": entry.via,
        "address": entry.address,
        "study": entry.study,
        "job": entry.job,
        "facts": dict(entry.facts),
        "previous": record.previous,
    }
    return plain_json(said).encode()


def plain_json(value: Mapping[str, Any]) -> str:
    """Return the one JSON text of a mapping: keys sorted, no white space, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
