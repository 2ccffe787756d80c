"""Figures of polls while the database is away; all else: tests/contract/test_poll_book.py."""

from __future__ import annotations

from pathlib import Path

from radlane.jobs.database import open_database
from radlane.jobs.poll_figures import read_polls
from support.jobs import BEGIN


def test_a_database_that_is_away_has_none(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'radlane.sqlite'}")
    assert read_polls(engine, ["night"], BEGIN) == ()
