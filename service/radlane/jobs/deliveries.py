"""Rows of `schema.DELIVERY`: what was sent where, and what became of it; all in the caller's transaction.

Two jobs may send the same object to one destination, where one of them was taken for dead: each sending has a turn.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, case, insert, select, update

from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome
from radlane.jobs.schema import DELIVERY, MOST_DETAIL, OBJECT


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One sending of an object to a destination.

    Attributes
    ----------
    number : int
        From 1; a greater one began later.
    may_be_there : bool
        Whether the object may have been there before it.
    """

    number: int
    may_be_there: bool


Turns = Mapping[str, Turn]
"""SOP Instance UID -> its turn."""

NONE: Turns = MappingProxyType({})
_OF_RUN = select(DELIVERY).join(OBJECT, OBJECT.c.sop_instance_uid == DELIVERY.c.sop_instance_uid)


def deliveries_of(connection: Connection, run_id: str) -> dict[tuple[str, str], tuple[DeliveryState, str]]:
    """Return what became of a run's objects: (SOP Instance UID, destination) -> state and detail."""
    return {
        (row["sop_instance_uid"], row["destination"]): (DeliveryState(row["state"]), row["detail"])
        for row in connection.execute(_OF_RUN.where(OBJECT.c.run_id == run_id)).mappings()
    }


def is_sent(connection: Connection, run_id: str) -> bool:
    """Whether a destination may have an object of a run."""
    return connection.execute(_OF_RUN.where(OBJECT.c.run_id == run_id).limit(1)).first() is not None


def begin_turns(connection: Connection, destination: str, objects: Sequence[EncodedObject], moment: int) -> Turns:
    """Put on record that objects are about to be sent: whatever dies now, they may be there."""
    return {
        item.ref.sop_instance_uid: _begin(connection, destination, item.ref.sop_instance_uid, moment)
        for item in objects
    }


def end_turns(
    connection: Connection, destination: str, outcomes: Sequence[StoreOutcome], turns: Turns, moment: int
) -> None:
    """Put on record what became of objects that were sent; what was stored or withdrawn stays so.

    That one is not there is only known where no other sending of it has begun since.
    """
    for outcome in outcomes:
        uid = outcome.ref.sop_instance_uid
        values = {"state": outcome.state, "detail": outcome.detail[:MOST_DETAIL], "updated_at": moment}
        if outcome.state is DeliveryState.STORED:
            values["seen"] = True
        connection.execute(
            update(DELIVERY)
            .filter_by(sop_instance_uid=uid, destination=destination)
            .where(DELIVERY.c.state.not_in((DeliveryState.STORED, DeliveryState.WITHDRAWN)))
            .values(may_be_there=_may_be_there(outcome, turns.get(uid)), **values)
        )


def mark_seen(connection: Connection, destination: str, uids: Collection[str]) -> None:
    """Put on record that a destination gave objects out."""
    given_out = update(DELIVERY).where(DELIVERY.c.sop_instance_uid.in_(uids), DELIVERY.c.destination == destination)
    connection.execute(given_out.values(seen=True))


def are_seen(connection: Connection, destination: str, uids: Collection[str], given_up: int = 0) -> bool:
    """Whether a destination gave each of these objects out once, or nothing happened to it since the moment `given_up`.

    What was sent before it and did not come up by now will not: the process that was to send it died, or it got lost.
    """
    seen = select(DELIVERY.c.sop_instance_uid).where(
        DELIVERY.c.sop_instance_uid.in_(uids),
        DELIVERY.c.destination == destination,
        DELIVERY.c.seen | (DELIVERY.c.updated_at < given_up),
    )
    return {*connection.execute(seen).scalars()} >= {*uids}


def _begin(connection: Connection, destination: str, uid: str, moment: int) -> Turn:
    key = {"sop_instance_uid": uid, "destination": destination}
    pending = {"state": DeliveryState.PENDING, "may_be_there": True, "detail": "", "updated_at": moment}
    known = connection.execute(select(DELIVERY.c.turns, DELIVERY.c.may_be_there).filter_by(**key)).one_or_none()
    if known is None:
        connection.execute(insert(DELIVERY).values(**key, **pending, turns=1, seen=False))
        return Turn(number=1, may_be_there=False)
    turn = Turn(number=known.turns + 1, may_be_there=known.may_be_there)
    unsent = update(DELIVERY).filter_by(**key).where(DELIVERY.c.state != DeliveryState.STORED)
    connection.execute(unsent.values(**pending, turns=turn.number))
    return turn


def _may_be_there(outcome: StoreOutcome, turn: Turn | None) -> ColumnElement[bool] | bool:
    before = turn is not None and turn.may_be_there
    there = before if outcome.may_be_there is None else outcome.may_be_there
    if there or turn is None:
        return there
    return case((DELIVERY.c.turns == turn.number, False), else_=DELIVERY.c.may_be_there)
