"""Files with secrets."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from radlane.errors import SettingsError
from radlane.security.files import KEY_BYTES, read_site_key, see_site_key, write_private


def test_the_site_s_key_is_made_once_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "site.key"
    key = read_site_key(path)
    assert len(key) == KEY_BYTES
    assert read_site_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in tmp_path.iterdir()] == ["site.key"]


def test_all_that_ask_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read_site_key(tmp_path / "site.key"), range(32)))
    assert len(keys) == 1


def test_another_site_has_another_key(tmp_path: Path) -> None:
    assert read_site_key(tmp_path / "one") != read_site_key(tmp_path / "other")


def test_a_damaged_key_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "site.key").write_bytes(b"short")
    with pytest.raises(SettingsError, match="backup"):
        read_site_key(tmp_path / "site.key")
    assert (tmp_path / "site.key").read_bytes() == b"short"


def test_where_there_are_results_no_key_is_made(tmp_path: Path) -> None:
    path = tmp_path / "site.key"
    with pytest.raises(SettingsError, match="cannot be read"):
        see_site_key(path)
    assert not path.exists()
    assert read_site_key(path) == see_site_key(path)


def test_a_private_file_is_whole(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"longer than what comes")
    write_private(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
