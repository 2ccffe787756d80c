"""The database that settings name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from radlane.app.records import open_records
from radlane.errors import SettingsError
from support.asgi import settings_in


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://user:CANARYZQ7@localhost/x",
        "postgresql+psycopg://user:CANARYZQ7@/x?host=/nowhere",  # nobody is there
        "sqlite:////proc/nowhere/jobs.sqlite",
        "sqlite:////nowhere/CANARYZQ7/jobs.sqlite",
    ],
)
def test_a_database_that_cannot_be_used_is_a_setting_that_is_wrong(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        open_records(settings_in(tmp_path, database_url=SecretStr(url)))
    assert "CANARYZQ7" not in str(wrong.value)


def test_a_data_folder_that_cannot_be_used_is_a_setting_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(SettingsError, match="data_dir"):
        open_records(settings_in(tmp_path))
