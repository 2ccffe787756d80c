from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from radlane.cli import studies
from radlane.cli.studies import STANDARD_INPUT, find_studies, read_list
from radlane.errors import UidInvalid, UsageError
from radlane.settings.archives import FolderArchiveSettings
from radlane.settings.tree import Settings
from support.radiographs import STUDY, radiograph, save


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """One archive, the default one."""
    (tmp_path / "ward").mkdir()
    return Settings(
        archives={"ward": FolderArchiveSettings(kind="folder", path=tmp_path / "ward")}, default_archive="ward"
    )


def test_words_mean_studies_in_their_order(settings: Settings, tmp_path: Path) -> None:
    folder = save(radiograph(), tmp_path / "small").parent
    found = find_studies(settings, ["1.2.3", str(folder), "1.2.4"], None)
    assert [study.uid for study in found] == ["1.2.3", STUDY, "1.2.4"]
    assert [study.archive.name for study in found] == ["ward", "folder", "ward"]
    assert found[0].archive is found[2].archive


def test_an_archive_of_the_settings_is_opened_only_where_one_is_meant(tmp_path: Path) -> None:
    folder = save(radiograph(), tmp_path / "small").parent
    (found,) = find_studies(Settings(), [str(folder)], None)
    assert found.uid == STUDY


@pytest.mark.parametrize(
    ("words", "archive", "error"),
    [
        (["1.2.3", "1.2.3"], None, UsageError),
        (["1.2.3", "nosuch"], None, UsageError),
        (["1.2.3", "first"], "ward", UidInvalid),
    ],
)
def test_words_that_mean_nothing_are_refused(
    settings: Settings, words: list[str], archive: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        find_studies(settings, words, archive)


def test_a_list_has_one_word_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list").write_text("1.2.3\r\n\n  1.2.4  \n")
    assert read_list(tmp_path / "list") == ("1.2.3", "1.2.4")
    monkeypatch.setattr(sys, "stdin", io.StringIO("a folder\n1.2.4"))
    assert read_list(STANDARD_INPUT) == ("a folder", "1.2.4")


@pytest.mark.parametrize("content", [None, b"", b"\n \n", b"\xff\xfe"])
def test_a_list_that_says_nothing_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "list").write_bytes(content)
    with pytest.raises(UsageError):
        read_list(tmp_path / "list")


def test_a_list_that_is_too_long_is_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of a UID is one too, maybe that of another study."""
    monkeypatch.setattr(studies, "_MOST", 11)
    (tmp_path / "list").write_text("1.2.3\n1.2.4")
    assert read_list(tmp_path / "list") == ("1.2.3", "1.2.4")
    (tmp_path / "list").write_text("1.2.3\n1.2.45")
    with pytest.raises(UsageError, match="too long"):
        read_list(tmp_path / "list")


def test_a_mark_of_an_editor_is_no_part_of_a_uid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list").write_bytes("\ufeff1.2.3\n".encode())
    assert read_list(tmp_path / "list") == ("1.2.3",)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\ufeff1.2.3\n"))
    assert read_list(STANDARD_INPUT) == ("1.2.3",)
