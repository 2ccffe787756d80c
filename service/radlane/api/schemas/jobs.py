"""Jobs on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from radlane.api.schemas.patterns import ACCESSION, MODEL, NO_NUL, UID, Moment
from radlane.domain.explanation import Method
from radlane.domain.job import Event, Expectation, Job, Priority
from radlane.domain.study import Accession
from radlane.security.receiver import MOST_URL
from radlane.triggers.intake import Wish

_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_Name = Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL)]
_Uid = Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL, json_schema_extra=UID)]


# What `_names_one_study` says, for the contract.
_NOTHING: JsonDict = {"type": "null"}
_SOMETHING: JsonDict = {"type": "string"}
_NAMED_BY_UID: JsonDict = {
    "required": ["study"],
    "properties": {"study": _SOMETHING, "accession": _NOTHING, "issuer": _NOTHING},
}
_NAMED_BY_ACCESSION: JsonDict = {
    "required": ["accession"],
    "properties": {"accession": _SOMETHING, "study": _NOTHING},
}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class RerunBody(_Body):
    """Why the same input is analysed again."""

    reason: Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL)]


class ExpectBody(_Body):
    """How large the study is, as the caller knows from the modality; the job waits until the archive has it."""

    series: Annotated[int, Field(gt=0)] | None = None
    instances: Annotated[int, Field(gt=0)] | None = None


class JobBody(_Body):
    """What to analyse with what.

    The study is named by its UID, or by its accession number with, where several give such numbers, its issuer (Local
    Namespace Entity ID or Universal Entity ID). `source` is the name of an archive of the settings (the default archive
    if it is left out), `destinations` get the result (the source if left out; none with an empty list). `callback` is
    called when the job has ended: the name of a receiver of the settings, or an address at one that allows that.
    `explain` is the method that explains the findings, or `never`; left out, it is as the model's manifest says.
    """

    model_config = ConfigDict(json_schema_extra={"oneOf": [_NAMED_BY_UID, _NAMED_BY_ACCESSION]})

    study: _Uid | None = None
    accession: Annotated[str, Field(min_length=1, max_length=16, json_schema_extra=ACCESSION)] | None = None
    issuer: _Name | None = None
    model: Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL, json_schema_extra=MODEL)]
    series: _Uid | None = None
    source: _Name | None = None
    destinations: Annotated[list[_Name], Field(max_length=8)] | None = None
    priority: Priority = Priority.ROUTINE
    rerun: RerunBody | None = None
    expect: ExpectBody | None = None
    not_after: Moment | None = None
    callback: Annotated[str, Field(min_length=1, max_length=MOST_URL, pattern=NO_NUL)] | None = None
    explain: Literal["never"] | Method | None = None

    @model_validator(mode="after")
    def _names_one_study(self) -> JobBody:
        if (self.study is None) == (self.accession is None) or (self.issuer and not self.accession):
            raise ValueError("either study, or accession with or without issuer")
        return self


class EventDocument(BaseModel):
    """Something that happened to a job: a state, a step with its seconds, a wait with its code."""

    number: int
    at: datetime
    kind: str
    name: str
    data: dict[str, Any]


class CallbackDocument(BaseModel):
    """Who is told of the job's end, and how far that has come; `event` and what follows is null before the end."""

    receiver: str
    event: str | None
    state: str | None
    attempts: int
    last_status: int | None
    fault: str | None
    at: datetime | None


class JobDocument(BaseModel):
    """A job as it stands; times are in UTC. One that `withdraws` a run sends its rejection note, and never expires.

    One with `shadow_of` runs another version beside that job, for comparison only. `trace_id` stands in the log lines
    of its work. One that waits for images says in `completeness.waiting` how many it has and wants (`have`, `want`).
    """

    id: str
    state: str
    study: str
    series: str | None
    model: str
    package_digest: str
    source: str
    destinations: list[str]
    priority: str
    rerun: str | None
    created_at: datetime
    updated_at: datetime
    not_after: datetime | None
    expires_at: datetime | None
    not_before: datetime | None
    attempt: int
    wait_until: datetime | None
    cancel_asked: bool
    run: str | None
    withdraws: str | None
    reused_from: str | None
    shadow_of: str | None
    explain: str | None
    trace_id: str
    completeness: dict[str, Any] | None
    callback: CallbackDocument | None
    error: dict[str, Any] | None
    reasons: list[dict[str, Any]]
    timeline: list[EventDocument]


class JobList(BaseModel):
    """Jobs, the youngest first; `next` is a cursor, null at the end."""

    items: list[JobDocument]
    next: str | None


def wish_of(body: JobBody) -> Wish:
    """Return what a body asks for."""
    return Wish(
        study_instance_uid=body.study,
        accession=_accession_of(body),
        model=body.model,
        series_instance_uid=body.series,
        source=body.source,
        destinations=None if body.destinations is None else tuple(body.destinations),
        priority=body.priority,
        rerun=body.rerun.reason if body.rerun else None,
        expect=Expectation(series=body.expect.series, instances=body.expect.instances) if body.expect else None,
        not_after=body.not_after,
        callback=body.callback,
        explain=body.explain,
    )


def _accession_of(body: JobBody) -> Accession | None:
    if body.accession is None:
        return None
    return Accession(number=body.accession, issuers=frozenset([body.issuer] if body.issuer else []))


def job_document(job: Job) -> JobDocument:
    """Describe a job."""
    order, outcome = job.order, job.outcome or {}
    return JobDocument(
        id=job.id,
        state=job.state,
        study=order.request.study_instance_uid,
        series=order.request.series_instance_uid,
        model=order.request.model,
        package_digest=order.package_digest,
        source=order.source,
        destinations=list(order.destinations),
        priority=order.priority,
        rerun=order.rerun,
        created_at=job.created_at,
        updated_at=job.updated_at,
        not_after=order.not_after,
        expires_at=job.expires_at,
        not_before=order.not_before,
        attempt=job.attempt,
        wait_until=job.wait_until,
        cancel_asked=job.cancel_asked,
        run=job.run_id,
        withdraws=order.withdraws,
        reused_from=job.reused_from,
        shadow_of=order.shadow_of,
        explain=order.request.explain,
        trace_id=job.trace_id,
        completeness=dict(job.completeness) if job.completeness else None,
        callback=_callback_document(job),
        error=outcome.get("error"),
        reasons=outcome.get("reasons", []),
        timeline=[event_document(event) for event in job.timeline],
    )


def _callback_document(job: Job) -> CallbackDocument | None:
    callback, called = job.order.callback, job.called
    if callback is None:
        return None
    return CallbackDocument(
        receiver=callback.receiver,
        event=called.event if called else None,
        state=called.state if called else None,
        attempts=called.attempts if called else 0,
        last_status=called.last_status if called else None,
        fault=called.fault if called else None,
        at=called.at if called else None,
    )


def event_document(event: Event) -> EventDocument:
    """Describe an event."""
    return EventDocument(number=event.number, at=event.at, kind=event.kind, name=event.name, data=dict(event.data))
