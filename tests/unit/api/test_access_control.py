"""Who is let in, and where: every route, every role, every mode.

The routes come from the OpenAPI document. What is expected stands here, written by hand from docs/access.md and not
taken from the code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from radlane.errors import IssuerUnavailable
from radlane.security.access import Access, by_kind
from radlane.security.caller import Identify
from radlane.security.keys import KeyFile
from radlane.security.rates import Rate
from radlane.security.roles import Role
from radlane.security.scopes import Scope
from radlane.security.tokens import AccessTokens
from support.asgi import client, service, settings_in
from support.issuer import NOW, RULES, SmallIssuer

PUBLIC = "(public)"
ROUTES = {
    ("GET", "/livez"): PUBLIC,
    ("GET", "/readyz"): PUBLIC,
    ("GET", "/metrics"): "metrics",
    ("GET", "/v1/models"): "models:read",
    ("GET", "/v1/models/{name}"): "models:read",
    ("GET", "/v1/models/{name}/versions"): "models:read",
    ("GET", "/v1/models/{name}/versions/{ref}"): "models:read",
    ("GET", "/v1/models/{name}/versions/{ref}/manifest"): "models:read",
    ("GET", "/v1/models/{name}/versions/{ref}/card"): "models:read",
    ("GET", "/v1/models/{name}/versions/{ref}/report"): "models:read",
    ("GET", "/v1/models/{name}/versions/{ref}/files"): "models:read",
    ("GET", "/v1/models/{name}/versions/{ref}/files/{path}"): "models:read",
    ("PUT", "/v1/models/{name}/versions/{ref}"): "models:write",
    ("DELETE", "/v1/models/{name}/versions/{ref}"): "models:write",
    ("POST", "/v1/models/{name}/versions/{ref}/validate"): "models:write",
    ("POST", "/v1/models/{name}/versions/{ref}/deprecate"): "models:promote",
    ("POST", "/v1/models/{name}/versions/{ref}/revoke"): "models:promote",
    ("GET", "/v1/models/{name}/tags/{tag}"): "models:read",
    ("PUT", "/v1/models/{name}/tags/{tag}"): "models:promote",
    ("GET", "/v1/models/{name}/tags/{tag}/history"): "models:read",
    ("POST", "/v1/models/{name}/tags/{tag}/rollback"): "models:promote",
    ("POST", "/v1/models/{name}/pause"): "models:promote",
    ("POST", "/v1/models/{name}/resume"): "models:promote",
    ("GET", "/v1/models/{name}/shadow"): "models:read",
    ("GET", "/v1/models/{name}/versions/{ref}/explanations"): "models:read",
    ("POST", "/v1/predict"): "predict",
    ("GET", "/v2"): "models:read",
    ("GET", "/v2/health/live"): PUBLIC,
    ("GET", "/v2/health/ready"): PUBLIC,
    ("GET", "/v2/models/{model}"): "models:read",
    ("GET", "/v2/models/{model}/ready"): "models:read",
    ("GET", "/v2/models/{model}/versions/{version}"): "models:read",
    ("GET", "/v2/models/{model}/versions/{version}/ready"): "models:read",
    ("POST", "/v2/models/{model}/infer"): "predict",
    ("POST", "/v2/models/{model}/versions/{version}/infer"): "predict",
    ("POST", "/v1/events/orthanc"): "jobs:write",
    ("POST", "/v1/jobs"): "jobs:write",
    ("GET", "/v1/jobs"): "jobs:read",
    ("GET", "/v1/jobs/{job_id}"): "jobs:read",
    ("GET", "/v1/jobs/{job_id}/events"): "jobs:read",
    ("GET", "/v1/jobs/{job_id}/result"): "results:read",
    ("GET", "/v1/jobs/{job_id}/objects/{sop_instance_uid}"): "results:read",
    ("GET", "/v1/jobs/{job_id}/explanations/{number}/picture"): "results:read",
    ("GET", "/v1/jobs/{job_id}/explanations/{number}/array"): "results:read",
    ("DELETE", "/v1/jobs/{job_id}"): "jobs:write",
    ("POST", "/v1/jobs/{job_id}/retry"): "jobs:write",
    ("GET", "/v1/results"): "results:read",
    ("POST", "/v1/results/{run_id}/withdraw"): "results:withdraw",
    ("GET", "/v1/audit"): "audit:read",
    ("POST", "/dicomweb/studies"): "studies:write",
    ("POST", "/dicomweb/studies/{study}"): "studies:write",
    ("GET", "/dicomweb/workitems"): "worklist:read",
    ("POST", "/dicomweb/workitems"): "worklist:write",
    ("GET", "/dicomweb/workitems/{workitem}"): "worklist:read",
    ("POST", "/dicomweb/workitems/{workitem}"): "worklist:write",
    ("PUT", "/dicomweb/workitems/{workitem}/state"): "worklist:write",
    ("POST", "/dicomweb/workitems/{workitem}/cancelrequest"): "worklist:write",
    ("POST", "/dicomweb/workitems/{workitem}/subscribers/{aetitle}"): "worklist:read",
    ("DELETE", "/dicomweb/workitems/{workitem}/subscribers/{aetitle}"): "worklist:read",
}
ROLES = {
    "viewer": {"jobs:read", "results:read", "models:read"},
    "radiologist": {"jobs:read", "jobs:write", "results:read", "results:withdraw", "models:read"},
    "ml-ops": {"jobs:read", "models:read", "models:write", "models:promote", "metrics"},
    "admin": {
        "jobs:read",
        "jobs:write",
        "results:read",
        "results:withdraw",
        "models:read",
        "models:write",
        "models:promote",
        "predict",
        "metrics",
        "audit:read",
        "studies:write",
        "worklist:read",
        "worklist:write",
    },
    "pacs": {"jobs:read", "jobs:write", "results:read", "predict", "studies:write", "worklist:read", "worklist:write"},
}
GUARDED = {route: scope for route, scope in ROUTES.items() if scope is not PUBLIC}
# Who is no caller at all.
STRANGERS = ("nothing", "bad key", "expired key", "revoked key", "bad token", "expired token", "token of a stranger")
CALLERS = (*(f"{kind} of {role}" for kind in ("key", "token") for role in ROLES), "key of no role", "token of no role")
MODES = ("none", "keys", "oidc")
LET_IN, DENIED, UNKNOWN = "let in", 403, 401
SMALL, STRANGER = SmallIssuer(), SmallIssuer()


def expected(mode: str, caller: str, scope: str) -> object:
    """What a caller gets: the rule of docs/access.md."""
    if scope is PUBLIC or mode == "none":
        return LET_IN
    if caller in STRANGERS or (caller.startswith("token") and mode != "oidc"):
        return UNKNOWN
    return LET_IN if scope in ROLES.get(caller.rpartition(" of ")[2], set()) else DENIED


def tokens() -> Identify:
    """What judges the tokens of the small issuer."""
    return AccessTokens(RULES, SMALL.keys.get, lambda: datetime.fromtimestamp(NOW, UTC)).identify


def key_file(folder: Path) -> KeyFile:
    return KeyFile(folder / "data" / "keys.json", lambda: datetime.now(UTC))


def key(folder: Path, *scopes: Scope) -> dict[str, str]:
    """Headers with a new key of these scopes."""
    return bearer(key_file(folder).create("test", scopes, None)[1])


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def headers_of(keys: KeyFile) -> dict[str, dict[str, str]]:
    """Caller -> the headers that each sends."""
    past = datetime.now(UTC) - timedelta(days=1)
    revoked, revoked_text = keys.create("revoked", tuple(Scope), None)
    keys.revoke(revoked.id)
    sent = {
        "nothing": {},
        "bad key": bearer("rl_0123456789ab_" + "A" * 43),
        "expired key": bearer(keys.create("old", tuple(Scope), past)[1]),
        "revoked key": bearer(revoked_text),
        "bad token": bearer("eyJhbGciOiJub25lIn0.e30."),
        "expired token": bearer(SMALL.token({"realm_access": {"roles": ["admin"]}, "exp": NOW - 60})),
        "token of a stranger": bearer(STRANGER.token({"realm_access": {"roles": ["admin"]}})),
        "key of no role": bearer(keys.create("idle", (), None)[1]),
        "token of no role": bearer(SMALL.token({"realm_access": {"roles": ["root"]}, "scope": "openid"})),
    }
    for role in ROLES:
        sent[f"key of {role}"] = bearer(keys.create(role, (), None, (Role(role),))[1])
        sent[f"token of {role}"] = bearer(SMALL.token({"realm_access": {"roles": [role]}}))
    return sent


def access_of(mode: str, folder: Path) -> Access | None:
    """The access control of a mode; no rate gets in the way."""
    if mode == "none":
        return None
    identify = key_file(folder).identify
    rate = Rate(1_000_000, lambda: 0.0)
    return Access(identify=by_kind(identify, tokens()) if mode == "oidc" else identify, requests=rate, failures=rate)


async def outcome(caller: httpx.AsyncClient, route: tuple[str, str], headers: Mapping[str, str]) -> object:
    """What becomes of a call; anything but a refusal is let in, also a body that is missing."""
    method, path = route
    answer = await caller.request(method, path, headers=headers)
    if answer.status_code in {401, 403}:
        assert answer.json()["code"] == ("unauthenticated" if answer.status_code == 401 else "forbidden")
        return answer.status_code
    assert answer.status_code not in {429, 500, 503}, answer.text
    return LET_IN


def routes_of(router: Any) -> Iterator[Any]:
    """All routes, also those of routers within."""
    for route in router.routes:
        if hasattr(route, "original_router"):
            yield from routes_of(route.original_router)
        else:
            yield route


@cache
def contract() -> Any:
    """The OpenAPI document."""
    return service(Path()).openapi()


def test_every_route_is_in_the_table() -> None:
    routes = {(method.upper(), path) for path, operations in contract()["paths"].items() for method in operations}
    assert routes == set(ROUTES)


def test_no_route_is_outside_the_contract() -> None:
    """But the contract itself, which says nothing of a site."""
    found = list(routes_of(service(Path()).router))
    described = {
        (method, route.path.replace(":path", ""))
        for route in found
        if isinstance(route, APIRoute)
        for method in route.methods
    }
    assert described == set(ROUTES)
    assert [route.path for route in found if not isinstance(route, APIRoute)] == ["/openapi.json"]


def test_every_scope_and_every_role_is_in_the_table() -> None:
    assert set(GUARDED.values()) | {"models:write", "models:promote"} == {str(scope) for scope in Scope}
    assert set(ROLES) == {str(role) for role in Role}


def test_the_contract_names_the_scope_of_each_route() -> None:
    assert contract()["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    for (method, path), scope in ROUTES.items():
        operation = contract()["paths"][path][method.lower()]
        assert operation.get("security") == (None if scope is PUBLIC else [{"bearer": [scope]}]), path
        assert scope is PUBLIC or {"401", "403", "429", "503"} <= set(operation["responses"]), path


@pytest.mark.asyncio
@pytest.mark.parametrize("mode", MODES)
async def test_the_whole_matrix(tmp_path: Path, mode: str) -> None:
    """Every route x every caller, in one mode: 32 x 19 calls."""
    sent = headers_of(key_file(tmp_path))
    assert set(sent) == {*STRANGERS, *CALLERS}
    wrong = []
    async with client(service(tmp_path, {"access": access_of(mode, tmp_path)})) as caller:
        for route, scope in ROUTES.items():
            for name, headers in sent.items():
                got = await outcome(caller, route, headers)
                if got != expected(mode, name, scope):
                    wrong.append((route, name, got))
    assert not wrong


@pytest.mark.asyncio
async def test_a_scope_opens_what_it_is_for_and_nothing_else(tmp_path: Path) -> None:
    right = {scope: key(tmp_path, scope) for scope in Scope}
    wrong = {scope: key(tmp_path, *(other for other in Scope if other is not scope)) for scope in Scope}
    async with client(service(tmp_path, access="keys")) as caller:
        for route, scope in GUARDED.items():
            assert await outcome(caller, route, right[Scope(scope)]) == LET_IN, route
            assert await outcome(caller, route, wrong[Scope(scope)]) == DENIED, route


@pytest.mark.asyncio
async def test_a_refusal_does_not_say_who_was_refused(tmp_path: Path) -> None:
    async with client(service(tmp_path, {"access": access_of("oidc", tmp_path)})) as caller:
        answer = await caller.get("/v1/jobs", headers=bearer(SMALL.token()))
    assert (answer.status_code, answer.json()["detail"]) == (403, "This needs the scope jobs:read")
    assert "dr-who" not in answer.text


@pytest.mark.asyncio
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic dXNlcjpwYXNz", "bearer rl_1_2"])
@pytest.mark.parametrize("mode", ["keys", "oidc"])
async def test_what_is_no_credential_is_not_said_again(tmp_path: Path, header: str, mode: str) -> None:
    async with client(service(tmp_path, {"access": access_of(mode, tmp_path)})) as caller:
        answer = await caller.get("/v1/jobs", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "dXNlcj" not in answer.text


@pytest.mark.asyncio
async def test_who_asks_too_often_is_told_when_to_come_again(tmp_path: Path) -> None:
    headers = key(tmp_path, Scope.JOBS_READ)
    limits = settings_in(tmp_path).limits.model_copy(update={"requests_per_minute": 2, "failures_per_minute": 1})
    async with client(service(tmp_path, access="keys", limits=limits)) as caller:
        answers = [await caller.get("/v1/jobs", headers=headers) for _ in range(3)]
        guesses = [await caller.get("/v1/jobs", headers=bearer("guess")) for _ in range(2)]
        assert (await caller.get("/livez")).status_code == 200
    assert [answer.status_code for answer in (*answers, *guesses)] == [200, 200, 429, 401, 429]
    assert (answers[2].json()["code"], answers[2].json()["retryable"]) == ("too-many-requests", True)
    assert 1 <= int(answers[2].headers["retry-after"]) <= 30
    assert 1 <= int(guesses[1].headers["retry-after"]) <= 60


@pytest.mark.asyncio
async def test_an_issuer_that_is_away_is_said(tmp_path: Path) -> None:
    def away(_: str) -> Any:
        raise IssuerUnavailable("The issuer's keys cannot be fetched", retry_after_s=29.5)

    rate = Rate(1000, lambda: 0.0)
    access = Access(identify=by_kind(key_file(tmp_path).identify, away), requests=rate, failures=rate)
    headers = key(tmp_path, Scope.JOBS_READ)
    async with client(service(tmp_path, {"access": access})) as caller:
        answer = await caller.get("/v1/jobs", headers=bearer(SMALL.token()))
        assert (await caller.get("/v1/jobs", headers=headers)).status_code == 200  # machines work on
    assert (answer.status_code, answer.json()["code"]) == (503, "issuer-unavailable")
    assert answer.headers["retry-after"] == "30"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Via", "1.1 proxy"),
        ("X-Forwarded-Proto", "https"),
    ],
)
async def test_without_access_control_what_others_pass_on_is_not_answered(
    tmp_path: Path, header: str, value: str
) -> None:
    """A page of somebody else, in this machine's browser, can send what needs no body; a proxy lets others in."""
    async with client(service(tmp_path)) as caller:
        for method, path in GUARDED:
            answer = await caller.request(method, path, headers={header: value})
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), path
        assert (await caller.get("/v1/models", headers={"Origin": "http://localhost:8080"})).status_code == 200


