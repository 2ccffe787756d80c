"""How a command begins."""

from __future__ import annotations

import logging

from radlane.cli.console import shows_progress
from radlane.monitoring.logs import OURS
from radlane.security.cores import refuse_core_dumps
from radlane.settings.reading import load_settings
from radlane.settings.tree import Settings


def begin() -> Settings:
    """Read the settings, and log as they say; a terminal shows progress instead of what is only informative."""
    refuse_core_dumps()
    settings = load_settings()
    quiet = shows_progress() and settings.log_level == "info"
    logging.getLogger(OURS).setLevel("WARNING" if quiet else settings.log_level.upper())
    return settings
