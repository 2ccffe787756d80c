"""What a caller asks for, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from radlane.domain.callback import Callback, Called


@dataclass(frozen=True, kw_only=True)
class JobRequest:
    """One analysis of one study.

    Attributes
    ----------
    study_instance_uid : str
        The study to analyse.
    model : str
        Model reference: `name`, `name:version`, `name:tag` or `name@sha256:...`.
    series_instance_uid : str or None
        The only series to look at, where the caller names one.
    store : bool
        Whether the objects are sent to the archive.
    explain : str or None
        Which method explains the findings (`domain.explanation.Method`), or `never`; None: as the manifest says.
    """

    study_instance_uid: str
    model: str
    series_instance_uid: str | None = None
    store: bool = True
    explain: str | None = None


class Priority(StrEnum):
    """How urgent a job is; each has a slack after which it goes before younger, more urgent ones."""

    STAT = "stat"
    ROUTINE = "routine"
    BACKGROUND = "background"


class JobState(StrEnum):
    """Where a job stands; the last five are final."""

    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"  # for an archive, or for another job on the same input; no worker is held
    SUCCEEDED = "succeeded"
    NOT_ANALYSED = "not-analysed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


FINAL = frozenset({JobState.SUCCEEDED, JobState.NOT_ANALYSED, JobState.FAILED, JobState.CANCELLED, JobState.EXPIRED})
# Codes of jobs that ended without a word of their own: only a person tries them again.
WORKER_DIED, WORKFLOW_LOST = "worker-died", "workflow-lost"
GIVEN_UP = (WORKER_DIED, WORKFLOW_LOST)


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """What the caller knows of the study's size, from the modality or an order; None: nothing."""

    series: int | None = None
    instances: int | None = None

    def is_met(self, series: int, instances: int) -> bool:
        """Whether a study of this size is as large."""
        return series >= (self.series or 0) and instances >= (self.instances or 0)


@dataclass(frozen=True, kw_only=True)
class PatientDigests:
    """Keyed digests of Patient ID and Issuer of Patient ID, as the caller said them; None: nobody said it."""

    patient_id: str | None
    issuer: str | None


@dataclass(frozen=True, kw_only=True)
class Order:
    """A job as it was accepted.

    Attributes
    ----------
    request : JobRequest
        What to analyse with what.
    source : str
        Archive that has the study.
    destinations : tuple of str
        Archives that get the result.
    package_digest : str
        What the model reference meant when the job was accepted; a tag that moves later changes nothing.
    rerun : str or None
        Why the same input is analysed again; None: an earlier run is good enough.
    not_after : datetime or None
        The caller has no use for the result after this; aware.
    withdraws : str or None
        The run whose rejection note is sent; None: an analysis. Such a job neither expires nor is cancelled.
    trace_id : str or None
        The trace of the request that asked for it (`monitoring.tracing`).
    not_before : datetime or None
        It begins then, or later; aware. None: at once.
    shadow_of : str or None
        The job beside which this one runs another version, for comparison only: its result goes nowhere.
    callback : Callback or None
        Who is called when it has ended.
    owner : str or None
        SHA-256 of a name: the job is this owner's alone, and no other caller's. None: who asks for the same shares it.
    patient : PatientDigests or None
        Whose the study has to be, or nothing is done; None: the caller does not say.
    """

    request: JobRequest
    source: str
    destinations: tuple[str, ...]
    package_digest: str
    priority: Priority = Priority.ROUTINE
    rerun: str | None = None
    expect: Expectation | None = None
    not_after: datetime | None = None
    withdraws: str | None = None
    trace_id: str | None = None
    not_before: datetime | None = None
    shadow_of: str | None = None
    callback: Callback | None = None
    owner: str | None = None
    patient: PatientDigests | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a job; `data` holds no header values."""

    number: int
    at: datetime
    kind: str
    name: str
    data: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Job:
    """A job as it stands.

    Attributes
    ----------
    expires_at : datetime or None
        When a job ends that could not come to its end: at `not_after`, or when the service gives up; None: never.
    attempt : int
        From 1; each wait for an archive counts up.
    wait_until : datetime or None
        When a waiting job goes on.
    run_id : str or None
        The run that the job makes or uses, from its claim on; of a job that succeeded, the one whose result this is.
    reused_from : str or None
        The job that made that result, where it was another.
    outcome : mapping or None
        `error` or `reasons` of a job that ended without objects.
    completeness : mapping or None
        The three claims: `retrieved`, `stable`, `acquired`; before, `waiting` where it waits for images: how many it
        has, and how many it wants.
    timeline : tuple of Event
        In the order in which they happened.
    called : Called or None
        What became of the last event that its receiver is told; None: there was none yet, or there is no receiver.
    """

    id: str
    order: Order
    state: JobState
    created_at: datetime
    updated_at: datetime
    expires_at: datetime | None
    attempt: int
    wait_until: datetime | None
    cancel_asked: bool
    run_id: str | None
    reused_from: str | None
    outcome: Mapping[str, Any] | None
    completeness: Mapping[str, Any] | None
    timeline: tuple[Event, ...]
    called: Called | None = None

    @property
    def trace_id(self) -> str:
        """The trace of the job's log lines; where no request asked for it, one made of its own id (a UUID)."""
        return self.order.trace_id or self.id.replace("-", "")
