"""Events of archives: a study came, or has grown. What follows from that, the rules say."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from radlane.api.audit import asks
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.schemas.events import (
    LOOKED_UP_LATER,
    NOTHING_WANTED,
    EventAnswer,
    NoJob,
    OrthancEventBody,
    expectation_of,
)
from radlane.api.schemas.jobs import job_document
from radlane.domain.refs import require_uid
from radlane.errors import UsageError
from radlane.monitoring.tracing import current_trace
from radlane.security.audit_record import Entry
from radlane.security.scopes import Scope
from radlane.triggers.announcement import Announcement
from radlane.triggers.event_inbox import VIA
from radlane.triggers.intake import Caller

_WritesDep = Annotated[Entry, Depends(asks(Scope.JOBS_WRITE))]
_NOTHING = NoJob(code=NOTHING_WANTED, text="No rule gives a job for this study: `radlane rules test` says why")
_LATER = NoJob(code=LOOKED_UP_LATER, text="The event is on record; the study is looked up after this answer")

router = APIRouter(prefix="/v1/events", tags=["events"], responses=responses(401, 403, 429, 503))


@router.post("/orthanc", status_code=202, responses=responses(404, 409, 422, 502, 503))
def post_orthanc_event(body: OrthancEventBody, services: ServicesDep, asked: _WritesDep) -> EventAnswer:
    """Take note that a study is stable in an Orthanc; the rules say which models analyse it.

    What they want is on record when this answers. The same event again has the same jobs. The study is looked up in the
    archive of the settings: nothing else in an event is believed.
    """
    announcement = Announcement(
        study_instance_uid=require_uid(body.study, "Study Instance UID"),
        source=_source(body, services.intake.default_archive),
        expect=expectation_of(body),
        caller=Caller(identity=asked.caller, via=VIA, address=asked.address, trace_id=current_trace()),
    )
    if not body.wait:
        services.announce_later(announcement)
        return EventAnswer(jobs=[], reason=_LATER)
    jobs = services.announce(announcement)
    return EventAnswer(jobs=[job_document(job) for job in jobs], reason=None if jobs else _NOTHING)


def _source(body: OrthancEventBody, default: str | None) -> str:
    source = body.archive or default
    if source is None:
        raise UsageError("There is no default archive", remedy="Name one of the archives in the settings")
    return source
