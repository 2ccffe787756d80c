"""Heat maps of results: pictures and numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from radlane.api.audit import asks
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.schemas.patterns import Id
from radlane.api.services import Services
from radlane.domain.job import Job
from radlane.jobs.explanations import array_of, picture_of
from radlane.jobs.results import result_of
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope

_ReadsDep = Annotated[Entry, Depends(asks(Scope.RESULTS_READ))]
_Number = Annotated[int, Path(ge=1, le=1000)]
_BINARY = {"schema": {"type": "string", "format": "binary"}}

router = APIRouter(prefix="/v1/jobs", tags=["jobs"], responses=responses(401, 403, 429, 503))


class Picture(Response):
    """A PNG."""

    media_type = "image/png"


class Numbers(Response):
    """An array of numpy."""

    media_type = "application/x-npy"


def _has(kind: type[Response], words: str) -> dict[int | str, dict[str, object]]:
    return {200: {"description": words, "content": {str(kind.media_type): _BINARY}}, **responses(404, 409, 422)}


@router.get("/{job_id}/explanations/{number}/picture", response_class=Picture, responses=_has(Picture, "A PNG"))
def get_picture(job_id: Id, number: _Number, services: ServicesDep, asked: _ReadsDep) -> Picture:
    """Return the picture of a heat map, as it was sent: it explains a finding, and is none."""
    job = _seen(job_id, services, asked)
    return Picture(picture_of(job, number, services.ledger, services.outbox))


@router.get(
    "/{job_id}/explanations/{number}/array",
    response_class=Numbers,
    responses=_has(Numbers, "An .npy, float32 [frame, row, column]"),
)
def get_array(job_id: Id, number: _Number, services: ServicesDep, asked: _ReadsDep) -> Numbers:
    """Return the numbers of a heat map on the stored grids of the analysed frames, in their order."""
    job = _seen(job_id, services, asked)
    return Numbers(array_of(job, number, services.ledger, services.outbox))


def _seen(job_id: str, services: Services, asked: Entry) -> Job:
    """Return a job with a result, and put on record that something of it is looked at."""
    job = services.store.get(job_id)
    result_of(job, services.ledger)
    entry = replace(asked, action=Action.OBJECT_READ, study=job.order.request.study_instance_uid, job=job.id)
    services.trail.record(entry)
    return job
