"""Errors as problem documents.

In: an error. Out: `application/problem+json` with a code and a status. What was sent is never repeated.
Reference: RFC 9457.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from radlane.errors import (
    AccessError,
    AccessionAmbiguous,
    ArchiveError,
    ArchiveNotFound,
    ArchiveUnavailable,
    AuditUnavailable,
    DecodeCrashed,
    DecoderUnavailable,
    ExplanationRefused,
    Forbidden,
    IdempotencyConflict,
    ImportRefused,
    InputRefused,
    IssuerUnavailable,
    JobConflict,
    JobError,
    JobNotFound,
    JobWaits,
    ModelNotFound,
    ModelUnavailable,
    PackageRefused,
    QueueFull,
    RadlaneError,
    RecordsUnavailable,
    SettingsError,
    StorageFull,
    StoreRefused,
    StudyMismatch,
    StudyNotFound,
    TagChanged,
    TooManyRequests,
    TransactionUnsupported,
    UidInvalid,
    Unauthenticated,
    UsageError,
    VersionConflict,
    VersionRevoked,
    WorkitemConflict,
    WorkitemInvalid,
    WorkitemNotFound,
    WorklistError,
    WorklistFull,
)
from radlane.jobs.database import AWAY
from radlane.monitoring.tracing import current_trace

MEDIA_TYPE = "application/problem+json"
INTERNAL_ERROR = "internal-error"
_LOG = logging.getLogger(__name__)

# The nearest class of an error decides: 4xx where the request or its images are wrong, 503 and 507 where the same
# request may succeed later, 502 where the archive failed, and 500 where this service, its models or its device did.
STATUS: Mapping[type[RadlaneError], HTTPStatus] = {
    RadlaneError: HTTPStatus.INTERNAL_SERVER_ERROR,
    UsageError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ArchiveNotFound: HTTPStatus.NOT_FOUND,
    SettingsError: HTTPStatus.INTERNAL_SERVER_ERROR,
    InputRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    ArchiveError: HTTPStatus.BAD_GATEWAY,
    UidInvalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    StudyNotFound: HTTPStatus.NOT_FOUND,
    ArchiveUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    StorageFull: HTTPStatus.INSUFFICIENT_STORAGE,
    StoreRefused: HTTPStatus.BAD_GATEWAY,
    StudyMismatch: HTTPStatus.CONFLICT,
    AccessionAmbiguous: HTTPStatus.CONFLICT,
    ModelNotFound: HTTPStatus.NOT_FOUND,
    PackageRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    ImportRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    ExplanationRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    VersionConflict: HTTPStatus.CONFLICT,
    VersionRevoked: HTTPStatus.GONE,
    TagChanged: HTTPStatus.PRECONDITION_FAILED,
    ModelUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    DecodeCrashed: HTTPStatus.UNPROCESSABLE_ENTITY,
    DecoderUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    JobError: HTTPStatus.INTERNAL_SERVER_ERROR,
    JobNotFound: HTTPStatus.NOT_FOUND,
    JobWaits: HTTPStatus.SERVICE_UNAVAILABLE,
    QueueFull: HTTPStatus.TOO_MANY_REQUESTS,
    RecordsUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    JobConflict: HTTPStatus.CONFLICT,
    IdempotencyConflict: HTTPStatus.UNPROCESSABLE_ENTITY,
    AuditUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    AccessError: HTTPStatus.FORBIDDEN,
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    IssuerUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    WorklistError: HTTPStatus.INTERNAL_SERVER_ERROR,
    WorkitemInvalid: HTTPStatus.BAD_REQUEST,  # PS3.18 section 11 says 400 where others would say 422
    WorkitemNotFound: HTTPStatus.NOT_FOUND,
    WorkitemConflict: HTTPStatus.CONFLICT,
    WorklistFull: HTTPStatus.SERVICE_UNAVAILABLE,
    TransactionUnsupported: HTTPStatus.NOT_IMPLEMENTED,
}

# What the web alone knows, by status. Python's own phrases change between its versions, codes and contracts do not.
WEB: Mapping[int, tuple[str, str]] = {
    400: ("body-unreadable", "The body ended before it was whole, or is nested too deeply"),
    404: ("not-found", "There is nothing here. The addresses stand in /openapi.json"),
    405: ("method-not-allowed", "This address does not take this method. The header Allow names those it takes"),
    406: ("not-acceptable", "This address answers in another media type. /openapi.json says in which"),
    408: ("body-too-slow", "The body did not come in time"),
    413: ("body-too-large", "The body has more bytes than the settings allow"),
    415: ("media-type-unsupported", "This address does not take this media type. /openapi.json says which it takes"),
    428: ("precondition-required", "Say in If-Match which ETag is known, or If-None-Match: * where it is new"),
    503: ("service-busy", "As many of these are under way as there may be at once"),
}
_OTHER = ("request-refused", "The request was refused")
_PROTOCOL = "/v2"  # the Open Inference Protocol says what is wrong in the key `error`
_NO_MODEL = "There is no such model, version, tag or digest. See /v1/models"


class Fault(BaseModel):
    """Where a request is wrong: the place, and the kind of mistake."""

    place: str
    kind: str


class Problem(BaseModel):
    """A problem document (RFC 9457); `code` is stable, `detail` is for people, `trace_id` stands in the log."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    retryable: bool
    trace_id: str | None = None
    errors: list[Fault] = []


