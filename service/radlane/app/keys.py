"""The API keys of an installation."""

from __future__ import annotations

from datetime import UTC, datetime

from radlane.security.files import make_private
from radlane.security.keys import KeyFile
from radlane.settings.tree import Settings

KEYS_FILE = "keys.json"  # in data_dir


def open_keys(settings: Settings) -> KeyFile:
    """The API keys of this installation."""
    make_private(settings.data_dir)
    return KeyFile(settings.keys_file or settings.data_dir / KEYS_FILE, lambda: datetime.now(UTC))
