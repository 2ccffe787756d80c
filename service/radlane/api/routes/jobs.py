"""Jobs: accepted, watched, cancelled, tried again."""

from __future__ import annotations

import json
import time
from asyncio import sleep
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import FileResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from radlane.api.audit import asks, listed
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.schemas.jobs import JobBody, JobDocument, JobList, event_document, job_document, wish_of
from radlane.api.schemas.patterns import TEXT, Id
from radlane.api.schemas.result import ResultDocument, withdrawal_document
from radlane.api.services import Services
from radlane.domain.job import FINAL, Event, Job, JobState
from radlane.errors import JobConflict
from radlane.jobs.paging import MOST_ROWS
from radlane.jobs.results import object_of, result_of
from radlane.jobs.store import JobStore
from radlane.jobs.store import Query as JobQuery
from radlane.monitoring.tracing import current_trace
from radlane.pipeline.audited import counted
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope
from radlane.triggers.intake import Caller

_WritesDep = Annotated[Entry, Depends(asks(Scope.JOBS_WRITE))]
_ReadsDep = Annotated[Entry, Depends(asks(Scope.JOBS_READ))]
_ReadsResultDep = Annotated[Entry, Depends(asks(Scope.RESULTS_READ))]
_POLL_S = 0.25
_KEEP_ALIVE_S = 15.0

router = APIRouter(prefix="/v1/jobs", tags=["jobs"], responses=responses(401, 403, 429, 503))


class EventStream(StreamingResponse):
    """Server-sent events."""

    media_type = "text/event-stream"


# What clients make of each event of the stream; `data` is an `EventDocument` in JSON.
_AN_EVENT: dict[str, Any] = {
    "description": "Events as they come",
    "content": {
        EventStream.media_type: {
            "schema": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("id", "event", "data")},
                "required": ["id", "event", "data"],
            }
        }
    },
}


class DicomFile(FileResponse):
    """A Part 10 file."""

    media_type = "application/dicom"


@router.post("", status_code=202, responses=responses(404, 409, 422, 502, 503, 507))
def post_job(
    body: JobBody,
    response: Response,
    services: ServicesDep,
    asked: _WritesDep,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=200)] = None,
) -> JobDocument:
    """Accept a job: it is on record when this answers, and comes to an end whatever dies.

    The same request again is the same job: with the caller's own `Idempotency-Key` as long as the job is kept, else
    while it is under way. An accession number is looked up in the source before this answers.
    """
    who = Caller(
        identity=asked.caller,
        idempotency_key=idempotency_key,
        via=asked.via,
        address=asked.address,
        trace_id=current_trace(),
    )
    job, _ = services.intake.accept(wish_of(body), who)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job_document(job)


@dataclass(frozen=True, kw_only=True)
class JobFilter:
    """Which jobs to list."""

    state: JobState | None = None
    code: Annotated[str | None, Query(max_length=64, json_schema_extra=TEXT)] = None
    study: Annotated[str | None, Query(max_length=64, json_schema_extra=TEXT)] = None


@router.get("", responses=responses(404, 422))
def get_jobs(
    services: ServicesDep,
    asked: _ReadsDep,
    wanted: Annotated[JobFilter, Depends()],
    cursor: Annotated[str | None, Query(max_length=36, json_schema_extra=TEXT)] = None,
    limit: Annotated[int, Query(gt=0, le=MOST_ROWS)] = 50,
) -> JobList:
    """List jobs, the youngest first; `code` is that of the error or the reason with which they ended."""
    jobs, following = services.store.find(JobQuery(**asdict(wanted), before=cursor, limit=limit))
    studies = [job.order.request.study_instance_uid for job in jobs]
    services.trail.record(listed(replace(asked, action=Action.JOBS_LISTED), wanted.study, studies))
    return JobList(items=[job_document(job) for job in jobs], next=following)


@router.get("/{job_id}", responses=responses(404))
def get_job(job_id: Id, services: ServicesDep, asked: _ReadsDep) -> JobDocument:
    """Describe one job."""
    return job_document(_seen(services, job_id, asked))


async def _place(services: ServicesDep, asked: _ReadsDep) -> AsyncIterator[None]:
    """Hold one of the places for event streams until the answer has ended."""
    with services.streams.taken(asked.caller):
        yield


@router.get(
    "/{job_id}/events",
    response_class=EventStream,
    responses={200: _AN_EVENT, **responses(404, 422)},
    dependencies=[Depends(_place, scope="request")],
)
async def get_events(
    job_id: Id,
    request: Request,
    services: ServicesDep,
    asked: _ReadsDep,
    last_event_id: Annotated[int, Header(ge=0, le=2**31 - 1)] = 0,
) -> EventStream:
    """Follow a job to its end as server-sent events; `Last-Event-ID` goes on after an event.

    A stream ends after five minutes too, or when the service stops: ask again, as clients of such streams do.
    """
    await run_in_threadpool(_seen, services, job_id, asked)
    events = _events(job_id, request, services, last_event_id)
    return EventStream(events, headers={"Cache-Control": "no-store"})


