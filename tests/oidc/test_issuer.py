"""Tokens of an issuer that is not ours open what they should, in a service that runs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from joserfc import jwt

from radlane.dicomweb.oauth2 import ClientCredentials, TokenService
from radlane.errors import ArchiveDenied
from support.issuer import unsigned, with_secret
from support.lane import radlane
from support.pacs import Pacs, archive
from support.provider import AUDIENCE, SERVICE, Provider, providing, signing_key
from support.radiographs import STUDY, radiograph
from support.scripted import Asked, Reply
from support.scripted import serving as serving_pacs
from support.server import Server, serving

KEYS = [signing_key("first")]
ROLES = {"dr-who": ["radiologist"], "ops": ["ml-ops"]}


@pytest.fixture(scope="module")
def issuer() -> Iterator[Provider]:
    with providing(KEYS, ROLES) as started:
        yield started


def settings(issuer: Provider) -> dict[str, str]:
    return {
        "RADLANE_ACCESS": "oidc",
        "RADLANE_OIDC__ISSUER": issuer.url,
        "RADLANE_OIDC__AUDIENCE": AUDIENCE,
        "RADLANE_OIDC__ROLES_CLAIM": "realm_access.roles",
    }


@pytest.fixture(scope="module")
def server(issuer: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("service"), **settings(issuer)) as started:
        yield started


def status(server: Server, path: str, token: str) -> int:
    """What a token opens."""
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"{server.url}{path}", headers=headers, trust_env=False).status_code


def test_a_service_gets_in_with_its_scopes(server: Server, issuer: Provider) -> None:
    given = issuer.service_token()
    assert given["token_type"] == "Bearer"
    assert status(server, "/v1/jobs", given["access_token"]) == 200
    assert status(server, "/v1/models", given["access_token"]) == 200
    assert status(server, "/v1/results", given["access_token"]) == 403
    assert status(server, "/v1/models", issuer.service_token("jobs:read")["access_token"]) == 403


def test_a_user_gets_in_with_the_roles_of_an_account(server: Server, issuer: Provider) -> None:
    doctor = issuer.user_token("dr-who", "openid")["access_token"]
    assert [status(server, path, doctor) for path in ("/v1/results", "/v1/models", "/metrics")] == [200, 200, 403]
    ops = issuer.user_token("ops", "openid")["access_token"]
    assert [status(server, path, ops) for path in ("/v1/results", "/v1/models", "/metrics")] == [403, 200, 200]
    nobody = issuer.user_token("visitor", "openid")["access_token"]
    assert [status(server, path, nobody) for path in ("/v1/results", "/v1/models", "/metrics")] == [403, 403, 403]


def test_other_tokens_of_the_same_issuer_do_not_get_in(server: Server, issuer: Provider) -> None:
    given = issuer.user_token("dr-who")
    assert status(server, "/v1/jobs", given["id_token"]) == 401
    assert status(server, "/v1/jobs", issuer.service_token(None, None)["access_token"]) == 401  # opaque


def test_forged_tokens_do_not_get_in(server: Server, issuer: Provider) -> None:
    good = jwt.decode(issuer.service_token()["access_token"], KEYS[0], algorithms=["RS256"])
    assert status(server, "/v1/jobs", jwt.encode(good.header, good.claims, KEYS[0])) == 200
    key, now = KEYS[0], int(time.time())
    public = key.as_pem(private=False)
    forged = {
        "wrong issuer": jwt.encode(good.header, {**good.claims, "iss": "https://other.example"}, key),
        "wrong audience": jwt.encode(good.header, {**good.claims, "aud": "orthanc"}, key),
        "none": unsigned({**good.header, "alg": "none"}, good.claims),
        "the public key as a secret": with_secret({**good.header, "alg": "HS256"}, good.claims, public),
        "expired": jwt.encode(good.header, {**good.claims, "exp": now - 61}, key),
        "not yet valid": jwt.encode(good.header, {**good.claims, "nbf": now + 120}, key),
        "unknown key": jwt.encode({**good.header, "kid": "new"}, good.claims, signing_key("new")),
        "another key of that name": jwt.encode(good.header, good.claims, signing_key("first")),
    }
    assert {name: status(server, "/v1/jobs", token) for name, token in forged.items()} == dict.fromkeys(forged, 401)
    assert "dr-who" not in server.said
    assert "token-expired-token-exp" in server.said


def test_keys_that_the_issuer_changes_are_found_and_its_absence_is_borne(tmp_path: Path) -> None:
    with providing(KEYS, ROLES) as first:
        port = urlsplit(first.url).port or 0
        old = first.service_token()["access_token"]
        with serving(tmp_path, **settings(first)) as server:
            assert status(server, "/v1/jobs", old) == 200
            first.end()
            assert status(server, "/v1/jobs", old) == 200  # the issuer is away
            with providing([signing_key("second")], ROLES, port) as second:
                new = second.service_token()["access_token"]
                deadline = time.monotonic() + 90
                while status(server, "/v1/jobs", new) != 200:
                    assert time.monotonic() < deadline, server.said
                    time.sleep(2)
                assert status(server, "/v1/jobs", old) == 401  # its key was withdrawn


def test_the_doctor_asks_the_issuer(issuer: Provider, tmp_path: Path) -> None:
    said = radlane("doctor", "--json", home=tmp_path, **settings(issuer))
    found = {item["name"]: item["detail"] for item in json.loads(said.stdout)["items"]}
    assert found["issuer"] == "1 keys"


def test_radlane_itself_gets_a_token_for_an_archive(issuer: Provider, tmp_path: Path) -> None:
    """The other way round: radlane is the client, and shows the archive what the issuer says is valid."""
    (tmp_path / "secret").write_text(f"{issuer.secret}\n")
    client = TokenService(
        url=f"{issuer.url}/token", client_id=SERVICE, client_secret_file=tmp_path / "secret", scope="jobs:read"
    )
    pacs = Pacs(radiograph())
    shown: list[str] = []

    def answer(asked: Asked) -> Reply:
        token = (asked.headers["Authorization"] or "").removeprefix("Bearer ")
        shown.append(token)
        return pacs.answer(asked) if issuer.is_active(token) else Reply(status=401)

    with serving_pacs(answer) as url:
        tried = archive(url, authorization=ClientCredentials(client, time.monotonic))
        assert tried.find_study(STUDY).study_instance_uid == STUDY
        assert len(set(shown)) == 1
        issuer.revoke(shown[0])
        assert tried.find_study(STUDY).study_instance_uid == STUDY
        assert len(set(shown)) == 2
    (tmp_path / "secret").write_text("wrong")
    with pytest.raises(ArchiveDenied, match="token service"):
        ClientCredentials(client, time.monotonic)()


def test_a_service_that_has_never_reached_its_issuer_says_so(tmp_path: Path) -> None:
    with providing(KEYS, ROLES) as issuer:
        token = issuer.service_token()["access_token"]
        issuer.end()
        with serving(tmp_path, **settings(issuer)) as server:
            headers = {"Authorization": f"Bearer {token}"}
            answer = httpx.get(f"{server.url}/v1/jobs", headers=headers, trust_env=False)
            assert (answer.status_code, answer.json()["code"]) == (503, "issuer-unavailable")
            assert httpx.get(f"{server.url}/livez", trust_env=False).status_code == 200
