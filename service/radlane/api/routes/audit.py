"""The audit trail: who did what; reading it is on record too."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from radlane.api.audit import asks, study_asked
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.schemas.audit import RecordList, record_document
from radlane.api.schemas.patterns import Moment
from radlane.jobs.trail import MOST_RECORDS, TrailQuery
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope

_ReadsDep = Annotated[Entry, Depends(asks(Scope.AUDIT_READ))]

router = APIRouter(tags=["audit"], responses=responses(401, 403, 422, 429, 503))


class AuditQuery(BaseModel):
    """Which records to list; `by` is who called, `cursor` the number of the last record that was seen."""

    model_config = ConfigDict(hide_input_in_errors=True)

    study: Annotated[str | None, Field(max_length=64)] = None
    by: Annotated[str | None, Field(max_length=200)] = None
    action: Action | None = None
    since: Moment | None = None
    until: Moment | None = None
    cursor: Annotated[int | None, Field(ge=1, le=2**63 - 1)] = None
    limit: Annotated[int, Field(gt=0, le=MOST_RECORDS)] = 50


@router.get("/v1/audit")
def get_audit(services: ServicesDep, asked: _ReadsDep, wanted: Annotated[AuditQuery, Query()]) -> RecordList:
    """List records of the audit trail, the youngest first."""
    services.trail.record(replace(asked, **study_asked(wanted.study)))
    query = TrailQuery(
        study=wanted.study,
        caller=wanted.by,
        action=wanted.action,
        since=wanted.since,
        until=wanted.until,
        before=wanted.cursor,
        limit=wanted.limit,
    )
    records, following = services.trail.find(query)
    return RecordList(items=[record_document(record) for record in records], next=following)
