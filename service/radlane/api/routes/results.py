"""Results: the runs in the ledger; listed and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from radlane.api.audit import asks, listed
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.schemas.patterns import TEXT, Id
from radlane.api.schemas.result import ObjectDocument, WithdrawalDocument, withdrawal_document
from radlane.domain.withdrawal import Withdrawal, WithdrawalReason
from radlane.jobs.ledger import Run, RunQuery
from radlane.jobs.paging import MOST_ROWS
from radlane.jobs.results import objects_of
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope

_ReadsDep = Annotated[Entry, Depends(asks(Scope.RESULTS_READ))]
_WithdrawsDep = Annotated[Entry, Depends(asks(Scope.RESULTS_WITHDRAW))]

router = APIRouter(prefix="/v1/results", tags=["results"], responses=responses(401, 403, 404, 422, 429, 503))


class WithdrawBody(BaseModel):
    """Why a result is withdrawn: `safety` where it could harm the patient, `quality` where it is of no use.

    The comment stands in the rejection note that the archives get: no name of a patient belongs in it.
    """

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    reason: Literal["safety", "quality"]
    comment: Annotated[str, Field(max_length=1000)] | None = None


class RunDocument(BaseModel):
    """One run: which model said something of which study, where its objects are, and whether they may be used.

    `status` is null where there is a result; `not-analysed` and `failed` runs have a report of that at most. A run that
    `amends` another one added heat maps to it, and says what that one says; `objects` are those that it added.
    """

    run: str
    amends: str | None
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
    withdrawal: WithdrawalDocument | None


class RunList(BaseModel):
    """Runs, the youngest first; `next` is a cursor, null at the end."""

    items: list[RunDocument]
    next: str | None


@router.get("")
def get_results(
    services: ServicesDep,
    asked: _ReadsDep,
    model: Annotated[str | None, Query(max_length=192, json_schema_extra=TEXT)] = None,
    study: Annotated[str | None, Query(max_length=64, json_schema_extra=TEXT)] = None,
    cursor: Annotated[str | None, Query(max_length=36, json_schema_extra=TEXT)] = None,
    limit: Annotated[int, Query(gt=0, le=MOST_ROWS)] = 50,
) -> RunList:
    """List runs, of one model's name or one study if these are given."""
    runs, following = services.ledger.find(RunQuery(model=model, study=study, before=cursor, limit=limit))
    withdrawn = services.withdrawals.find([run.id for run in runs])
    items = [run_document(run, objects_of(run.id, services.ledger), withdrawn.get(run.id)) for run in runs]
    studies = [run.study_instance_uid for run in runs]
    services.trail.record(listed(replace(asked, action=Action.RESULTS_LISTED), study, studies))
    return RunList(items=items, next=following)


@router.post("/{run_id}/withdraw", status_code=202, responses=responses(409))
def withdraw_result(
    run_id: Id, body: WithdrawBody, response: Response, services: ServicesDep, asked: _WithdrawsDep
) -> RunDocument:
    """Withdraw a result: from now on it is neither sent nor used again, and its rejection note is on its way.

    The note goes to every destination that may hold an object of the run; each object says whether it is `withdrawn`
    there. What was added to it (`amends`) is withdrawn with it. The same call again gives the same answer, and sends
    what could not be sent.
    """
    reason = WithdrawalReason(body.reason)
    with services.trail.saying(replace(asked, action=Action.RESULT_WITHDRAWN)) as say:
        withdrawal, created = services.withdrawals.ask(run_id, reason, body.comment, asked.caller, say)
    if created is not None:
        services.intake.enqueue(services.store.get(created))
    if withdrawal.job_id is not None:
        response.headers["Location"] = f"/v1/jobs/{withdrawal.job_id}"
    return run_document(services.ledger.run(run_id), objects_of(run_id, services.ledger), withdrawal)


def run_document(run: Run, objects: list[dict[str, Any]], withdrawal: Withdrawal | None) -> RunDocument:
    """Describe a run."""
    return RunDocument(
        run=run.id,
        amends=run.amends,
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
        withdrawal=withdrawal_document(withdrawal),
    )
