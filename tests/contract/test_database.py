"""A PostgreSQL that answers, and takes nothing that is written: a standby, or one that was set so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, create_engine, text

from radlane.app.health import build_health
from radlane.app.records import Records, open_records
from radlane.app.site import Archives
from radlane.errors import RecordsUnavailable
from radlane.jobs.database import AWAY, migrate, opened, try_serialize
from radlane.jobs.leases import Hold, Leases
from radlane.monitoring.archive_metrics import ArchiveMetrics
from radlane.monitoring.health import is_ready
from radlane.security.audit_record import Action, Entry
from radlane.settings.tree import Settings
from support.asgi import registry_in, settings_in
from support.postgres import Cluster

READ = Entry(action=Action.TRAIL_READ, caller="me", via="test")


@pytest.fixture
def url(postgres: Cluster) -> str:
    return postgres.database()


@pytest.fixture
def settings(tmp_path: Path, url: str) -> Settings:
    return settings_in(tmp_path, database_url=SecretStr(url))


@pytest.fixture
def records(settings: Settings) -> Iterator[Records]:
    made = open_records(settings)
    yield made
    made.trail.engine.dispose()


def set_read_only(url: str, *, on: bool) -> None:
    """Set a database read-only for all who connect from now on."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = {'on' if on else 'off'}"))
    engine.dispose()


@pytest.fixture
def read_only(records: Records, url: str) -> Iterator[Engine]:
    set_read_only(url, on=True)
    records.trail.engine.dispose()
    yield records.trail.engine
    set_read_only(url, on=False)


def test_it_is_not_ready(settings: Settings, records: Records, url: str) -> None:
    archives, registry = Archives(settings, ArchiveMetrics()), registry_in(settings, records)
    set_read_only(url, on=True)
    records.trail.engine.dispose()
    with build_health(archives, records, registry, None) as health:
        assert {one.name: one.code for one in health.look() if one.code} == dict.fromkeys(
            ("database", "audit"), "records-unavailable"
        )
        assert not is_ready(health.look())
    for thread in health._threads:  # what still asks has a connection of a database that goes away now
        thread.join(30)
    assert records.figures.read() is None  # so that an alert tells


@pytest.mark.usefixtures("read_only")
def test_what_cannot_be_written_is_tried_again(records: Records, url: str) -> None:
    """Connections to it are dropped: the next one may lead to another server, which is the writer now."""
    with pytest.raises(AWAY):
        records.trail.record(READ)
    set_read_only(url, on=False)
    assert records.trail.record(READ).number == 1


def test_the_service_does_not_start_on_it(read_only: Engine, url: str) -> None:
    set_read_only(url, on=False)
    with read_only.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    set_read_only(url, on=True)
    read_only.dispose()
    with pytest.raises(RecordsUnavailable):
        migrate(read_only)


def test_who_freezes_in_a_transaction_holds_no_lock_for_ever(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is frozen while it says that it is alive would keep its lease from being taken away."""
    monkeypatch.setattr("radlane.jobs.database.IDLE_S", 0.5)
    with opened(url) as frozen, opened(url) as living:
        migrate(frozen)
        Leases(frozen).take("one", "token", 30)
        with suppress(*AWAY), frozen.connect() as connection:
            connection.execute(text("UPDATE worker SET beats = beats + 1"))
            begin = time.monotonic()
            is_taken = Leases(living).take_away("one", Leases(living).find()["one"])
            took = time.monotonic() - begin
            with pytest.raises(AWAY):
                connection.execute(text("SELECT 1"))
        assert is_taken
        assert took < 5
        assert Leases(frozen).beat("one", "token") is Hold.LOST


def test_what_is_held_on_purpose_may_do_something_else(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radlane.jobs.database.IDLE_S", 0.5)
    with opened(url) as engine, engine.begin() as connection:
        assert try_serialize(connection, "a round")
        time.sleep(1.5)
        assert connection.scalar(text("SELECT 1")) == 1
