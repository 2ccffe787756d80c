"""Claiming a workitem elsewhere, without a network; over HTTP: tests/faults/test_worklist.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.dicomweb.worklist import Absence
from radlane.domain.claim import Claim, ClaimState
from radlane.triggers.worklist.claiming import Claiming
from support.jobs import BEGIN
from support.ups_table import RIGHT, el
from support.worklists import Bench, Plain, ours

UID = "1.2.826.5"
ASKED = Claim(
    worklist="ris", uid=UID, state=ClaimState.ASKED, transaction_uid=RIGHT, attributes=ours(), updated_at=BEGIN
)


def claiming(bench: Bench, there: Plain, *, is_answered: bool = True) -> Claiming:
    performer = bench.performer(there)
    return performer._claiming(performer._book(is_answered=is_answered))


def asked_before(bench: Bench, there: Plain) -> Claiming:
    made = claiming(bench, there)
    assert made.book.begin(ASKED)
    return made


def test_a_workitem_that_is_radlanes_is_claimed_and_its_secret_is_not_in_what_is_kept(bench: Bench) -> None:
    there = Plain(item=ours(t00081195=el("UI", "2.25.7")))
    made = claiming(bench, there)
    held = made.take(UID)
    assert held is not None
    assert (held.state, held.transaction_uid, there.told) == (
        ClaimState.HELD,
        RIGHT,
        [f"IN PROGRESS {UID} {RIGHT}"],
    )
    assert "00081195" not in held.attributes


@pytest.mark.parametrize(
    "there",
    [
        Plain(absence=Absence.UNKNOWN),
        Plain(state="IN PROGRESS"),
        Plain(item=ours(t00404041=el("CS", "INCOMPLETE"))),
        Plain(item=ours(t00404021=el("SQ"))),
    ],
    ids=["not there", "no longer scheduled", "not ready", "without input"],
)
def test_what_is_not_to_be_claimed_now_is_not_even_put_on_record(bench: Bench, there: Plain) -> None:
    made = claiming(bench, there)
    assert made.take(UID) is None
    assert (there.told, made.book.is_known(UID), list(bench.on.trail.walk())) == ([], False, [])
    assert UID not in made.book.passed_over


def test_what_has_a_claim_is_not_asked_for(bench: Bench) -> None:
    there = Plain()
    assert asked_before(bench, there).take(UID) is None
    assert there.told == []


@pytest.mark.parametrize("status", [400, 404, 405, 410, 423])
def test_a_first_claim_that_is_refused_is_dropped(bench: Bench, status: int) -> None:
    made = claiming(bench, Plain(of_state=status, of_update=400))
    assert made.take(UID) is None
    assert not made.book.is_known(UID)
    assert UID in made.book.passed_over


@pytest.mark.parametrize("is_first", [True, False])
def test_a_refused_claim_of_what_is_in_progress_is_ours_if_our_uid_opens_it(bench: Bench, is_first: bool) -> None:
    there = Plain(of_state=409, state="IN PROGRESS")
    held = asked_before(bench, there).ask(ASKED, is_first=is_first)
    assert held is not None
    assert held.state is ClaimState.HELD


@pytest.mark.parametrize("state", ["SCHEDULED", "IN PROGRESS"])
def test_a_change_of_what_is_scheduled_proves_nothing(bench: Bench, state: str) -> None:
    there = Plain(of_state=409, of_update=200, state=state)
    held = asked_before(bench, there).ask(ASKED)
    assert (held is not None, len(there.told)) == ((True, 2) if state == "IN PROGRESS" else (False, 1))


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("absence", list(Absence))
def test_a_refused_claim_of_what_is_not_there_is_dropped_or_missed(
    bench: Bench, absence: Absence, is_first: bool
) -> None:
    there = Plain(of_state=409, absence=absence)
    made = asked_before(bench, there)
    assert made.ask(ASKED, is_first=is_first) is None
    claim = made.book.claims.get("ris", UID)
    assert len(there.told) == 1
    if is_first:
        assert claim is None
        return
    assert claim is not None
    lost = absence is Absence.GONE
    assert (claim.state, claim.failures) == ((ClaimState.LOST, 0) if lost else (ClaimState.ASKED, 1))


@pytest.mark.parametrize("status", [405, 409, 423])
def test_who_asked_before_is_refused_for_a_while(bench: Bench, status: int) -> None:
    there = Plain(status=status, state="IN PROGRESS")
    made = asked_before(bench, there)
    assert made.ask(ASKED) is None
    assert made.book.claims.open("ris") == (
        replace(ASKED, failures=1, detail=f"the worklist answers with status {status}"),
    )
