"""Every error has a status that somebody decided, and no problem repeats what was sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from http import HTTPStatus

import httpx
import pytest
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from radlane import errors
from radlane.api.access import AccessLog
from radlane.api.problems import MEDIA_TYPE, WEB, Problem, install, set_media_type, status_of
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused, PackageRefused, RadlaneError
from radlane.monitoring.metrics import Metrics
from support.asgi import client

CANARY = "CANARYZQ7"
DECIDED = {
    "RadlaneError": 500,
    "UsageError": 422,
    "ArchiveNotFound": 404,
    "SettingsError": 500,  # of the site, not of the caller
    "InputRefused": 422,
    "ArchiveError": 502,
    "UidInvalid": 422,
    "StudyNotFound": 404,
    "ArchiveUnavailable": 503,
    "ArchiveDenied": 503,
    "StorageFull": 507,
    "StoreRefused": 502,
    "StudyMismatch": 409,
    "AccessionAmbiguous": 409,
    "ModelError": 500,
    "ModelNotFound": 404,
    "ManifestInvalid": 500,
    "ArtifactCorrupt": 500,
    "ModelMismatch": 500,
    "SelfTestFailed": 500,
    "PackageRefused": 422,
    "ImportRefused": 422,
    "ExplanationRefused": 422,
    "VersionConflict": 409,
    "VersionExists": 409,
    "VersionKept": 409,
    "NotAdmitted": 409,
    "VersionRevoked": 410,
    "TagChanged": 412,
    "ModelUnavailable": 503,
    "ModelBusy": 503,
    "ModelTooLarge": 500,
    "DeviceError": 500,
    "DeviceUnavailable": 500,
    "RuntimeConflict": 500,
    "InferenceFailed": 500,
    "MemoryExhausted": 500,
    "DecodeCrashed": 422,  # the frame did it
    "DecoderUnavailable": 503,
    "BackupInvalid": 500,
    "CheckFailed": 500,
    "JobError": 500,
    "JobNotFound": 404,
    "JobWaits": 503,
    "QueueFull": 429,
    "RecordsUnavailable": 503,
    "JobConflict": 409,
    "ResultWithdrawn": 409,
    "IdempotencyConflict": 422,
    "AuditError": 500,
    "AuditUnavailable": 503,
    "AccessError": 403,
    "Unauthenticated": 401,
    "Forbidden": 403,
    "TooManyRequests": 429,
    "IssuerUnavailable": 503,
    "RulesInvalid": 500,  # of the site
    "WorklistError": 500,
    "WorkitemInvalid": 400,
    "WorkitemNotFound": 404,
    "WorkitemConflict": 409,
    "WorklistFull": 503,
    "TransactionUnsupported": 501,
}


def tree(kind: type[RadlaneError] = RadlaneError) -> Iterator[type[RadlaneError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__.startswith(errors.__name__):
            yield from tree(child)


def made(kind: type[RadlaneError]) -> RadlaneError:
    if issubclass(kind, InputRefused):
        return InputRefused(ReasonCode.FILE_UNREADABLE, "What happened")
    if issubclass(kind, PackageRefused):
        return PackageRefused("archive-link", "What happened")
    return kind("What happened")


def app(error: Exception) -> FastAPI:
    api = FastAPI()
    install(api)

    @api.get("/")
    def fail(number: int = 0) -> None:
        raise error

    return api


async def answer_to(error: Exception, path: str = "/") -> httpx.Response:
    async with client(app(error)) as caller:
        return await caller.get(path)


def test_every_class_of_the_tree_was_decided() -> None:
    assert {kind.__name__: status_of(made(kind)) for kind in tree()} == DECIDED


def test_a_class_that_is_new_gets_the_status_of_its_parent() -> None:
    class Newer(errors.StudyNotFound):
        pass

    assert status_of(Newer("What happened")) == 404


def test_429_503_and_507_are_for_what_may_succeed_later() -> None:
    later = {kind.__name__ for kind in tree() if status_of(made(kind)) in {429, 503, 507}}
    assert later == {kind.__name__ for kind in tree() if kind.retryable}


@pytest.mark.asyncio
@pytest.mark.parametrize(("wait_s", "said"), [(None, None), (0.0, "0"), (0.2, "1"), (30.0, "30")])
async def test_when_to_come_again_is_said_where_it_is_known(wait_s: float | None, said: str | None) -> None:
    answer = await answer_to(errors.ArchiveUnavailable("What happened", retry_after_s=wait_s))
    assert answer.headers.get("retry-after") == said


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", tuple(tree()), ids=lambda kind: kind.__name__)
async def test_an_error_is_a_problem_document(kind: type[RadlaneError], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "radlane")
    error = made(kind)
    answer = await answer_to(error)
    problem = Problem.model_validate_json(answer.text)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert (answer.status_code, problem.status) == (status_of(error), status_of(error))
    assert (problem.code, problem.retryable) == (error.code, error.retryable)
    assert problem.type == f"urn:radlane:problem:{error.code}"
    assert problem.title == error.code.replace("-", " ").capitalize()
    logged = [record.levelname for record in caplog.records]
    failed = answer.status_code >= 500 and answer.status_code != HTTPStatus.NOT_IMPLEMENTED  # which callers ask for
    assert logged == (["ERROR"] if failed else [])  # who runs the service has to know of these


@pytest.mark.asyncio
async def test_the_detail_is_what_the_error_says() -> None:
    error = errors.StudyNotFound("The archive has no such study", uid="1.2.3", remedy="Look elsewhere")
    assert (await answer_to(error)).json()["detail"] == "The archive has no such study (1.2.3). Look elsewhere"


@pytest.mark.asyncio
async def test_a_model_that_is_not_there_is_not_named() -> None:
    answer = await answer_to(errors.ModelNotFound(f"This model has no tag {CANARY}", uid=CANARY))
    assert answer.json()["code"] == "model-not-found"
    assert CANARY not in answer.text


@pytest.mark.asyncio
async def test_a_request_that_is_not_as_the_contract_says() -> None:
    answer = await answer_to(ValueError(), f"/?number={CANARY}")
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"place": "query/number", "kind": "int_parsing"}]
    assert CANARY not in answer.text


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [*WEB, 400, 418, 501], ids=str)
async def test_what_the_web_refuses(status: int) -> None:
    answer = await answer_to(HTTPException(status, detail=CANARY, headers={"Allow": "GET"}))
    code, detail = WEB.get(status, ("request-refused", "The request was refused"))
    assert answer.status_code == status
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["allow"] == "GET"
    assert (answer.json()["code"], answer.json()["detail"]) == (code, detail)
    assert CANARY not in answer.text


def test_codes_of_the_web_are_no_codes_of_errors() -> None:
    codes = [code for code, _ in WEB.values()]
    assert len(codes) == len(set(codes))
    assert not set(codes) & {kind.code for kind in tree()}
    assert all(HTTPStatus(status) for status in WEB)


@pytest.mark.asyncio
async def test_a_client_that_went_away_is_no_error_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    answer = await answer_to(ClientDisconnect())
    assert (answer.status_code, answer.json()["code"]) == (400, "body-unreadable")
    assert not caplog.records


@pytest.mark.asyncio
async def test_an_unforeseen_error_says_nothing_of_itself(caplog: pytest.LogCaptureFixture) -> None:
    answer = await answer_to(ZeroDivisionError(CANARY))
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert CANARY not in answer.text
    assert answer.json()["trace_id"] is None  # nothing gave this request one
    (record,) = caplog.records
    assert (record.levelname, record.msg, record.code) == (
        "ERROR",
        "an unforeseen error",
        "internal-error",
    )
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


@pytest.mark.asyncio
@pytest.mark.parametrize("error", [ZeroDivisionError(CANARY), HTTPException(413)])
async def test_a_problem_says_its_trace(error: Exception) -> None:
    """Also what is unforeseen, which is answered outside of all middleware."""
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    api = app(error)
    api.add_middleware(AccessLog, figures=Metrics("0"))
    async with client(api) as caller:
        answer = await caller.get("/", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    assert answer.json()["trace_id"] == trace


@pytest.mark.asyncio
@pytest.mark.parametrize("error", [ZeroDivisionError(CANARY), HTTPException(413), errors.UsageError("No")])
async def test_the_inference_protocol_has_a_key_of_its_own_for_what_is_wrong(error: Exception) -> None:
    api = app(error)
    api.add_api_route("/v2/models", next(route for route in api.routes if getattr(route, "path", "") == "/").endpoint)
    async with client(api) as caller:
        plain, protocol = await caller.get("/"), await caller.get("/v2/models")
    assert "error" not in plain.json()
    assert protocol.json()["error"] == plain.json()["detail"]


@pytest.mark.parametrize("name", ["Problem", "InferenceProblem"])
def test_the_contract_gives_problems_their_media_type(name: str) -> None:
    problem = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    other = {"application/json": {"schema": {"type": "string"}}}
    answers = {"200": {"content": dict(other)}, "204": {}, "404": {"content": dict(problem)}}
    contract = {"paths": {"/": {"get": {"responses": answers}}}}
    set_media_type(contract)
    assert answers["200"] == {"content": other}
    assert answers["204"] == {}
    assert list(answers["404"]["content"]) == [MEDIA_TYPE]
