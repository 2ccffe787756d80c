"""An issuer that is not ours: npm's oidc-provider, with a service and users that get tokens from it.

It is fetched by `make test-oidc` (tests/oidc/package-lock.json pins each file by its digest).
"""

from __future__ import annotations

import json
import re
import secrets
import subprocess
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
from joserfc.jwk import RSAKey

from support.sources import ROOT

MODULES = ROOT / "build" / "oidc" / "node_modules"
AUDIENCE = "radlane"
RESOURCE = "https://radlane.example"
SCOPE = "jobs:read jobs:write models:read"
CALLBACK = "https://viewer.example/callback"
SERVICE, CLIENT = "ris", "viewer"
_START_S = 30


@dataclass(frozen=True, kw_only=True)
class Provider:
    """An issuer that runs."""

    url: str
    secret: str
    process: subprocess.Popen[str]

    def end(self) -> None:
        """It is away from now on."""
        self.process.kill()
        self.process.wait()

    def service_token(self, scope: str | None = SCOPE, resource: str | None = RESOURCE) -> dict[str, Any]:
        """What the service gets (RFC 6749 section 4.4)."""
        asked = {"grant_type": "client_credentials", "scope": scope, "resource": resource}
        return self._token({name: value for name, value in asked.items() if value is not None}, SERVICE)

    def user_token(self, user: str, scope: str = f"openid {SCOPE}") -> dict[str, Any]:
        """What the viewer gets when a user has logged in and agreed (RFC 6749 section 4.1, with PKCE)."""
        verifier = secrets.token_urlsafe(32)
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "client_id": CLIENT,
            "response_type": "code",
            "redirect_uri": CALLBACK,
            "scope": scope,
            "resource": RESOURCE,
            "nonce": "n",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        with httpx.Client(trust_env=False) as browser:
            answer = browser.get(f"{self.url}/auth", params=query)
            while not answer.headers.get("location", "").startswith(CALLBACK):
                answer = _next_page(browser, answer, user)
        code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
        asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": verifier}
        return self._token({**asked, "resource": RESOURCE}, CLIENT)

    def is_active(self, token: str) -> bool:
        """Whether the issuer says that an opaque token is valid (RFC 7662)."""
        return bool(self._post("/token/introspection", {"token": token}, SERVICE).json()["active"])

    def revoke(self, token: str) -> None:
        """Make an opaque token invalid (RFC 7009)."""
        self._post("/token/revocation", {"token": token}, SERVICE)

    def _token(self, asked: Mapping[str, str], client: str) -> dict[str, Any]:
        given: dict[str, Any] = self._post("/token", asked, client).json()
        return given

    def _post(self, path: str, asked: Mapping[str, str], client: str) -> httpx.Response:
        answer = httpx.post(f"{self.url}{path}", data=asked, auth=(client, self.secret), trust_env=False)
        assert answer.status_code == 200, answer.text
        return answer


def _next_page(browser: httpx.Client, answer: httpx.Response, user: str) -> httpx.Response:
    """Go where a page leads: on, or through its form."""
    if "location" in answer.headers:
        return browser.get(urljoin(str(answer.url), answer.headers["location"]))
    assert answer.status_code == 200, answer.text
    action = re.search(r'action="([^"]+)"', answer.text)
    prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
    assert action, answer.text
    assert prompt, answer.text
    return browser.post(
        urljoin(str(answer.url), action[1]), data={"prompt": prompt[1], "login": user, "password": "any"}
    )


def signing_key(name: str) -> RSAKey:
    """A new key for signatures."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


@contextmanager
def providing(keys: Sequence[RSAKey], roles: Mapping[str, Sequence[str]], port: int = 0) -> Iterator[Provider]:
    """Start an issuer, and end it."""
    secret = secrets.token_urlsafe(32)
    setup = {
        "port": port,
        "keys": [key.as_dict(private=True) for key in keys],
        "secret": secret,
        "audience": AUDIENCE,
        "resource": RESOURCE,
        "scope": SCOPE,
        "roles": roles,
    }
    process = subprocess.Popen(
        ["node", str(ROOT / "tests" / "oidc" / "provider.mjs"), str(MODULES), json.dumps(setup)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        url = next((line.strip() for line in process.stdout if line.startswith("http://127.0.0.1:")), "")
        assert url, process.communicate(timeout=_START_S)[1]
        yield Provider(url=url, secret=secret, process=process)
    finally:
        process.kill()
        process.communicate()
