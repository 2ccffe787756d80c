"""Results: the runs in the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from radlane.api.access_control import needs
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.schemas.result import ObjectDocument
from radlane.jobs.ledger import Run, RunQuery
from radlane.jobs.paging import MOST_ROWS
from radlane.jobs.results import objects_of
from radlane.security.keys import Scope

router = APIRouter(
    prefix="/v1/results",
    tags=["results"],
    responses=responses(401, 403, 404, 422),
    dependencies=[Depends(needs(Scope.RESULTS_READ))],
)


class RunDocument(BaseModel):
    """One run: which model said something of which study, and where its objects are.

    `status` is null where there is a result; `not-analysed` and `failed` runs have a report of that at most.
    """

    run: str
    job: str
    study: str
    number: int
    state: str
    status: str | None
    reason: str | None
    started_at: datetime
    model: str
    version: str
    digest: str
    objects: list[ObjectDocument]


class RunList(BaseModel):
    """Runs, the youngest first; `next` is a cursor, null at the end."""

    items: list[RunDocument]
    next: str | None


@router.get("")
def get_results(
    services: ServicesDep,
    model: Annotated[str | None, Query(max_length=64)] = None,
    study: Annotated[str | None, Query(max_length=64)] = None,
    cursor: Annotated[str | None, Query(max_length=36)] = None,
    limit: Annotated[int, Query(gt=0, le=MOST_ROWS)] = 50,
) -> RunList:
    """List runs, of one model's name or one study if these are given."""
    runs, following = services.ledger.find(RunQuery(model=model, study=study, before=cursor, limit=limit))
    items = [run_document(run, objects_of(run.id, services.ledger)) for run in runs]
    return RunList(items=items, next=following)


def run_document(run: Run, objects: list[dict[str, Any]]) -> RunDocument:
    """Describe a run."""
    return RunDocument(
        run=run.id,
        job=run.job_id,
        study=run.study_instance_uid,
        number=run.number,
        state=run.state,
        status=run.status,
        reason=run.reason,
        started_at=run.started_at,
        model=run.model_name,
        version=run.model_version,
        digest=run.package_digest,
        objects=[ObjectDocument.model_validate(item) for item in objects],
    )
