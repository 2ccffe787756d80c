"""Signatures that OpenSSF's tool made are verified; anything else has its code."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from radlane.errors import PackageRefused, SettingsError
from radlane.registry.signature import TrustedKey, trusted_key, verify_signature
from support.signatures import CURVES, FILES, SIGNED

DIGESTS = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
BUNDLE = (SIGNED / "p256.sig").read_bytes()
KEYS = tuple(trusted_key(name, (SIGNED / f"{name}.pem").read_bytes()) for name in CURVES)


def code_of(bundle: bytes, files: dict[str, str] = DIGESTS, keys: tuple[TrustedKey, ...] = KEYS) -> str:
    with pytest.raises(PackageRefused) as caught:
        verify_signature(bundle, keys, files)
    return caught.value.code


@pytest.mark.parametrize("curve", CURVES)
def test_a_signature_of_the_tool_is_verified(curve: str) -> None:
    assert verify_signature((SIGNED / f"{curve}.sig").read_bytes(), KEYS, DIGESTS).name == curve


FILES_CHANGED: dict[str, dict[str, str]] = {
    "a file too many": {**DIGESTS, "train.py": "0" * 64},
    "a file too few": {name: digest for name, digest in DIGESTS.items() if name != "README.md"},
    "another digest": {**DIGESTS, "model.onnx": "0" * 64},
    "another name": {name.replace("chest", "limb"): digest for name, digest in DIGESTS.items()},
}


@pytest.mark.parametrize("change", FILES_CHANGED)
def test_other_files_are_not_those_that_were_signed(change: str) -> None:
    assert code_of(BUNDLE, FILES_CHANGED[change]) == "signature-files"


def test_a_key_that_is_not_trusted() -> None:
    assert code_of(BUNDLE, keys=KEYS[1:]) == "signature-key"
    assert code_of(BUNDLE, keys=()) == "signature-key"


def test_a_hint_does_not_make_a_key_trusted() -> None:
    def other(bundle: dict[str, Any]) -> None:
        bundle["verificationMaterial"]["publicKey"]["hint"] = KEYS[1].hint

    assert code_of(changed(other)) == "signature-invalid"


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    bundle = json.loads(BUNDLE)
    change(bundle)
    return json.dumps(bundle).encode()


def in_statement(change: Callable[[dict[str, Any]], object]) -> tuple[bytes, TrustedKey]:
    """A changed statement, signed with a key of the test."""
    private = ec.generate_private_key(ec.SECP256R1())
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    key = trusted_key("test", public)
    bundle = json.loads(BUNDLE)
    statement = json.loads(base64.b64decode(bundle["dsseEnvelope"]["payload"]))
    change(statement)
    payload = json.dumps(statement).encode()
    encoded = b"DSSEv1 28 application/vnd.in-toto+json %d %s" % (len(payload), payload)
    signature = private.sign(encoded, ec.ECDSA(hashes.SHA256()))
    bundle["dsseEnvelope"] |= {
        "payload": base64.b64encode(payload).decode(),
        "signatures": [{"sig": base64.b64encode(signature).decode()}],
    }
    bundle["verificationMaterial"]["publicKey"]["hint"] = key.hint
    return json.dumps(bundle).encode(), key


def test_an_unchanged_statement_with_another_key_is_verified() -> None:
    bundle, key = in_statement(lambda statement: statement)
    assert verify_signature(bundle, (*KEYS, key), DIGESTS).name == "test"


STATEMENTS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "another type": (lambda s: s.update(_type="https://in-toto.io/Statement/v0.1"), "signature-invalid"),
    "another predicate": (lambda s: s.update(predicateType="https://slsa.dev/provenance/v1"), "signature-invalid"),
    "shards": (lambda s: s["predicate"]["serialization"].update(method="shards"), "signature-invalid"),
    "blake2b": (lambda s: s["predicate"]["serialization"].update(hash_type="blake2b"), "signature-invalid"),
    "no subject": (lambda s: s.update(subject=[]), "signature-invalid"),
    "another whole": (lambda s: s["subject"][0]["digest"].update(sha256="0" * 64), "signature-invalid"),
    "no resources": (lambda s: s["predicate"].pop("resources"), "signature-invalid"),
    "no hexadecimal": (lambda s: s["predicate"]["resources"][0].update(digest="xyz"), "signature-invalid"),
    "another algorithm": (lambda s: s["predicate"]["resources"][0].update(algorithm="sha1"), "signature-files"),
    "a list": (lambda s: s.update(predicate=[]), "signature-invalid"),
}


@pytest.mark.parametrize("case", STATEMENTS)
def test_another_statement_is_not_accepted(case: str) -> None:
    change, code = STATEMENTS[case]
    bundle, key = in_statement(change)
    assert code_of(bundle, keys=(key,)) == code


BUNDLES: dict[str, Callable[[], bytes]] = {
    "no JSON": lambda: b"signature",
    "no object": lambda: b"[]",
    "deep": lambda: b"[" * 100_000,
    "large": lambda: BUNDLE + b" " * (1 << 20),
    "another bundle": lambda: changed(
        lambda b: b.update(mediaType="application/vnd.dev.sigstore.bundle+json;version=0.1")
    ),
    "a certificate": lambda: changed(lambda b: b.update(verificationMaterial={"certificate": {}})),
    "no signature": lambda: changed(lambda b: b["dsseEnvelope"].update(signatures=[])),
    "two signatures": lambda: changed(lambda b: b["dsseEnvelope"]["signatures"].append({"sig": ""})),
    "another payload type": lambda: changed(lambda b: b["dsseEnvelope"].update(payloadType="text/plain")),
    "no base64": lambda: changed(lambda b: b["dsseEnvelope"].update(payload="***")),
    "another payload": lambda: changed(lambda b: b["dsseEnvelope"].update(payload="e30=")),
    "an empty signature": lambda: changed(lambda b: b["dsseEnvelope"].update(signatures=[{"sig": ""}])),
}


@pytest.mark.parametrize("case", BUNDLES)
def test_another_bundle_is_not_accepted(case: str) -> None:
    assert code_of(BUNDLES[case]()) == "signature-invalid"


PUBLIC = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    "pem",
    [
        b"",
        ec.generate_private_key(ec.SECP521R1()).public_key().public_bytes(*PUBLIC),
        ed25519.Ed25519PrivateKey.generate().public_key().public_bytes(*PUBLIC),
        rsa.generate_private_key(65537, 2048).public_key().public_bytes(*PUBLIC),
    ],
)
def test_a_key_of_another_kind_is_a_wrong_setting(pem: bytes) -> None:
    with pytest.raises(SettingsError):
        trusted_key("site", pem)
