"""Tags of models, and how each came to mean what it means, as rows of `schema.MODEL_TAG` and `MODEL_TAG_MOVE`.

In: a connection and a move. Out: rows, or `TagMove`. A tag is what its last move says; moves are only added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, insert, or_, select, update

from radlane.domain.version import Act, MoveKind, TagMove
from radlane.errors import TagChanged
from radlane.jobs.database import to_micros, to_moment
from radlane.jobs.schema import MODEL_TAG, MODEL_TAG_MOVE


def meant_version(connection: Connection, name: str, tag: str) -> str | None:
    """Return the version that a tag means; None where there is no such tag."""
    wanted = select(MODEL_TAG.c.version).where(MODEL_TAG.c.name == name, MODEL_TAG.c.tag == tag)
    version: str | None = connection.execute(wanted).scalar()
    return version


def list_tags(connection: Connection) -> Mapping[str, Mapping[str, str]]:
    """Return name -> tag -> version."""
    found: dict[str, dict[str, str]] = {}
    rows = connection.execute(select(MODEL_TAG).order_by(MODEL_TAG.c.name, MODEL_TAG.c.tag)).mappings()
    for row in rows:
        found.setdefault(row["name"], {})[row["tag"]] = row["version"]
    return found


def tags_on(connection: Connection, name: str, version: str) -> tuple[str, ...]:
    """Return the tags that mean a version."""
    wanted = select(MODEL_TAG.c.tag).where(MODEL_TAG.c.name == name, MODEL_TAG.c.version == version)
    return tuple(connection.execute(wanted.order_by(MODEL_TAG.c.tag)).scalars())


def was_tagged(connection: Connection, name: str, version: str) -> bool:
    """Whether a tag means a version, or did."""
    moves = MODEL_TAG_MOVE.c
    wanted = select(moves.tag).where(moves.name == name, or_(moves.version == version, moves.previous == version))
    return connection.execute(wanted.limit(1)).first() is not None


def history(connection: Connection, name: str, tag: str) -> tuple[TagMove, ...]:
    """Return the moves of a tag, the first one first."""
    wanted = select(MODEL_TAG_MOVE).where(MODEL_TAG_MOVE.c.name == name, MODEL_TAG_MOVE.c.tag == tag)
    return tuple(_move(row) for row in connection.execute(wanted.order_by(MODEL_TAG_MOVE.c.number)).mappings())


def put_move(connection: Connection, move: TagMove) -> None:
    """Move a tag, if its last move is still the one before this.

    Raises
    ------
    TagChanged
        If it is not.
    """
    values = {"version": move.version, "number": move.number}
    here = (MODEL_TAG.c.name == move.name, MODEL_TAG.c.tag == move.tag)
    if move.number == 1:
        if meant_version(connection, move.name, move.tag) is not None:
            raise changed_meanwhile(move.name)
        connection.execute(insert(MODEL_TAG).values(name=move.name, tag=move.tag, **values))
    else:
        before = MODEL_TAG.c.number == move.number - 1
        if connection.execute(update(MODEL_TAG).where(*here, before).values(**values)).rowcount != 1:
            raise changed_meanwhile(move.name)
    connection.execute(insert(MODEL_TAG_MOVE).values(**_columns(move)))


def changed_meanwhile(name: str) -> TagChanged:
    """Return what is raised where somebody else was faster."""
    return TagChanged("The tag is not as the caller knows it", uid=name, remedy="Read it again, then decide again")


def earlier(moves: Sequence[TagMove]) -> tuple[str, ...]:
    """Return the versions that a tag is rolled back to, the nearest first; each rollback goes further back, not forth.

    Parameters
    ----------
    moves : sequence of TagMove
        All of one tag, the first one first.
    """
    meant: list[str] = []
    for move in moves:
        if move.kind is MoveKind.ROLLED_BACK:
            while meant and meant[-1] != move.version:
                meant.pop()
        else:
            meant.append(move.version)
    return tuple(reversed(meant[:-1]))


def _columns(move: TagMove) -> dict[str, object]:
    return {
        "name": move.name,
        "tag": move.tag,
        "number": move.number,
        "kind": move.kind,
        "version": move.version,
        "previous": move.previous,
        "at": to_micros(move.act.at),
        "caller": move.act.caller,
        "reason": move.act.reason,
    }


def _move(row: RowMapping) -> TagMove:
    return TagMove(
        name=row["name"],
        tag=row["tag"],
        number=row["number"],
        kind=MoveKind(row["kind"]),
        version=row["version"],
        previous=row["previous"],
        act=Act(at=to_moment(row["at"]), caller=row["caller"], reason=row["reason"]),
    )