@router.get("/{job_id}/result", responses=responses(404, 409))
def get_result(job_id: Id, services: ServicesDep, asked: _ReadsResultDep) -> ResultDocument:
    """Return the result of a job that succeeded."""
    job = services.store.get(job_id)
    result = result_of(job, services.ledger)
    services.trail.record(_of_job(job, replace(asked, action=Action.RESULT_READ)))
    withdrawals = services.withdrawals.find([job.run_id or ""]).values()
    return ResultDocument.model_validate({**result, "withdrawal": withdrawal_document(next(iter(withdrawals), None))})


@router.get(
    "/{job_id}/objects/{sop_instance_uid}",
    response_class=DicomFile,
    responses=responses(404),
)
def get_object(job_id: Id, sop_instance_uid: Id, services: ServicesDep, asked: _ReadsResultDep) -> DicomFile:
    """Return the bytes of one object of a result, as they were sent."""
    job = services.store.get(job_id)
    item = object_of(job, sop_instance_uid, services.ledger, services.outbox)
    entry = _of_job(job, replace(asked, action=Action.OBJECT_READ))
    services.trail.record(replace(entry, facts=counted([item.ref])))
    return DicomFile(item.path)


@router.delete("/{job_id}", status_code=202, responses=responses(404, 409))
def delete_job(job_id: Id, services: ServicesDep, asked: _WritesDep) -> JobDocument:
    """Cancel a job: it ends before its next step. What began to be stored is stored whole."""
    job = services.store.get(job_id)
    if job.state in FINAL:
        raise JobConflict("The job is at its end", uid=job.id, why=f"it is {job.state}")
    with services.trail.saying(replace(asked, action=Action.JOB_CANCELLED)) as say:
        services.store.ask_cancel(job_id, say)
    return job_document(services.store.get(job_id))


@router.post("/{job_id}/retry", status_code=202, responses=responses(404, 409))
def retry_job(job_id: Id, services: ServicesDep, asked: _WritesDep) -> JobDocument:
    """Try a job again that failed, was cancelled or expired."""
    job = services.store.get(job_id)
    with services.trail.saying(replace(asked, action=Action.JOB_RETRIED)) as say:
        is_queued = services.store.reopen(job_id, say)
    if not is_queued:
        raise JobConflict(
            "Only failed, cancelled and expired jobs are tried again", uid=job.id, why=f"it is {job.state}"
        )
    job = services.store.get(job_id)
    services.intake.enqueue(job)
    return job_document(job)


def _seen(services: Services, job_id: str, asked: Entry) -> Job:
    """Return a job to somebody who looks at it, which is on record; those who look again and again are once an hour."""
    job = services.store.get(job_id)
    who = (asked.caller, asked.address, job_id)
    if not services.looks.is_known(who):
        services.trail.record(_of_job(job, replace(asked, action=Action.JOB_READ)))
        services.looks.add(who)
    return job


def _of_job(job: Job, entry: Entry) -> Entry:
    return replace(entry, study=job.order.request.study_instance_uid, job=job.id)


async def _events(job_id: str, request: Request, services: Services, after: int) -> AsyncIterator[str]:
    """Yield a job's events as they come, and now and then a comment, so that nobody takes the line for dead.

    Where the service is told to stop first, or its time is over, the stream ends without the job; a client asks again
    from its last event.
    """
    quiet_s, latest = 0.0, time.monotonic() + services.stream_seconds
    while time.monotonic() < latest and not services.closing.is_set() and not await request.is_disconnected():
        ended, events = await run_in_threadpool(_look, job_id, services.store, after)
        for event in events:
            after, quiet_s = event.number, 0.0
            data = json.dumps(event_document(event).model_dump(mode="json"))
            yield f"id: {event.number}\nevent: {event.kind}\ndata: {data}\n\n"
        if ended:
            return
        if quiet_s >= _KEEP_ALIVE_S:
            quiet_s = 0.0
            yield ": still here\n\n"
        await sleep(_POLL_S)
        quiet_s += _POLL_S


def _look(job_id: str, store: JobStore, after: int) -> tuple[bool, Sequence[Event]]:
    """Whether a job is at its end, and its events after one; in this order, so that none is left out."""
    ended = store.get(job_id).state in FINAL
    return ended, store.events(job_id, after)
