"""Nobody waits again and again for what somebody else waits for already. PostgreSQL's lock: tests/contract."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from radlane.errors import AuditUnavailable
from radlane.jobs.database import AWAY, open_database, writing
from radlane.jobs.patience import Patience
from radlane.security.chain import Head, TrailKey
from radlane.security.heads import HeadFile

Wait = Callable[[Patience], None]
WAIT_S = 0.05


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'x.sqlite'}")


@pytest.fixture(params=["database", "heads"])
def wait(request: pytest.FixtureRequest, engine: Engine, tmp_path: Path) -> Wait:
    """Wait in vain, for what another process holds."""

    def for_the_database(patience: Patience) -> None:
        with engine.begin(), pytest.raises(AWAY), patience.waiting(), writing(engine, WAIT_S):
            pytest.fail("it is locked")

    def for_the_heads(patience: Patience) -> None:
        heads = HeadFile(tmp_path / "heads", TrailKey(secret=b"k"), WAIT_S)
        with (tmp_path / "heads").open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            with pytest.raises(AuditUnavailable, match="holds the file"), patience.waiting():
                heads.add(Head(number=1, mac="m"))

    return for_the_database if request.param == "database" else for_the_heads


def is_lost(patience: Patience) -> bool:
    """Whether a second one is refused while one waits; neither gets anywhere."""
    said = [""]
    with suppress(LookupError), patience.waiting():
        try:
            with patience.waiting():
                pass
        except AuditUnavailable as error:
            said.append(str(error))
        raise LookupError
    return "is busy" in said[-1]


def test_after_one_waited_in_vain_one_at_a_time_tries_again(wait: Wait) -> None:
    patience = Patience()
    for _ in range(2):
        wait(patience)
        assert is_lost(patience)
    assert is_lost(patience)  # it is not free because another thing is wrong
    with patience.waiting(), pytest.raises(AuditUnavailable), patience.waiting():
        pytest.fail("there is one already")
    with patience.waiting(), patience.waiting():  # that one succeeded
        pass


def test_what_fails_otherwise_says_nothing_of_who_holds_it(engine: Engine, tmp_path: Path) -> None:
    """However long that took: nothing here looks at a clock."""
    patience = Patience()
    with pytest.raises(AWAY, match="no such table"), patience.waiting(), writing(engine, WAIT_S) as connection:
        connection.execute(text("SELECT * FROM void"))
    nowhere = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'x.sqlite'}")
    with pytest.raises(AWAY, match="unable to open"), patience.waiting(), writing(nowhere, WAIT_S):
        pytest.fail("it is not there")
    (tmp_path / "heads").mkdir()
    with pytest.raises(AuditUnavailable), patience.waiting():
        HeadFile(tmp_path / "heads", TrailKey(secret=b"k")).require()
    assert not is_lost(patience)
