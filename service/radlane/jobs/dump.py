"""The database of jobs as one file, consistent while others write, and back.

In: a database and a path. Out: a copy of the SQLite file, or a dump of PostgreSQL by its own programs. The engine's own
tables are left out: it finds its work in the rows of jobs.
Reference: SQLite Online Backup API; PostgreSQL, pg_dump and pg_restore.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from radlane.errors import BackupInvalid, RecordsUnavailable, SettingsError
from radlane.jobs.database import AWAY, said_away
from radlane.jobs.schema import METADATA

ENGINE_SCHEMA = "dbos"
_PACKAGE = "Install PostgreSQL's client programs (Debian: postgresql-client), of the server's version at least"
_BY_HAND = (
    "or back up by hand, while the service is stopped: "
    f"pg_dump --format=custom --exclude-schema={ENGINE_SCHEMA}, and a copy of data_dir"
)


def dump(engine: Engine, path: Path) -> None:
    """Write the database into a new file.

    Raises
    ------
    SettingsError
        If PostgreSQL's programs are not there.
    RecordsUnavailable
        If the database cannot be read.
    """
    if engine.dialect.name == "sqlite":
        _copy(engine, path)
    else:
        options = ["--format=custom", f"--exclude-schema={ENGINE_SCHEMA}", f"--file={path}"]
        if not _call("pg_dump", engine, options):
            raise RecordsUnavailable("The database could not be dumped", remedy="Look at the server's log")


def load(engine: Engine, path: Path) -> None:
    """Fill an empty database from what `dump` wrote; where this raises, nothing of it is there.

    Raises
    ------
    SettingsError
        If PostgreSQL's programs are not there.
    BackupInvalid
        If the dump cannot be read by them.
    RecordsUnavailable
        If SQLite's file cannot be written.
    """
    if engine.dialect.name == "sqlite":
        _fill(engine, path)
        return
    options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(path)]
    if not _call("pg_restore", engine, options):
        raise BackupInvalid("The database could not be restored", remedy="Look at the server's log, and at its version")


def unload(engine: Engine) -> None:
    """Take back what `load` has put into an empty database."""
    made = ["TABLE IF EXISTS alembic_version"]
    if engine.dialect.name == "postgresql":
        made.append("FUNCTION IF EXISTS audit_only_added_to()")
    with engine.begin() as connection:
        METADATA.drop_all(connection)
        for one in made:
            connection.execute(text(f"DROP {one}"))


def is_empty(engine: Engine) -> bool:
    """Whether a database holds no table of radlane; `load` writes over all of a SQLite file, so there it is any table.

    Raises
    ------
    RecordsUnavailable
        If it is away.
    """
    try:
        with said_away():
            names = set(inspect(engine).get_table_names())
    except DatabaseError:  # a file of something else
        return False
    return not (names if engine.dialect.name == "sqlite" else names & set(METADATA.tables))


@contextmanager
def _driver(engine: Engine) -> Iterator[sqlite3.Connection]:
    """The driver's own connection, which can copy a whole file."""
    with closing(engine.raw_connection()) as connection:
        yield cast("sqlite3.Connection", connection.driver_connection)


def _copy(engine: Engine, path: Path) -> None:
    try:
        with _driver(engine) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
    except (*AWAY, sqlite3.Error) as error:
        raise RecordsUnavailable("The database could not be copied", why=type(error).__name__) from error


def _fill(engine: Engine, path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as source, _driver(engine) as target:
            source.backup(target)
    except (*AWAY, sqlite3.Error) as error:
        raise RecordsUnavailable(
            "The database could not be restored", why=type(error).__name__, remedy="Look at database_url, and the disk"
        ) from error


def _call(program: str, engine: Engine, options: Sequence[str]) -> bool:
    """Call a program of PostgreSQL; the password is neither in its arguments nor in what it says."""
    found = shutil.which(program)
    if found is None:
        raise SettingsError(f"{program} is not installed", remedy=f"{_PACKAGE}, {_BY_HAND}")
    command = [found, "--no-password", f"--dbname={_address(engine)}", *options]
    environment = {"LC_ALL": "C", "PATH": str(Path(found).parent), **_password(engine)}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


def _address(engine: Engine) -> str:
    """Where the database is, as libpq reads it; without the password."""
    url = engine.url
    facts: Mapping[str, object] = {
        "host": url.host,
        "port": url.port,
        "user": url.username,
        "dbname": url.database,
        **url.query,
    }
    return " ".join(f"{name}='{_quoted(value)}'" for name, value in facts.items() if value is not None)


def _quoted(value: object) -> str:
    return str(value).replace("\\", "\\\\").replace("'", "\\'")


def _password(engine: Engine) -> dict[str, str]:
    return {"PGPASSWORD": engine.url.password} if engine.url.password else {}
