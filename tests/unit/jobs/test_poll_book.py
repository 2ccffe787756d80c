"""What a book of a poll says while its database is away; all else: tests/contract/test_poll_book.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.errors import RecordsUnavailable
from radlane.jobs.database import open_database
from support.jobs import Clock
from support.polls import book_of, never


def test_a_database_that_is_away_is_said(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'radlane.sqlite'}")
    book = book_of(engine, "me", Clock())
    for call in (lambda: book.hold(never), book.owed, book.good, book.leave):
        with pytest.raises(RecordsUnavailable):
            call()
