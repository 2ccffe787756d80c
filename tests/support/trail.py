"""Audit trails for tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from radlane.jobs.trail import Trail
from radlane.security.chain import TrailKey
from radlane.security.heads import WAIT_S, HeadFile

KEY = TrailKey(secret=b"the key of a trail in the tests.")
HEADS = "audit.heads"


def trail_in(folder: Path, engine: Engine, now: Callable[[], datetime], wait_s: float = WAIT_S) -> Trail:
    """The trail of a database, with its heads in a folder."""
    return Trail(engine, KEY, HeadFile(folder / HEADS, KEY, wait_s), now)
