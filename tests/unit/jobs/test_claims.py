"""Claims as rows, and who works for a worklist."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from radlane.domain.claim import Claim, ClaimState
from radlane.errors import WorkitemConflict
from radlane.jobs.claims import Claims
from support.jobs import BEGIN, Clock, World

CLAIM = Claim(
    worklist="ris", uid="1.2", state=ClaimState.ASKED, transaction_uid="2.25.1", attributes={}, updated_at=BEGIN
)


@pytest.fixture
def claims(on: World) -> Claims:
    return Claims(on.engine, on.clock)


def test_a_claim_is_on_record_once(claims: Claims) -> None:
    assert claims.add(CLAIM)
    assert not claims.add(replace(CLAIM, transaction_uid="2.25.2"))
    assert claims.get("ris", "1.2") == CLAIM
    assert claims.get("vna", "1.2") is None
    assert claims.open("ris") == (CLAIM,)


def test_a_claim_is_kept_as_it_is_now(claims: Claims, clock: Clock) -> None:
    claims.add(CLAIM)
    clock.forward(5)
    held = replace(CLAIM, state=ClaimState.HELD, job_id="j", said="10 run", said_at=BEGIN, failures=2, detail="d")
    claims.keep(held)
    assert claims.open("ris") == (replace(held, updated_at=clock()),)
    claims.keep(replace(held, state=ClaimState.COMPLETED))
    assert claims.open("ris") == ()
    assert claims.forget(clock() + timedelta(seconds=1)) == 1


def test_a_claim_that_was_removed_meanwhile_is_not_kept(claims: Claims) -> None:
    claims.add(CLAIM)
    claims.drop(CLAIM)
    with pytest.raises(WorkitemConflict):
        claims.keep(CLAIM)
    assert claims.get("ris", CLAIM.uid) is None


@pytest.mark.parametrize("changes", [{"failures": 1}, {"state": ClaimState.HELD}])
def test_a_claim_that_another_process_went_on_with_is_not_removed(claims: Claims, changes: dict[str, Any]) -> None:
    claims.add(CLAIM)
    claims.keep(replace(CLAIM, **changes))
    claims.drop(CLAIM)
    assert claims.get("ris", CLAIM.uid) is not None


def test_claims_that_were_lost_of_late_are_told_the_oldest_first(claims: Claims, clock: Clock) -> None:
    for uid in ("1.4", "1.3"):
        claims.add(replace(CLAIM, uid=uid, state=ClaimState.LOST, updated_at=clock()))
        clock.forward(5)
    claims.add(replace(CLAIM, uid="1.5", state=ClaimState.COMPLETED))
    claims.add(replace(CLAIM, worklist="vna", state=ClaimState.LOST))
    assert claims.lost("ris", BEGIN) == ("1.4", "1.3")
    assert claims.lost("ris", BEGIN + timedelta(seconds=5)) == ("1.3",)


def test_claims_that_are_not_at_their_end_are_counted_by_worklist(claims: Claims) -> None:
    assert claims.counts() == {}
    for claim in (CLAIM, replace(CLAIM, uid="1.3", state=ClaimState.HELD), replace(CLAIM, worklist="vna")):
        claims.add(claim)
    claims.add(replace(CLAIM, uid="1.4", state=ClaimState.LOST))
    assert claims.counts() == {"ris": 2, "vna": 1}


def test_a_claim_that_is_touched_comes_last_and_is_what_it_became(claims: Claims, clock: Clock) -> None:
    other = replace(CLAIM, uid="1.3")
    assert claims.add(CLAIM)
    assert claims.add(other)
    claims.keep(replace(CLAIM, state=ClaimState.HELD))
    clock.forward(5)
    claims.touch(CLAIM)
    assert claims.open("ris") == (other, replace(CLAIM, state=ClaimState.HELD, updated_at=clock()))


def test_a_claim_that_came_to_nothing_may_be_made_again(claims: Claims) -> None:
    claims.add(CLAIM)
    claims.drop(CLAIM)
    assert claims.add(CLAIM)


def test_a_claim_tells_nobody_its_secret() -> None:
    assert "2.25.1" not in repr(CLAIM)


def test_one_process_on_sqlite_is_alone(claims: Claims) -> None:
    with claims.alone("ris") as mine:
        assert mine
