"""Access control of a service that runs: wrong credentials by address, and whom a proxy speaks for."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from support.lane import radlane
from support.server import Server, serving

PROXY = "10.1.2.3"
KEYS = {"RADLANE_ACCESS": "keys", "RADLANE_LIMITS__FAILURES_PER_MINUTE": "2"}
BEHIND = {"RADLANE_TRUSTED_PROXIES": json.dumps(["127.0.0.1"])}


def get(server: Server, key: str, client: str | None = None) -> int:
    headers = {"Authorization": f"Bearer {key}", **({"X-Forwarded-For": client} if client else {})}
    return httpx.get(f"{server.url}/v1/jobs", headers=headers, trust_env=False).status_code


def test_who_guesses_is_not_heard_and_a_proxy_s_other_callers_are(tmp_path: Path) -> None:
    with serving(tmp_path, **KEYS, **BEHIND) as server:
        assert [get(server, "guess", PROXY) for _ in range(3)] == [401, 401, 429]
        assert get(server, "guess", "10.1.2.4") == 401
        assert get(server, "guess", f"10.9.9.9, {PROXY}") == 429  # what is before the last may be made up
        assert get(server, "guess") == 401


def test_what_is_no_address_is_nobody_s(tmp_path: Path) -> None:
    made = radlane("keys", "create", "auditor", "--scope", "audit:read", "--json", home=tmp_path)
    texts = ["z" * 9000, "fe80::1%" + "z" * 9000, "10.0.0.1:80"]
    with serving(tmp_path, **KEYS, **BEHIND) as server:
        assert [get(server, "guess", text) for text in texts] == [401, 401, 429]
        headers = {"Authorization": f"Bearer {json.loads(made.stdout)['key']}", "X-Forwarded-For": PROXY}
        answer = httpx.get(f"{server.url}/v1/audit", headers=headers, trust_env=False).json()
    assert {item["address"] for item in answer["items"] if item["action"] == "login-refused"} == {"127.0.0.1"}
    assert PROXY in {item["address"] for item in answer["items"]}


@pytest.mark.parametrize("trusted", [[], [f"{PROXY}/32"]])
def test_whom_nobody_trusts_speaks_for_itself(tmp_path: Path, trusted: list[str]) -> None:
    with serving(tmp_path, **KEYS, RADLANE_TRUSTED_PROXIES=json.dumps(trusted)) as server:
        assert [get(server, "guess", f"10.0.0.{number}") for number in range(3)] == [401, 401, 429]


def test_a_key_with_a_role_opens_what_the_role_allows(tmp_path: Path) -> None:
    made = radlane("keys", "create", "monitor", "--role", "ml-ops", "--json", home=tmp_path)
    key = json.loads(made.stdout)["key"]
    with serving(tmp_path, **KEYS) as server:
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=server.url, headers=headers, trust_env=False) as caller:
            assert [caller.get(path).status_code for path in ("/metrics", "/v1/models", "/v1/results")] == [
                200,
                200,
                403,
            ]
        assert key not in server.said
