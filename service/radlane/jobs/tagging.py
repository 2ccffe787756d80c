"""Moving tags: to a version that runs, by who knows where the tag stands, and back.

In: a tag, a version, and an act. Out: the move, on record. The version is made ready before the tag moves: what fails
then changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine

from radlane.domain.version import RUNNABLE, Act, MoveKind, TagMove, Version
from radlane.errors import ModelNotFound, VersionConflict
from radlane.jobs.database import reading
from radlane.jobs.holdings import lock_registry
from radlane.jobs.standing import require_runnable, require_there
from radlane.jobs.tags import changed_meanwhile, earlier, history, put_move
from radlane.jobs.trail import Say
from radlane.jobs.versions import find_version

NEW = 0  # the number of a tag that is not there yet
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

    def current(self, name: str, tag: str) -> TagMove:
        """Return how a tag came to mean what it means.

        Raises
        ------
        ModelNotFound
            If there is no such tag.
        """
        return self.history(name, tag)[-1]

    def history(self, name: str, tag: str) -> tuple[TagMove, ...]:
        """Return all moves of a tag, the first one first.

        Raises
        ------
        ModelNotFound
            If there is no such tag.
        """
        with reading(self._engine) as connection:
            return _moves(connection, name, tag)

    def move(
        self,
        name: str,
        tag: str,
        version: str,
        act: Act,
        *,
        expected: int | None,
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
        TagChanged
            If the tag is not where the caller knows it.
        """
        with reading(self._engine) as connection:
            _require_expected(history(connection, name, tag), name, expected)
            target = require_there(connection, name, version)
        require_runnable(target)
        warm(f"{name}@{target.digest}")
        with self._engine.begin() as connection:
            lock_registry(connection)
            moves = history(connection, name, tag)
            _require_expected(moves, name, expected)
            require_runnable(require_there(connection, name, version))
            if moves and moves[-1].version == version:
                return moves[-1]
            return put(connection, _next(moves, (name, tag, version), MoveKind.MOVED, act), say)

    def rollback(
        self, name: str, tag: str, act: Act, *, warm: Warm = lambda _: None, say: Say | None = None
    ) -> TagMove:
        """Let a tag mean the version that it meant before, past those that do not run; again: the one before that.

        Raises
        ------
        ModelNotFound
            If there is no such tag.
        VersionConflict
            If it meant no other version before that runs.
        TagChanged
            If somebody else moved it meanwhile.
        """
        with reading(self._engine) as connection:
            known = _moves(connection, name, tag)
            target = _before(connection, known)
        warm(f"{name}@{target.digest}")
        with self._engine.begin() as connection:
            lock_registry(connection)
            moves = _moves(connection, name, tag)
            if len(moves) != len(known) or _before(connection, moves).version != target.version:
                raise changed_meanwhile(name)
            move = _next(moves, (name, tag, target.version), MoveKind.ROLLED_BACK, act)
            return put(connection, move, say)


def put(connection: Connection, move: TagMove, say: Say | None) -> TagMove:
    """Move a tag, and put that on record (`tags.put_move`)."""
    put_move(connection, move)
    if say is not None:
        facts = {"model": f"{move.name}:{move.version}", "tag": move.tag, "kind": str(move.kind)}
        say(connection, facts={**facts, "previous": move.previous, "reason": move.act.reason})
    return move


def _moves(connection: Connection, name: str, tag: str) -> tuple[TagMove, ...]:
    moves = history(connection, name, tag)
    if not moves:
        raise ModelNotFound("This model has no such tag", uid=name, remedy="See `models list`")
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


def _require_expected(moves: tuple[TagMove, ...], name: str, expected: int | None) -> None:
    number = moves[-1].number if moves else NEW
    if expected is not None and expected != number:
        raise changed_meanwhile(name)


def _next(moves: tuple[TagMove, ...], what: tuple[str, str, str], kind: MoveKind, act: Act) -> TagMove:
    name, tag, version = what
    last = moves[-1] if moves else None
    return TagMove(
        name=name,
        tag=tag,
        number=last.number + 1 if last else 1,
        kind=kind,
        version=version,
        previous=last.version if last else None,
        act=act,
    )
