"""The tool of OpenSSF and radlane agree on signatures, in both directions (`make test-signatures`)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from radlane.errors import PackageRefused
from radlane.registry.signature import trusted_key, verify_signature
from support.attack_packages import OTHERS, OWN, package, signed
from support.signatures import CURVES, FILES, accepts, make_key, public_pem, sign, write
from support.sources import ROOT

TOOL = ROOT / "build" / "signatures" / "venv" / "bin" / "model_signing"


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "model.sig"]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("curve", CURVES)
def test_what_the_tool_signs_is_verified_here(tmp_path: Path, curve: str) -> None:
    private, public = make_key(tmp_path, CURVES[curve])
    folder = write(FILES, tmp_path / "package")
    sign(TOOL, folder, private)
    bundle, key = (folder / "model.sig").read_bytes(), trusted_key("site", public.read_bytes())
    assert verify_signature(bundle, (key,), digests(folder)) is key
    for name, data in (("model.onnx", b"other"), ("train.py", b"")):
        before = (folder / name).read_bytes() if (folder / name).exists() else None
        (folder / name).write_bytes(data)
        assert not accepts(TOOL, folder, public)
        with pytest.raises(PackageRefused) as caught:
            verify_signature(bundle, (key,), digests(folder))
        assert caught.value.code == "signature-files"
        (folder / name).unlink()
        if before is not None:
            (folder / name).write_bytes(before)


@pytest.mark.parametrize("key", [OWN, OTHERS], ids=lambda key: key.curve.name)
def test_what_our_tests_sign_is_accepted_by_the_tool(tmp_path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    folder = write(signed(package(), key), tmp_path / "package")
    (tmp_path / "public.pem").write_bytes(public_pem(key))
    assert accepts(TOOL, folder, tmp_path / "public.pem")
    (folder / "README.md").write_bytes(b"other")
    assert not accepts(TOOL, folder, tmp_path / "public.pem")
