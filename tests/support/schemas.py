"""New databases with the schema: copies of one that was migrated, since a migration takes longer than most tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, make_url

from radlane.jobs.database import migrate, open_database


def with_schema(url: str) -> Engine:
    """Open a database, and give it the schema where it has none; a new file of SQLite is a copy."""
    at = make_url(url)
    if at.get_backend_name() == "sqlite" and at.database is not None and not Path(at.database).exists():
        Path(at.database).write_bytes(empty())
        return open_database(url)
    engine = open_database(url)
    migrate(engine)
    return engine


@cache
def empty() -> bytes:
    """A file of SQLite with the schema, and without a row."""
    with TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/radlane.sqlite")
        migrate(engine)
        engine.dispose()
        return Path(folder, "radlane.sqlite").read_bytes()
