"""Tags on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from radlane.api.schemas.models import Number, ReasonBody
from radlane.domain.version import TagMove


class TagBody(ReasonBody):
    """The version that a tag is to mean, and why."""

    version: Number


class TagDocument(BaseModel):
    """How a tag came to mean a version; `number` counts its moves, `previous` is what it meant before."""

    name: str
    tag: str
    version: str
    number: int
    kind: Literal["shipped", "moved", "rolled-back"]
    previous: str | None
    at: datetime
    caller: str
    reason: str


class TagHistory(BaseModel):
    """Moves of a tag, the youngest first; `next` is a cursor, null at the end."""

    items: list[TagDocument]
    next: str | None = None


def tag_document(move: TagMove) -> TagDocument:
    """Describe a move."""
    return TagDocument(
        name=move.name,
        tag=move.tag,
        version=move.version,
        number=move.number,
        kind=move.kind.value,
        previous=move.previous,
        at=move.act.at,
        caller=move.act.caller,
        reason=move.act.reason,
    )


def tag_history(moves: tuple[TagMove, ...]) -> TagHistory:
    """Describe the moves of a tag, which come the first one first."""
    return TagHistory(items=[tag_document(move) for move in reversed(moves)])
