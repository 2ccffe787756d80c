"""Performing for a worklist elsewhere, without a network; over HTTP: tests/faults/test_worklist.py."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy.exc import DataError, OperationalError

from radlane.dicomweb.worklist import Absence, Page
from radlane.domain.claim import Claim, ClaimState
from radlane.domain.job import JobState
from radlane.errors import ArchiveError, ArchiveUnavailable, AuditUnavailable, QueueFull, RecordsUnavailable
from radlane.jobs.claims import Turn
from radlane.jobs.store import Query
from radlane.triggers.worklist.claim_book import MOST_FAILURES, MOST_UNHEARD
from radlane.triggers.worklist.passed_over import LOOKS, PassedOver
from radlane.triggers.worklist.performer import MOST_BACK, MOST_TRIED, Performer
from support.ups_table import el
from support.worklists import Bench, Plain, no_other, ours

UID = "1.2.826.5"
MANY = tuple(f"1.2.826.{number}" for number in range(10, 15))


def uids() -> Callable[[], str]:
    return (f"1.2.826.99.{number}" for number in itertools.count(1)).__next__


def state_of(performer: Performer, uid: str = UID) -> ClaimState | None:
    claim = performer.claims.get("ris", uid)
    return claim.state if claim else None


def test_nothing_is_done_while_another_process_is_at_it(bench: Bench) -> None:
    there = Plain()
    performer = bench.performer(there)

    @contextmanager
    def taken(_: str) -> Iterator[None]:
        yield None

    performer.claims.alone = taken  # type: ignore[method-assign]
    performer.round()
    assert there.told == []


def test_a_turn_that_is_lost_ends_the_round_before_the_next_workitem(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round took too long: the database gave the turn to another process."""
    there = Plain(uids=MANY)
    performer = bench.performer(there, uids())
    lose(performer, "1.2.826.9")
    said = iter([None, None])  # for what is lost, and for the first that was found

    def keep(_: Turn) -> None:
        if next(said, "no more") is not None:
            raise OperationalError("SELECT 1", None, Exception())

    monkeypatch.setattr(Turn, "keep", keep)
    with pytest.raises(OperationalError):
        performer.round()
    assert there.retrieved == ["1.2.826.9", *MANY[:1] * len(there.retrieved[1:])]
    assert [claim.uid for claim in performer.claims.open("ris")] == list(MANY[:1])
    there.retrieved.clear()
    with pytest.raises(OperationalError):
        performer.round()
    assert there.retrieved == [], "no claim goes on"


def test_the_next_page_begins_behind_the_nulls_of_the_one_before(bench: Bench) -> None:
    asked = []

    class Holes(Plain):
        def search(self, keys: Mapping[str, str], limit: int, offset: int = 0) -> Page:
            asked.append(offset)
            return replace(super().search(keys, limit, offset), has_more=offset == 0, places=7)

    performer = bench.performer(Holes(item=ours(t00404005=el("DT", "20991231"))), uids())
    performer.round()
    assert asked == [0, 7]


def test_a_call_that_nobody_hears_and_that_is_refused_counts_once_in_a_round(bench: Bench) -> None:
    there = Plain()
    performer = bench.performer(there, uids())

    answers = itertools.chain([ArchiveUnavailable("It does not answer")], itertools.repeat(ArchiveError("Elsewhere")))

    def refuse(*_: str) -> int:
        raise next(answers)

    there.change_state = refuse  # type: ignore[method-assign]
    performer.round()
    for failures in range(MOST_UNHEARD):
        claim = performer.claims.get("ris", UID)
        assert claim is not None
        assert (claim.state, claim.failures) == (ClaimState.ASKED, failures)
        performer.round()


def test_no_more_is_claimed_than_may_be_held(bench: Bench) -> None:
    there = Plain()
    performer = bench.performer(there)
    replace(performer, terms=replace(performer.terms, at_once=0)).round()
    assert there.told == []


def test_reports_are_as_far_apart_as_the_settings_say(bench: Bench) -> None:
    there = Plain()
    performer = bench.performer(there)
    performer.round()
    performer.round()
    (job,) = bench.on.store.find(Query())[0]
    bench.on.store.note(job.id, "step", "resolve", {})
    performer.round()
    assert len(there.told) == 2
    bench.on.clock.forward(11)  # type: ignore[attr-defined]
    performer.round()
    assert len(there.told) == 3


def test_a_first_claim_with_an_answer_that_is_none_of_the_standard_is_passed_over_for_a_while(bench: Bench) -> None:
    there = Plain(status=405)
    performer = bench.performer(there)
    for _ in range(LOOKS):
        performer.round()
    assert (state_of(performer), len(there.told)) == (ClaimState.LOST, 1)
    there.status = 200
    performer.round()
    assert state_of(performer) is ClaimState.HELD


