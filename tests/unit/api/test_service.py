"""The whole API: what its contract says, and what it answers where no route is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from radlane.api.problems import MEDIA_TYPE
from support.asgi import client, service

ACCESS = {"401", "403", "429", "503"}
STORES = ACCESS | {"400", "406", "408", "409", "413", "415", "422"}
OPERATIONS = {
    ("get", "/livez"): set(),
    ("get", "/readyz"): {"503"},
    ("get", "/metrics"): ACCESS,
    ("get", "/v1/models"): ACCESS,
    ("get", "/v1/audit"): ACCESS | {"422"},
    ("get", "/v1/models/{name}"): ACCESS | {"404"},
    ("get", "/v1/models/{name}/versions"): ACCESS | {"404"},
    ("get", "/v1/models/{name}/versions/{ref}"): ACCESS | {"404", "422"},
    ("get", "/v1/models/{name}/versions/{ref}/manifest"): ACCESS | {"404", "422"},
    ("get", "/v1/models/{name}/versions/{ref}/card"): ACCESS | {"404", "422"},
    ("get", "/v1/models/{name}/versions/{ref}/report"): ACCESS | {"404", "422"},
    ("get", "/v1/models/{name}/versions/{ref}/files"): ACCESS | {"404", "422"},
    ("get", "/v1/models/{name}/versions/{ref}/files/{path}"): ACCESS | {"404", "422"},
    ("put", "/v1/models/{name}/versions/{ref}"): ACCESS | {"400", "404", "408", "409", "413", "415", "422", "507"},
    ("delete", "/v1/models/{name}/versions/{ref}"): ACCESS | {"404", "409", "422"},
    ("post", "/v1/models/{name}/versions/{ref}/validate"): ACCESS | {"404", "409", "410", "422"},
    ("post", "/v1/models/{name}/versions/{ref}/deprecate"): ACCESS | {"404", "409", "410", "422"},
    ("post", "/v1/models/{name}/versions/{ref}/revoke"): ACCESS | {"404", "422"},
    ("get", "/v1/models/{name}/tags/{tag}"): ACCESS | {"404", "422"},
    ("put", "/v1/models/{name}/tags/{tag}"): ACCESS | {"404", "409", "410", "412", "422", "428"},
    ("get", "/v1/models/{name}/tags/{tag}/history"): ACCESS | {"404", "422"},
    ("post", "/v1/models/{name}/tags/{tag}/rollback"): ACCESS | {"404", "409", "410", "412", "422"},
    ("get", "/v1/models/{name}/shadow"): ACCESS | {"404", "422"},
    ("post", "/v1/models/{name}/pause"): ACCESS | {"404", "422"},
    ("post", "/v1/models/{name}/resume"): ACCESS | {"404", "422"},
    ("post", "/v1/predict"): ACCESS | {"400", "404", "408", "413", "415", "422", "507"},
    ("get", "/v2"): ACCESS,
    ("get", "/v2/health/live"): set(),
    ("get", "/v2/health/ready"): {"503"},
    ("get", "/v2/models/{model}"): ACCESS | {"404", "422"},
    ("get", "/v2/models/{model}/ready"): ACCESS | {"404", "422"},
    ("get", "/v2/models/{model}/versions/{version}"): ACCESS | {"404", "422"},
    ("get", "/v2/models/{model}/versions/{version}/ready"): ACCESS | {"404", "422"},
    ("post", "/v2/models/{model}/infer"): ACCESS | {"400", "404", "408", "413", "415", "422", "507"},
    ("post", "/v2/models/{model}/versions/{version}/infer"): ACCESS | {"400", "404", "408", "413", "415", "422", "507"},
    ("post", "/v1/jobs"): ACCESS | {"404", "409", "422", "502", "507"},
    ("post", "/v1/events/orthanc"): ACCESS | {"404", "409", "422", "502"},
    ("get", "/v1/jobs"): ACCESS | {"404", "422"},
    ("get", "/v1/jobs/{job_id}"): ACCESS | {"404"},
    ("get", "/v1/jobs/{job_id}/events"): ACCESS | {"404", "422"},
    ("get", "/v1/jobs/{job_id}/result"): ACCESS | {"404", "409"},
    ("get", "/v1/jobs/{job_id}/objects/{sop_instance_uid}"): ACCESS | {"404"},
    ("get", "/v1/jobs/{job_id}/explanations/{number}/picture"): ACCESS | {"404", "409", "422"},
    ("get", "/v1/jobs/{job_id}/explanations/{number}/array"): ACCESS | {"404", "409", "422"},
    ("get", "/v1/models/{name}/versions/{ref}/explanations"): ACCESS | {"404", "422"},
    ("delete", "/v1/jobs/{job_id}"): ACCESS | {"404", "409"},
    ("post", "/v1/jobs/{job_id}/retry"): ACCESS | {"404", "409"},
    ("get", "/v1/results"): ACCESS | {"404", "422"},
    ("post", "/v1/results/{run_id}/withdraw"): ACCESS | {"404", "409", "422"},
    ("post", "/dicomweb/studies"): STORES,
    ("post", "/dicomweb/studies/{study}"): STORES,
    ("get", "/dicomweb/workitems"): ACCESS | {"400", "406"},
    ("post", "/dicomweb/workitems"): ACCESS | {"400", "409", "415"},
    ("get", "/dicomweb/workitems/{workitem}"): ACCESS | {"400", "404", "406"},
    ("post", "/dicomweb/workitems/{workitem}"): ACCESS | {"400", "404", "409", "415"},
    ("put", "/dicomweb/workitems/{workitem}/state"): ACCESS | {"400", "404", "409", "415"},
    ("post", "/dicomweb/workitems/{workitem}/cancelrequest"): ACCESS | {"400", "404", "409", "415"},
    ("post", "/dicomweb/workitems/{workitem}/subscribers/{aetitle}"): ACCESS | {"400", "501"},
    ("delete", "/dicomweb/workitems/{workitem}/subscribers/{aetitle}"): ACCESS | {"400", "501"},
}
DONE = {"200", "201", "202", "204", "206"}
PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}

PROTOCOL_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/InferenceProblem"}}}


@pytest.fixture
def contract(tmp_path: Path) -> dict[str, Any]:
    return service(tmp_path).openapi()


def operations(contract: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(verb, path): one for path, verbs in contract["paths"].items() for verb, one in verbs.items()}


def test_the_contract_is_valid(contract: dict[str, Any]) -> None:
    validate(contract)


def test_the_contract_names_the_routes_and_their_problems(contract: dict[str, Any]) -> None:
    named = {key: set(one["responses"]) - DONE - {"default"} for key, one in operations(contract).items()}
    assert named == OPERATIONS


def test_whatever_is_not_done_is_a_problem(contract: dict[str, Any]) -> None:
    for (_, path), one in operations(contract).items():
        assert "default" in one["responses"]
        said = {status: answer for status, answer in one["responses"].items() if status not in DONE}
        if path in ("/readyz", "/v2/health/ready"):
            del said["503"]  # the document of 200: what is there and what is not
        if path.startswith("/dicomweb/studies"):
            assert list(said.pop("409")["content"]) == ["application/dicom+json"]  # which are not kept, and why
        problem = PROTOCOL_PROBLEM if path.startswith("/v2") else PROBLEM
        assert all(answer["content"] == problem for answer in said.values())


def test_no_other_error_is_in_the_contract(contract: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in contract["components"]["schemas"]


def test_the_contract_says_what_is_sent_and_given(contract: dict[str, Any]) -> None:
    asked = operations(contract)
    assert list(asked["post", "/v1/predict"]["requestBody"]["content"]) == ["application/dicom"]
    card = asked["get", "/v1/models/{name}/versions/{ref}/card"]["responses"]["200"]["content"]
    assert list(card) == ["text/markdown"]


def test_the_contract_is_the_same_when_asked_again(tmp_path: Path) -> None:
    api = service(tmp_path)
    assert api.openapi() == api.openapi()


@pytest.mark.asyncio
async def test_the_contract_is_served(tmp_path: Path) -> None:
    api = service(tmp_path)
    async with client(api) as caller:
        assert (await caller.get("/openapi.json")).json() == api.openapi()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing/CANARYZQ7?a=CANARYZQ7", 404, "not-found"),
        ("GET", "/v1/models/?a=CANARYZQ7", 404, "not-found"),  # no redirect: it would repeat query and Host
        ("GET", "/docs", 404, "not-found"),  # would load scripts from elsewhere
        ("GET", "/redoc", 404, "not-found"),
        ("POST", "/v1/models", 405, "method-not-allowed"),
        ("GET", "/v1/predict", 405, "method-not-allowed"),
        ("CANARYZQ7", "/livez", 405, "method-not-allowed"),
    ],
)
async def test_where_no_route_is(tmp_path: Path, method: str, path: str, status: int, code: str) -> None:
    async with client(service(tmp_path)) as caller:
        answer = await caller.request(method, path, headers={"host": "canaryzq7.example"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert ("allow" in answer.headers) == (status == 405)
    assert "canaryzq7" not in (answer.text + str(answer.headers)).lower()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "methods"),
    [("/v1/jobs/x", "DELETE, GET"), ("/v1/jobs", "GET, POST"), ("/v1/predict", "POST"), ("/openapi.json", "GET, HEAD")],
)
async def test_an_address_names_all_its_methods(tmp_path: Path, path: str, methods: str) -> None:
    async with client(service(tmp_path)) as caller:
        allowed = (await caller.put(path)).headers["allow"]
    assert ", ".join(sorted(allowed.split(", "))) == methods


@pytest.mark.asyncio
async def test_head_of_what_get_knows(tmp_path: Path) -> None:
    async with client(service(tmp_path)) as caller:
        answers = [await caller.head(path) for path in ("/livez", "/readyz", "/v1/models", "/v1/predict", "/nothing")]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 405, 404]
    assert all(answer.content == b"" for answer in answers)


@pytest.mark.asyncio
async def test_there_is_no_telemetry_whatever_the_variables_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FastAPI reads these, and would not start with an address that is none."""
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "gopher://collector.example")
    async with client(service(tmp_path)) as caller:
        assert (await caller.get("/livez")).status_code == 200
