"""A small issuer of tokens: its keys, and tokens good and bad."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey
from joserfc.util import json_b64encode, urlsafe_b64encode

from radlane.security.tokens import TokenRules

ISSUER = "https://issuer.example/realms/hospital"
AUDIENCE = "radlane"
NOW = 1_800_000_000
RULES = TokenRules(
    issuer=ISSUER, audience=AUDIENCE, algorithms=frozenset({"RS256", "ES256"}), roles_claim="realm_access.roles"
)


PairKey = RSAKey | ECKey | OKPKey
_Changes = Mapping[str, Any] | None


class SmallIssuer:
    """Keys by name, and tokens that are signed with them.

    Attributes
    ----------
    keys : dict
        The keys that it publishes.
    """

    def __init__(self) -> None:
        self.keys: dict[str, PairKey] = {"one": rsa_key("one"), "two": ECKey.generate_key("P-256", {"kid": "two"})}

    def token(
        self,
        changes: Mapping[str, Any] | None = None,
        *,
        header: Mapping[str, Any] | None = None,
        key: PairKey | None = None,
    ) -> str:
        """A good access token with changes; None takes a member away."""
        head = changed({"alg": "RS256", "kid": "one", "typ": "at+jwt"}, header)
        claims = changed(
            {"iss": ISSUER, "aud": AUDIENCE, "sub": "dr-who", "client_id": "viewer", "iat": NOW, "exp": NOW + 300},
            changes,
        )
        return signed(head, claims, key or self.keys[str(head.get("kid"))])

    @property
    def published(self) -> bytes:
        """What it publishes (RFC 7517)."""
        return json.dumps(KeySet(list(self.keys.values())).as_dict(private=False)).encode()


def rsa_key(name: str) -> RSAKey:
    """A new key."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


def signed(header: Mapping[str, Any], claims: object, key: PairKey) -> str:
    """A token, whatever its header and its claims say."""
    registry = jws.JWSRegistry(algorithms=[str(header["alg"])], strict_check_header=False)
    return jws.serialize_compact(dict(header), json.dumps(claims), key, registry=registry)


def unsigned(header: object, claims: object) -> str:
    """A token without a signature."""
    return f"{json_b64encode(header).decode()}.{json_b64encode(claims).decode()}."


def with_secret(header: object, claims: object, secret: bytes) -> str:
    """A token that is signed with a secret (HS256); joserfc refuses to take a public key for one."""
    begun = unsigned(header, claims).removesuffix(".")
    return f"{begun}.{urlsafe_b64encode(hmac.digest(secret, begun.encode(), 'sha256')).decode()}"


def changed(facts: Mapping[str, Any], changes: Mapping[str, Any] | None) -> dict[str, Any]:
    """Facts with changes."""
    return {name: value for name, value in {**facts, **(changes or {})}.items() if value is not None}