@pytest.mark.parametrize(
    "state", [ClaimState.ASKED, ClaimState.HELD, ClaimState.COMPLETED, ClaimState.CANCELED, ClaimState.LOST]
)
def test_what_has_a_claim_is_not_claimed_again(bench: Bench, state: ClaimState) -> None:
    """A search may list what the worklist gave out long ago."""
    there = Plain()
    performer = bench.performer(there, uids())
    performer.round()
    claim = performer.claims.get("ris", UID)
    assert claim is not None
    performer.claims.keep(replace(claim, state=state))
    there.states.clear()
    there.told.clear()
    there.retrieved.clear()
    book = performer._book(no_other, is_answered=True)
    performer._look(performer._search(0), book)
    assert (there.told, there.retrieved) == ([], [])


def test_a_look_ends_after_three_workitems_without_an_answer(bench: Bench) -> None:
    there = Plain(uids=MANY, fails=dict.fromkeys(MANY, ArchiveUnavailable("It does not answer")))
    performer = bench.performer(there, uids())
    performer.round()
    assert there.retrieved == list(MANY[:3])
    performer.round()
    assert there.retrieved == list(MANY), "the next look begins with the others"


def test_many_that_are_not_answered_for_hide_the_one_behind_them_for_no_longer_than_they_take(bench: Bench) -> None:
    bad = tuple(f"1.2.826.{number}" for number in range(1000, 1200))
    there = Plain(uids=(*bad, UID), fails=dict.fromkeys(bad, ArchiveUnavailable("It does not answer")))
    performer = bench.performer(there, uids())
    for _ in range(400):
        performer.round()
        if there.states:
            break
    assert (state_of(performer), len(performer.passed_over)) == (ClaimState.HELD, 200)


def test_what_is_for_later_is_not_retrieved_in_each_look_where_the_search_says_so(bench: Bench) -> None:
    there = Plain(uids=MANY, item=ours(t00404005=el("DT", "20991231")))
    performer = bench.performer(there, uids())
    performer.round()
    assert there.retrieved == []
    there.item = ours(t00404005=el("DT", "20260301000000"))
    performer.round()
    assert [claim.uid for claim in performer.claims.open("ris")] == list(MANY[:2])


def test_what_was_lost_and_is_scheduled_again_is_claimed_again_after_a_while(bench: Bench) -> None:
    there = Plain()
    performer = bench.performer(there, uids())
    performer.round()
    there.states[UID] = "SCHEDULED"
    for _ in range(MOST_FAILURES):
        performer.round()
    assert state_of(performer) is ClaimState.LOST
    there.told.clear()
    for _ in range(LOOKS - 2):
        performer.round()
    assert (state_of(performer), there.told) == (ClaimState.LOST, [])
    performer.round()
    assert (state_of(performer), there.told) == (ClaimState.HELD, [f"IN PROGRESS {UID} 1.2.826.99.1"])


def lose(performer: Performer, *lost: str) -> None:
    book = performer._book(no_other, is_answered=True)
    for uid in lost:
        claim = Claim(
            worklist="ris",
            uid=uid,
            state=ClaimState.ASKED,
            transaction_uid="2.25.7",
            attributes=ours(),
            updated_at=performer.now(),
        )
        assert book.begin(claim)
        book.lose(claim, "nobody heard it")


def test_what_is_lost_is_looked_at_less_and_less_often_and_for_a_day(bench: Bench) -> None:
    there = Plain(state="IN PROGRESS", of_update=409)
    performer = bench.performer(there, uids())
    lose(performer, UID)
    seen = []
    for number in range(1, 70):
        performer.round()
        seen += [number] * len(there.retrieved)
        there.retrieved.clear()
    assert seen == [1, 1 + LOOKS, 1 + 3 * LOOKS]
    bench.on.clock.forward(24 * 3600 + 1)  # type: ignore[attr-defined]
    replace(performer, looked_back=PassedOver()).round()
    assert there.retrieved == []


def test_what_is_lost_since_its_end_is_refused_keeps_no_other_one_from_being_claimed_once_more(bench: Bench) -> None:
    """It is looked at again and again, is opened by its Transaction UID, and its end is refused each time."""

    class NoEnd(Plain):
        def change_state(self, uid: str, state: str, transaction_uid: str) -> int:
            ends = state != "IN PROGRESS" and uid == UID
            return 409 if ends else super().change_state(uid, state, transaction_uid)

    there = NoEnd()
    performer = bench.performer(there, uids())
    performer.round()
    (job,) = bench.on.store.find(Query())[0]
    bench.on.store.move(job.id, JobState.FAILED, outcome={"error": {"code": "x", "detail": "y"}})
    for _ in range(MOST_FAILURES):
        performer.round()
    assert (state_of(performer), performer.passed_over.rests) == (ClaimState.LOST, True)
    performer.passed_over.__init__()  # type: ignore[misc]
    for number in range(MOST_FAILURES):
        there.uids = (*there.uids, f"1.2.826.{number + 100}")
        performer.round()
        assert state_of(performer, there.uids[-1]) is not None, "there is room for others"
        for other in there.uids[1:]:
            there.states[other] = "CANCELED"
    assert (state_of(performer), performer.passed_over.rests) == (ClaimState.LOST, False)


