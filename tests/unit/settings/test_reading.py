from __future__ import annotations

import pytest

from support.settings_file import CANARY, refused


@pytest.mark.parametrize(
    "variable",
    [
        "RADLANE_DEVISE",
        "radlane_devise",
        "RADLANE_DEVICE__CPU",  # below a setting that has nothing below it
        "RADLANE_LIMIT__FILE_BYTES",
        "Radlane_Config",  # only in capitals
    ],
)
def test_a_variable_that_is_none_is_refused(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, CANARY)
    assert refused() == f"There is no such setting ({variable}). See docs/settings.md"


@pytest.mark.parametrize("section", ["ADMISSION", "ARCHIVES", "AUDIT", "LIMITS", "OIDC", "REMOTE_SERVERS", "RESULTS"])
def test_a_variable_below_a_section_is_one(section: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"RADLANE_{section}__NOTHING", CANARY)
    assert "There is no such setting" not in refused()


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        ("RADLANE_DEVICE", "device: literal_error"),
        ("RADLANE_LIMITS__BYTE", "limits.byte: extra_forbidden"),
        ("RADLANE_THREADS", "threads: int_parsing"),
        ("RADLANE_ARCHIVES", "no JSON"),
    ],
)
def test_a_variable_that_is_wrong(variable: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, CANARY)
    assert said in refused()
