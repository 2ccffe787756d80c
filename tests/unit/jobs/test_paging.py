from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Column, Connection, MetaData, String, Table, insert, select

from radlane.errors import JobNotFound
from radlane.jobs.database import open_database, reading
from radlane.jobs.paging import MOST_ROWS, read_page

ROW = Table("row", MetaData(), Column("id", String(36), primary_key=True), Column("at", BigInteger, nullable=False))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = open_database(f"sqlite:///{tmp_path / 'rows.sqlite'}")
    ROW.metadata.create_all(engine)
    with engine.begin() as writing:  # three of each age
        writing.execute(insert(ROW), [{"id": f"{number:04}", "at": number // 3} for number in range(MOST_ROWS + 5)])
    with reading(engine) as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("limit", [1, 2, 3, 7, MOST_ROWS, 10 * MOST_ROWS])
def test_pages_hold_each_row_once_the_youngest_first(connection: Connection, limit: int) -> None:
    names: list[str] = []
    cursor: str | None = None
    while True:
        rows, cursor = read_page(connection, select(ROW), ROW.c.at, before=cursor, limit=limit)
        assert 0 < len(rows) <= min(limit, MOST_ROWS)
        names += [row["id"] for row in rows]
        if cursor is None:
            break
        assert cursor == names[-1]
    assert names == [f"{number:04}" for number in reversed(range(MOST_ROWS + 5))]


def test_a_page_has_a_row_at_least(connection: Connection) -> None:
    rows, cursor = read_page(connection, select(ROW), ROW.c.at, before=None, limit=0)
    assert [row["id"] for row in rows] == [cursor]


def test_a_filter_holds_on_every_page(connection: Connection) -> None:
    old = select(ROW).where(ROW.c.at < 2)
    rows, cursor = read_page(connection, old, ROW.c.at, before="0004", limit=10)
    assert ([row["id"] for row in rows], cursor) == (["0003", "0002", "0001", "0000"], None)


def test_a_cursor_that_names_nothing_is_refused(connection: Connection) -> None:
    with pytest.raises(JobNotFound, match="cursor"):
        read_page(connection, select(ROW), ROW.c.at, before="nobody", limit=10)
