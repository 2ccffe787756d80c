"""Moving tags: to a version that runs, by who knows where the tag stands, and back.

In: a tag, a version, and an act. Out: the move, on record. The version is made ready before the tag moves: what fails
then changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine

from radlane.domain.version import RUNNABLE, Act, MoveKind, Tag, TagMove, Version
from radlane.errors import ModelNotFound, VersionConflict
from radlane.jobs.database import reading
from radlane.jobs.holdings import lock_registry
from radlane.jobs.standing import require_runnable, require_same, require_there
from radlane.jobs.tags import changed_meanwhile, earlier, history, put_move
from radlane.jobs.trail import Say
from radlane.jobs.versions import find_version

NEW = 0  # the number of a tag that is not there yet
NEVER = -1  # that no tag has
Warm = Callable[[str], None]


class Tagging:
    """The tags of all models.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def current(self, tag: Tag) -> TagMove:
        """Return how a tag came to mean what it means.

        Raises
        ------
        ModelNotFound
            If there is no such tag.
        """
        return self.history(tag)[-1]

    def history(self, tag: Tag) -> tuple[TagMove, ...]:
        """Return all moves of a tag, the first one first.

        Raises
        ------
        ModelNotFound
            If there is no such tag.
        """
        with reading(self._engine) as connection:
            return _moves(connection, tag)

    def move(
        self,
        tag: Tag,
        version: str,
        act: Act,
        expected: int | None,
        *,
        warm: Warm = lambda _: None,
        say: Say | None = None,
    ) -> TagMove:
        """Let a tag mean a version; where it does already, nothing changes.

        Parameters
        ----------
        expected : int or None
            The number of the tag's last move, as the caller knows it; `NEW`: there is none; None: whichever.
        warm : callable
            Makes a version ready, by `name@digest`; what it raises leaves the tag where it is.

        Raises
        ------
        ModelNotFound
            If there is no such version.
        NotAdmitted, VersionRevoked
            If it does not run.
        VersionConflict
            If other content has the version's number by now: that was not made ready.
        TagChanged
            If the tag is not where the caller knows it.
        """
        with reading(self._engine) as connection:
            _require_expected(history(connection, tag.name, tag.tag), tag, expected)
            target = require_there(connection, tag.name, version)
        require_runnable(target)
        warm(f"{tag.name}@{target.digest}")
        with self._engine.begin() as connection:
            lock_registry(connection)
            moves = history(connection, tag.name, tag.tag)
            _require_expected(moves, tag, expected)
            require_runnable(require_same(connection, target))
            if moves and moves[-1].version == version:
                return moves[-1]
            return put(connection, _next(moves, tag, version, MoveKind.MOVED, act), say)

    def rollback(
        self,
        tag: Tag,
        act: Act,
        expected: int | None = None,
        *,
        warm: Warm = lambda _: None,
        say: Say | None = None,
    ) -> TagMove:
        """Let a tag mean the version that it meant before, past those that do not run; again: the one before that.

        Raises
        ------
        ModelNotFound
            If there is no such tag.
        VersionConflict
            If it meant no other version before that runs.
        TagChanged
            If somebody else moved it meanwhile, or it is not where the caller knows it (`move`).
        """
        with reading(self._engine) as connection:
            known = _moves(connection, tag)
            _require_expected(known, tag, expected)
            target = _before(connection, known)
        warm(f"{tag.name}@{target.digest}")
        with self._engine.begin() as connection:
            lock_registry(connection)
            moves = _moves(connection, tag)
            if len(moves) != len(known) or _before(connection, moves).version != target.version:
                raise changed_meanwhile(tag.name)
            move = _next(moves, tag, target.version, MoveKind.ROLLED_BACK, act)
            return put(connection, move, say)


def put(connection: Connection, move: TagMove, say: Say | None) -> TagMove:
    """Move a tag, and put that on record (`tags.put_move`)."""
    put_move(connection, move)
    if say is not None:
        facts = {"model": f"{move.name}:{move.version}", "tag": move.tag, "kind": str(move.kind)}
        say(connection, facts={**facts, "previous": move.previous, "reason": move.act.reason})
    return move


def _moves(connection: Connection, tag: Tag) -> tuple[TagMove, ...]:
    moves = history(connection, tag.name, tag.tag)
    if not moves:
        raise ModelNotFound("This model has no such tag", uid=tag.name, remedy="See `models list`")
    return moves


def _before(connection: Connection, moves: tuple[TagMove, ...]) -> Version:
    """The nearest earlier version that runs."""
    for number in earlier(moves):
        version = find_version(connection, moves[-1].name, number)
        if version is not None and version.state in RUNNABLE and number != moves[-1].version:
            return version
    raise VersionConflict(
        "The tag meant no other version before that runs", uid=moves[-1].name, remedy="Move it to another version"
    )


def _require_expected(moves: tuple[TagMove, ...], tag: Tag, expected: int | None) -> None:
    number = moves[-1].number if moves else NEW
    if expected is not None and expected != number:
        raise changed_meanwhile(tag.name)


def _next(moves: tuple[TagMove, ...], tag: Tag, version: str, kind: MoveKind, act: Act) -> TagMove:
    last = moves[-1] if moves else None
    return TagMove(
        name=tag.name,
        tag=tag.tag,
        number=last.number + 1 if last else 1,
        kind=kind,
        version=version,
        previous=last.version if last else None,
        act=act,
    )
