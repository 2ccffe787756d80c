"""A bundle is there whole or not at all, private, and every byte of it is compared."""

from __future__ import annotations

import errno
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from radlane.app.bundle import FORMAT, MANIFEST, Manifest, Member, Writer, extract, read_manifest, writing
from radlane.errors import BackupInvalid, StorageFull, UsageError

FACTS = {"radlane": "1", "schema": "0001", "dialect": "sqlite", "made_at": "2026-03-01T12:00:00+00:00"}
CONTENT = {"site.key": b"secret", "outbox/run/object.dcm": b"x" * 3_000_000}


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    with writing(tmp_path / "backup.tar") as writer:
        for number, (name, content) in enumerate(CONTENT.items()):
            source = tmp_path / str(number)
            source.write_bytes(content)
            writer.add(source, name)
        writer.add(tmp_path / "gone by now", "gone")
        writer.close(FACTS)
    return tmp_path / "backup.tar"


def test_what_goes_in_comes_out(bundle: Path, tmp_path: Path) -> None:
    assert bundle.stat().st_mode & 0o777 == 0o600
    manifest = read_manifest(bundle)
    assert (manifest.radlane, manifest.schema, manifest.dialect) == ("1", "0001", "sqlite")
    assert [member.path for member in manifest.files] == list(CONTENT)
    extract(bundle, tmp_path / "out")
    found = {path.relative_to(tmp_path / "out").as_posix(): path for path in (tmp_path / "out").rglob("*.*")}
    assert {name: path.read_bytes() for name, path in found.items()} == CONTENT
    assert {path.stat().st_mode & 0o777 for path in found.values()} == {0o600}
    assert (tmp_path / "out" / "outbox" / "run").stat().st_mode & 0o777 == 0o700


def test_nothing_is_overwritten(bundle: Path) -> None:
    with pytest.raises(UsageError, match="There is a file of that name"), writing(bundle):
        pass


@pytest.mark.parametrize(
    ("error", "kind"),
    [(OSError(errno.ENOSPC, "No space left on device"), StorageFull), (PermissionError(13, "no"), UsageError)],
)
def test_half_a_bundle_does_not_stay(tmp_path: Path, error: OSError, kind: type[Exception]) -> None:
    with pytest.raises(kind), writing(tmp_path / "backup.tar"):
        raise error
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"), writing(tmp_path / "nowhere" / "backup.tar"):
        pass


def made(path: Path, files: dict[str, bytes], listed: Any, kind: bytes = tarfile.REGTYPE) -> Path:
    """A tar as no radlane writes it."""
    with tarfile.open(path, "w") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.type = len(content), kind
            tar.addfile(entry, io.BytesIO(content))
        entry = tarfile.TarInfo(MANIFEST)
        text = json.dumps(listed).encode()
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text))
    return path


def listing(*members: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return {"format": FORMAT, **FACTS, "files": list(members), **facts}


ONE = {"path": "a", "size": 1, "sha256": "0" * 64}

# What somebody may bring, and why it is refused.
WRONG: list[tuple[str, Callable[[Path], Path]]] = [
    ("its digest", lambda path: made(path, {"a": b"x"}, listing(ONE))),
    ("not on the list", lambda path: made(path, {"a": b"x", "b": b"y"}, listing(ONE))),
    ("not in the file", lambda path: made(path, {}, listing(ONE))),
    ("a link", lambda path: made(path, {"a": b""}, listing(ONE), tarfile.SYMTYPE)),
    ("a path upwards", lambda path: made(path, {}, listing({**ONE, "path": "../a"}))),
    ("a path of the machine", lambda path: made(path, {}, listing({**ONE, "path": "/etc/a"}))),
    ("no path", lambda path: made(path, {}, listing({**ONE, "path": 1}))),
    ("another form", lambda path: made(path, {}, listing(format="radlane.backup/2"))),
    ("more than is known", lambda path: made(path, {}, listing(more=1))),
    ("no object", lambda path: made(path, {}, [])),
]


@pytest.mark.parametrize(("why", "make"), WRONG, ids=[why for why, _ in WRONG])
def test_what_is_wrong_is_refused(why: str, make: Callable[[Path], Path], tmp_path: Path) -> None:
    with pytest.raises(BackupInvalid):
        extract(make(tmp_path / "backup.tar"), tmp_path / "out")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("content", [b"", b"no tar" * 1000])
def test_what_is_no_tar(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "backup.tar").write_bytes(content)
    with pytest.raises(BackupInvalid):
        read_manifest(tmp_path / "backup.tar")
    with pytest.raises(BackupInvalid, match="No such file"):
        read_manifest(tmp_path / "nowhere.tar")


def test_a_bundle_that_breaks_off(bundle: Path, tmp_path: Path) -> None:
    content = bundle.read_bytes()
    (tmp_path / "half.tar").write_bytes(content[: len(content) // 2])
    with pytest.raises(BackupInvalid):
        extract(tmp_path / "half.tar", tmp_path / "out")


def test_no_room_for_what_is_in_it(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("radlane.app.bundle.os.fsync", full)
    with pytest.raises(StorageFull, match="in the backup"):
        extract(bundle, tmp_path / "out")


def test_the_values() -> None:
    member = Member(path="a", size=1, sha256="0")
    assert Manifest(radlane="1", schema="1", dialect="sqlite", made_at="", files=(member,)).files == (member,)
    assert Writer.add.__doc__
