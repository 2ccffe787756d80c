"""A workspace is its owner's alone, and gone afterwards; what is left of killed processes is swept."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from radlane.dicomweb import workspace as module
from radlane.dicomweb.workspace import sweep, workspace
from radlane.errors import ArchiveUnavailable, StorageFull


def test_it_is_private_and_hidden_and_removed_with_all_it_holds(tmp_path: Path) -> None:
    with workspace(tmp_path / "new" / "parent", lambda: "token") as folder:
        (folder / "inner").mkdir()
        (folder / "inner" / "object").write_bytes(b"x")
        assert folder.name == ".radlane-token"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list((tmp_path / "new" / "parent").iterdir()) == []


def test_it_is_removed_where_the_run_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), workspace(tmp_path, lambda: "token") as folder:
        (folder / "object").write_bytes(bytes(1 // 0))
    assert list(tmp_path.iterdir()) == []


def test_it_is_removed_where_a_signal_comes_as_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Path.mkdir

    def interrupted(path: Path, **named: Any) -> None:
        make(path, **named)
        if path.name.startswith(".radlane-"):
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "mkdir", interrupted)
    with pytest.raises(KeyboardInterrupt), workspace(tmp_path, lambda: "token"):
        raise AssertionError("it was interrupted before")
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_is_never_shared(tmp_path: Path) -> None:
    with (
        workspace(tmp_path, lambda: "same"),
        pytest.raises(ArchiveUnavailable),
        workspace(tmp_path, lambda: "same"),
    ):
        raise AssertionError("two runs in one folder")


def test_a_parent_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ArchiveUnavailable) as failed, workspace(tmp_path / "file", lambda: "token"):
        raise AssertionError("there is no such folder")
    assert failed.value.remedy


def test_what_nobody_works_in_is_swept(tmp_path: Path) -> None:
    left, other = tmp_path / ".radlane-left", tmp_path / "mine"
    for folder in (left / "incoming", other):
        folder.mkdir(parents=True)
        (folder / "instance").write_bytes(b"x")
    (tmp_path / ".radlane-file").write_bytes(b"x")
    (tmp_path / ".radlane-link").symlink_to(other)
    with workspace(tmp_path, lambda: "alive") as alive:
        assert sweep(tmp_path) == 1
        assert alive.is_dir()
    assert {path.name for path in tmp_path.iterdir()} == {"mine", ".radlane-file", ".radlane-link"}
    assert (other / "instance").exists()


def test_there_may_be_nothing_to_sweep(tmp_path: Path) -> None:
    assert sweep(tmp_path / "nowhere") == 0


def test_what_is_of_another_user_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".radlane-theirs").mkdir()
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert sweep(tmp_path) == 0
    assert (tmp_path / ".radlane-theirs").is_dir()


def test_a_killed_process_lets_go_of_its_folder(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from radlane.dicomweb.workspace import workspace\n"
        "with workspace(Path(sys.argv[1]), lambda: 'killed'): print('in', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        assert sweep(tmp_path) == 0
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks")

    monkeypatch.setattr(fcntl, "flock", none)
    with workspace(tmp_path, lambda: "unlocked") as folder:
        assert sweep(tmp_path) == 0
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_sweeper_that_was_faster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It removes the folder before anybody has locked it."""
    lock = fcntl.flock

    def late(descriptor: int, operation: int) -> None:
        if operation == fcntl.LOCK_SH:
            assert sweep(tmp_path) == 1
        lock(descriptor, operation)

    monkeypatch.setattr(module.fcntl, "flock", late)
    with pytest.raises(ArchiveUnavailable), workspace(tmp_path, lambda: "new"):
        raise AssertionError("it is gone")


def test_no_room_for_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(StorageFull), workspace(tmp_path, lambda: "full"):
        raise AssertionError("there was room")


def test_a_folder_that_cannot_be_opened_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a process has no descriptor left."""

    opened = os.open

    def none_left(*_: Any) -> int:
        monkeypatch.setattr(os, "open", opened)
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(os, "open", none_left)
    with pytest.raises(ArchiveUnavailable), workspace(tmp_path, lambda: "token"):
        pass
    assert list(tmp_path.iterdir()) == []
