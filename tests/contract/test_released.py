"""Databases that earlier versions left are brought up to date, and all that is in them is read."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pydantic import SecretStr
from sqlalchemy import text

from radlane.app.backup import back_up
from radlane.app.engine import SITE_KEY_FILE
from radlane.app.trail import audit_key_file
from radlane.domain.job import JobState
from radlane.errors import SettingsError
from radlane.jobs.database import migrate, open_database, revision
from radlane.jobs.figures import Figures
from radlane.jobs.ledger import Ledger, RunQuery
from radlane.jobs.runs import RunState
from radlane.jobs.schema import METADATA
from radlane.jobs.store import JobStore, Query
from radlane.jobs.withdrawals import Withdrawals
from support.asgi import settings_in
from support.jobs import GIVE_UP, SITE_KEY, Clock
from support.released import DIALECTS, dumps, put
from support.trail import KEY

STALE = "the first schema was changed in place: PYTHONPATH=tests python -m support.released unreleased"


@pytest.fixture
def url(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if ".sqlite." in path.name:
        return f"sqlite:///{tmp_path / 'jobs.sqlite'}"
    return str(request.getfixturevalue("postgres").database())


def test_there_is_one_for_each_database() -> None:
    names = {path.name.partition(".")[0] for path in dumps()}
    assert {path.name for path in dumps()} == {f"{name}.{dialect}.sql" for name in names for dialect in DIALECTS}


@pytest.mark.parametrize("path", dumps(), ids=lambda path: path.name)
def test_it_is_brought_up_to_date_and_read(path: Path, url: str, tmp_path: Path) -> None:
    put(path, url)
    engine, clock = open_database(url), Clock()
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == [], STALE

    store = JobStore(engine, clock, lambda: str(uuid.uuid4()), GIVE_UP)
    jobs, _ = store.find(Query())
    states = {str(job.order.rerun): job.state for job in jobs if job.order.withdraws is None}
    assert states == {
        "None": JobState.SUCCEEDED,
        "a second look": JobState.SUCCEEDED,
        "fails": JobState.FAILED,
        "waits": JobState.WAITING,
        "queued": JobState.QUEUED,
    }
    assert [job.trace_id for job in jobs if job.order.rerun is None and job.order.withdraws is None] == ["ab" * 16]

    ledger, withdrawals = (kind(engine, tmp_path, clock, lambda: str(uuid.uuid4())) for kind in (Ledger, Withdrawals))
    assert isinstance(ledger, Ledger)
    assert isinstance(withdrawals, Withdrawals)
    runs, _ = ledger.find(RunQuery())
    assert {run.state for run in runs} == {RunState.COMPLETE, RunState.WITHDRAWN}
    assert all(len(ledger.objects(run.id)) == 3 and ledger.deliveries(run.id) for run in runs)
    (withdrawal,) = withdrawals.find([run.id for run in runs]).values()
    assert (withdrawal.comment, withdrawal.caller) == ("blurred", "key")
    found = Figures(engine, clock).read()
    assert found is not None
    assert found.waiting == {"archive-unavailable": 1}
    engine.dispose()


@pytest.mark.parametrize("path", dumps(), ids=lambda path: path.name)
def test_a_backup_leaves_it_as_it_is(path: Path, url: str, tmp_path: Path) -> None:
    """The backup before an upgrade, taken with the new version."""
    put(path, url)
    before, settings = schema_of(url), settings_in(tmp_path, database_url=SecretStr(url))
    settings.data_dir.mkdir()
    audit_key_file(settings).write_bytes(KEY.secret)
    (settings.data_dir / SITE_KEY_FILE).write_bytes(SITE_KEY)
    back_up(settings, tmp_path / "backup.tar")
    assert schema_of(url) == before


def schema_of(url: str) -> str | None:
    engine = open_database(url)
    found = revision(engine)
    engine.dispose()
    return found


@pytest.mark.parametrize("path", dumps(), ids=lambda path: path.name)
def test_a_newer_one_is_refused_and_left_as_it_is(path: Path, url: str) -> None:
    put(path, url)
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError, match="of a newer radlane"):
        migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    engine.dispose()
