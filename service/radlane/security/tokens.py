"""Access tokens of an issuer: signed JSON, judged here without asking anybody.

In: a token as a caller sends it. Out: who it belongs to, and what they may do. Whoever holds a token is believed, so
everything has to fit: the signature with a key of the issuer, the algorithm, who made it, for whom, and when.
Reference: RFC 7519 (JWT), RFC 8725 (best practice), RFC 9068 (access tokens).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import InvalidClaimError, InvalidKeyIdError, JoseError
from joserfc.jwk import Key

from radlane.errors import Unauthenticated
from radlane.security.caller import Caller
from radlane.security.roles import scopes_of
from radlane.security.scopes import Scope

MOST_CHARACTERS = 16 << 10
_TYPES = frozenset({"at+jwt", "application/at+jwt", "jwt"})  # of the header, where it says one
_ID_TOKEN = frozenset(
    {"nonce", "at_hash", "c_hash"}
)  # OpenID Connect Core sections 2 and 3.3.2.11: not of access tokens
_BEARER = "bearer"  # Keycloak's own word for an access token, in the claim `typ`; its other tokens say another
_NAME = re.compile(r"[\x21-\x7e]{1,255}")  # OpenID Connect Core section 2, `sub`; no line ends, no NUL
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class TokenRules:
    """What a token has to say.

    Attributes
    ----------
    algorithms : frozenset of str
        Those of signatures; all with a public key.
    roles_claim : str or None
        Where roles stand: a name, or names with dots for each step down.
    scopes_claim : str or None
        Where scopes stand; None: `scope`, or else `scp`.
    clock_skew_seconds : int
        How far two clocks may be apart.
    """

    issuer: str
    audience: str
    algorithms: frozenset[str]
    roles_claim: str | None = None
    scopes_claim: str | None = None
    clock_skew_seconds: int = 30


class AccessTokens:
    """Judges tokens.

    Parameters
    ----------
    rules : TokenRules
        What a token has to say.
    find_key : callable
        A name of a key (`kid`) -> the issuer's key; None if there is none.
    now : callable
        The time, aware.
    """

    def __init__(self, rules: TokenRules, find_key: Callable[[str], Key | None], now: Callable[[], datetime]) -> None:
        self._rules = rules
        self._find_key = find_key
        self._registry = jws.JWSRegistry(algorithms=rules.algorithms, strict_check_header=False)
        self._claims = jwt.JWTClaimsRegistry(
            lambda: int(now().timestamp()),
            rules.clock_skew_seconds,
            iss={"essential": True, "value": rules.issuer},
            aud={"essential": True, "value": rules.audience},
            exp={"essential": True},
            sub={"essential": True},
        )

    def identify(self, text: str) -> Caller:
        """Return who a token belongs to.

        Raises
        ------
        Unauthenticated
            If it is not valid. Why, the log says and nobody else.
        IssuerUnavailable
            If the issuer's keys are not known.
        """
        try:
            claims = self._verify(text)
        # what joserfc raises, and what Python raises in it of JSON that has another form than a token's
        except (JoseError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
            _LOG.info("a token was refused", extra={"code": _reason(error)})
            raise Unauthenticated("This is no valid access token") from None  # the cause holds what was sent
        return Caller(id=f"oidc:{claims['sub']}", name=_client(claims), scopes=self._scopes(claims))

    def _verify(self, text: str) -> dict[str, Any]:
        """The claims of a token that is valid."""
        if len(text) > MOST_CHARACTERS:
            raise ValueError
        header = jws.extract_compact(text.encode("ascii"), registry=self._registry).headers()
        self._registry.check_header(header)
        self._registry.get_alg(header["alg"])
        key = self._find_key(header["kid"])
        if key is None:
            raise InvalidKeyIdError
        claims = jwt.decode(text, key, registry=self._registry).claims
        self._claims.validate(claims)
        _require_access_token(header, claims)
        return claims

    def _scopes(self, claims: dict[str, Any]) -> frozenset[str]:
        named = {*_words(_value(claims, self._rules.scopes_claim)), *self._usual_scopes(claims)}
        return scopes_of(_words(_value(claims, self._rules.roles_claim))) | (named & frozenset(Scope))

    def _usual_scopes(self, claims: dict[str, Any]) -> Iterator[str]:
        if self._rules.scopes_claim is None:
            yield from _words(claims.get("scope", claims.get("scp")))


def _require_access_token(header: dict[str, Any], claims: dict[str, Any]) -> None:
    """Stop tokens of the same issuer that are for something else, and those that only who proves more may use."""
    if str(header.get("typ", "jwt")).lower() not in _TYPES or str(claims.get("typ", _BEARER)).lower() != _BEARER:
        raise InvalidClaimError("typ")
    if _ID_TOKEN & claims.keys():
        raise InvalidClaimError("nonce")
    if "cnf" in claims:  # RFC 7800: bound to a key that a bearer does not show
        raise InvalidClaimError("cnf")
    if not _NAME.fullmatch(claims["sub"]):
        raise InvalidClaimError("sub")


def _client(claims: dict[str, Any]) -> str:
    """The client that a token was given to (RFC 9068; `azp` of Keycloak and others)."""
    name = claims.get("client_id", claims.get("azp"))
    return name if isinstance(name, str) and _NAME.fullmatch(name) else ""


def _value(claims: dict[str, Any], path: str | None) -> Any:  # noqa: ANN401 - any JSON
    """What stands at a place; a claim whose own name has dots goes before steps down."""
    if path is None or path in claims:
        return claims.get(path or "")
    found: Any = claims
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _words(value: object) -> Iterator[str]:
    """The words of a list, or of a text with spaces between them."""
    words = value.split() if isinstance(value, str) else value
    yield from (word for word in words if isinstance(word, str)) if isinstance(words, list) else ()


def _reason(error: Exception) -> str:
    """Why a token is refused, in words that are joserfc's or ours."""
    if not isinstance(error, JoseError):
        return "token-malformed"
    parts = ("token", error.error, getattr(error, "claim", ""))
    return "-".join(part for part in parts if part).replace("_", "-")
