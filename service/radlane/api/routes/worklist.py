"""The worklist over UPS-RS (PS3.18 section 11), in the DICOM JSON Model."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from radlane.api.audit import asks, listed
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.domain.refs import is_uid
from radlane.domain.ups import FILTERED_SUBSCRIPTION, Answer
from radlane.errors import TransactionUnsupported, WorkitemInvalid
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope
from radlane.triggers.worklist.search import read_search, returned, whole

MEDIA_TYPE = "application/dicom+json"
_ACCEPTED = frozenset({MEDIA_TYPE, "application/json"})
_ANY = frozenset({"*/*", "application/*"})
_LOCKS = ("transaction-uid", "transaction")  # the standard's name, and one that servers are known by
_WritesDep = Annotated[Entry, Depends(asks(Scope.WORKLIST_WRITE))]
_ReadsDep = Annotated[Entry, Depends(asks(Scope.WORKLIST_READ))]

router = APIRouter(prefix="/dicomweb/workitems", tags=["worklist"], responses=responses(400, 401, 403, 429, 503))


def _body(*, required: bool = True) -> dict[str, Any]:
    """What the contract says of a body: a data set, or a list of one."""
    item: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "object"}}
    schema = {"oneOf": [item, {"type": "array", "items": item, "minItems": 1, "maxItems": 1}]}
    return {"requestBody": {"required": required, "content": {MEDIA_TYPE: {"schema": schema}}}}


def _query(*names: str) -> dict[str, Any]:
    return {"parameters": [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]}


_DATA_SETS: dict[str, Any] = {
    "description": "Workitems",
    "content": {MEDIA_TYPE: {"schema": {"type": "array", "items": {"type": "object"}}}},
}
_NOTHING: dict[str, Any] = {"description": "Done; a Warning says what else there is to say", "content": {}}


@router.post(
    "",
    status_code=201,
    response_class=Response,
    responses={201: _NOTHING, **responses(409, 415)},
    openapi_extra={**_body(), **_query("workitem")},
)
async def create_workitem(request: Request, services: ServicesDep, asked: _WritesDep) -> Response:
    """Create a workitem (11.4). Its UID stands in the query or in the data set.

    radlane performs it itself where the site has a procedure of its code, and its input is of one study.
    """
    body = await _sent(request)
    uid, answer = await run_in_threadpool(services.worklist.create, body, _named(request, "workitem"), asked)
    return _told(answer, {"Location": f"/dicomweb/workitems/{uid}"})


@router.get(
    "",
    response_class=Response,
    responses={200: _DATA_SETS, 206: _DATA_SETS, 204: {"description": "None matches"}, **responses(406)},
    openapi_extra=_query("limit", "offset", "includefield", "fuzzymatching"),
)
def search_workitems(request: Request, services: ServicesDep, asked: _ReadsDep) -> Response:
    """Search workitems (11.9): keys are keywords or tags, with dots between those of sequences and of their items."""
    _require_json(request)
    search = read_search(request.query_params.multi_items())
    items, has_more = services.worklist.find(search)
    entry = replace(asked, action=Action.WORKITEMS_LISTED)
    services.trail.record(listed(entry, None, (item.study for item in items if item.study)))
    headers = {}
    if has_more:
        headers["Warning"] = "299 radlane: There are additional results that can be requested"
    elif search.fuzzy:
        headers["Warning"] = (
            "299 radlane: The fuzzymatching parameter is not supported. Only literal matching has been performed."
        )
    if not items:
        return Response(status_code=204, headers=headers)
    return _data_sets((returned(item, search) for item in items), 206 if has_more else 200, headers)


@router.get("/{workitem}", response_class=Response, responses={200: _DATA_SETS, **responses(404, 406)})
def retrieve_workitem(workitem: str, request: Request, services: ServicesDep, asked: _ReadsDep) -> Response:
    """Retrieve a workitem (11.5); its Transaction UID is never told."""
    _require_json(request)
    item = services.worklist.get(_uid(workitem))
    look = (asked.caller, asked.address, f"workitem {item.uid}")
    if not services.looks.is_known(look):
        facts = {"workitem": item.uid}
        services.trail.record(
            replace(asked, action=Action.WORKITEM_READ, study=item.study, job=item.job_id, facts=facts)
        )
        services.looks.add(look)
    return _data_sets([whole(item)], 200, {})


@router.post(
    "/{workitem}",
    response_class=Response,
    responses={200: _NOTHING, **responses(404, 409, 415)},
    openapi_extra={**_body(), **_query("transaction-uid")},
)
async def update_workitem(workitem: str, request: Request, services: ServicesDep, asked: _WritesDep) -> Response:
    """Change attributes of a workitem (11.6): with its Transaction UID where somebody claimed it, else without one."""
    body = await _sent(request)
    lock = next((found for name in _LOCKS if (found := _named(request, name))), None)
    return _told(await run_in_threadpool(services.worklist.update, _uid(workitem), lock, body, asked))


@router.put(
    "/{workitem}/state",
    response_class=Response,
    responses={200: _NOTHING, **responses(404, 409, 415)},
    openapi_extra=_body(),
)
async def change_workitem_state(workitem: str, request: Request, services: ServicesDep, asked: _WritesDep) -> Response:
    """Claim, complete or cancel a workitem (11.7)."""
    body = await _sent(request)
    return _told(await run_in_threadpool(services.worklist.change_state, _uid(workitem), body, asked))


@router.post(
    "/{workitem}/cancelrequest",
    status_code=202,
    response_class=Response,
    responses={202: _NOTHING, **responses(404, 409, 415)},
    openapi_extra=_body(required=False),
)
async def request_cancellation(workitem: str, request: Request, services: ServicesDep, asked: _WritesDep) -> Response:
    """Ask for the cancellation of a workitem (11.8); it is declined where the result began to be stored."""
    body = await request.body()
    if body.strip():
        _require_sent_json(request)
    return _told(await run_in_threadpool(services.worklist.request_cancel, _uid(workitem), body, asked))


@router.post("/{workitem}/subscribers/{aetitle}", response_class=Response, responses=responses(501))
@router.delete("/{workitem}/subscribers/{aetitle}", response_class=Response, responses=responses(501))
def subscribe(workitem: str, aetitle: str, _: _ReadsDep) -> Response:  # noqa: ARG001 - the address has it
    """Subscribe to events, or no longer (11.10, 11.11): radlane reports none, and does not offer UPS Watch."""
    warning = "Filtered Worklist Subscriptions are not supported." if workitem == FILTERED_SUBSCRIPTION else None
    raise TransactionUnsupported(
        "Events are not reported (PS3.4 status C315)", remedy="Search or retrieve workitems instead", warning=warning
    )


def _named(request: Request, name: str) -> str | None:
    """A UID of the query: as `name=UID`, or alone, as the standard's templates may be read."""
    said = {key.lower(): value for key, value in request.query_params.multi_items()}
    alone = next((key for key, value in said.items() if not value and is_uid(key)), None)
    found = said.get(name) or alone
    if found is not None and not is_uid(found):
        raise WorkitemInvalid("The query names no UID")
    return found


def _uid(text: str) -> str:
    if not is_uid(text):
        raise WorkitemInvalid("The address names no UID")
    return text


async def _sent(request: Request) -> bytes:
    _require_sent_json(request)
    return await request.body()


def _require_sent_json(request: Request) -> None:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() not in _ACCEPTED:
        raise HTTPException(415)


def _require_json(request: Request) -> None:
    """Stop who takes no JSON; the query may say what is accepted too (PS3.18 section 8.3.3.1)."""
    said = request.query_params.get("accept") or request.headers.get("accept") or "*/*"
    if not {part.split(";")[0].strip().lower() for part in said.split(",")} & (_ACCEPTED | _ANY):
        raise HTTPException(406)


def _told(answer: Answer, headers: dict[str, str] | None = None) -> Response:
    warning = {} if answer.warning is None else {"Warning": f"299 radlane: {answer.warning}"}
    return Response(status_code=answer.http, headers={**(headers or {}), **warning})


def _data_sets(items: Iterable[dict[str, Any]], status: int, headers: dict[str, str]) -> Response:
    return Response(json.dumps(list(items)), status, {**headers, "Cache-Control": "no-store"}, MEDIA_TYPE)
