"""The first schema: what it holds, and what the database itself refuses. That it is the schema: test_database.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from radlane.jobs.database import migrate, open_database

RUN = (
    "INSERT INTO run VALUES"
    " ('{0}', 'key', {1}, 'open', NULL, 'j', 0, '1', 'p', 'm', '1', 'd', NULL, NULL, NULL, NULL, NULL, NULL, 0, {2})"
)
FIRST = RUN.format("a", 1, "NULL, NULL")
WITHDRAWAL = "INSERT INTO withdrawal VALUES ('a', 'safety', NULL, 0, '', NULL)"
AUDIT = "INSERT INTO audit VALUES (1, 0, 'job-asked', 'done', '', '', NULL, NULL, NULL, '{}', '', '')"
OBJECT = "INSERT INTO object VALUES ('{0}', '{1}', {2}, 'report', 'SR', '1.2', '1.3', '1.4', 'x', 1, 's')"


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    engine = open_database(f"sqlite:///{tmp_path / 'radlane.sqlite'}")
    migrate(engine)
    return engine


def test_the_tables(database: Engine) -> None:
    assert set(inspect(database).get_table_names()) == {
        "alembic_version",
        "announced",
        "audit",
        "audit_sent",
        "begun",
        "callback",
        "claim",
        "delivery",
        "form",
        "idempotency",
        "job",
        "job_event",
        "model_pause",
        "model_tag",
        "model_tag_move",
        "model_version",
        "object",
        "poll",
        "poll_study",
        "reception",
        "refusal",
        "run",
        "shadow",
        "site",
        "withdrawal",
        "worker",
        "workitem",
    }


# What is there, what is to come, and why the database refuses it.
REFUSED = [
    ([FIRST], RUN.format("b", 1, "NULL, NULL")),  # one run n of an input
    ([FIRST, RUN.format("b", 2, "'a', 1")], RUN.format("c", 3, "'a', 1")),  # one amendment n of a run
    ([], RUN.format("b", 2, "'a', 1")),  # and none without its run
    ([FIRST, OBJECT.format("1", "a", 0)], OBJECT.format("2", "a", 0)),  # one object at a place
    ([FIRST, OBJECT.format("1", "a", 0)], OBJECT.format("1", "a", 1)),  # one object of a UID
    ([], OBJECT.format("1", "nobody", 0)),  # no object without its run
    ([], "INSERT INTO withdrawal VALUES ('nobody', 'safety', NULL, 0, '', NULL)"),  # nor a withdrawal
    ([FIRST, WITHDRAWAL], WITHDRAWAL),  # a run is withdrawn once
    ([], "INSERT INTO form VALUES ('nobody', '', 0, 'nothing')"),
    ([], "INSERT INTO refusal VALUES ('nobody', 'a', '1.2', 'archive', 0)"),
    ([], "INSERT INTO delivery VALUES ('nobody', 'a', 'stored', 1, 1, 1, '', 0)"),
    ([], "INSERT INTO job_event VALUES ('nobody', 1, 0, 'note', 'x', '{}')"),
    ([], "INSERT INTO idempotency VALUES ('key', 'd', 'nobody')"),
    ([AUDIT], AUDIT),  # a record has its number alone
    ([AUDIT], "UPDATE audit SET caller = 'another'"),  # and the trail is only added to
    ([AUDIT], "DELETE FROM audit"),
]


@pytest.mark.parametrize(("there", "wrong"), REFUSED)
def test_what_the_database_refuses(database: Engine, there: list[str], wrong: str) -> None:
    with database.begin() as connection:
        for statement in there:
            connection.execute(text(statement))
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.exec_driver_sql(wrong)
