"""A workspace is its owner's alone, and gone afterwards."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from radlane.errors import ArchiveUnavailable
from radlane.pipeline.workspace import workspace


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
