from __future__ import annotations

from pathlib import Path

import pytest

from radlane.settings.reception import ReceptionSettings


def test_a_folder_of_the_user_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert ReceptionSettings(path=Path("~/received")).path == tmp_path / "received"
    assert ReceptionSettings().path is None
