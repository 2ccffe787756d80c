"""The receivers of the settings, and the threads that tell them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from radlane.app.callbacks import build_receivers, callbacks_at_work
from radlane.app.records import open_records
from radlane.errors import SettingsError
from radlane.monitoring.metrics import Metrics
from support.asgi import settings_in
from support.receiver import secret_file


def test_a_secret_that_is_none_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("none")
    ris = {"url": "https://ris.example/", "secret_files": [tmp_path / "secret"]}
    with pytest.raises(SettingsError, match="secret_files"):
        build_receivers(settings_in(tmp_path, callbacks={"ris": ris}))


def test_a_thread_for_each_receiver(tmp_path: Path) -> None:
    secret = secret_file(tmp_path)
    said = {name: {"url": f"https://{name}.example/", "secret_files": [secret]} for name in ("a", "b")}
    settings = settings_in(tmp_path, callbacks=said)
    assert {name: one.url for name, one in build_receivers(settings).items()} == {
        "a": "https://a.example/",
        "b": "https://b.example/",
    }
    records = open_records(settings)
    with callbacks_at_work(settings, records, Metrics("0")):
        assert [thread.name for thread in threading.enumerate()].count("radlane-callbacks") == 2
    assert "radlane-callbacks" not in [thread.name for thread in threading.enumerate()]
    records.trail.engine.dispose()
