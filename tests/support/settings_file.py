"""Settings' files in the working folder of a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.errors import SettingsError
from radlane.settings.reading import load_settings

CANARY = "CANARYZQ7"


def file(text: str, name: str = "radlane.yaml") -> Path:
    path = Path(name)
    path.write_text(text)
    return path


def refused() -> str:
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert CANARY not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
    return str(raised.value)