@pytest.mark.asyncio
@pytest.mark.parametrize("host", ["rebound.example", "rebound.example:8080", "localhost.example"])
async def test_without_access_control_a_name_of_somebody_else_is_not_answered(tmp_path: Path, host: str) -> None:
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
async def test_without_access_control_nothing_that_a_proxy_passes_on_is_answered(tmp_path: Path, header: str) -> None:
    async with client(service(tmp_path)) as caller:
        assert (await caller.get("/v1/models", headers={header: "10.1.2.3"})).status_code == 403


@pytest.mark.asyncio
@pytest.mark.parametrize("mode", ["keys", "oidc"])
async def test_with_access_control_the_name_does_not_count(tmp_path: Path, mode: str) -> None:
    headers = {**key(tmp_path, Scope.MODELS_READ), "Host": "ai.hospital.example"}
    async with client(service(tmp_path, {"access": access_of(mode, tmp_path)})) as caller:
        assert (await caller.get("/v1/models", headers=headers)).status_code == 200


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (b"{", (422, "usage")),  # read before anybody asks who calls: docs/http.md
        (b"{}", (401, "unauthenticated")),
        (b'{"model": "cxr-lungs", "study": "1.2"}', (401, "unauthenticated")),
    ],
)
async def test_a_body_of_a_stranger(tmp_path: Path, body: bytes, answer: tuple[int, str]) -> None:
    async with client(service(tmp_path, {"access": access_of("keys", tmp_path)})) as caller:
        said = await caller.post("/v1/jobs", content=body, headers={"Content-Type": "application/json"})
    assert (said.status_code, said.json()["code"]) == answer
