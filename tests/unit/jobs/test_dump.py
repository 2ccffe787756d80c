"""The database as a file, while others write. PostgreSQL: tests/contract/test_backup.py."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from radlane.errors import RecordsUnavailable, SettingsError
from radlane.jobs.database import open_database
from radlane.jobs.dump import _address, dump, is_empty, load
from support.jobs import World


def test_a_copy_has_what_was_committed(on: World, tmp_path: Path) -> None:
    job = on.accept()
    with on.engine.begin() as writer:
        writer.execute(text("INSERT INTO worker VALUES ('w', 't', 1, 1)"))
        dump(on.engine, tmp_path / "copy")  # nobody waits for the other
    with sqlite3.connect(tmp_path / "copy") as copy:
        assert copy.execute("SELECT id FROM job").fetchall() == [(job.id,)]
        assert copy.execute("SELECT count(*) FROM worker").fetchone() == (0,)


def test_a_database_that_is_away(tmp_path: Path) -> None:
    away = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'jobs.sqlite'}")
    with pytest.raises(RecordsUnavailable):
        dump(away, tmp_path / "copy")


def test_a_file_that_is_no_database_any_more(on: World, tmp_path: Path) -> None:
    """Neither as what is copied, nor as what is put back."""
    dump(on.engine, tmp_path / "copy")
    with (tmp_path / "copy").open("r+b") as file:
        file.write(b"x" * 100)
    with pytest.raises(RecordsUnavailable, match="could not be copied"):
        dump(create_engine(f"sqlite:///{tmp_path / 'copy'}"), tmp_path / "another")
    with pytest.raises(RecordsUnavailable, match="could not be restored"):
        load(open_database(f"sqlite:///{tmp_path / 'new.sqlite'}"), tmp_path / "copy")


def test_empty_or_not(on: World, tmp_path: Path) -> None:
    assert is_empty(open_database(f"sqlite:///{tmp_path / 'new.sqlite'}"))
    assert not is_empty(on.engine)


def test_without_postgresqls_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = create_engine("postgresql+psycopg://user:CANARYZQ7@db/radlane")
    for call in (dump, load):
        with pytest.raises(SettingsError, match="pg_dump --format=custom --exclude-schema=dbos") as missing:
            call(engine, tmp_path / "x")
        assert "CANARYZQ7" not in str(missing.value)


def test_an_address_as_libpq_reads_it() -> None:
    url = "postgresql+psycopg://o%27brien:CANARYZQ7@db:5433/rad%5Clane?sslmode=require"
    assert _address(create_engine(url)) == (
        "host='db' port='5433' user='o\\'brien' dbname='rad\\\\lane' sslmode='require'"
    )
