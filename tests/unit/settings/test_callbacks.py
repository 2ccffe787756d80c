"""Receivers in the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from radlane.errors import SettingsError
from radlane.settings.reading import load_settings
from radlane.settings.tree import Settings


def test_a_receiver() -> None:
    said: dict[str, Any] = {"url": "https://ris.example/hook", "secret_files": ["/run/secrets/ris"]}
    (ris,) = Settings(callbacks={"ris": said}).callbacks.values()
    assert (ris.secret_files, ris.any_path, ris.internal) == ((Path("/run/secrets/ris"),), False, False)


@pytest.mark.parametrize(
    "url", ["http://ris.example/", "https://name:word@ris.example/", "ftp://ris.example/", "ris.example", "https:///x"]
)
def test_an_address_that_is_none(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_CALLBACKS__RIS__URL", url)
    monkeypatch.setenv("RADLANE_CALLBACKS__RIS__SECRET_FILES", '["/run/secrets/ris"]')
    with pytest.raises(SettingsError, match=r"callbacks\.ris\.url") as error:
        load_settings()
    assert url not in str(error.value)


def test_this_machine_needs_no_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_CALLBACKS__RIS__URL", "http://127.0.0.1:8000/hook")
    monkeypatch.setenv("RADLANE_CALLBACKS__RIS__SECRET_FILES", '["/run/secrets/ris"]')
    assert load_settings().callbacks["ris"].url == "http://127.0.0.1:8000/hook"


def test_nothing_is_sent_unsigned() -> None:
    with pytest.raises(ValueError, match="secret_files"):
        Settings.model_validate({"callbacks": {"ris": {"url": "https://ris.example/", "secret_files": []}}})