def test_only_some_of_what_is_lost_is_looked_at_in_one_round(bench: Bench) -> None:
    lost = tuple(f"1.2.826.{number}" for number in range(100, 112))
    there = Plain(state="IN PROGRESS", of_update=409)
    performer = bench.performer(there, uids())
    lose(performer, *lost)
    performer.round()
    assert there.retrieved == list(lost[:MOST_BACK])
    performer.round()
    assert there.retrieved == list(lost)


def test_a_worklist_that_does_not_answer_for_what_is_lost_is_asked_once_in_a_round(bench: Bench) -> None:
    there = Plain(state="IN PROGRESS", fails=dict.fromkeys(MANY, ArchiveUnavailable("It does not answer")))
    performer = bench.performer(there, uids())
    lose(performer, *MANY)
    performer.round()
    assert there.retrieved == [MANY[0]]


def test_a_round_ends_after_three_claims_without_an_answer(bench: Bench) -> None:
    there = Plain(uids=MANY)
    performer = bench.performer(there, uids())
    performer = replace(performer, terms=replace(performer.terms, at_once=5))
    book = performer._book(no_other, is_answered=True)
    performer._look(performer._search(0), book)
    there.retrieved.clear()
    there.fails = dict.fromkeys(MANY, ArchiveUnavailable("It does not answer"))
    performer._go_on(book)
    assert len(there.retrieved) == 3


@pytest.mark.parametrize(
    "error", [ValueError("of nobody knows what"), DataError("", None, Exception())], ids=["no error of ours", "a row's"]
)
def test_what_nobody_thought_of_stops_the_one_workitem_alone(bench: Bench, error: Exception) -> None:
    there = Plain(uids=MANY[:3])
    performer = bench.performer(there, uids())
    performer.round()
    there.fails = {MANY[0]: error}
    there.retrieved.clear()
    for _ in range(12):
        performer.round()
    claims = performer.claims.open("ris")
    assert [claim.uid for claim in claims] == [MANY[1], MANY[0]], "it has had its turn"
    assert [claim.failures for claim in claims] == [0, 0]
    assert there.retrieved.count(MANY[0]) == 12


def test_what_nobody_thought_of_hides_no_other_from_the_search(bench: Bench) -> None:
    there = Plain(uids=MANY[:2], fails={MANY[0]: ValueError("of nobody knows what")})
    performer = bench.performer(there, uids())
    performer.round()
    performer.round()
    assert (state_of(performer, MANY[1]), there.retrieved.count(MANY[0])) == (ClaimState.HELD, 1)


@pytest.mark.parametrize(
    "error", [OperationalError("", None, Exception()), RecordsUnavailable("It is away")], ids=["the driver's", "ours"]
)
def test_a_database_that_is_away_ends_the_round(bench: Bench, error: Exception) -> None:
    there = Plain(uids=MANY[:2], fails=dict.fromkeys(MANY, error))
    performer = bench.performer(there, uids())
    with pytest.raises(type(error)):
        performer.round()
    assert there.retrieved == [MANY[0]]


@pytest.mark.parametrize("error", [AuditUnavailable("It is away"), QueueFull("There are too many jobs")])
def test_what_is_not_for_a_workitem_to_mend_ends_the_look_and_passes_nothing_over(
    bench: Bench, error: Exception
) -> None:
    there = Plain(uids=MANY[:2], fails=dict.fromkeys(MANY, error))
    performer = bench.performer(there, uids())
    performer.round()
    assert there.retrieved == [MANY[0]]
    there.fails = {}
    performer.round()
    assert [claim.uid for claim in performer.claims.open("ris")] == list(MANY[:2])


@pytest.mark.parametrize("answered", [True, False])
def test_answers_that_are_none_of_a_worklists_are_counted_where_it_answers_searches(
    bench: Bench, answered: bool
) -> None:
    there = Plain()
    performer = bench.performer(there)
    performer.round()
    there.fails = {UID: ArchiveError("This is no JSON")}
    for _ in range(10):
        performer._go_on(performer._book(no_other, is_answered=answered))
    assert state_of(performer) is (ClaimState.LOST if answered else ClaimState.HELD)


def test_a_look_tries_only_so_many_where_a_worklist_knows_no_limit_and_has_none_of_what_it_lists(bench: Bench) -> None:
    listed = tuple(f"1.2.3.{number}" for number in range(MOST_TRIED + 10))

    class Boundless(Plain):
        def search(self, *_: object) -> Page:
            return Page(items=tuple(self._item(uid) for uid in self.uids), has_more=True, places=len(self.uids))

    there = Boundless(uids=listed, absence=Absence.UNKNOWN)
    performer = bench.performer(there, uids())
    performer.round()
    assert there.retrieved == list(listed[:MOST_TRIED])
    performer.round()
    assert there.retrieved == list(listed), "what the worklist has not is passed over"


def test_a_further_page_that_has_nothing_new_is_not_tried(bench: Bench) -> None:
    """What is not due by its whole data set is not passed over, and would be retrieved again."""

    class Repeating(Plain):
        def search(self, *_: object) -> Page:
            return Page(items=(ours(t00080018=el("UI", UID)),), has_more=True, places=1)

    there = Repeating(item=ours(t00404005=el("DT", "20991231")))
    bench.performer(there, uids()).round()
    assert there.retrieved == [UID]
