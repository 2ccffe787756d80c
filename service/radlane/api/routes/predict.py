"""One instance in, findings out; nothing is stored."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from radlane.api.audit import asks
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.receiving import receive, turn
from radlane.api.schemas.patterns import MODEL
from radlane.api.schemas.result import ResultDocument, result_document
from radlane.api.services import Services
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.workspace import workspace
from radlane.domain.explanation import NEVER
from radlane.domain.job import JobRequest
from radlane.domain.reason import ReasonCode
from radlane.domain.result import Result
from radlane.errors import InputRefused
from radlane.jobs.workflow import load_tables
from radlane.monitoring.job_metrics import JobMetrics
from radlane.pipeline.audited import told
from radlane.pipeline.lane import Lane
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.plan import only_study
from radlane.pipeline.watch import Watch
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope

MEDIA_TYPE = "application/dicom"
INCOMING = "incoming"  # in the workspace of a request
_BODY = {"requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}}
_PredictsDep = Annotated[Entry, Depends(asks(Scope.PREDICT))]
_PROBLEMS = responses(400, 401, 403, 404, 408, 413, 415, 422, 429, 503, 507)

router = APIRouter(tags=["predict"])


@router.post("/v1/predict", responses=_PROBLEMS, openapi_extra=_BODY)
async def predict(
    request: Request, services: ServicesDep, asked: _PredictsDep, model: Annotated[str, Query(json_schema_extra=MODEL)]
) -> ResultDocument:
    """Analyse one DICOM instance, and keep neither it nor the result; nothing is explained, as no map is kept.

    `model` is `name`, `name:version`, `name:tag` or `name@sha256:...`. Images that cannot be analysed are answered with
    status 200, the verdict `not-analysed` and a reason.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != MEDIA_TYPE:
        raise HTTPException(415)
    with services.predictions.taken(asked.caller), workspace(services.spool, lambda: secrets.token_hex(8)) as folder:
        await receive(request, folder / INCOMING / "instance", services, services.most_bytes)
        async with turn(services.turns, request):
            entry = replace(asked, action=Action.PREDICTED)
            return await run_in_threadpool(_analyse, services, model, folder, entry)


def _analyse(services: Services, model: str, folder: Path, entry: Entry) -> ResultDocument:
    """Analyse what came, which is on record before it begins and before its result is handed out."""
    with services.models.lease(model) as loaded:
        return _analyse_with(services, loaded, model, folder, entry)


def _analyse_with(services: Services, loaded: LoadedModel, model: str, folder: Path, entry: Entry) -> ResultDocument:
    incoming, objects = folder / INCOMING, folder / "objects"
    objects.mkdir()
    archive = FolderArchive("request", incoming, services.site.read_limits)
    lane = Lane(site=services.site, archive=archive, model=loaded, workspace=objects, spool=incoming, keep=None)
    if not archive.study_uids():
        raise InputRefused(ReasonCode.FILE_UNREADABLE, "The body is no DICOM instance that can be read")
    study = only_study(archive)
    facts = {"model": f"{loaded.identity.name}:{loaded.identity.version}"}
    entry = replace(entry, study=study, facts=facts)
    request = JobRequest(study_instance_uid=study, model=model, store=False, explain=NEVER)
    load_tables()  # which may go on in another thread: who imports a part of it meanwhile could be given half a module
    from radlane.pipeline.steps import run_job  # here: it is no part of the service's start

    with told(services.trail, entry) as end:
        result = run_job(lane, request, Watch(services.site.clock, lambda _: None))
        end["verdict"] = str(result.verdict)
    _count(services.metrics.jobs, result)
    return result_document(result)


def _count(figures: JobMetrics, result: Result) -> None:
    model = result.provenance.model
    figures.count_result(model.name, model.version, str(result.verdict), [str(one.presence) for one in result.findings])
    if "infer" in result.timings:
        figures.count_inference(model.name, model.version, result.provenance.device, result.timings["infer"])
