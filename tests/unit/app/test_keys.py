"""The keys of a data folder."""

from __future__ import annotations

import stat
from pathlib import Path

from radlane.app.keys import open_keys
from support.asgi import settings_in


def test_the_data_folder_is_its_owner_s_alone(tmp_path: Path) -> None:
    """Whatever was made first in it, and by whom."""
    settings = settings_in(tmp_path)
    settings.data_dir.mkdir(mode=0o755)
    open_keys(settings)
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700
