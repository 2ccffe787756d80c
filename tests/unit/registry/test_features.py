"""What is read of features is what was written, and nothing that is larger or something else."""

from __future__ import annotations

import hashlib
import io
import pickle
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import numpy as np
import pytest

from radlane.domain.model import Artifact
from radlane.errors import ArtifactCorrupt
from radlane.registry.features import MOST_FEATURES, pack_features, read_features, unpack_features
from radlane.registry.package import ModelPackage
from support.lanes import reference_model
from support.novelty import SECTION

MEAN = np.array([1.5, -2.0, 0.0])
WHITENING = np.tril(np.arange(9.0).reshape(3, 3))


def packed(**arrays: Any) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=True, **arrays)
    return buffer.getvalue()


def test_what_was_packed_is_unpacked() -> None:
    data = pack_features(MEAN, WHITENING)
    found = unpack_features(data, "ood.npz")
    np.testing.assert_array_equal(found.mean, MEAN)
    np.testing.assert_array_equal(found.whitening, WHITENING)
    assert data == pack_features(MEAN, WHITENING)


class Bomb:
    def __reduce__(self) -> Any:
        return (pytest.fail, ("unpickled",))


def zeros(count: int) -> bytes:
    """Small when packed."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mean.npy", bytes(count))
    return buffer.getvalue()


def headed(header: str) -> bytes:
    """The header of an array is text, and anybody's."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("mean.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
    return buffer.getvalue()


def broken(method: int) -> bytes:
    """Packed by a method, and damaged."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        archive.writestr("mean.npy", np.arange(2000.0).tobytes())
    data = bytearray(buffer.getvalue())
    data[60:90] = bytes(byte ^ 0xFF for byte in data[60:90])
    return bytes(data)


def encrypted() -> bytes:
    """As its flags say."""
    data = bytearray(packed(mean=MEAN, whitening=WHITENING))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + flags] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive",
        pickle.dumps(Bomb()),
        packed(mean=np.array([Bomb()], object), whitening=WHITENING),
        packed(mean=MEAN),
        packed(mean=MEAN.astype(np.float32), whitening=WHITENING),
        packed(mean=MEAN, whitening=WHITENING[:2]),
        packed(mean=MEAN[:0], whitening=WHITENING[:0, :0]),
        packed(mean=WHITENING, whitening=WHITENING),
        packed(mean=MEAN * np.nan, whitening=WHITENING),
        packed(mean=MEAN, whitening=np.full((3, 3), np.inf)),
        packed(mean=np.zeros(MOST_FEATURES + 1), whitening=np.zeros((3, 3))),
        zeros(1 << 28),
        pack_features(MEAN, WHITENING)[:-40],
        headed("(" * 9000),
        headed("{'descr': '''"),
        headed("{'descr': '<f8', 'fortran_order': False, 'shape': (True,)}"),
        headed("{'descr': '<f8', 'fortran_order': False, 'shape': (" + "9" * 30 + ",)}"),
        headed("{'descr': '<f8', 'fortran_order': False, 'shape': (" + "9" * 12 + ",)}"),
        *map(broken, (ZIP_DEFLATED, ZIP_LZMA, ZIP_BZIP2)),
        encrypted(),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ArtifactCorrupt, match="no mean and whitening"):
        unpack_features(data, "ood.npz")


def test_a_package_without_it_has_none(tmp_path: Path) -> None:
    package = ModelPackage(locate=tmp_path.joinpath, manifest=reference_model().manifest, digest="", weights_digest="")
    manifest = replace(package.manifest, out_of_distribution=None)
    assert read_features(replace(package, manifest=manifest)) is None


def test_it_is_the_artifact_of_the_manifest(tmp_path: Path) -> None:
    data = pack_features(MEAN, WHITENING)
    artifact = Artifact(
        role="out-of-distribution", path="ood.npz", sha256=hashlib.sha256(data).hexdigest(), size=len(data)
    )
    manifest = replace(reference_model().manifest, artifacts=(artifact,), out_of_distribution=SECTION)
    package = ModelPackage(locate=tmp_path.joinpath, manifest=manifest, digest="", weights_digest="")
    (tmp_path / "ood.npz").write_bytes(data)
    found = read_features(package)
    assert found is not None
    np.testing.assert_array_equal(found.mean, MEAN)
    (tmp_path / "ood.npz").write_bytes(data + b"more")
    with pytest.raises(ArtifactCorrupt, match="another size"):
        read_features(package)
