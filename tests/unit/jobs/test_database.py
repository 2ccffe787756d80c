"""The database: durable, migrated, and the same as the tables say."""

from __future__ import annotations

import builtins
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, inspect, text
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    TimeoutError,
)

from radlane.errors import SettingsError
from radlane.jobs.database import (
    AWAY,
    MIGRATIONS,
    SCHEMA,
    is_away,
    is_known,
    migrate,
    open_database,
    opened,
    reading,
    revision,
    serialize,
    to_micros,
    to_moment,
    writing,
)
from radlane.jobs.schema import METADATA


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    engine = open_database(f"sqlite:///{tmp_path / 'radlane.sqlite'}")
    migrate(engine)
    return engine


def test_the_migrations_make_the_schema(database: Engine) -> None:
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
    for table in METADATA.tables.values():
        found = inspect(database).get_unique_constraints(table.name)
        wanted = [item for item in table.constraints if type(item).__name__ == "UniqueConstraint"]
        assert sorted(str(item["name"]) for item in found) == sorted(str(item.name) for item in wanted)


def test_migrating_again_changes_nothing(database: Engine) -> None:
    migrate(database)
    assert "job" in inspect(database).get_table_names()


def test_a_newer_schema_is_refused_and_left_as_it_is(database: Engine) -> None:
    assert revision(database) == "0002"
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError, match="of a newer radlane: its schema is 9999"):
        migrate(database)
    assert revision(database) == "9999"
    assert is_known("0001")
    assert not is_known("9999")


def test_the_schema_is_that_of_the_last_migration(database: Engine) -> None:
    """A database that has come to it is not looked at by alembic any more."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert (SCHEMA, revision(database)) == (scripts.get_current_head(),) * 2
    with database.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == SCHEMA
    assert all(is_known(script.revision) for script in scripts.walk_revisions())


def test_a_database_without_a_schema_has_no_revision(tmp_path: Path) -> None:
    empty = open_database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert revision(empty) is None
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
    assert revision(empty) is None


def test_two_schemas_in_one_database_are_none(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(text("INSERT INTO alembic_version VALUES ('0001')"))
    with pytest.raises(SettingsError, match="cannot be opened: MultipleResultsFound"):
        migrate(database)


# What each connection is set to (SQLite, "PRAGMA"); FULL is 2.
PRAGMAS = [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)]


@pytest.mark.parametrize(("name", "value"), PRAGMAS)
def test_what_is_answered_is_on_the_disk(database: Engine, name: str, value: str | int) -> None:
    with database.connect() as connection:
        assert connection.execute(text(f"PRAGMA {name}")).scalar() == value


def test_a_reader_waits_for_nobody(database: Engine) -> None:
    with database.begin() as writer:
        writer.execute(text("INSERT INTO worker VALUES ('w', 't', 1, 1)"))
        serialize(writer, "anything")  # on SQLite the transaction itself is the lock
        with reading(database) as reader:
            assert reader.execute(text("SELECT count(*) FROM worker")).scalar() == 0
    with reading(database) as reader:
        assert reader.execute(text("SELECT count(*) FROM worker")).scalar() == 1


def test_an_error_holds_no_values(database: Engine) -> None:
    with pytest.raises(AWAY) as failed, database.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "Test^Tess"})
    assert isinstance(failed.value, OperationalError)
    assert "Test^Tess" not in str(failed.value)


@pytest.mark.parametrize(
    "moment", [datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC), datetime(1969, 1, 1, tzinfo=UTC)]
)
def test_moments_come_back_whole(moment: datetime) -> None:
    assert to_moment(to_micros(moment)) == moment
    assert to_micros(moment + timedelta(microseconds=1)) == to_micros(moment) + 1


@pytest.mark.parametrize("kind", [InternalError, OperationalError])
@pytest.mark.parametrize("is_disconnect", [True, False])
def test_a_lost_connection_is_away_whatever_the_driver_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[DBAPIError], is_disconnect: bool
) -> None:
    """The driver's own cursor is let fail: no server says on demand what it says when it dies."""
    with opened(f"sqlite:///{tmp_path / 'jobs.sqlite'}") as engine:
        driver = engine.dialect.loaded_dbapi

        @event.listens_for(engine, "before_cursor_execute")
        def fail(*_: object) -> None:
            raise getattr(driver, kind.__name__)("it is gone")

        monkeypatch.setattr(engine.dialect, "is_disconnect", lambda *_: is_disconnect)
        with engine.connect() as connection, pytest.raises(DBAPIError) as raised:
            connection.execute(text("SELECT 1"))
    assert isinstance(raised.value, AWAY) == (is_disconnect or kind is OperationalError)


class _ReadOnly(Exception):
    """What a driver says of a server that is a standby by now."""

    sqlstate = "25006"


# What an engine that is none of `open_database` raises, and whether the database is away.
RAISED = [
    (OperationalError("x", {}, OSError()), True),
    (InterfaceError("x", {}, OSError()), True),
    (TimeoutError("no connection of the pool is free"), True),
    (InternalError("x", {}, _ReadOnly()), True),
    (InternalError("x", {}, OSError(), connection_invalidated=True), True),  # the driver calls it otherwise
    (DatabaseError("x", {}, OSError(), connection_invalidated=True), True),
    (InternalError("x", {}, OSError()), False),
    (IntegrityError("x", {}, OSError()), False),
    (ProgrammingError("x", {}, OSError()), False),
    (ArgumentError("x"), False),
    (OSError("the disk is gone"), False),
    (builtins.TimeoutError("some archive's"), False),
]


@pytest.mark.parametrize(("error", "expected"), RAISED, ids=lambda value: type(value).__name__)
def test_what_says_that_a_database_is_away(error: Exception, expected: bool) -> None:
    assert is_away(error) is expected


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
def test_a_signal_is_no_database_that_is_away(tmp_path: Path, end: type[BaseException]) -> None:
    with opened(f"sqlite:///{tmp_path / 'jobs.sqlite'}") as engine:

        @event.listens_for(engine, "before_cursor_execute")
        def stop(*_: object) -> None:
            raise end

        with engine.connect() as connection, pytest.raises(end):
            connection.execute(text("SELECT 1"))


def test_a_connection_is_told_how_long_to_wait_where_that_changes(tmp_path: Path) -> None:
    told: list[str] = []
    with opened(f"sqlite:///{tmp_path / 'a.sqlite'}") as engine:
        event.listen(engine, "before_cursor_execute", lambda *said: told.append(said[2]))
        waits = []
        for opening in (reading(engine), writing(engine, 0.5), writing(engine, 0.5), reading(engine), reading(engine)):
            with opening as connection:
                waits.append(connection.execute(text("PRAGMA busy_timeout")).scalar())
    assert waits == [10_000, 500, 500, 10_000, 10_000]
    assert [statement for statement in told if "=" in statement] == [
        f"PRAGMA busy_timeout={wait}" for wait in (10_000, 500, 10_000)
    ]
