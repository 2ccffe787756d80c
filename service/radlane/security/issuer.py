"""The issuer of tokens, asked over HTTP for its keys.

In: its address. Out: its public keys by name. What it answers is bounded in size and time, whatever drips of it: a loop
of its own asks, which can leave at any moment. Redirects are refused, as is an address of keys at another origin:
whoever gives the keys says who is let in. Nothing of the machine's own is used.
Reference: OpenID Connect Discovery section 4, RFC 8414 (metadata), RFC 7517 (key sets).
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from radlane.errors import IssuerUnavailable

MOST_BYTES = 256 << 10
MOST_SECONDS = 5.0  # from the first question to the keys
_METADATA = "/.well-known/openid-configuration"
_KINDS: Mapping[str, type[RSAKey | ECKey | OKPKey]] = {"RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}
_LEAST_RSA_BITS = 2048  # RFC 7518 section 3.3


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """Where an issuer is.

    Attributes
    ----------
    issuer : str
        Its name, an address.
    jwks_url : str or None
        Address of its keys; None: what its metadata says.
    ca_file : Path or None
        Certificates to trust in the place of the usual ones.
    """

    issuer: str
    jwks_url: str | None = None
    ca_file: Path | None = None

    def fetch_keys(self) -> Mapping[str, Key]:
        """Return its keys for signatures by name.

        Raises
        ------
        IssuerUnavailable
            If it does not answer, or not what it should.
        """
        try:
            keys = keys_in(_run(self._published()))
        except TimeoutError:
            raise _unavailable("its answer is too slow") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise _unavailable(type(error).__name__) from None  # its text holds the address
        if not keys:
            raise _unavailable("it has no key that can be used")
        return keys

    async def _published(self) -> dict[str, Any]:
        async with asyncio.timeout(MOST_SECONDS), self._client() as client:
            return await _json_at(client, self.jwks_url or await self._jwks_uri(client))

    def _client(self) -> httpx.AsyncClient:
        trusted = ssl.create_default_context(cafile=self.ca_file) if self.ca_file else True
        headers = {"User-Agent": "radlane", "Accept": "application/json", "Accept-Encoding": "identity"}
        return httpx.AsyncClient(
            verify=trusted, trust_env=False, follow_redirects=False, timeout=MOST_SECONDS, headers=headers
        )

    async def _jwks_uri(self, client: httpx.AsyncClient) -> str:
        metadata = await _json_at(client, self.issuer.rstrip("/") + _METADATA)
        if metadata.get("issuer") != self.issuer:
            raise _unavailable("its metadata names another issuer")
        address = metadata.get("jwks_uri")
        if not isinstance(address, str) or _origin(address) != _origin(self.issuer):
            raise _unavailable("its metadata names keys of another origin; the setting oidc.jwks_url may")
        return address


def _run(work: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """Run what asks in a loop of its own. Unlike `asyncio.run` it waits for no thread: one may still look up a name."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _json_at(client: httpx.AsyncClient, address: str) -> dict[str, Any]:
    """The JSON object at an address; bytes are counted as they come."""
    content = bytearray()
    async with client.stream("GET", address) as answer:
        if answer.status_code != httpx.codes.OK:
            raise _unavailable(f"status {answer.status_code}")
        async for chunk in answer.aiter_raw():
            content += chunk
            if len(content) > MOST_BYTES:
                raise _unavailable("its answer is too large")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise _unavailable("its answer is no JSON") from None
    if not isinstance(found, dict):
        raise _unavailable("its answer is no JSON object")
    return found


def keys_in(document: dict[str, Any]) -> dict[str, Key]:
    """Return the public keys of a set that can be used; what is of another kind is left out (RFC 7517 section 5)."""
    listed = document.get("keys")
    found = [_key_of(item) for item in listed] if isinstance(listed, list) else []
    return {key.kid: key for key in found if key is not None and key.kid is not None}


def _key_of(item: object) -> Key | None:
    """A key, if it is public, for signatures, named, and strong enough."""
    if not isinstance(item, dict) or not isinstance(item.get("kid"), str) or item.get("use", "sig") != "sig":
        return None
    kind = _KINDS.get(str(item.get("kty")))
    if kind is None or "d" in item:
        return None
    if kind is RSAKey and len(str(item.get("n", ""))) * 6 < _LEAST_RSA_BITS:  # base64: six bits a character
        return None
    try:
        return kind.import_key(item)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _origin(address: str) -> tuple[str, str, int | None]:
    url = httpx.URL(address)
    return url.scheme, url.host, url.port


def _unavailable(why: str) -> IssuerUnavailable:
    return IssuerUnavailable("The issuer's keys cannot be fetched", why=why, remedy="Look at the settings below oidc")
