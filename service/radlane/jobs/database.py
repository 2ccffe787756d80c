"""The database: SQLite in one file, or PostgreSQL.

In: an address. Out: an engine whose every connection writes durably, and a schema that is up to date.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    ExceptionContext,
    column,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    table,
    text,
)
from sqlalchemy import Engine as Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError, TimeoutError

from radlane.errors import RecordsUnavailable, SettingsError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BUSY_S = 10.0  # for whoever writes on SQLite, or whoever else accepts a job just now
IDLE_S = 10.0  # a transaction that does nothing so long is a frozen process's: PostgreSQL ends it, and frees its locks
HELD_S = 600.0  # of one that is held while something else is done (`try_serialize`)
# What the driver and the pool raise while a database is away, locked, full or read-only; it comes back.
AWAY = (OperationalError, InterfaceError, TimeoutError)
DIALECTS = ("sqlite", "postgresql")
_KEPT = ("foreign_keys=ON", "recursive_triggers=ON")  # the latter: REPLACE deletes, and triggers hear of it
_REMEDY = "See docs/settings.md"
_READ_ONLY = "25006"  # SQLSTATE read_only_sql_transaction
_IDLE = "25P03"  # SQLSTATE idle_in_transaction_session_timeout
_LOCKED = "55P03"  # SQLSTATE lock_not_available
_PRIMARY = 0xFF  # of a result code of SQLite
_WAITS = "radlane.busy_ms"  # what a connection to SQLite was told last
MIGRATIONS = Path(__file__).with_name("migrations")
SCHEMA = "0002"  # the last of the migrations; a database that has come to it needs none, nor the import of alembic
_REVISION = table("alembic_version", column("version_num"))


def open_database(url: str) -> Engine:
    """Return an engine; on SQLite with WAL and FULL, so that what was answered is on the disk.

    Parameters
    ----------
    url : str
        `sqlite:///<file>` or `postgresql+psycopg://...`.

    Raises
    ------
    SettingsError
        If this is no address of a database that radlane speaks to; the address, which may hold a password, is not said.
    """
    try:
        engine = create_engine(url, hide_parameters=True, **_of_server(url))
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise SettingsError("database_url is no database of jobs", why=type(error).__name__, remedy=_REMEDY) from None
    if engine.dialect.name not in DIALECTS:
        raise SettingsError("database_url is no database of jobs", why=engine.dialect.name, remedy=_REMEDY)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _durable)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "connect", _never_idle)
    event.listen(engine, "handle_error", _count_as_away)
    return engine


def _of_server(url: str) -> dict[str, Any]:
    """What a transaction sees, whatever is usual in a PostgreSQL: after it waited, what others committed meanwhile.

    Connections to a server may be lost, and are tried before they are used; a file is not.
    """
    is_postgres = make_url(url).get_backend_name() == "postgresql"
    return {"isolation_level": "READ COMMITTED", "pool_pre_ping": True} if is_postgres else {}


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """Open a database for a while (`open_database`)."""
    engine = open_database(url)
    try:
        yield engine
    finally:
        engine.dispose()


def migrate(engine: Engine) -> None:
    """Bring the schema up to date; several processes may do so at once.

    Raises
    ------
    RecordsUnavailable
        If it is away.
    SettingsError
        If the database cannot be used, or its schema is of a newer radlane.
    """
    try:
        if require_known(engine) != SCHEMA:
            with said_away():
                _upgrade(engine)
    except SQLAlchemyError as error:
        raise SettingsError("The database of jobs cannot be opened", why=type(error).__name__, remedy=_REMEDY) from None


@contextmanager
def said_away() -> Iterator[None]:
    """Say that the database is away as an error of ours, without the driver's text.

    Raises
    ------
    RecordsUnavailable
        If it is.
    """
    try:
        yield
    except AWAY as error:
        raise RecordsUnavailable(
            "The database of jobs does not answer",
            why=type(error).__name__,
            remedy="Look at database_url, the server that it names, and the disk",
        ) from error


def is_away(error: BaseException) -> bool:
    """Whether an error says that a database is away, also of an engine that is none of `open_database`.

    One that is lost in a way that the driver calls otherwise is told by SQLAlchemy, which drops its connections.
    """
    is_lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return is_lost or isinstance(error, AWAY) or _takes_nothing(getattr(error, "orig", None))


def is_busy(error: BaseException) -> bool:
    """Whether a database was waited for in vain, since somebody else had its lock all the time."""
    original = getattr(error, "orig", None)
    if getattr(original, "sqlstate", None) == _LOCKED:
        return True
    return getattr(original, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_BUSY


def require_writable(connection: Connection) -> None:
    """See whether a database takes what is written; SQLite's is a file, and the disk says that.

    Raises
    ------
    RecordsUnavailable
        If it does not: a standby, or one that somebody set so.
    """
    if connection.dialect.name == "postgresql" and connection.scalar(text("SHOW transaction_read_only")) == "on":
        raise RecordsUnavailable("The database of jobs is read-only", remedy="Look at the server of database_url")


def revision(engine: Engine) -> str | None:
    """Return the revision of a database's schema; None where it has none yet."""
    with reading(engine) as connection:
        if not inspect(connection).has_table(_REVISION.name):
            return None
        found: str | None = connection.scalars(select(_REVISION.c.version_num)).one_or_none()
        return found


