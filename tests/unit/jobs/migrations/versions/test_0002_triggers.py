"""The tables of triggers: what the database itself refuses. That they are the schema's: test_database.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from radlane.jobs.schema import POLL, POLL_STUDY, WORKITEM
from support.schemas import with_schema

POLLED = {"poll": "main", "study": "1.2", "failures": 0, "place": 1, "generation": 1}
ITEM = {"uid": "1.2", "state": "SCHEDULED", "attributes": {}, "performer": "other", "caller": "", "created_at": 0}


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    return with_schema(f"sqlite:///{tmp_path / 'radlane.sqlite'}")


def test_a_study_is_seen_by_a_poll_that_is_there(database: Engine) -> None:
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(POLL_STUDY.insert().values(**POLLED))
    with database.begin() as connection:
        connection.execute(POLL.insert().values(name="main", subject="s", good_at=0, beats=0))
        connection.execute(POLL_STUDY.insert().values(**POLLED))
        assert connection.execute(text("SELECT count(*) FROM poll_study")).scalar() == 1


def test_a_workitem_has_its_uid_alone(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(WORKITEM.insert().values(**ITEM, updated_at=0))
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(WORKITEM.insert().values(**ITEM, updated_at=0))