def status_of(error: RadlaneError) -> HTTPStatus:
    """Return the HTTP status of an error."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def install(api: FastAPI) -> None:
    """Answer every error with a problem document."""
    api.add_exception_handler(RadlaneError, radlane_error)
    api.add_exception_handler(RequestValidationError, _validation_error)
    api.add_exception_handler(HTTPException, _http_exception)
    api.add_exception_handler(ClientDisconnect, _gone)
    for kind in AWAY:
        api.add_exception_handler(kind, database_away)
    api.add_exception_handler(Exception, _unforeseen)


def responses(*statuses: int | str) -> dict[int | str, dict[str, Any]]:
    """Return what a route's contract says of its problems."""
    return {status: {"model": Problem, "description": "A problem"} for status in statuses}


def problem(
    status: HTTPStatus, code: str, detail: str, *, retryable: bool, faults: list[Fault] | None = None
) -> dict[str, Any]:
    """Return a problem document."""
    return Problem(
        type=f"urn:radlane:problem:{code}",
        title=code.replace("-", " ").capitalize(),
        status=status,
        code=code,
        detail=detail,
        retryable=retryable,
        trace_id=current_trace(),
        errors=faults or [],
    ).model_dump()


def set_media_type(contract: dict[str, Any]) -> None:
    """Say in an OpenAPI document that problems are `application/problem+json`: FastAPI gives them the route's type."""
    schemas = [{"$ref": f"#/components/schemas/{name}"} for name in ("Problem", "InferenceProblem")]
    answers = (
        answer
        for operations in (*contract["paths"].values(), *contract.get("webhooks", {}).values())
        for operation in operations.values()
        for answer in operation["responses"].values()
    )
    for answer in answers:
        said = [content.get("schema") for content in answer.get("content", {}).values()]
        for schema in schemas:
            if schema in said:
                answer["content"] = {MEDIA_TYPE: {"schema": schema}}


async def radlane_error(request: Request | None, error: Exception) -> JSONResponse:
    """Answer an error of ours."""
    assert isinstance(error, RadlaneError)
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and status is not HTTPStatus.NOT_IMPLEMENTED:  # which is no failure
        _LOG.error("a request failed", extra={"code": error.code, "status": int(status)}, exc_info=error)
    detail = _NO_MODEL if isinstance(error, ModelNotFound) else str(error)  # its text names what was asked for
    answer = _answer(request, status, error.code, detail, retryable=error.retryable)
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, WorklistError) and error.warning is not None:
        answer.headers["Warning"] = f"299 radlane: {error.warning}"
    if error.retry_after_s is not None:
        answer.headers["Retry-After"] = str(ceil(error.retry_after_s))
    return answer


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [Fault(place="/".join(str(part) for part in e["loc"]), kind=str(e["type"])) for e in error.errors()]
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _answer(request, status, "usage", "The request is not as the contract says", retryable=False, faults=faults)


async def _http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    code, detail = WEB.get(status, _OTHER)
    answer = _answer(request, status, code, detail, retryable=status == HTTPStatus.SERVICE_UNAVAILABLE)
    answer.headers.update(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        answer.headers["Allow"] = ", ".join(_allowed(request)) or answer.headers["Allow"]
    return answer


def _allowed(request: Request) -> list[str]:
    """The methods of an address; each route knows its own only."""
    path = getattr(request.scope.get("route"), "path", None)
    return sorted(method.upper() for method in request.app.openapi()["paths"].get(path, {}))


async def _gone(request: Request, error: Exception) -> JSONResponse:  # noqa: ARG001 - the interface's own
    """The client went away in the middle of its body: nobody reads this, but the access log says how it ended."""
    code, detail = WEB[400]
    return _answer(request, HTTPStatus.BAD_REQUEST, code, detail, retryable=False)


async def database_away(request: Request | None, error: Exception) -> JSONResponse:
    """The database of jobs is locked, full or away: nothing was put on record."""
    _LOG.error("the database of jobs is away", extra={"code": RecordsUnavailable.code}, exc_info=error)
    detail = "The database of jobs cannot be used now; nothing was put on record"
    return _answer(request, HTTPStatus.SERVICE_UNAVAILABLE, RecordsUnavailable.code, detail, retryable=True)


async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    _LOG.error("an unforeseen error", extra={"code": INTERNAL_ERROR}, exc_info=error)
    detail = "radlane met an error that it did not foresee; the log says where"
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, INTERNAL_ERROR, detail, retryable=False)


def _answer(
    request: Request | None,
    status: HTTPStatus,
    code: str,
    detail: str,
    *,
    retryable: bool,
    faults: list[Fault] | None = None,
) -> JSONResponse:
    content = problem(status, code, detail, retryable=retryable, faults=faults)
    if request is not None and request.url.path.startswith(_PROTOCOL):
        content["error"] = detail
    return JSONResponse(content, status_code=status, media_type=MEDIA_TYPE)
