"""Who is let in, and where."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from radlane.security.keys import KeyFile, Scope
from support.asgi import client, service

# Every route that needs a scope, and which; what is not here is open.
GUARDED = {
    ("GET", "/metrics"): Scope.METRICS,
    ("GET", "/v1/audit"): Scope.AUDIT_READ,
    ("GET", "/v1/models"): Scope.MODELS_READ,
    ("GET", "/v1/models/{name}"): Scope.MODELS_READ,
    ("GET", "/v1/models/{name}/versions"): Scope.MODELS_READ,
    ("GET", "/v1/models/{name}/versions/{ref}"): Scope.MODELS_READ,
    ("GET", "/v1/models/{name}/versions/{ref}/manifest"): Scope.MODELS_READ,
    ("GET", "/v1/models/{name}/versions/{ref}/card"): Scope.MODELS_READ,
    ("POST", "/v1/predict"): Scope.PREDICT,
    ("POST", "/v1/jobs"): Scope.JOBS_WRITE,
    ("GET", "/v1/jobs"): Scope.JOBS_READ,
    ("GET", "/v1/jobs/{job_id}"): Scope.JOBS_READ,
    ("GET", "/v1/jobs/{job_id}/events"): Scope.JOBS_READ,
    ("GET", "/v1/jobs/{job_id}/result"): Scope.RESULTS_READ,
    ("GET", "/v1/jobs/{job_id}/objects/{sop_instance_uid}"): Scope.RESULTS_READ,
    ("DELETE", "/v1/jobs/{job_id}"): Scope.JOBS_WRITE,
    ("POST", "/v1/jobs/{job_id}/retry"): Scope.JOBS_WRITE,
    ("GET", "/v1/results"): Scope.RESULTS_READ,
    ("POST", "/v1/results/{run_id}/withdraw"): Scope.RESULTS_WITHDRAW,
}
OPEN = {("GET", "/livez"), ("GET", "/readyz")}


def key(folder: Path, *scopes: Scope) -> dict[str, str]:
    """Headers with a new key of these scopes."""
    _, text = KeyFile(folder / "data" / "keys.json", lambda: datetime.now(UTC)).create("test", scopes, None)
    return {"Authorization": f"Bearer {text}"}


def test_the_contract_says_that_keys_are_sent(tmp_path: Path) -> None:
    contract = service(tmp_path).openapi()
    assert contract["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for method, path in GUARDED:
        assert contract["paths"][path][method.lower()]["security"] == [{"key": []}]


def test_every_route_is_on_one_of_the_lists(tmp_path: Path) -> None:
    paths = service(tmp_path).openapi()["paths"]
    routes = {(method.upper(), path) for path, operations in paths.items() for method in operations}
    assert routes == set(GUARDED) | OPEN


@pytest.mark.asyncio
async def test_a_key_opens_what_its_scope_is_for_and_nothing_else(tmp_path: Path) -> None:
    right, wrong = {}, {}
    for scope in Scope:
        right[scope] = key(tmp_path, scope)
        wrong[scope] = key(tmp_path, *(other for other in Scope if other is not scope))
    async with client(service(tmp_path, access="keys")) as caller:
        for (method, path), scope in GUARDED.items():
            assert (await caller.request(method, path)).status_code == 401, path
            assert (await caller.request(method, path, headers=wrong[scope])).status_code == 403, path
            assert (await caller.request(method, path, headers=right[scope])).status_code not in {401, 403}, path


@pytest.mark.asyncio
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic dXNlcjpwYXNz", "bearer rl_1_2"])
async def test_what_is_no_key_is_not_said_again(tmp_path: Path, header: str) -> None:
    async with client(service(tmp_path, access="keys")) as caller:
        answer = await caller.get("/v1/jobs", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "dXNlcj" not in answer.text


@pytest.mark.asyncio
async def test_without_access_control_everybody_is_let_in(tmp_path: Path) -> None:
    async with client(service(tmp_path)) as caller:
        assert (await caller.get("/v1/jobs")).json() == {"items": [], "next": None}


@pytest.mark.asyncio
async def test_probes_need_no_key(tmp_path: Path) -> None:
    async with client(service(tmp_path, access="keys")) as caller:
        assert [(await caller.get(path)).status_code for _, path in sorted(OPEN)] == [200, 200]


@pytest.mark.asyncio
@pytest.mark.parametrize("host", ["rebound.example", "rebound.example:8080", "localhost.example"])
async def test_without_keys_a_name_of_somebody_else_is_not_answered(tmp_path: Path, host: str) -> None:
    """A page in this machine's browser could let its own name lead here, and read what is answered."""
    async with client(service(tmp_path)) as caller:
        for method, path in GUARDED:
            answer = await caller.request(method, path, headers={"Host": host})
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), path
            assert host not in answer.text
        assert (await caller.get("/v1/models", headers={"Host": "127.0.0.1:8080"})).status_code == 200
        assert (await caller.get("/livez", headers={"Host": host})).status_code == 200


@pytest.mark.asyncio
@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"])
async def test_without_keys_nothing_that_a_proxy_passes_on_is_answered(tmp_path: Path, header: str) -> None:
    async with client(service(tmp_path)) as caller:
        assert (await caller.get("/v1/models", headers={header: "10.1.2.3"})).status_code == 403


@pytest.mark.asyncio
async def test_with_keys_the_name_does_not_count(tmp_path: Path) -> None:
    async with client(service(tmp_path, access="keys")) as caller:
        headers = {**key(tmp_path, Scope.MODELS_READ), "Host": "ai.hospital.example"}
        assert (await caller.get("/v1/models", headers=headers)).status_code == 200
