"""STOW-RS: instances that are sent to be analysed.

Reference: PS3.18 section 10.5 (Store Transaction).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from radlane.api.audit import asks
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.receiving import require_size, take_chunks
from radlane.api.schemas.patterns import Id
from radlane.api.services import Services
from radlane.api.store_answer import MEDIA_TYPE, answer_of, status_of
from radlane.api.store_body import DICOM, StoreBody, type_of
from radlane.domain.refs import require_uid
from radlane.errors import ArchiveUnavailable, StorageFull
from radlane.jobs.reception import Sender
from radlane.security.audit_record import Entry
from radlane.security.scopes import Scope

VIA = "stow-rs"
FULL_S = 60  # when whoever found no room may come again
_SendsDep = Annotated[Entry, Depends(asks(Scope.STUDIES_WRITE))]
_TYPE = f'multipart/related; type="{DICOM}"'
_BODY = {"requestBody": {"required": True, "content": {_TYPE: {"schema": {"type": "string", "format": "binary"}}}}}
_SCHEMA: dict[str, Any] = {"type": "object", "required": ["00081190"]}


class DicomJson(JSONResponse):
    """A data set in the DICOM JSON Model."""

    media_type = MEDIA_TYPE


def _said(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {"schema": _SCHEMA}}}


_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: _said("All instances are kept"),
    202: _said("Some are kept"),
    409: _said("None is kept, and none of them will be"),
    **responses(400, 401, 403, 406, 408, 413, 415, 422, 429, 503),
}
_ExpectedDep = Annotated[int | None, Header(alias="Radlane-Expect-Instances", ge=1, le=2**31 - 1)]

router = APIRouter(prefix="/dicomweb/studies", tags=["dicomweb"])


@router.post("", response_class=DicomJson, responses=_ANSWERS, openapi_extra=_BODY)
async def store_instances(request: Request, services: ServicesDep, asked: _SendsDep) -> DicomJson:
    """Keep instances of any studies (STOW-RS); each study is announced when nothing more of it came for a while.

    The answer says of each instance whether it is kept, or why not (PS3.18 annex I). What is kept is the archive
    `received`, until it is removed.
    """
    return await _store(request, services, asked, None, None)


@router.post("/{study}", response_class=DicomJson, responses=_ANSWERS, openapi_extra=_BODY)
async def store_study(
    study: Id, request: Request, services: ServicesDep, asked: _SendsDep, expected: _ExpectedDep = None
) -> DicomJson:
    """Keep instances of one study (STOW-RS); those of others are refused.

    With `Radlane-Expect-Instances` the study is announced as soon as it has so many.
    """
    return await _store(request, services, asked, require_uid(study, "Study Instance UID"), expected)


async def _store(
    request: Request, services: Services, asked: Entry, study: str | None, expected: int | None
) -> DicomJson:
    content_type = _require_types(request)
    require_size(request, services.store_bounds.most_bytes)
    sender = Sender(caller=asked.caller, via=VIA, address=asked.address)
    with services.storing.taken(asked.caller):
        await run_in_threadpool(_require_room, services)
        with services.reception.transfer(sender) as transfer:
            body = StoreBody(
                transfer=transfer,
                study=study,
                expected=expected,
                most_parts=services.reception.limits.study_instances,
                most_bytes=services.most_bytes,
            )
            await _take(request, services, body, content_type)
            await run_in_threadpool(transfer.close)
    status = status_of(body.arrivals)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        raise HTTPException(status, headers={"Retry-After": str(FULL_S)})
    return DicomJson(answer_of(body.arrivals), status_code=status)


async def _take(request: Request, services: Services, body: StoreBody, content_type: str) -> None:
    """Take the body; what was whole before it broke is kept, and the sender is not told so."""
    try:
        reader = body.reader(content_type)
        await take_chunks(request, reader.feed, services.store_bounds)
        whole = reader.finish() > 0
    except ArchiveUnavailable:
        whole = False
    finally:
        body.drop()
    if not whole:
        raise HTTPException(400)


def _require_room(services: Services) -> None:
    try:
        services.reception.require_room()
    except StorageFull:
        raise HTTPException(503, headers={"Retry-After": str(FULL_S)}) from None


def _require_types(request: Request) -> str:
    """Return the type of a body of DICOM files; the answer is DICOM JSON."""
    said = request.headers.get("content-type", "")
    if type_of(said) not in (("multipart/related", DICOM), ("multipart/related", "")):
        raise HTTPException(415)
    accepted = {one.partition(";")[0].strip().lower() for one in request.headers.get("accept", "*/*").split(",")}
    if accepted.isdisjoint({MEDIA_TYPE, "application/json", "application/*", "*/*"}):
        raise HTTPException(406)
    return said
