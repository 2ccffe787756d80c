"""Packages that OpenSSF's own tool signs: the oracle of `registry.signature`.

`python -m support.signatures BIN` makes the small signed package of `tests/support/signed` anew, with a key that is
thrown away; BIN is the folder in which `model_signing` is (`make test-signatures` installs it in build/signatures).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

SIGNED = Path(__file__).parent / "signed"
FILES: Mapping[str, bytes] = {
    "model.yaml": b"schema: radlane.model/1\n",
    "model.onnx": bytes(range(64)),
    "golden/chest.npz": b"golden",
    "README.md": "# Card of the model, with an \u00e9\n".encode(),
}
CURVES: Mapping[str, ec.EllipticCurve] = {"p256": ec.SECP256R1(), "p384": ec.SECP384R1()}


def write(files: Mapping[str, bytes], folder: Path) -> Path:
    """Files in a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def public_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Its public half, PEM."""
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def make_key(folder: Path, curve: ec.EllipticCurve) -> tuple[Path, Path]:
    """A new key: files of the private and of the public half."""
    key = ec.generate_private_key(curve)
    private, public = folder / "private.pem", folder / "public.pem"
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    public.write_bytes(public_pem(key))
    return private, public


def sign(tool: Path, package: Path, private: Path) -> None:
    """Sign a folder with the tool: `model.sig` in it."""
    command = [tool, "sign", "key", "--private_key", private, "--signature", package / "model.sig", package]
    subprocess.run(command, check=True, capture_output=True)


def accepts(tool: Path, package: Path, public: Path) -> bool:
    """Whether the tool accepts the signature of a folder."""
    command = [tool, "verify", "key", "--public_key", public, "--signature", package / "model.sig", package]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def main(tool: Path) -> None:
    """Make the signed package anew."""
    for name, curve in CURVES.items():
        with tempfile.TemporaryDirectory() as folder:
            private, public = make_key(Path(folder), curve)
            package = write(FILES, Path(folder) / "package")
            sign(tool, package, private)
            SIGNED.mkdir(exist_ok=True)
            (SIGNED / f"{name}.sig").write_bytes((package / "model.sig").read_bytes())
            (SIGNED / f"{name}.pem").write_bytes(public.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "model_signing")
