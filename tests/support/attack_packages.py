"""A small package as files, and what makes it lie."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import yaml
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from numpy.typing import NDArray

from radlane.registry.catalogue import builtin_roots
from radlane.registry.signature import BUNDLE, TrustedKey, trusted_key
from support.networks import SIDE, network
from support.signatures import public_pem

Files = dict[str, bytes]
OWN, OTHERS = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP384R1())


@cache
def _manifest() -> str:
    return (builtin_roots()[0] / "cxr-lungs" / "model.yaml").read_text()


def golden(**changes: NDArray[np.float32]) -> bytes:
    """What the good network makes of a ramp."""
    image = np.linspace(-1, 1, SIDE * SIDE, dtype=np.float32).reshape(1, 1, SIDE, SIDE)
    arrays = {
        "image": image,
        "lungs": np.concatenate([image, -image], 1),
        "chest": image.max(keepdims=True)[:, :, 0, 0],
    }
    buffer = io.BytesIO()
    np.savez(buffer, **(arrays | changes))  # type: ignore[arg-type]
    return buffer.getvalue()


def package(
    weights: bytes | None = None, external: Mapping[str, bytes] | None = None, vector: bytes | None = None, **keys: Any
) -> Files:
    """The files of a package with these weights; `keys` go into its manifest."""
    weights = network() if weights is None else weights
    content = yaml.safe_load(_manifest())
    del content["out_of_distribution"]  # of the network that is not here
    content["version"] = "1.0.0"
    content["inputs"][0]["geometry"]["size"] = [SIDE, SIDE]
    content["tests"] = [{"path": "golden/ramp.npz", "rtol": 0.001, "atol": 0.0001}]
    files = {"model.onnx": weights, **(external or {})}
    content["artifacts"] = [
        {
            "role": "weights" if name == "model.onnx" else "external",
            "path": name,
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
        }
        for name, data in files.items()
    ]
    content |= keys
    return {
        "README.md": b"# A card\n",
        "golden/ramp.npz": golden() if vector is None else vector,
        "model.yaml": yaml.safe_dump(content).encode(),
        **files,
    }


def public(key: ec.EllipticCurvePrivateKey) -> TrustedKey:
    """Its public half, as the settings name it."""
    return trusted_key("site", public_pem(key))


def signed(files: Files, key: ec.EllipticCurvePrivateKey = OWN, **changes: str) -> Files:
    """Files with a signature of them; `changes` are other digests than theirs, by path."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} | changes
    resources = [{"name": n, "algorithm": "sha256", "digest": digests[n]} for n in sorted(digests)]
    whole = hashlib.sha256(b"".join(bytes.fromhex(digests[name]) for name in sorted(digests))).hexdigest()
    serialized = {"method": "files", "hash_type": "sha256", "allow_symlinks": False, "ignore_paths": ["model.sig"]}
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "package", "digest": {"sha256": whole}}],
        "predicateType": "https://model_signing/signature/v1.0",
        "predicate": {"serialization": serialized, "resources": resources},
    }
    payload, kind = json.dumps(statement).encode(), "application/vnd.in-toto+json"
    digest = hashes.SHA256() if key.curve.name == "secp256r1" else hashes.SHA384()
    signature = key.sign(b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload), ec.ECDSA(digest))
    bundle = {
        "mediaType": BUNDLE,
        "verificationMaterial": {"publicKey": {"hint": public(key).hint}, "tlogEntries": []},
        "dsseEnvelope": {
            "payload": base64.b64encode(payload).decode(),
            "payloadType": kind,
            "signatures": [{"sig": base64.b64encode(signature).decode(), "keyid": ""}],
        },
    }
    return files | {"model.sig": json.dumps(bundle).encode()}
