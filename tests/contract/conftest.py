"""Both databases: a file of SQLite, and a PostgreSQL of each module's own, since some stop it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from radlane.jobs.database import Engine
from support.postgres import Cluster, cluster
from support.schemas import with_schema


@pytest.fixture(scope="module")
def postgres() -> Iterator[Cluster]:
    with cluster() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new, empty database is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'radlane.sqlite'}"
    return str(request.getfixturevalue("postgres").database())


@pytest.fixture
def database(url: str) -> Iterator[Engine]:
    """A new database with the schema."""
    engine = with_schema(url)
    yield engine
    engine.dispose()
