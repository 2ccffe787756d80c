"""Tags on the wire."""

from __future__ import annotations

from radlane.api.schemas.tags import tag_document, tag_history
from radlane.domain.version import MoveKind, TagMove
from support.registry import ACT

MOVE = TagMove(
    name="small", tag="production", number=2, kind=MoveKind.ROLLED_BACK, version="1.0.0", previous="1.1.0", act=ACT
)


def test_a_move_says_who_moved_it_from_where_to_where() -> None:
    assert tag_document(MOVE).model_dump() == {
        "name": "small",
        "tag": "production",
        "version": "1.0.0",
        "number": 2,
        "kind": "rolled-back",
        "previous": "1.1.0",
        "at": ACT.at,
        "caller": "somebody",
        "reason": "a test",
    }


def test_the_youngest_move_comes_first() -> None:
    first = TagMove(
        name="small", tag="production", number=1, kind=MoveKind.MOVED, version="1.1.0", previous=None, act=ACT
    )
    assert [move.number for move in tag_history((first, MOVE)).items] == [2, 1]
