"""The database that settings name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from radlane.app.records import open_records
from radlane.app.trail import is_shared
from radlane.errors import RadlaneError, RecordsUnavailable, SettingsError
from support.asgi import settings_in


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("nonsense", SettingsError),
        ("mysql://user:CANARYZQ7@localhost/x", SettingsError),
        ("postgresql+psycopg://user:CANARYZQ7@/x?host=/nowhere", RecordsUnavailable),  # nobody is there, yet
        ("sqlite:////proc/nowhere/jobs.sqlite", RecordsUnavailable),
        ("sqlite:////nowhere/CANARYZQ7/jobs.sqlite", RecordsUnavailable),
    ],
)
def test_a_database_that_cannot_be_used_is_said(tmp_path: Path, url: str, kind: type[RadlaneError]) -> None:
    """What may come back is no setting that is wrong: a supervisor tries again."""
    with pytest.raises(RadlaneError) as wrong:
        open_records(settings_in(tmp_path, database_url=SecretStr(url)))
    assert type(wrong.value) is kind
    assert "CANARYZQ7" not in str(wrong.value)


def test_the_address_of_a_database_may_stand_in_a_file(tmp_path: Path) -> None:
    """It may hold a password."""
    (tmp_path / "url").write_text(f"sqlite:///{tmp_path / 'there.sqlite'}\n")
    open_records(settings_in(tmp_path, database_url_file=tmp_path / "url"))
    assert (tmp_path / "there.sqlite").exists()
    assert not (tmp_path / "data" / "jobs.sqlite").exists()


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_file_of_the_address_that_cannot_be_read_is_said(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "CANARYZQ7").write_bytes(content)
    with pytest.raises(SettingsError, match="database's address") as wrong:
        open_records(settings_in(tmp_path, database_url_file=tmp_path / "CANARYZQ7"))
    assert "CANARYZQ7" not in str(wrong.value)


@pytest.mark.parametrize(
    ("url", "shared"),
    [(None, False), ("sqlite:////x.sqlite", False), ("postgresql+psycopg://user@/x", True)],
)
def test_several_processes_may_share_postgresql(tmp_path: Path, url: str | None, shared: bool) -> None:
    named = SecretStr(url) if url else None
    assert is_shared(settings_in(tmp_path, database_url=named)) is shared


def test_a_data_folder_that_cannot_be_used_is_a_setting_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(SettingsError, match="data_dir"):
        open_records(settings_in(tmp_path))
