"""Signatures of packages, verified offline with public keys.

In: `model.sig`, a sigstore bundle as OpenSSF Model Signing writes it, keys, the digests of the package's files. Out:
the key, or `PackageRefused`. Nothing is asked of a network; certificates and transparency logs are not read.

Reference: OpenSSF Model Signing 1.0; in-toto Statement v1; DSSE 1.0, pre-authentication encoding.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from radlane.errors import PackageRefused, SettingsError

MAX_BYTES = 1 << 20
BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json"
_PAYLOAD = "application/vnd.in-toto+json"
_STATEMENT = "https://in-toto.io/Statement/v1"
_PREDICATE = "https://model_signing/signature/v1.0"
_HASHES: Mapping[str, hashes.HashAlgorithm] = {"secp256r1": hashes.SHA256(), "secp384r1": hashes.SHA384()}


@dataclass(frozen=True, kw_only=True)
class TrustedKey:
    """A public key; `hint` is the SHA-256 of its PEM, by which bundles name it."""

    name: str
    hint: str
    key: ec.EllipticCurvePublicKey


def trusted_key(name: str, pem: bytes) -> TrustedKey:
    """Read a public key, PEM, on the curve P-256 or P-384.

    Raises
    ------
    SettingsError
        If it is anything else.
    """
    try:
        key = serialization.load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _no_key(name) from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name not in _HASHES:
        raise _no_key(name)
    canonical = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return TrustedKey(name=name, hint=hashlib.sha256(canonical).hexdigest(), key=key)


def verify_signature(bundle: bytes, keys: Sequence[TrustedKey], files: Mapping[str, str]) -> TrustedKey:
    """Verify that one of the keys signed exactly these files.

    Parameters
    ----------
    bundle : bytes
        `model.sig`.
    keys : sequence of TrustedKey
        Who may sign.
    files : mapping of str to str
        SHA-256 by path, of every file of the package but the signature.

    Returns
    -------
    TrustedKey
        Whose signature it is.

    Raises
    ------
    PackageRefused
        With `signature-invalid`, `signature-key` or `signature-files`.
    """
    hint, payload, signature = _opened(bundle)
    key = _verified(keys, hint, payload, signature)
    signed = _signed(payload)
    if signed != dict(files):
        raise _refused("signature-files", "it was made of other files, or of other content of them")
    return key


def _opened(bundle: bytes) -> tuple[str, bytes, bytes]:
    """The hint at a key, the payload and its signature."""
    content = _json(bundle)
    try:
        material, envelope = content["verificationMaterial"], content["dsseEnvelope"]
        (signature,) = envelope["signatures"]
        if content["mediaType"] != BUNDLE or envelope["payloadType"] != _PAYLOAD:
            raise ValueError
        hint = material["publicKey"]["hint"]
        payload, value = _base64(envelope["payload"]), _base64(signature["sig"])
    except (KeyError, TypeError, ValueError) as error:
        raise _refused("signature-invalid", "it is no bundle of OpenSSF Model Signing with a key") from error
    return str(hint), payload, value


def _verified(keys: Sequence[TrustedKey], hint: str, payload: bytes, signature: bytes) -> TrustedKey:
    key = next((key for key in keys if key.hint == hint), None)
    if key is None:
        raise _refused("signature-key", "it is of a key that the settings do not name")
    encoded = b"DSSEv1 %d %s %d %s" % (len(_PAYLOAD), _PAYLOAD.encode(), len(payload), payload)
    try:
        key.key.verify(signature, encoded, ec.ECDSA(_HASHES[key.key.curve.name]))
    except InvalidSignature as error:
        raise _refused("signature-invalid", "the key did not sign this") from error
    return key


def _signed(payload: bytes) -> dict[str, str]:
    """Digests by path, of a payload that a trusted key signed."""
    statement = _json(payload)
    try:
        (subject,) = statement["subject"]
        predicate = statement["predicate"]
        resources = [(item["name"], item["algorithm"], item["digest"]) for item in predicate["resources"]]
        method = predicate["serialization"]["method"], predicate["serialization"]["hash_type"]
        whole = hashlib.sha256(b"".join(bytes.fromhex(digest) for _, _, digest in resources)).hexdigest()
        named = (statement["_type"], statement["predicateType"], *method, subject["digest"]["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        raise _refused("signature-invalid", "it is no statement of OpenSSF Model Signing") from error
    if named != (_STATEMENT, _PREDICATE, "files", "sha256", whole):
        raise _refused("signature-invalid", "it is no statement of OpenSSF Model Signing with digests of files")
    if len({name for name, _, _ in resources}) != len(resources) or {kind for _, kind, _ in resources} != {"sha256"}:
        raise _refused("signature-files", "it names a file twice, or with another digest than SHA-256")
    return {name: digest for name, _, digest in resources}


def _json(data: bytes) -> Any:  # noqa: ANN401 - whatever it holds
    try:
        if len(data) > MAX_BYTES:
            raise ValueError
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _refused("signature-invalid", "it is no JSON, or too large") from error


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError from error


def _no_key(name: str) -> SettingsError:
    return SettingsError(
        f"The key {name} of admission.keys cannot be used", remedy="Give a public key, PEM, on the curve P-256 or P-384"
    )


def _refused(code: str, why: str) -> PackageRefused:
    return PackageRefused(code, "The signature is not accepted", why=why, remedy="Sign the package again, as it is now")
