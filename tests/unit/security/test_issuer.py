"""What of an issuer's keys is taken; what it answers over a connection is tested on one (tests/faults)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey

from radlane.errors import IssuerUnavailable
from radlane.security.issuer import Issuer, keys_in
from support.issuer import SmallIssuer, rsa_key

RSA = rsa_key("one").as_dict(private=False)
N_1023 = "A" * 171  # base64 of 1024 bits and less


def taken(*keys: Any) -> set[str]:
    return set(keys_in({"keys": list(keys)}))


def test_keys_are_known_by_their_names() -> None:
    small = SmallIssuer()
    found = keys_in(json.loads(small.published))
    assert {name: key.thumbprint() for name, key in found.items()} == {
        name: key.thumbprint() for name, key in small.keys.items()
    }
    assert not any(key.is_private for key in found.values())


def test_keys_of_all_kinds() -> None:
    ed = OKPKey.generate_key("Ed25519", {"kid": "ed"}).as_dict(private=False)
    ec = ECKey.generate_key("P-384", {"kid": "ec"}).as_dict(private=False)
    assert taken(RSA, ed, ec) == {"one", "ed", "ec"}


@pytest.mark.parametrize(
    "key",
    [
        "no key",
        {},
        {"kid": "x"},
        {**RSA, "kid": None},  # nobody could ask for it
        {**RSA, "kid": 1},
        {**RSA, "use": "enc"},
        {**RSA, "kty": "oct"},
        {**RSA, "kty": ["RSA"]},
        {**RSA, "n": N_1023},
        {**RSA, "n": 1},
        {**RSA, "e": ""},
        {"kid": "x", "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},  # no point of the curve
        {"kid": "x", "kty": "EC", "crv": ["P-256"], "x": "AA", "y": "AA"},
        {"kid": "x", "kty": "OKP", "crv": "Ed25519", "x": "AA"},
        OctKey.generate_key(256, {"kid": "x"}).as_dict(private=True),
        rsa_key("x").as_dict(private=True),  # whoever publishes that lets everybody sign
    ],
)
def test_what_is_no_key_for_us_is_left_out(key: Any) -> None:
    other = {**RSA, "kid": "other"}
    assert taken(key, other) == {"other"}


@pytest.mark.parametrize("document", [{}, {"keys": None}, {"keys": {"one": RSA}}, {"keys": []}])
def test_a_document_without_keys(document: dict[str, Any]) -> None:
    assert keys_in(document) == {}


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_certificates_that_are_none(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "CANARY.pem"
    if content:
        path.write_text(content)
    with pytest.raises(IssuerUnavailable) as unusable:
        Issuer(issuer="https://issuer.example", ca_file=path).fetch_keys()
    assert "CANARY" not in str(unusable.value)


def test_an_address_that_is_none() -> None:
    with pytest.raises(IssuerUnavailable):
        Issuer(issuer="https://issuer.example:port").fetch_keys()
