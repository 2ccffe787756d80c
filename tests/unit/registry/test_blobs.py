"""Blobs are there whole under their digest, or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from radlane.domain.version import StoredFile
from radlane.errors import ArtifactCorrupt, StorageFull
from radlane.registry.blobs import Blobs
from support.packed import no_room


def staged(folder: Path, **files: bytes) -> tuple[StoredFile, ...]:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return tuple(
        StoredFile(path=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data)) for name, data in files.items()
    )


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


def test_files_are_found_by_their_path_in_the_package(blobs: Blobs, tmp_path: Path) -> None:
    files = staged(tmp_path / "staged", weights=b"w" * 3_000_000, card=b"")
    blobs.take(tmp_path / "staged", files)
    blobs.take(tmp_path / "staged", files)
    locate = blobs.locate(files)
    assert locate("./weights").read_bytes() == b"w" * 3_000_000
    assert stat.S_IMODE(locate("card").stat().st_mode) == 0o600
    assert stat.S_IMODE(locate("card").parent.stat().st_mode) == 0o700
    assert (tmp_path / "staged" / "card").exists()
    with pytest.raises(ArtifactCorrupt):
        locate("other")


def test_a_damaged_blob_is_mended(blobs: Blobs, tmp_path: Path) -> None:
    files = staged(tmp_path / "staged", card=b"card")
    blobs.take(tmp_path / "staged", files)
    blobs.locate(files)("card").write_bytes(b"other")
    blobs.take(tmp_path / "staged", files)
    assert blobs.locate(files)("card").read_bytes() == b"card"


@pytest.mark.parametrize("data", [b"dra", b"card!", b"drac"])
def test_a_file_that_changed_is_not_taken(blobs: Blobs, tmp_path: Path, data: bytes) -> None:
    files = staged(tmp_path / "staged", card=b"card")
    (tmp_path / "staged" / "card").write_bytes(data)
    with pytest.raises(ArtifactCorrupt):
        blobs.take(tmp_path / "staged", files)
    assert not blobs.locate(files)("card").exists()
    assert list((tmp_path / "blobs" / "incoming").iterdir()) == []


def test_a_pipe_is_not_taken(blobs: Blobs, tmp_path: Path) -> None:
    files = staged(tmp_path / "staged", card=b"card")
    (tmp_path / "staged" / "card").unlink()
    os.mkfifo(tmp_path / "staged" / "card")
    with pytest.raises(ArtifactCorrupt):
        blobs.take(tmp_path / "staged", files)


def test_a_full_disk_says_so(blobs: Blobs, tmp_path: Path) -> None:
    files = staged(tmp_path / "staged", weights=b"w" * 9000)
    with no_room(4096), pytest.raises(StorageFull):
        blobs.take(tmp_path / "staged", files)
    assert blobs.sweep([]) == 0


def test_dropped_blobs_are_gone(blobs: Blobs, tmp_path: Path) -> None:
    files = staged(tmp_path / "staged", card=b"card", weights=b"weights")
    blobs.take(tmp_path / "staged", files)
    blobs.drop([files[0].sha256, "0" * 64])
    assert not blobs.locate(files)("card").exists()
    assert blobs.locate(files)("weights").exists()


def test_what_a_killed_upload_left_is_swept(blobs: Blobs, tmp_path: Path) -> None:
    assert blobs.sweep([]) == 0
    files = staged(tmp_path / "staged", card=b"card", weights=b"weights")
    blobs.take(tmp_path / "staged", files)
    (tmp_path / "blobs" / "incoming" / "half-x").write_bytes(b"wei")
    kept = [files[0].sha256]
    assert blobs.sweep(kept, before=datetime(2000, 1, 1, tzinfo=UTC)) == 0
    assert blobs.sweep(kept) == 2
    assert blobs.locate(files)("card").exists()
    assert not blobs.locate(files)("weights").exists()
