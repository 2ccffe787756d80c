"""Archives are unpacked to plain files, or refused with a code and nothing left behind."""

from __future__ import annotations

import errno
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from radlane.errors import PackageRefused, StorageFull
from radlane.registry.archive import unpack
from radlane.registry.members import PackageLimits
from support.packed import FILES, member, no_room, tar_of, tarred, zipped

SMALL = PackageLimits(
    archive_bytes=100_000, total_bytes=200_000, file_bytes=150_000, members=5, ratio=10.0, name_bytes=40
)


def unpacked(data: bytes, folder: Path, limits: PackageLimits = SMALL) -> dict[str, bytes]:
    (folder / "archive").write_bytes(data)
    unpack(folder / "archive", folder / "into", limits)
    files = [path for path in (folder / "into").rglob("*") if path.is_file()]
    return {path.relative_to(folder / "into").as_posix(): path.read_bytes() for path in files}


def code_of(data: bytes, folder: Path, limits: PackageLimits = SMALL) -> str:
    with pytest.raises(PackageRefused) as caught:
        unpacked(data, folder, limits)
    assert not (folder / "into").exists()
    return caught.value.code


@pytest.mark.parametrize(
    "data",
    [
        zipped(),
        zipped(method=zipfile.ZIP_STORED),
        tarred(),
        tarred(form=tarfile.USTAR_FORMAT),
        tarred(form=tarfile.GNU_FORMAT),
        tarred({f"./{name}": data for name, data in FILES.items()}),
        tar_of((member("./", kind=tarfile.DIRTYPE), b""), *((member(n, len(d)), d) for n, d in FILES.items())),
    ],
)
def test_archives_of_either_kind_are_unpacked(tmp_path: Path, data: bytes) -> None:
    assert unpacked(data, tmp_path) == FILES
    mode = (tmp_path / "into" / "model.yaml").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_row_of_zeros_is_no_bomb(tmp_path: Path) -> None:
    assert unpacked(zipped({"zeros": bytes(60_000)}), tmp_path) == {"zeros": bytes(60_000)}


TREES = {
    "duplicate": (["a", "a"], "archive-duplicate"),
    "differ by case": (["a/b", "A/c"], "archive-duplicate"),
    "file differs by case": (["stra\u00dfe", "STRASSE"], "archive-duplicate"),
    "differ by composition": (["\u00e9", "e\u0301"], "archive-duplicate"),
    "file as folder": (["a", "a/b"], "archive-conflict"),
    "folder as file": (["a/b", "a"], "archive-conflict"),
    "members": (list("abcdef"), "archive-members"),
    "absolute": (["/a"], "archive-path"),
    "parent": (["a/../../b"], "archive-path"),
    "parent at the end": (["a/.."], "archive-path"),
    "dot inside": (["a/./b"], "archive-path"),
    "empty part": (["a//b"], "archive-path"),
    "backslash": (["a\\b"], "archive-path"),
    "line feed": (["a\nb"], "archive-path"),
    "nothing": (["."], "archive-path"),
    "long name": (["a" * 41], "archive-name"),
}


@pytest.mark.parametrize("case", TREES)
def test_names_that_lie_are_refused(tmp_path: Path, case: str) -> None:
    names, code = TREES[case]
    assert code_of(tar_of(*((member(name, 1), b"x") for name in names)), tmp_path) == code


SIZES: dict[str, tuple[Callable[[], bytes], str]] = {
    "archive": (lambda: tarred({"a": bytes(100_001)}), "archive-total"),
    "one file": (lambda: zipped({"a": os.urandom(50_000) + bytes(100_001)}), "archive-file"),
    "all files": (lambda: zipped({n: os.urandom(12_000) + bytes(90_000) for n in "ab"}), "archive-total"),
    "ratio": (lambda: zipped({"a": bytes(149_000)}), "archive-ratio"),
    "neither": (lambda: b"7z\xbc\xaf" * 200, "archive-kind"),
    "nothing": (lambda: b"", "archive-kind"),
}


@pytest.mark.parametrize("case", SIZES)
def test_sizes_have_limits(tmp_path: Path, case: str) -> None:
    make, code = SIZES[case]
    assert code_of(make(), tmp_path, SMALL) == code


def test_a_link_that_lies_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    (tmp_path / "into" / "model.yaml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        unpacked(zipped(), tmp_path)
    assert not (tmp_path / "elsewhere").exists()


def test_an_archive_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=os.strerror(errno.ENOENT)):
        unpack(tmp_path / "gone", tmp_path / "into", SMALL)
    assert not (tmp_path / "into").exists()


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    (tmp_path / "archive").write_bytes(tarred({"weights": bytes(9000)}))
    with no_room(4096), pytest.raises(StorageFull):
        unpack(tmp_path / "archive", tmp_path / "into", SMALL)
    assert not (tmp_path / "into").exists()
