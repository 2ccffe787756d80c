"""Tokens of an issuer: what lets in, and everything that does not."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from radlane.errors import IssuerUnavailable, Unauthenticated
from radlane.security.caller import Caller
from radlane.security.scopes import Scope
from radlane.security.tokens import MOST_CHARACTERS, AccessTokens, TokenRules
from support.issuer import ISSUER, NOW, RULES, SmallIssuer, changed, rsa_key, signed, unsigned, with_secret

SMALL = SmallIssuer()
HEADER = {"alg": "RS256", "kid": "one", "typ": "at+jwt"}
CLAIMS = {"iss": ISSUER, "aud": "radlane", "sub": "dr-who", "exp": NOW + 300}


def identify(token: str, rules: TokenRules = RULES, now: int = NOW) -> Caller:
    return AccessTokens(rules, SMALL.keys.get, lambda: datetime.fromtimestamp(now, UTC)).identify(token)


def scopes(claims: dict[str, Any], **rules: Any) -> frozenset[str]:
    return identify(SMALL.token(claims), TokenRules(**{**vars(RULES), **rules})).scopes


@pytest.mark.parametrize(("kid", "alg"), [("one", "RS256"), ("two", "ES256")])
def test_a_token_says_who_calls(kid: str, alg: str) -> None:
    caller = identify(SMALL.token(header={"kid": kid, "alg": alg}))
    assert caller == Caller(id="oidc:dr-who", name="viewer", scopes=frozenset())


GOOD = {
    "RFC 9068 with the whole media type": ({"typ": "application/at+jwt"}, {}),
    "a token of before RFC 9068": ({"typ": "JWT"}, {}),
    "no type at all": ({"typ": None}, {}),
    "Keycloak": ({"typ": "JWT"}, {"typ": "Bearer", "azp": "viewer", "client_id": None}),
    "a member that nobody knows": ({"x5t#S256": "abc", "own": 1}, {"own": 1}),
    "several audiences": ({}, {"aud": ["account", "radlane"]}),
    "just expired, by another clock": ({}, {"exp": NOW - 29}),
    "made in the future, by another clock": ({}, {"iat": NOW + 30, "nbf": NOW + 30}),
    "no time at which it was made": ({}, {"iat": None}),
}

BAD = {
    "of another issuer": SMALL.token({"iss": "https://other.example"}),
    "of an issuer whose name only begins so": SMALL.token({"iss": f"{ISSUER}/"}),
    "of no issuer": SMALL.token({"iss": None}),
    "for somebody else": SMALL.token({"aud": "orthanc"}),
    "for several, and not radlane": SMALL.token({"aud": ["orthanc", "radlane-test"]}),
    "for nobody": SMALL.token({"aud": None}),
    "for something that is no name": SMALL.token({"aud": {"radlane": 1}}),
    "expired": SMALL.token({"exp": NOW - 30}),
    "never expires": SMALL.token({"exp": None}),
    "expires when no clock says it": SMALL.token({"exp": "tomorrow"}),
    "expires never, as a number": signed(HEADER, {**CLAIMS, "exp": float("nan")}, SMALL.keys["one"]),
    "not yet valid": SMALL.token({"nbf": NOW + 31}),
    "made in the future": SMALL.token({"iat": NOW + 31}),
    "of nobody": SMALL.token({"sub": None}),
    "of a name that is no text": SMALL.token({"sub": 7}),
    "of an empty name": SMALL.token({"sub": ""}),
    "of a name with a line end": SMALL.token({"sub": "dr\nwho"}),
    "of a name with a NUL": SMALL.token({"sub": "dr\x00who"}),
    "of an endless name": SMALL.token({"sub": "a" * 256}),
    "without a signature": unsigned({**HEADER, "alg": "none"}, CLAIMS),
    "without a signature, in capitals": unsigned({**HEADER, "alg": "NONE"}, CLAIMS),
    "without an algorithm": unsigned({"kid": "one"}, CLAIMS),
    "signed with the public key as a secret": with_secret(
        {**HEADER, "alg": "HS256"}, CLAIMS, SMALL.keys["one"].as_pem(private=False)
    ),
    "signed with an algorithm that is not on the list": SMALL.token(header={"alg": "PS256"}),
    "signed by a key of the same name": SMALL.token(key=rsa_key("one")),
    "signed by a key of another kind": SMALL.token(header={"alg": "ES256"}, key=ECKey.generate_key("P-256")),
    "signed by a key that nobody knows": SMALL.token(header={"kid": "new"}, key=rsa_key("new")),
    "signed by a key without a name": SMALL.token(header={"kid": None}, key=rsa_key("one")),
    "signed by a key whose name is a number": unsigned({**HEADER, "kid": 1}, CLAIMS),
    "that brings its own key": signed(
        {**HEADER, "kid": "new", "jwk": rsa_key("new").as_dict(private=False)}, CLAIMS, rsa_key("new")
    ),
    "with a demand that nobody understands": unsigned({**HEADER, "crit": ["own"], "own": 1}, CLAIMS),
    "with a demand that is no list": unsigned({**HEADER, "crit": 1}, CLAIMS),
    "that is an id token by its type": SMALL.token(header={"typ": "id+jwt"}),
    "that is a token of a logout": SMALL.token(header={"typ": "logout+jwt"}),
    "that is an id token of Keycloak": SMALL.token({"typ": "ID"}, header={"typ": "JWT"}),
    "that is an id token by its nonce": SMALL.token({"nonce": "n"}, header={"typ": "JWT"}),
    "that is an id token by its hash": SMALL.token({"at_hash": "h"}, header={"typ": "JWT"}),
    "that is bound to a key": SMALL.token({"cnf": {"jkt": "k"}}),
    "whose claims are a list": signed(HEADER, [CLAIMS], SMALL.keys["one"]),
    "whose header is a list": unsigned([HEADER], CLAIMS),
    "whose header is nested without end": "W1tb" * 3000 + ".e30.AA",
    "whose payload was changed": ".".join(
        (
            SMALL.token().split(".")[0],
            unsigned({}, {**CLAIMS, "sub": "admin"}).split(".")[1],
            SMALL.token().split(".")[2],
        )
    ),
    "that is too long": SMALL.token({"own": "x" * MOST_CHARACTERS}),
    "that is encrypted": ".".join(["e30"] * 5),
    "that is no token": "opaque",
    "that is nothing": "",
    "that is no ASCII": "ärger.ärger.ärger",
}


@pytest.mark.parametrize(("header", "claims"), GOOD.values(), ids=GOOD)
def test_a_token_that_is_good(header: dict[str, Any], claims: dict[str, Any]) -> None:
    assert identify(SMALL.token(claims, header=header)).id == "oidc:dr-who"


@pytest.mark.parametrize("token", BAD.values(), ids=BAD)
def test_a_token_that_is_not(token: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "radlane")
    with pytest.raises(Unauthenticated) as refused:
        identify(token)
    assert str(refused.value) == "This is no valid access token"
    assert refused.value.__suppress_context__
    (said,) = caplog.records
    assert said.code.startswith("token-")  # type: ignore[attr-defined]
    assert "dr-who" not in str(vars(said))


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("expired", "token-expired-token-exp"),
        ("for somebody else", "token-invalid-claim-aud"),
        ("without a signature", "token-unsupported-algorithm"),
        ("signed by a key that nobody knows", "token-invalid-key-id"),
        ("signed by a key of the same name", "token-bad-signature"),
        ("that is too long", "token-malformed"),
    ],
)
def test_the_log_says_why(token: str, code: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "radlane")
    with pytest.raises(Unauthenticated):
        identify(BAD[token])
    assert [record.code for record in caplog.records] == [code]  # type: ignore[attr-defined]


def test_a_token_lasts_as_long_as_it_says() -> None:
    token = SMALL.token()
    assert identify(token, now=NOW + 329)
    with pytest.raises(Unauthenticated):
        identify(token, now=NOW + 330)


def test_an_issuer_that_cannot_be_asked_is_no_wrong_token() -> None:
    def away(_: str) -> None:
        raise IssuerUnavailable("away")

    with pytest.raises(IssuerUnavailable):
        AccessTokens(RULES, away, lambda: datetime.fromtimestamp(NOW, UTC)).identify(SMALL.token())


def test_scopes_are_those_that_there_are() -> None:
    assert scopes({"scope": "openid jobs:read everything predict"}) == {"jobs:read", "predict"}
    assert scopes({"scp": ["jobs:read", 1]}) == {"jobs:read"}
    assert scopes({"scp": "jobs:read"}) == {"jobs:read"}
    assert scopes({"scope": "jobs:read", "scp": "predict"}) == {"jobs:read"}
    assert scopes({"scope": 7}) == frozenset()


def test_scopes_of_a_claim_of_the_site_s_own() -> None:
    claims = {"permissions": ["jobs:read"], "scope": "predict"}
    assert scopes(claims, scopes_claim="permissions") == {"jobs:read"}


@pytest.mark.parametrize(
    ("claims", "path"),
    [
        ({"realm_access": {"roles": ["offline_access", "ml-ops"]}}, "realm_access.roles"),
        ({"resource_access": {"radlane": {"roles": ["ml-ops"]}}}, "resource_access.radlane.roles"),
        ({"roles": "ml-ops other"}, "roles"),
        ({"https://site.example/roles": ["ml-ops"]}, "https://site.example/roles"),
    ],
)
def test_roles_stand_where_the_site_says(claims: dict[str, Any], path: str) -> None:
    assert scopes(claims, roles_claim=path) == {"jobs:read", "models:read", "models:write", "models:promote", "metrics"}


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"realm_access": "ml-ops"},
        {"realm_access": {"roles": {"ml-ops": 1}}},
        {"realm_access": {"roles": [["ml-ops"]]}},
    ],
)
def test_roles_that_are_not_there_open_nothing(claims: dict[str, Any]) -> None:
    assert scopes(claims) == frozenset()
    assert scopes({"roles": ["ml-ops"]}, roles_claim=None) == frozenset()


@pytest.mark.parametrize("client", [None, 7, "", "two words", "a\nb"])
def test_a_client_without_a_usable_name_has_none(client: object) -> None:
    assert identify(SMALL.token({"client_id": client})).name == ""


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(text=st.text())
def test_no_text_is_unforeseen(text: str) -> None:
    with pytest.raises(Unauthenticated):
        identify(text)


@given(header=st.dictionaries(st.sampled_from(["alg", "kid", "typ", "crit", "b64", "jwk", "x5c"]), _JSON))
def test_no_header_is_unforeseen(header: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        identify(unsigned({"alg": "RS256", "kid": "one", **header}, CLAIMS))


@given(
    claims=st.dictionaries(
        st.sampled_from(["iss", "aud", "exp", "nbf", "iat", "sub", "jti", "typ", "scope", "azp"]), _JSON
    )
)
def test_no_claim_is_unforeseen(claims: dict[str, Any]) -> None:
    """An issuer that is trusted, and writes anything: a caller, or a refusal."""
    token = signed(HEADER, changed(CLAIMS, claims), SMALL.keys["one"])
    try:
        caller = identify(token)
    except Unauthenticated:
        return
    assert caller.scopes <= set(Scope)
    assert caller.id.startswith("oidc:")
