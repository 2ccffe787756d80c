"""What is wrong is refused before a process serves."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.cli.preparing import prepare, require_access
from radlane.errors import SettingsError, UsageError
from support.asgi import settings_in


@pytest.mark.parametrize(
    ("access", "host", "is_served"),
    [
        ("none", "127.0.0.1", True),
        ("none", "::1", True),
        ("none", "0.0.0.0", False),  # anybody could call
        ("keys", "0.0.0.0", True),
    ],
)
def test_without_access_control_only_loopback_is_served(
    tmp_path: Path, access: str, host: str, is_served: bool
) -> None:
    settings = settings_in(tmp_path, access=access)
    if is_served:
        require_access(settings, host)
    else:
        with pytest.raises(UsageError, match="loopback"):
            require_access(settings, host)


def test_what_is_wrong_with_models_is_said(tmp_path: Path) -> None:
    prepare(settings_in(tmp_path))
    with pytest.raises(SettingsError, match="models_dir is no folder"):
        prepare(settings_in(tmp_path, models_dir=tmp_path / "absent"))
