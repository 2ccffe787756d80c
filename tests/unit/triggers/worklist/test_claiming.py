"""Claiming a workitem elsewhere, without a network; over HTTP: tests/faults/test_worklist.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from radlane.dicomweb.worklist import Absence
from radlane.domain.claim import Claim, ClaimState
from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable
from radlane.triggers.worklist.claim_book import MOST_UNHEARD
from radlane.triggers.worklist.claiming import Claiming
from radlane.triggers.worklist.passed_over import LOOKS, PAUSE
from support.jobs import BEGIN
from support.ups_table import RIGHT, code, el
from support.worklists import Bench, Plain, no_other, ours

UID = "1.2.826.5"
ASKED = Claim(
    worklist="ris", uid=UID, state=ClaimState.ASKED, transaction_uid=RIGHT, attributes=ours(), updated_at=BEGIN
)


def claiming(bench: Bench, there: Plain, *, is_answered: bool = True) -> Claiming:
    performer = bench.performer(there)
    return performer._claiming(performer._book(no_other, is_answered=is_answered))


def now(made: Claiming) -> Claim | None:
    claim = made.book.claims.get("ris", UID)
    return claim and replace(claim, updated_at=BEGIN)


def lost(made: Claiming) -> bool:
    """Whether the claim is lost, and its Transaction UID is kept."""
    claim = now(made)
    return claim is not None and (claim.state, claim.transaction_uid) == (ClaimState.LOST, RIGHT)


def away(error: Exception) -> Callable[..., int]:
    def fail(*_: object) -> int:
        raise error

    return fail


def asked_before(bench: Bench, there: Plain) -> Claiming:
    """In an earlier round."""
    assert claiming(bench, there).book.begin(ASKED)
    return claiming(bench, there)


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
    ("there", "looks"),
    [
        (Plain(absence=Absence.UNKNOWN), LOOKS),
        (Plain(absence=Absence.GONE), LOOKS),
        (Plain(state="IN PROGRESS"), LOOKS),
        (Plain(item=ours(t00404021=el("SQ"))), LOOKS),
        (Plain(item=ours(t00404041=el("CS", "INCOMPLETE"))), PAUSE),
        (Plain(item=ours(t00404005=el("DT", "20991231"))), PAUSE),
    ],
    ids=["not there", "gone", "no longer scheduled", "without input", "not ready", "for later"],
)
def test_what_is_not_to_be_claimed_now_is_not_even_put_on_record(bench: Bench, there: Plain, looks: int) -> None:
    """What may be ready soon is looked at again soon."""
    made = claiming(bench, there)
    assert made.take(UID) is None
    assert (there.told, made.book.claims.get("ris", UID), list(bench.on.trail.walk())) == ([], None, [])
    for _ in range(looks - 1):
        made.book.passed_over.look()
    assert UID in made.book.passed_over
    made.book.passed_over.look()
    assert UID not in made.book.passed_over


def test_what_has_a_claim_is_not_asked_for(bench: Bench) -> None:
    there = Plain()
    assert asked_before(bench, there).take(UID) is None
    assert there.told == []


@pytest.mark.parametrize(
    ("status", "state"),
    [(404, None), (410, None), (409, "IN PROGRESS"), (400, "COMPLETED"), (409, "CANCELED"), (405, None)],
)
def test_a_first_claim_that_is_refused_is_dropped(bench: Bench, status: int, state: str | None) -> None:
    there = Plain(of_state=status, of_update=400)
    made = claiming(bench, there)

    def refuse(uid: str, *_: str) -> int:
        there.states[uid], there.absence = state or "SCHEDULED", None if state else Absence.UNKNOWN
        return status

    there.change_state = refuse  # type: ignore[method-assign]
    assert made.take(UID) is None
    assert made.book.claims.get("ris", UID) is None
    assert UID in made.book.passed_over


@pytest.mark.parametrize("status", [404, 410])
def test_a_claim_that_was_heard_and_is_answered_with_nothing_of_the_kind_is_held(bench: Bench, status: int) -> None:
    """What is between sent it to one that took it and died, and then to one that only starts."""
    there = Plain()
    made = claiming(bench, there)

    def hear(uid: str, *_: str) -> int:
        there.states[uid] = "IN PROGRESS"
        return status

    there.change_state = hear  # type: ignore[method-assign]
    held = made.take(UID)
    assert held is not None
    assert held.state is ClaimState.HELD


@pytest.mark.parametrize("status", [400, 404, 405, 409, 410, 423, None])
def test_a_first_claim_that_is_refused_and_still_scheduled_is_looked_back_for(bench: Bench, status: int | None) -> None:
    """A copy of the worklist may be behind, and what is between may have sent the claim twice, or elsewhere."""
    there = Plain(of_state=status)
    made = claiming(bench, there)
    if status is None:
        there.change_state = away(ArchiveError("It sends radlane elsewhere"))  # type: ignore[method-assign]
        with pytest.raises(ArchiveError):
            made.take(UID)
    else:
        assert made.take(UID) is None
    assert lost(made)
    assert UID in made.book.passed_over
    assert made.back(UID) is None
    there.of_update, there.states[UID] = 200, "IN PROGRESS"
    held = made.back(UID)
    assert held is not None
    assert (held.state, held.transaction_uid) == (ClaimState.HELD, RIGHT)


@pytest.mark.parametrize(("opens", "state"), [(200, ClaimState.HELD), (409, None), (403, None)])
@pytest.mark.parametrize("answer", [None, 409], ids=["a redirect", "refused"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_refused_claim_of_what_is_in_progress_by_then_is_ours_if_our_uid_opens_it(
    bench: Bench, is_first: bool, answer: int | None, opens: int, state: ClaimState | None
) -> None:
    """What is between may have sent it twice, or hear an earlier one late."""
    there = Plain(of_update=opens)
    made = claiming(bench, there) if is_first else asked_before(bench, there)

    def hear(uid: str, *_: str) -> int:
        there.states[uid] = "IN PROGRESS"
        if answer is None:
            raise ArchiveError("It sends radlane elsewhere")
        return answer

    there.change_state = hear  # type: ignore[method-assign]
    if opens == 403:
        there.update = away(ArchiveDenied("It is denied"))  # type: ignore[method-assign]
    if answer is None and state is None:
        with pytest.raises(ArchiveError):
            made.take(UID) if is_first else made.again(ASKED)
    else:
        assert (made.take(UID) if is_first else made.again(ASKED)) == (state and now(made))
    kept = state if is_first else state or ClaimState.ASKED
    assert (now(made) and now(made).state) == kept  # type: ignore[union-attr]


def test_a_first_claim_that_may_have_been_heard_stays(bench: Bench) -> None:
    there = Plain()
    made = claiming(bench, there)
    there.change_state = away(ArchiveUnavailable("It does not answer"))  # type: ignore[method-assign]
    with pytest.raises(ArchiveUnavailable):
        made.take(UID)
    after = now(made)
    assert after is not None
    assert (after.state, after.transaction_uid, after.failures) == (ClaimState.ASKED, RIGHT, 0)


@pytest.mark.parametrize("opens", [200, 409])
def test_what_is_in_progress_when_it_is_looked_at_again_is_ours_if_our_uid_opens_it(bench: Bench, opens: int) -> None:
    there = Plain(of_update=opens, state="IN PROGRESS")
    made = asked_before(bench, there)
    held = made.again(ASKED)
    assert (held is not None, len(there.told)) == (opens == 200, 1), "the call is not made again"
    after = now(made)
    assert after is not None
    assert (after.state, after.failures) == ((ClaimState.HELD, 0) if opens == 200 else (ClaimState.ASKED, 1))


def test_what_is_scheduled_when_it_is_looked_at_again_is_asked_for_with_the_same_uid(bench: Bench) -> None:
    there = Plain(of_update=200)
    held = asked_before(bench, there).again(ASKED)
    assert held is not None
    assert (held.state, there.told) == (ClaimState.HELD, [f"IN PROGRESS {UID} {RIGHT}"])


def test_a_change_of_what_is_scheduled_proves_nothing(bench: Bench) -> None:
    there = Plain(of_state=409, of_update=200)
    assert asked_before(bench, there).again(ASKED) is None
    assert there.told == [f"IN PROGRESS {UID} {RIGHT}"]


@pytest.mark.parametrize(
    "change",
    [{"00404018": el("SQ", code("other"))}, {"00404005": el("DT", "20991231")}, {"00404041": el("CS", "INCOMPLETE")}],
    ids=["of another code", "for later", "not ready"],
)
def test_what_was_corrected_before_anybody_heard_is_left_with_its_uid(bench: Bench, change: dict[str, Any]) -> None:
    there = Plain()
    made = asked_before(bench, there)
    there.item = {**there.item, **change}
    assert (made.again(ASKED), there.told) == (None, [])
    assert lost(made)


def test_what_nobody_hears_is_left_after_a_while(bench: Bench) -> None:
    there = Plain()
    made = asked_before(bench, there)
    there.change_state = away(ArchiveUnavailable("It does not answer"))  # type: ignore[method-assign]
    for _ in range(MOST_UNHEARD):
        asked = now(made)
        assert asked is not None
        with pytest.raises(ArchiveUnavailable):
            made.again(asked)
    asked = now(made)
    assert asked is not None
    assert made.again(asked) is None
    assert lost(made)
    assert UID in made.book.passed_over


@pytest.mark.parametrize("state", ["COMPLETED", "CANCELED"])
def test_what_ended_before_it_was_ours_is_lost(bench: Bench, state: str) -> None:
    there = Plain(state=state)
    made = asked_before(bench, there)
    assert made.again(ASKED) is None
    after = now(made)
    assert after is not None
    assert (after.state, there.told) == (ClaimState.LOST, [])


@pytest.mark.parametrize("part", ["retrieve", "update"])
@pytest.mark.parametrize("absence", list(Absence))
def test_what_is_not_there_when_it_is_looked_at_again_is_missed(bench: Bench, absence: Absence, part: str) -> None:
    there = Plain(state="IN PROGRESS")
    if part == "retrieve":
        there.absence = absence
    else:
        there.of_update = absence
    made = asked_before(bench, there)
    assert made.again(ASKED) is None
    after = now(made)
    assert after is not None
    assert (after.state, after.failures) == ((ClaimState.LOST, 0) if absence is Absence.GONE else (ClaimState.ASKED, 1))


@pytest.mark.parametrize("state", ["SCHEDULED", "CANCELED"])
def test_nothing_is_given_up_where_the_search_is_not_answered(bench: Bench, state: str) -> None:
    made = asked_before(bench, Plain(state=state, of_state=409))
    made = replace(made, book=replace(made.book, is_answered=False))
    with pytest.raises(ArchiveUnavailable):
        made.again(replace(ASKED, failures=MOST_UNHEARD))
    after = now(made)
    assert after is not None
    assert after.state is ClaimState.ASKED


@pytest.mark.parametrize("error", [None, ArchiveDenied("It is denied"), ArchiveError("It sends radlane elsewhere")])
def test_a_later_call_that_is_refused_leaves_the_claim_as_an_earlier_one_may_be_heard(
    bench: Bench, error: ArchiveError | None
) -> None:
    there = Plain(of_state=409)
    made = asked_before(bench, there)
    if error is None:
        assert made.again(ASKED) is None
    else:
        there.change_state = away(error)  # type: ignore[method-assign]
        with pytest.raises(type(error)):
            made.again(ASKED)
    after = now(made)
    assert after is not None
    assert (after.state, after.transaction_uid, after.failures) == (ClaimState.ASKED, RIGHT, 1)


@pytest.mark.parametrize("answer", [None, 409], ids=["TLS failed", "refused"])
def test_no_answer_to_the_look_after_a_claim_is_no_refusal_of_the_claim(bench: Bench, answer: int | None) -> None:
    there = Plain()
    made = claiming(bench, there)

    def hear(uid: str, *_: str) -> int:
        there.fails = {uid: ArchiveError("The worklist cannot be used", why="TLS failed")}
        there.states[uid] = "IN PROGRESS"
        if answer is None:
            raise there.fails[uid]
        return answer

    there.change_state = hear  # type: ignore[method-assign]
    with pytest.raises(ArchiveError):
        made.take(UID)
    asked = now(made)
    assert asked is not None
    assert asked.state is ClaimState.ASKED
    there.fails = {}
    held = claiming(bench, there).again(asked)
    assert held is not None
    assert held.state is ClaimState.HELD


def test_what_was_lost_is_refused_with_its_uid_kept(bench: Bench) -> None:
    there = Plain(of_state=404)
    made = asked_before(bench, there)
    made.book.lose(ASKED, "nobody heard it")
    assert claiming(bench, there).take(UID) is None
    assert lost(made)


@pytest.mark.parametrize(
    ("there", "state"),
    [
        (Plain(state="IN PROGRESS"), ClaimState.HELD),
        (Plain(state="IN PROGRESS", of_update=409), ClaimState.LOST),
        (Plain(absence=Absence.UNKNOWN), ClaimState.LOST),
        (Plain(), ClaimState.LOST),
        (Plain(state="COMPLETED"), ClaimState.COMPLETED),
        (Plain(state="CANCELED"), ClaimState.CANCELED),
    ],
    ids=["ours", "somebody else's", "not there", "scheduled", "completed", "canceled"],
)
def test_what_is_lost_is_held_again_only_if_its_uid_opens_it(bench: Bench, there: Plain, state: ClaimState) -> None:
    made = asked_before(bench, there)
    made.book.lose(ASKED, "nobody heard it")
    assert (made.back(UID) is not None) == (state is ClaimState.HELD)
    after = now(made)
    assert after is not None
    assert (after.state, after.transaction_uid) == (state, RIGHT)