def is_known(schema: str) -> bool:
    """Whether this radlane knows a revision, and can bring it up to date."""
    return schema in {script.name.partition("_")[0] for script in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def require_schema(engine: Engine) -> None:
    """See whether there is a database that radlane made and knows; nothing is made or changed.

    Raises
    ------
    RecordsUnavailable
        If the database is away.
    SettingsError
        If there is none, or it is of a newer radlane.
    """
    if not is_made(engine):
        raise SettingsError("There is no database of jobs yet", remedy="Look at data_dir and database_url")


def is_made(engine: Engine) -> bool:
    """Whether there is a database that radlane made and knows; nothing is made or changed.

    Raises
    ------
    RecordsUnavailable
        If the database is away.
    SettingsError
        If it is of a newer radlane.
    """
    is_file = engine.dialect.name != "sqlite" or Path(engine.url.database or "").is_file()
    return is_file and require_known(engine) is not None


def require_known(engine: Engine) -> str | None:
    """Return the revision of a database's schema (`revision`), where this radlane knows it.

    Raises
    ------
    RecordsUnavailable
        If the database is away.
    SettingsError
        If its schema is of a newer radlane.
    """
    with said_away():
        schema = revision(engine)
    if schema is not None and not is_known(schema):
        raise SettingsError(
            "The database of jobs is of a newer radlane",
            why=f"its schema is {schema}",
            remedy="Install that version again, or restore a backup from before; nothing was changed",
        )
    return schema


def _upgrade(engine: Engine) -> None:
    # here: they take a tenth of a start, which a database that is up to date does without
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        serialize(connection, "radlane migration")
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            name = type(error).__name__
            raise SettingsError("The database of jobs cannot be opened", why=name, remedy=_REMEDY) from None


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads, and holds nobody up."""
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, wait_s: float) -> Iterator[Connection]:
    """Open a transaction that waits so long for SQLite's writer before it; then this is one of `AWAY`."""
    with engine.connect().execution_options(wait_s=wait_s) as connection, connection.begin():
        yield connection


def serialize(connection: Connection, name: str, wait_s: float | None = None) -> None:
    """Let one transaction of a name go on at a time; SQLite has one writer anyway.

    Parameters
    ----------
    wait_s : float or None
        So long the one before may take; then this is one of `AWAY`. None: as long as it takes.
    """
    if connection.dialect.name == "postgresql":
        if wait_s is not None:
            limit = text("SELECT set_config('lock_timeout', :limit, true)")  # up to the end of the transaction
            connection.execute(limit, {"limit": f"{_millis(wait_s)}ms"})
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})


def try_serialize(connection: Connection, name: str) -> bool:
    """Do as `serialize`, but say False where another transaction of the name goes on; SQLite has one process anyway.

    Between its statements this one may do something else for `HELD_S`.
    """
    if connection.dialect.name != "postgresql":
        return True
    limit = text("SELECT set_config('idle_in_transaction_session_timeout', :limit, true)")
    connection.execute(limit, {"limit": f"{_millis(HELD_S)}ms"})
    wanted = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
    return bool(connection.execute(wanted, {"name": name}).scalar())


def to_micros(moment: datetime) -> int:
    """Return an aware moment as microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def to_moment(micros: int) -> datetime:
    """Return microseconds since 1970 as a moment in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def _durable(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    connection.text_factory = _text
    connection.isolation_level = None  # the driver begins nothing by itself: see `_begin`
    # the timeout first: turning WAL on needs the file for itself
    for pragma in (f"busy_timeout={_millis(BUSY_S)}", "journal_mode=WAL", "synchronous=FULL", *_KEPT):
        connection.execute(f"PRAGMA {pragma}")


def _text(content: bytes) -> str:
    """A text as it stands in a file that others may write too: what is none of UTF-8 stops nobody from reading on."""
    return content.decode("utf-8", "replace")


def _never_idle(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    connection.execute(f"SET idle_in_transaction_session_timeout = {_millis(IDLE_S)}")
    connection.commit()  # else it would be undone with the first transaction that is


def _count_as_away(context: ExceptionContext) -> OperationalError | None:
    """Count a server as away that takes nothing (another one may be the writer now) or ended a transaction that slept.

    Its connections are dropped. So is one that was lost in a way that the driver calls otherwise.
    """
    original = context.original_exception
    if not isinstance(original, Exception):  # a signal's: SQLAlchemy drops the connection, and nobody goes on
        return None
    is_lost = context.is_disconnect and not isinstance(context.sqlalchemy_exception, AWAY)
    if not is_lost and not _takes_nothing(original):
        return None
    context.is_disconnect = True
    return OperationalError(context.statement, None, original)


def _takes_nothing(original: BaseException | None) -> bool:
    return getattr(original, "sqlstate", None) in (_READ_ONLY, _IDLE)


def _begin(connection: Connection) -> None:
    """Take the writer's place at once: a transaction that reads first and writes then could fail half-way."""
    options = connection.get_execution_options()
    wait_ms = _millis(options.get("wait_s", BUSY_S))
    if connection.info.get(_WAITS) != wait_ms:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={wait_ms}")
        connection.info[_WAITS] = wait_ms
    connection.exec_driver_sql("BEGIN DEFERRED" if options.get("reading", False) else "BEGIN IMMEDIATE")


def _millis(seconds: float) -> int:
    return max(1, round(seconds * 1000))
