"""The outbox of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.app.outbox import open_outbox
from radlane.errors import SettingsError
from radlane.jobs.object_outbox import ObjectOutbox
from radlane.settings.outbox import S3Settings
from support.asgi import settings_in
from support.outboxes import MARKED


def test_a_folder_of_data_dir_has_no_mark(tmp_path: Path) -> None:
    outbox = open_outbox(settings_in(tmp_path))
    outbox.tie(MARKED, tmp_path / "none")
    assert outbox.folder == tmp_path / "data" / "outbox"
    assert not outbox.folder.exists()
    assert outbox.stored(outbox.folder / "none") is None


def test_a_folder_elsewhere_has_one(tmp_path: Path) -> None:
    outbox = open_outbox(settings_in(tmp_path, outbox=str(tmp_path / "share")))
    outbox.tie(MARKED, None)
    assert (tmp_path / "share" / "radlane.outbox").read_text() == MARKED


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="cannot be used"):
        open_outbox(settings_in(tmp_path, outbox=str(tmp_path / "file"))).tie(MARKED, None)


def test_a_bucket_and_a_key(tmp_path: Path) -> None:
    for name in ("name", "secret"):
        (tmp_path / name).write_text("CANARY\n")
    s3 = S3Settings(access_key_file=tmp_path / "name", secret_key_file=tmp_path / "secret")
    outbox = open_outbox(settings_in(tmp_path, outbox="s3://radlane/a", s3=s3))
    assert isinstance(outbox, ObjectOutbox)
    assert outbox.folder == tmp_path / "data" / "outbox-copies"
    (tmp_path / "secret").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match=r"s3\.secret_key_file"):
        open_outbox(settings_in(tmp_path, outbox="s3://radlane/a", s3=s3))
