"""Rows of what was sent: nothing is taken for absent that another sending may have brought."""

from __future__ import annotations

import pytest

from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome
from radlane.jobs.database import to_micros
from radlane.jobs.deliveries import Turn, are_seen
from support.jobs import World
from support.withdrawals import SAFETY, run_on_record

PENDING, STORED, REFUSED = DeliveryState.PENDING, DeliveryState.STORED, DeliveryState.REFUSED


def outcomes(items: tuple[EncodedObject, ...], state: DeliveryState, there: bool | None) -> list[StoreOutcome]:
    return [StoreOutcome(ref=item.ref, state=state, may_be_there=there) for item in items]


def held(on: World, run_id: str) -> int:
    """How many objects a note to `b` would list."""
    on.withdrawals.ask(run_id, SAFETY, None, "")
    return sum(len(share.held) for share in on.withdrawals.rejected(run_id).shares if "b" in share.destinations)


def test_each_sending_has_its_turn(on: World) -> None:
    run = run_on_record(on)
    (item, *_) = items = on.ledger.objects(run.id)
    uid = item.ref.sop_instance_uid
    assert on.ledger.begin(run.id, run.job_id, "b", items)[uid] == Turn(number=1, may_be_there=False)
    assert on.ledger.begin(run.id, run.job_id, "b", items)[uid] == Turn(number=2, may_be_there=True)
    assert on.ledger.begin(run.id, run.job_id, "c", items)[uid] == Turn(number=1, may_be_there=False)


@pytest.mark.parametrize(("state", "there"), [(PENDING, None), (REFUSED, False)])
def test_what_another_job_began_to_send_since_may_be_there(on: World, state: DeliveryState, there: bool | None) -> None:
    """The other one sent all, and was killed before it could say so."""
    run = run_on_record(on)
    items = on.ledger.objects(run.id)
    turns = on.ledger.begin(run.id, run.job_id, "b", items)
    on.ledger.begin(run.id, run.job_id, "b", items)
    on.ledger.record("b", outcomes(items, state, there), turns)
    assert held(on, run.id) == 3


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, None, 0),  # begun, and never sent
        (True, None, 3),
        (None, True, 3),
        (True, False, 0),  # the archive says that it has none
        (False, None, 0),
    ],
)
def test_the_last_word_counts(on: World, first: bool | None, second: bool | None, expected: int) -> None:
    run = run_on_record(on)
    items = on.ledger.objects(run.id)
    for there in (first, second):
        turns = on.ledger.begin(run.id, run.job_id, "b", items)
        on.ledger.record("b", outcomes(items, PENDING, there), turns)
    assert held(on, run.id) == expected


def test_what_was_stored_was_seen(on: World) -> None:
    run = run_on_record(on)
    items = on.ledger.objects(run.id)
    uids = [item.ref.sop_instance_uid for item in items]
    turns = on.ledger.begin(run.id, run.job_id, "b", items)
    on.ledger.begin(run.id, run.job_id, "c", items)
    on.ledger.record("b", [*outcomes(items[:2], STORED, True), *outcomes(items[2:], PENDING, True)], turns)
    with on.engine.begin() as connection:
        assert are_seen(connection, "b", uids[:2])
        assert not are_seen(connection, "b", uids)
        assert not are_seen(connection, "c", uids[:1])
        moment = to_micros(on.clock())
        assert not are_seen(connection, "c", uids, given_up=moment)
        assert are_seen(connection, "c", uids, given_up=moment + 1), "nothing happened to them since"
