from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from radlane.dicomweb.publish import locked, publish, remove_stale, sync_folder

CONTENT = b"new"
LINKLESS = [
    errno.EPERM,  # exFAT, FAT; also where the kernel protects links to files of others
    errno.EACCES,  # emulated file systems
    errno.EOPNOTSUPP,  # SMB
    errno.ENOSYS,  # FUSE
]


def publish_or_undo(content: bytes, target: Path, folder: Path) -> bool:
    """Publish as a store does: what goes wrong is taken back."""
    with ExitStack() as undo:
        published = publish(content, target, folder, undo)
        undo.pop_all()
    return published


def _file(path: Path) -> None:
    path.write_bytes(b"old")


def _same(path: Path) -> None:
    path.write_bytes(CONTENT)


def _link(path: Path) -> None:
    path.with_name("elsewhere").write_bytes(b"old")
    path.symlink_to(path.with_name("elsewhere"))


def _dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


# whatever has the name keeps it
TAKEN = [_file, _same, _link, _dangling, _folder, _pipe]


def _fail(monkeypatch: pytest.MonkeyPatch, name: str, number: int, from_call: int = 1) -> list[object]:
    """Let a function of the operating system fail from its n-th call on; the calls are noted in the list."""
    real: Callable[..., object] = getattr(os, name)
    calls: list[object] = []

    def failing(*arguments: object, **named: object) -> object:
        calls.append(arguments)
        if len(calls) >= from_call:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    monkeypatch.setattr(os, name, failing)
    return calls


def _facts(folder: Path) -> dict[str, tuple[int, int, int]]:
    return {
        path.name: (facts.st_ino, facts.st_size, facts.st_mtime_ns)
        for path in folder.iterdir()
        for facts in [path.lstat()]
    }


def test_a_file_appears_whole(tmp_path: Path) -> None:
    assert publish_or_undo(CONTENT, tmp_path / "file", tmp_path) is True
    assert (tmp_path / "file").read_bytes() == CONTENT
    assert _facts(tmp_path).keys() == {"file"}


@pytest.mark.parametrize("number", [None, *LINKLESS])
@pytest.mark.parametrize("take", TAKEN)
def test_a_name_that_is_taken_stays_as_it_is(
    take: Callable[[Path], None], number: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(tmp_path / "file")
    before = _facts(tmp_path)
    if number:
        _fail(monkeypatch, "link", number)
    assert publish_or_undo(CONTENT, tmp_path / "file", tmp_path) is False
    assert _facts(tmp_path) == before


@pytest.mark.parametrize("number", LINKLESS)
def test_a_file_system_without_hard_links_will_do(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fail(monkeypatch, "link", number)
    assert publish_or_undo(CONTENT, tmp_path / "file", tmp_path) is True
    assert (tmp_path / "file").read_bytes() == CONTENT
    assert _facts(tmp_path).keys() == {"file"}


@pytest.mark.parametrize(
    ("name", "number", "from_call"),
    [
        ("fsync", errno.ENOSPC, 1),  # no room for the content
        ("link", errno.ENOSPC, 1),  # no room for the name
        ("link", errno.EIO, 1),  # the disk is broken
        ("fsync", errno.EIO, 2),  # it has its name, but nobody knows whether it is on the disk
    ],
)
def test_what_fails_leaves_nothing(
    name: str, number: int, from_call: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail(monkeypatch, name, number, from_call)
    with pytest.raises(OSError, match=os.strerror(number)) as raised:
        publish_or_undo(CONTENT, tmp_path / "file", tmp_path)
    assert raised.value.errno == number
    assert _facts(tmp_path) == {}


def test_only_old_files_of_ours_are_stale(tmp_path: Path) -> None:
    now = time.time()
    ages = {
        ".radlane-a.part": 3700,  # ours, and old
        ".radlane-b.part": 3500,  # ours, perhaps being written on another machine
        ".radlane-c.txt": 3700,  # not ours
        "d.part": 3700,  # not ours
    }
    for name, age in ages.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (now - age, now - age))
    (tmp_path / ".radlane-e.part").mkdir()  # not ours: we make no folders of that name
    os.utime(tmp_path / ".radlane-e.part", (0, 0))
    remove_stale(tmp_path, now)
    assert _facts(tmp_path).keys() == {*ages, ".radlane-e.part"} - {".radlane-a.part"}


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EOPNOTSUPP])  # SMB; some of FUSE
def test_a_file_system_that_cannot_sync_folders_will_do(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _fail(monkeypatch, "fsync", number)
    sync_folder(tmp_path)
    assert len(calls) == 1


def test_a_folder_that_is_not_synced_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fail(monkeypatch, "fsync", errno.EIO)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        sync_folder(tmp_path)


def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path):
        started = time.monotonic()
        with pytest.raises(BlockingIOError), locked(tmp_path, wait_s=0.05):
            pytest.fail("it was held twice")
        assert time.monotonic() - started >= 0.05
    with locked(tmp_path, wait_s=0):
        assert list(tmp_path.iterdir()) == []


def test_a_folder_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path):
        raise KeyError
    with locked(tmp_path, wait_s=0):
        pass


@pytest.mark.parametrize("make", [None, Path.touch, os.mkfifo])  # not there; a file; a pipe, which must not hang
def test_only_a_folder_can_be_held(make: Callable[[Path], None] | None, tmp_path: Path) -> None:
    if make:
        make(tmp_path / "root")
    with pytest.raises((FileNotFoundError, NotADirectoryError)), locked(tmp_path / "root"):
        pytest.fail("it was held")


def test_a_process_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        with locked(tmp_path):
            os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    with locked(tmp_path, wait_s=0):
        pass


def test_a_process_that_was_forked_meanwhile_holds_nothing(tmp_path: Path) -> None:
    with locked(tmp_path):
        child = os.fork()
        if not child:
            time.sleep(60)
            os._exit(0)
    try:
        with locked(tmp_path, wait_s=0):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
