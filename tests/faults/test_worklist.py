"""Performing for a worklist that answers by the standard's tables, loses answers, or lets others in; and kill -9."""

from __future__ import annotations

import itertools
import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from radlane.dicomweb.credentials import anonymous
from radlane.dicomweb.session import Service
from radlane.dicomweb.worklist import WorklistService
from radlane.domain.claim import OPEN_CLAIMS, Claim, ClaimState
from radlane.domain.job import FINAL, JobState
from radlane.domain.withdrawal import WithdrawalReason
from radlane.errors import ArchiveError, ArchiveUnavailable, AuditUnavailable
from radlane.jobs.store import Query
from radlane.pipeline.models import Models
from radlane.security.audit_record import Entry, Outcome
from radlane.triggers.worklist.performer import Performer
from support.durable import Engine
from support.jobs import MODEL, Clock, World, drawing_models, world
from support.radiographs import STUDY
from support.scripted import Asked, Reply, Script, serving
from support.server import Server
from support.server import serving as served
from support.ups_table import OTHER, RIGHT, code, el, reference
from support.worklists import Bench, Elsewhere, no_other, ours, together

WHOLE = os.environ.get("RADLANE_FAULTS") == "all"  # make test-faults
_PATIENCE_S = 90.0


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return drawing_models(tmp_path_factory.mktemp("models"))


@pytest.fixture
def bench(tmp_path: Path, models: Models) -> Iterator[Bench]:
    clock = Clock()
    on: World = world(tmp_path, models, clock)
    yield Bench(on=on, engine=Engine(clock))
    on.engine.dispose()


@pytest.fixture
def there() -> Elsewhere:
    return Elsewhere()


@pytest.fixture
def performer(bench: Bench, there: Elsewhere) -> Iterator[Performer]:
    with there.serving() as service:
        yield bench.performer(service)


def state_of(performer: Performer) -> ClaimState | None:
    claim = performer.claims.get("ris", "1.2.826.5")
    return claim.state if claim else None


def jobs(bench: Bench) -> list[JobState]:
    return [job.state for job in bench.on.store.find(Query())[0]]


def work(bench: Bench, performer: Performer) -> None:
    """Do what there is to do, and tell the worklist."""
    performer.round()
    bench.engine.drain(bench.on.runner)
    performer.round()


def is_put(asked: Asked, state: str) -> bool:
    return asked.method == "PUT" and state in asked.body.decode()


def test_a_workitem_is_found_claimed_told_and_completed(bench: Bench, there: Elsewhere, performer: Performer) -> None:
    performer.round()
    assert there.state == "IN PROGRESS"
    performer.round()
    assert there.item["00741002"]["Value"][0]["00741004"]["Value"] == ["0"]
    bench.engine.drain(bench.on.runner)
    performer.round()
    assert (there.state, state_of(performer), jobs(bench)) == ("COMPLETED", ClaimState.COMPLETED, [JobState.SUCCEEDED])
    outputs = there.item["00741216"]["Value"][0]["00404033"]["Value"]
    assert {item["0020000D"]["Value"][0] for item in outputs} == {STUDY}
    search = there.asked[0]
    assert {key: value for key, (value,) in search.query.items()} == {
        "WorklistLabel": "AI",
        "00741000": "SCHEDULED",
        "00404041": "READY",
        "limit": "100",
    }
    assert {one.query.get("transaction-uid", [RIGHT])[0] for one in there.asked} == {RIGHT}
    performer.round()
    assert there.told == ["PUT state", "POST 1.2.826.5", "POST 1.2.826.5", "PUT state"], "nothing is said twice"


def test_who_lost_the_race_leaves_it(bench: Bench, there: Elsewhere, performer: Performer) -> None:
    def first(asked: Asked) -> None:
        if is_put(asked, "IN PROGRESS"):
            there.state, there.lock = "IN PROGRESS", OTHER

    there.before = first
    work(bench, performer)
    assert (there.told[:2], state_of(performer), jobs(bench)) == (["PUT state", "POST 1.2.826.5"], None, [])
    assert there.lock == OTHER


@pytest.mark.parametrize("heard", [False, True], ids=["it never came", "its answer was lost"])
def test_a_claim_that_nobody_heard_of_is_asked_again_with_the_same_uid(
    bench: Bench, there: Elsewhere, performer: Performer, heard: bool
) -> None:
    lost = [Reply(status=503)]

    def lose(asked: Asked) -> Reply | None:
        return lost.pop() if lost and is_put(asked, "IN PROGRESS") else None

    if heard:
        there.after = lose
    else:
        there.before = lose
    performer.round()
    assert state_of(performer) is ClaimState.ASKED
    performer = replace(performer, new_uid=lambda: OTHER)  # another process, which would draw another UID
    work(bench, performer)
    assert (there.state, there.lock, jobs(bench)) == ("COMPLETED", RIGHT, [JobState.SUCCEEDED])


def test_a_claim_whose_connection_broke_is_not_sent_again_by_itself_and_is_one_claim(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    lost = [Reply(drops=True)]
    there.after = lambda asked: lost.pop() if lost and is_put(asked, "IN PROGRESS") else None
    performer.round()
    assert (there.told, state_of(performer)) == (["PUT state"], ClaimState.ASKED)
    performer.round()
    assert (there.told, state_of(performer)) == (["PUT state", "POST 1.2.826.5"], ClaimState.HELD)
    assert jobs(bench) == [JobState.QUEUED]


@pytest.mark.parametrize(
    ("method", "status"), [("POST", 403), ("POST", 400), ("GET", 404), ("GET", 503)], ids=lambda value: str(value)
)
def test_a_claim_that_was_heard_before_its_connection_broke_survives_what_is_said_next(
    bench: Bench, there: Elsewhere, performer: Performer, method: str, status: int
) -> None:
    lost, next_one = [Reply(drops=True)], [Reply(status=status)]
    there.after = lambda asked: lost.pop() if lost and is_put(asked, "IN PROGRESS") else None
    there.before = lambda asked: (
        next_one.pop() if not lost and next_one and asked.method == method and there.is_about(asked) else None
    )
    for _ in range(3):
        performer.round()
    assert next_one == []
    work(bench, performer)
    assert (there.state, there.lock, jobs(bench)) == ("COMPLETED", RIGHT, [JobState.SUCCEEDED])


def test_a_claim_whose_workitem_somebody_else_has_meanwhile_is_lost_after_a_while(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    lost = [Reply(status=503)]
    there.before = lambda asked: lost.pop() if lost and is_put(asked, "IN PROGRESS") else None
    performer.round()
    there.state, there.lock = "IN PROGRESS", OTHER
    for _ in range(9):
        performer.round()
    assert state_of(performer) is ClaimState.ASKED
    performer.round()
    assert (state_of(performer), jobs(bench), there.lock) == (ClaimState.LOST, [], OTHER)


def test_a_claim_that_was_heard_is_not_given_up_for_a_refusal(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    lost, refused = [Reply(status=503)], [Reply(status=400)]
    there.after = lambda asked: lost.pop() if lost and is_put(asked, "IN PROGRESS") else None
    there.before = lambda asked: refused.pop() if refused and asked.method == "POST" else None
    performer.round()
    performer.round()
    assert (refused, state_of(performer)) == ([], ClaimState.ASKED)
    work(bench, performer)
    assert (there.state, there.lock, jobs(bench)) == ("COMPLETED", RIGHT, [JobState.SUCCEEDED])


def test_an_end_whose_answer_was_lost_is_an_end(bench: Bench, there: Elsewhere, performer: Performer) -> None:
    lost = [Reply(status=503)]
    there.after = lambda asked: lost.pop() if lost and is_put(asked, "COMPLETED") else None
    performer.round()
    bench.engine.drain(bench.on.runner)
    performer.round()
    assert (there.state, state_of(performer)) == ("COMPLETED", ClaimState.HELD)
    performer.round()
    assert (state_of(performer), jobs(bench)) == (ClaimState.COMPLETED, [JobState.SUCCEEDED])


def test_a_request_to_cancel_that_is_found_stops_the_job(bench: Bench, there: Elsewhere, performer: Performer) -> None:
    performer.round()
    asked = {"00741238": el("LT", "Twice"), "0074100E": el("SQ", code("110510", "DCM"))}
    there.item["00741002"] = el("SQ", asked)
    performer.round()
    bench.engine.drain(bench.on.runner)
    performer.round()
    assert (there.state, jobs(bench)) == ("CANCELED", [JobState.CANCELLED])
    assert there.item["00741002"]["Value"][0]["0074100E"] == asked["0074100E"]
    assert bench.on.stored("a") == []


def test_a_request_to_cancel_that_comes_with_a_report_is_heard_at_once(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    performer.round()
    asked = {"00741238": el("LT", "Wrong patient")}

    def ask(one: Asked) -> None:
        if one.method == "POST":
            there.item["00741002"] = el("SQ", {**there.item["00741002"]["Value"][0], **asked})

    there.after = ask
    performer.round()
    assert jobs(bench) == [JobState.CANCELLED]
    there.after = lambda _: None
    performer.round()
    assert there.state == "CANCELED"
    assert there.item["00741002"]["Value"][0]["00741238"] == asked["00741238"]


def test_a_request_to_cancel_that_comes_too_late_stays_in_the_workitem(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    performer.round()
    bench.engine.drain(bench.on.runner)
    there.item["00741002"] = el("SQ", {"00741238": el("LT", "Too late")})
    performer.round()
    assert there.state == "COMPLETED"
    assert there.item["00741002"]["Value"][0]["00741238"] == el("LT", "Too late")


def test_a_workitem_that_ended_elsewhere_ends_its_job(bench: Bench, there: Elsewhere, performer: Performer) -> None:
    performer.round()
    there.state = "CANCELED"
    performer.round()
    bench.engine.drain(bench.on.runner)
    assert (state_of(performer), jobs(bench)) == (ClaimState.LOST, [JobState.CANCELLED])


def test_a_workitem_that_is_gone_ends_its_job(bench: Bench, there: Elsewhere, performer: Performer) -> None:
    performer.round()
    there.before = lambda asked: Reply(status=410) if "1.2.826.5" in asked.path else None
    performer.round()
    assert (state_of(performer), jobs(bench)) == (ClaimState.LOST, [JobState.CANCELLED])


def test_a_worklist_that_takes_no_end_is_given_up_after_a_while(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    performer.round()
    bench.engine.drain(bench.on.runner)
    there.before = lambda asked: Reply(status=409) if asked.method == "POST" else None
    for _ in range(9):
        performer.round()
    assert state_of(performer) is ClaimState.HELD
    performer.round()
    assert (state_of(performer), jobs(bench)) == (ClaimState.LOST, [JobState.SUCCEEDED])


@pytest.mark.parametrize(
    "item",
    [
        ours(t00404018=el("SQ", code("other"))),
        ours(t00404021=el("SQ")),
        ours(t00404005=el("DT", "20991231")),
        ours(t00404041=el("CS", "INCOMPLETE")),
    ],
    ids=["of another code", "without input", "for later", "not ready"],
)
def test_what_is_not_to_be_done_is_not_claimed(
    bench: Bench, there: Elsewhere, performer: Performer, item: dict[str, Any]
) -> None:
    there.item = item
    work(bench, performer)
    assert (there.told, jobs(bench)) == ([], [])


@pytest.mark.parametrize("body", [b"[", b"{}", b"[[]]"], ids=["cut", "object", "list"])
def test_what_is_no_answer_claims_nothing(bench: Bench, there: Elsewhere, performer: Performer, body: bytes) -> None:
    there.before = lambda _: Reply(body=body)
    with pytest.raises(ArchiveError):
        performer.round()
    assert (there.told, jobs(bench)) == ([], [])


def test_what_has_no_uid_is_passed_over(bench: Bench, there: Elsewhere, performer: Performer) -> None:
    there.before = lambda _: Reply(body=json.dumps([{**ours(), "00080018": el("UI", "../x")}]).encode())
    performer.round()
    assert (there.told, jobs(bench)) == ([], [])


@pytest.fixture
def bad() -> Elsewhere:
    """A workitem that comes before that of `there`."""
    return Elsewhere(uid="1.2.826.4")


@pytest.fixture
def both(bench: Bench, bad: Elsewhere, there: Elsewhere) -> Iterator[Performer]:
    with together(bad, there) as service:
        yield bench.performer(service, uids())


def fail(item: Elsewhere, status: int, *methods: str) -> None:
    """Answer each question about a workitem with a status."""

    def answer(asked: Asked) -> Reply | None:
        is_hit = item.is_about(asked) and (not methods or asked.method in methods)
        return Reply(status=status) if is_hit else None

    item.before = answer


def uids() -> Callable[[], str]:
    """A new one each time: of another claim."""
    return (f"1.2.826.99.{number}" for number in itertools.count(1)).__next__


@pytest.mark.parametrize("status", [503, 403])
def test_a_workitem_that_is_not_answered_for_holds_up_no_other(
    bench: Bench, bad: Elsewhere, there: Elsewhere, status: int
) -> None:
    third = Elsewhere(uid="1.2.826.6", state="COMPLETED")
    with together(bad, there, third) as service:
        performer = bench.performer(service, uids())
        performer = replace(performer, terms=replace(performer.terms, at_once=3))
        performer.round()
        fail(bad, status)
        there.item["00741002"] = el("SQ", {"00741238": el("LT", "Wrong patient")})
        third.state = "SCHEDULED"
        performer.round()
        assert sorted(jobs(bench)) == [JobState.CANCELLED, JobState.QUEUED, JobState.QUEUED]
        assert third.state == "IN PROGRESS"
        performer.round()
        assert (there.state, state_of(performer)) == ("CANCELED", ClaimState.CANCELED)


@pytest.mark.parametrize("status", [500, 403])
def test_a_workitem_that_is_listed_and_not_given_out_holds_up_no_other(
    bad: Elsewhere, there: Elsewhere, both: Performer, status: int
) -> None:
    fail(bad, status)
    both.round()
    assert (bad.told, there.state) == ([], "IN PROGRESS")


@pytest.mark.parametrize(
    ("status", "methods"), [(500, ()), (403, ()), (401, ("POST", "PUT"))], ids=["away", "denied", "read only"]
)
@pytest.mark.parametrize("held", [True, False], ids=["held", "asked for"])
def test_a_workitem_that_is_denied_or_not_answered_for_is_never_given_up(
    bench: Bench, bad: Elsewhere, there: Elsewhere, both: Performer, status: int, methods: tuple[str, ...], held: bool
) -> None:
    if held:
        both.round()
    fail(bad, status, *methods)
    for _ in range(12):
        both.round()
    assert bad.state == ("IN PROGRESS" if held else "SCHEDULED")
    bad.before = lambda _: None
    for _ in range(10):
        both.round()
    work(bench, both)
    assert (bad.state, there.state, jobs(bench)) == ("COMPLETED", "COMPLETED", [JobState.SUCCEEDED] * 2)


@pytest.mark.parametrize("end", ["COMPLETED", "CANCELED", None], ids=["completed", "canceled", "gone"])
@pytest.mark.parametrize("held", [True, False], ids=["held", "asked for"])
def test_a_workitem_that_is_denied_and_ends_elsewhere_is_lost(
    bench: Bench, bad: Elsewhere, both: Performer, end: str | None, held: bool
) -> None:
    if held:
        both.round()
        bench.engine.drain(bench.on.runner)
    else:
        fail(bad, 503, "PUT")
        both.round()
        bad.state = "IN PROGRESS"  # of somebody
    fail(bad, 403, "POST", "PUT")
    both.round()
    if end is None:
        bad.before = lambda asked: (
            Reply(status=(410 if asked.method == "GET" else 403)) if bad.is_about(asked) else None
        )
    else:
        bad.state = end
    both.round()
    claim = both.claims.get("ris", bad.uid)
    assert claim is not None
    assert claim.state is (ClaimState.COMPLETED if held and end == "COMPLETED" else ClaimState.LOST)


def test_workitems_that_are_denied_take_no_place_of_others_and_are_tried_again(bench: Bench) -> None:
    items = [Elsewhere(uid=f"1.2.826.{number}") for number in range(10, 16)]
    denied, last = items[:5], items[5]
    with together(*items) as service:
        performer = bench.performer(service, uids())
        for item in denied:
            fail(item, 403, "POST", "PUT")
        performer.round()
        assert last.state == "IN PROGRESS"
        assert [claim.uid for claim in performer.claims.open("ris")] == [last.uid]
        puts = [sum(is_put(asked, "IN PROGRESS") for asked in item.asked) for item in denied]
        for _ in range(19):
            performer.round()
        assert [sum(is_put(asked, "IN PROGRESS") for asked in item.asked) for item in denied] == puts, "passed over"
        performer.round()
        assert [sum(is_put(asked, "IN PROGRESS") for asked in item.asked) for item in denied] != puts
        for item in denied:
            item.before = lambda _: None
        for _ in range(25):
            work(bench, performer)
        assert {item.state for item in items} == {"COMPLETED"}


@pytest.mark.parametrize("methods", [("PUT", "POST"), ("POST",)], ids=["all", "reports"])
def test_a_claim_whose_answer_was_lost_waits_for_rights_with_its_uid(
    bench: Bench, bad: Elsewhere, both: Performer, methods: tuple[str, ...]
) -> None:
    lost = [Reply(status=503)]
    bad.after = lambda asked: lost.pop() if lost and bad.is_about(asked) and is_put(asked, "IN PROGRESS") else None
    both.round()
    fail(bad, 403, *methods)
    for _ in range(12):
        both.round()
    claim = both.claims.get("ris", bad.uid)
    assert claim is not None
    assert claim.state is ClaimState.ASKED
    bad.before = lambda _: None
    for _ in range(2):
        work(bench, both)
    assert bad.state == "COMPLETED"


def test_a_claim_whose_answer_was_lost_and_that_somebody_else_has_ended_is_lost(
    bad: Elsewhere, both: Performer
) -> None:
    fail(bad, 503, "PUT")
    both.round()

    def answer(asked: Asked) -> Reply | None:
        if not bad.is_about(asked) or asked.method == "GET":
            return None
        return Reply(status=409 if asked.method == "PUT" else 403)

    bad.before, bad.state = answer, "IN PROGRESS"
    both.round()
    claim = both.claims.get("ris", bad.uid)
    assert claim is not None
    assert claim.state is ClaimState.ASKED
    bad.state = "COMPLETED"
    both.round()
    claim = both.claims.get("ris", bad.uid)
    assert claim is not None
    assert claim.state is ClaimState.LOST


def test_who_lost_a_race_leaves_it_also_where_only_the_winner_may_write(
    bad: Elsewhere, both: Performer, caplog: pytest.LogCaptureFixture
) -> None:
    def answer(asked: Asked) -> Reply | None:
        if not bad.is_about(asked) or asked.method == "GET":
            return None
        bad.state, bad.lock = "IN PROGRESS", OTHER
        return Reply(status=409 if asked.method == "PUT" else 403)

    bad.before = answer
    both.round()
    assert both.claims.get("ris", bad.uid) is None
    assert caplog.records == [], "that is nobody's failure"


def test_a_worklist_that_may_only_be_read_loses_nothing_and_is_performed_for_as_soon_as_it_may_be_written(
    bench: Bench, bad: Elsewhere, there: Elsewhere, both: Performer
) -> None:
    fail(bad, 403, "POST", "PUT")
    fail(there, 403, "POST", "PUT")
    performer = replace(both, terms=replace(both.terms, at_once=1))
    for _ in range(12):
        performer.round()
    assert (bad.state, there.state, jobs(bench)) == ("SCHEDULED", "SCHEDULED", [])
    bad.before = there.before = lambda _: None
    for _ in range(20):
        performer.round()
    work(bench, performer)
    work(bench, performer)
    assert (bad.state, there.state) == ("COMPLETED", "COMPLETED")


@pytest.mark.parametrize("status", [503, 401])
def test_a_worklist_that_answers_nothing_loses_no_workitem(
    bench: Bench, bad: Elsewhere, there: Elsewhere, both: Performer, status: int
) -> None:
    both.round()
    bad.before = there.before = lambda _: Reply(status=status)
    for _ in range(12):
        with pytest.raises(ArchiveUnavailable):
            both.round()
    bad.before = there.before = lambda _: None
    work(bench, both)
    assert (bad.state, there.state) == ("COMPLETED", "COMPLETED")


@pytest.mark.parametrize("seconds", [1, -3600], ids=["", "though the clock goes back"])
def test_of_many_workitems_that_are_not_answered_for_each_has_its_turn(bench: Bench, seconds: int) -> None:
    items = [Elsewhere(uid=f"1.2.826.{number}") for number in range(10, 15)]
    with together(*items) as service:
        performer = bench.performer(service, uids())
        performer = replace(performer, terms=replace(performer.terms, at_once=5))
        performer.round()
        asked = []
        for _ in range(2):
            for item in items:
                item.asked.clear()
                fail(item, 503)
            bench.on.clock.forward(seconds)  # type: ignore[attr-defined]
            performer.round()
            asked.append([len([one for one in item.asked if item.is_about(one)]) for item in items])
    assert asked == [[1, 1, 1, 0, 0], [1, 0, 0, 1, 1]]


def claim_of(performer: Performer, item: Elsewhere) -> Claim | None:
    return performer.claims.get("ris", item.uid)


def answering_for(item: Elsewhere, reply: Callable[[Asked], Reply | None]) -> None:
    """Answer questions about a workitem, not searches."""
    item.before = lambda asked: reply(asked) if item.is_about(asked) else None


@pytest.mark.parametrize("uid", ["1.2.826.4", "1.2.826.6"], ids=["first", "last"])
def test_half_a_character_in_a_patient_id_stops_nothing(bench: Bench, there: Elsewhere, uid: str) -> None:
    bad = Elsewhere(uid=uid, item=ours(t00100020=el("LO", "\ud800")))
    with together(*sorted((bad, there), key=lambda item: item.uid)) as service:
        work(bench, bench.performer(service, uids()))
    assert (bad.state, there.state) == ("CANCELED", "COMPLETED")
    assert "study-mismatch" in bad.item["00741002"]["Value"][0]["00741238"]["Value"][0]


@pytest.mark.parametrize("number", ["NaN", "1e999", "-Infinity"])
@pytest.mark.parametrize("held", [True, False], ids=["held", "found"])
def test_a_number_that_json_has_not_is_no_answer_and_stops_nothing(
    bench: Bench, bad: Elsewhere, there: Elsewhere, both: Performer, number: str, held: bool
) -> None:
    if held:
        both.round()
    whole = json.dumps([{**bad.item, "00741204": el("LO", "@@"), "00741000": el("CS", "IN PROGRESS")}])
    body = whole.replace('"@@"', number).encode()
    answering_for(bad, lambda asked: Reply(body=body) if asked.method == "GET" else None)
    for _ in range(9):
        work(bench, both)
    assert there.state == "COMPLETED"
    claim = claim_of(both, bad)
    if not held:
        assert (claim, bad.told, len([one for one in bad.asked if bad.is_about(one)])) == (None, [], 1)
        return
    assert claim is not None
    assert claim.state is ClaimState.LOST, "it gave no answer ten times in a row"


@pytest.mark.parametrize("status", [500, 403])
def test_what_is_wrong_with_many_at_the_head_of_a_search_hides_no_other_for_ever(bench: Bench, status: int) -> None:
    items = [Elsewhere(uid=f"1.2.826.{number}") for number in range(10, 18)]
    with together(*items) as service:
        performer = bench.performer(service, uids())
        for item in items[:-1]:
            answering_for(item, lambda _: Reply(status=status))
        for _ in range(3):
            performer.round()
        assert items[-1].state == "IN PROGRESS"
        for item in items[:-1]:
            item.before = lambda _: None
        for _ in range(30):
            work(bench, performer)
        assert {item.state for item in items} == {"COMPLETED"}


def unregistered(_: Asked) -> Reply:
    """What a proxy says of everything whose server it does not know now."""
    return Reply(status=404)


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("begun", ["asked", "held", "done"])
def test_a_proxy_without_a_worklist_behind_it_loses_no_claim(
    bench: Bench, there: Elsewhere, performer: Performer, begun: str, status: int
) -> None:
    lost = [Reply(status=503)] if begun == "asked" else []
    there.after = lambda asked: lost.pop() if lost and is_put(asked, "IN PROGRESS") else None
    performer.round()
    if begun == "done":
        bench.engine.drain(bench.on.runner)
    there.before = lambda _: Reply(status=status)
    for _ in range(12):
        with pytest.raises(ArchiveError):
            performer.round()
    claim = claim_of(performer, there)
    assert claim is not None
    assert (claim.state, claim.failures) == (ClaimState.ASKED if begun == "asked" else ClaimState.HELD, 0)
    there.before = lambda _: None
    for _ in range(2):
        work(bench, performer)
    assert (there.state, jobs(bench)) == ("COMPLETED", [JobState.SUCCEEDED])


def test_claims_go_on_while_the_search_is_not_answered(bench: Bench, there: Elsewhere, performer: Performer) -> None:
    performer.round()
    bench.engine.drain(bench.on.runner)
    there.before = lambda asked: None if there.is_about(asked) else Reply(status=503)
    with pytest.raises(ArchiveUnavailable):
        performer.round()
    assert (there.state, state_of(performer)) == ("COMPLETED", ClaimState.COMPLETED)


@pytest.mark.parametrize("begun", ["asked", "refused", "held", "reports", "done", "its end"])
def test_a_workitem_that_is_not_known_is_lost_after_ten_answers_in_a_row(
    bench: Bench, there: Elsewhere, performer: Performer, begun: str
) -> None:
    lost = [Reply(status=503)] if begun in ("asked", "refused") else []
    there.after = lambda asked: lost.pop() if lost and is_put(asked, "IN PROGRESS") else None
    performer.round()
    if begun in ("done", "its end"):
        bench.engine.drain(bench.on.runner)
    missing = {"refused": ("GET",), "reports": ("POST",), "its end": ("PUT",)}.get(begun, ("GET", "POST", "PUT"))
    answering_for(there, lambda asked: Reply(status=404) if asked.method in missing else None)
    for number in range(1, 10):
        performer.round()
        claim = claim_of(performer, there)
        assert claim is not None
        assert (claim.failures, claim.state in OPEN_CLAIMS) == (number, True)
    performer.round()
    assert state_of(performer) is ClaimState.LOST
    assert all(state in FINAL for state in jobs(bench))


def test_a_workitem_that_was_not_known_for_a_while_is_kept(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    performer.round()
    performer.round()
    for _ in range(3):
        answering_for(there, unregistered)
        for _ in range(9):
            performer.round()
        there.before = lambda _: None
        performer.round()
    work(bench, performer)
    assert (there.state, jobs(bench)) == ("COMPLETED", [JobState.SUCCEEDED])


@pytest.mark.parametrize("answer", [None, 503], ids=["between look and claim", "while a claim waits"])
def test_what_was_corrected_before_the_claim_was_held_is_what_is_done(
    bench: Bench, there: Elsewhere, performer: Performer, answer: int | None
) -> None:
    once = [Reply(status=answer)] if answer else []

    def correct(asked: Asked) -> Reply | None:
        if is_put(asked, "IN PROGRESS") and there.state == "SCHEDULED":
            there.item["00404021"] = el("SQ", reference("1.2.3.4"))
            return once.pop() if once else None
        return None

    there.before = correct
    for _ in range(2):
        performer.round()
    asked = [job.order.request.study_instance_uid for job in bench.on.store.find(Query())[0]]
    assert (there.state, asked) == ("IN PROGRESS", ["1.2.3.4"])
    claim = claim_of(performer, there)
    assert claim is not None
    assert claim.attributes["00404021"] == there.item["00404021"]


@pytest.mark.parametrize(("state", "kept"), [("CANCELED", ClaimState.LOST), (None, ClaimState.HELD)])
def test_a_workitem_that_ends_right_after_the_claim_makes_no_job(
    bench: Bench, there: Elsewhere, performer: Performer, state: str | None, kept: ClaimState
) -> None:
    gone = list[Reply]()

    def end(asked: Asked) -> None:
        if is_put(asked, "IN PROGRESS") and state:
            there.state = state
        elif is_put(asked, "IN PROGRESS"):
            gone.append(Reply(status=404))

    there.after = end
    answering_for(there, lambda asked: gone.pop() if gone and asked.method == "GET" else None)
    performer.round()
    assert (state_of(performer), jobs(bench)) == (kept, [])


def test_a_workitem_that_becomes_another_procedure_is_canceled(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    def correct(asked: Asked) -> None:
        if is_put(asked, "IN PROGRESS"):
            there.item["00404018"] = el("SQ", code("other"))

    there.after = correct
    performer.round()
    assert (there.state, jobs(bench)) == ("CANCELED", [])
    assert there.item["00741002"]["Value"][0]["00741238"]["Value"] == ["The procedure is no longer performed"]


@pytest.mark.parametrize("status", [400, 404, 405, 409, 410, 412, 413, 423, 501, 505])
def test_first_claims_that_are_refused_hold_up_no_other_and_are_not_made_in_each_look(
    bench: Bench, status: int
) -> None:
    items = [Elsewhere(uid=f"1.2.826.{number}") for number in range(10, 14)]
    refused, last = items[:3], items[3]
    with together(*items) as service:
        performer = bench.performer(service, uids())
        for item in refused:
            answering_for(item, lambda asked: Reply(status=status) if asked.method == "PUT" else None)
        for _ in range(20):
            performer.round()
    assert last.state == "IN PROGRESS"
    assert [sum(is_put(asked, "IN PROGRESS") for asked in item.asked) for item in refused] == [1, 1, 1]
    begun = [one.entry for one in bench.on.trail.walk() if one.entry.outcome is Outcome.BEGUN]
    assert [entry.facts["workitem"] for entry in begun] == [item.uid for item in items]


@pytest.mark.parametrize("status", [400, 405, 413, 423])
def test_a_worklist_that_takes_no_end_with_any_status_keeps_no_place_for_ever(
    bench: Bench, bad: Elsewhere, there: Elsewhere, both: Performer, status: int
) -> None:
    there.state = "COMPLETED"
    performer = replace(both, terms=replace(both.terms, at_once=1))
    performer.round()
    bench.engine.drain(bench.on.runner)
    answering_for(bad, lambda asked: Reply(status=status) if asked.method == "POST" else None)
    there.state = "SCHEDULED"
    for _ in range(10):
        performer.round()
    assert [claim.state for claim in (claim_of(performer, bad),) if claim] == [ClaimState.LOST]
    for _ in range(20):
        performer.round()
    assert there.state == "IN PROGRESS"


@pytest.mark.parametrize("asked_before", [False, True], ids=["first", "asked before"])
def test_a_claim_of_what_is_scheduled_is_refused_whoever_may_change_it(
    bench: Bench, there: Elsewhere, performer: Performer, asked_before: bool
) -> None:
    """Some worklists take a change of what is SCHEDULED from everybody: that is no sign that the claim was heard."""
    unheard = [Reply(status=503)] if asked_before else []
    lax = {"PUT": 409, "POST": 200}

    def answer(asked: Asked) -> Reply | None:
        if asked.method == "PUT" and unheard:
            return unheard.pop()
        return Reply(status=lax[asked.method]) if asked.method in lax else None

    answering_for(there, answer)
    for _ in range(2):
        performer.round()
    assert (there.state, jobs(bench)) == ("SCHEDULED", [])
    expected = ClaimState.ASKED if asked_before else ClaimState.LOST  # its Transaction UID is kept
    assert state_of(performer) is expected
    assert "POST 1.2.826.5" not in there.told


def test_a_worklist_that_refuses_every_report_is_not_emptied(bench: Bench) -> None:
    items = [Elsewhere(uid=f"1.2.826.{number}") for number in range(10, 20)]
    with together(*items) as service:
        performer = bench.performer(service, uids())
        for item in items:
            answering_for(item, lambda asked: Reply(status=400) if asked.method == "POST" else None)
        taken = []
        for _ in range(30):
            bench.on.clock.forward(15)  # type: ignore[attr-defined]
            performer.round()
            bench.engine.drain(bench.on.runner)
            taken.append(sum(item.state == "IN PROGRESS" for item in items))
    assert taken == [2] * 29 + [4], "ten rounds until two are lost, and twenty looks that claim nothing"
    assert set(jobs(bench)) <= FINAL


def test_an_open_claim_whose_answers_are_of_no_use_lets_none_be_added(
    bench: Bench, bad: Elsewhere, there: Elsewhere, both: Performer
) -> None:
    there.state = "COMPLETED"
    both.round()
    answering_for(bad, lambda asked: Reply(status=400) if asked.method == "POST" else None)
    there.state = "SCHEDULED"
    both.round()
    assert there.state == "SCHEDULED"
    bad.before = lambda _: None
    both.round()
    assert there.state == "IN PROGRESS"


def test_what_radlane_wrote_itself_is_no_request_to_cancel(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    performer.round()
    (job,) = bench.on.store.find(Query())[0]
    bench.on.store.move(job.id, JobState.FAILED, outcome={"error": {"code": "archive-error"}})
    there.before = lambda asked: Reply(status=503) if is_put(asked, "CANCELED") else None
    performer.round()
    (progress,) = there.item["00741002"]["Value"]
    assert progress["00741238"]["Value"] == ["The analysis failed (archive-error)"]
    there.before = lambda _: None
    assert bench.on.store.reopen(job.id)
    performer.round()
    assert jobs(bench) == [JobState.QUEUED]
    assert "00741238" not in there.item["00741002"]["Value"][0]
    bench.engine.enqueue(bench.on.store.get(job.id))
    work(bench, performer)
    assert (there.state, jobs(bench)) == ("COMPLETED", [JobState.SUCCEEDED])


def test_the_job_of_a_claim_is_the_same_whatever_the_settings_say_meanwhile(
    bench: Bench, there: Elsewhere, performer: Performer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the job and the claim's row that names it, and started with another destination."""
    dying_after_the_job(performer, Died(), monkeypatch)
    known = tuple(replace(one, destinations=("b",)) for one in performer.procedures.known)
    performer = replace(performer, procedures=replace(performer.procedures, known=known))
    performer.round()
    (job,) = bench.on.store.find(Query())[0]
    assert (there.state, job.state, job.order.destinations) == ("IN PROGRESS", JobState.QUEUED, ("a",))
    work(bench, performer)
    assert there.state == "COMPLETED"


def test_without_an_audit_trail_nothing_is_claimed_and_with_it_all_is(
    bench: Bench, bad: Elsewhere, there: Elsewhere, both: Performer, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = bench.on.trail.record

    def away(entry: Entry) -> Any:
        if entry.outcome is Outcome.BEGUN:
            raise AuditUnavailable("The trail is away")
        return record(entry)

    monkeypatch.setattr(bench.on.trail, "record", away)
    both.round()
    assert (both.claims.open("ris"), bad.told, there.told) == ((), [], [])
    monkeypatch.undo()
    both.round()
    assert (bad.state, there.state) == ("IN PROGRESS", "IN PROGRESS")


def listing(there: Elsewhere, *, many: int, knows: str) -> Script:
    """A worklist that lists workitems of other procedures before that of `there`."""
    foreign = [{**ours(t00404018=el("SQ", code("other"))), "00080018": el("UI", f"1.2.3.{n}")} for n in range(many)]

    def answer(asked: Asked) -> Reply:
        if asked.path != "/dicom-web/workitems":
            return there.script()(asked)
        offset = int(asked.query.get("offset", ["0"])[0])
        there.asked.append(asked)
        if offset and knows == "no offset":
            return Reply(status=400)
        found = [*foreign, {**ours(), "00080018": el("UI", there.uid)}]
        begin, size = (0 if knows == "the first page only" else offset), (30 if knows == "short pages" else 100)
        page = found[begin : begin + size]
        return Reply(status=206 if begin + size < len(found) else 200, body=json.dumps(page).encode())

    return answer


@pytest.mark.parametrize(
    ("many", "knows", "searches", "state"),
    [
        (0, "offsets", 1, "IN PROGRESS"),
        (100, "offsets", 2, "IN PROGRESS"),
        (250, "offsets", 3, "IN PROGRESS"),
        (250, "short pages", 9, "IN PROGRESS"),
        (999, "offsets", 10, "IN PROGRESS"),
        (1000, "offsets", 10, "SCHEDULED"),
        (250, "no offset", 2, "SCHEDULED"),
        (250, "the first page only", 2, "SCHEDULED"),
    ],
)
def test_workitems_of_other_procedures_do_not_hide_those_of_radlane(
    bench: Bench, there: Elsewhere, many: int, knows: str, searches: int, state: str
) -> None:
    with serving(listing(there, many=many, knows=knows)) as url:
        service = WorklistService(Service(url=f"{url}/dicom-web", authorization=anonymous))
        bench.performer(service).round()
    assert (there.state, sum(one.path.endswith("/workitems") for one in there.asked)) == (state, searches)


def test_no_further_page_is_asked_for_where_there_is_no_room(bench: Bench, there: Elsewhere) -> None:
    with serving(listing(there, many=250, knows="offsets")) as url:
        service = WorklistService(Service(url=f"{url}/dicom-web", authorization=anonymous))
        performer = bench.performer(service)
        replace(performer, terms=replace(performer.terms, at_once=0)).round()
    assert len(there.asked) == 1


@pytest.mark.parametrize(
    "body", [b'{"message": "maintenance"}', b"[{}]", b'[{"00741000": {"vr": "CS", "Value": ["In Progress"]}}]']
)
def test_what_is_not_the_workitem_loses_nothing_at_once(
    bench: Bench, bad: Elsewhere, there: Elsewhere, both: Performer, body: bytes
) -> None:
    """A gateway that says 200 and something of its own of everything, or of single workitems."""
    both.round()
    bad.before = there.before = lambda _: Reply(body=body)
    for _ in range(9):
        both._go_on(both._book(no_other, is_answered=True))
    claims = both.claims.open("ris")
    assert [(claim.state, claim.failures) for claim in claims] == [(ClaimState.HELD, 9)] * 2
    assert jobs(bench) == [JobState.QUEUED] * 2
    bad.before = there.before = lambda _: None
    work(bench, both)
    assert (bad.state, there.state) == ("COMPLETED", "COMPLETED")


def test_a_state_counts_only_where_the_search_is_answered(bench: Bench, there: Elsewhere, performer: Performer) -> None:
    """As from a copy of the worklist that is behind."""
    performer.round()
    there.before = lambda asked: None if there.is_about(asked) else Reply(status=503)
    there.state = "SCHEDULED"
    for _ in range(12):
        with pytest.raises(ArchiveUnavailable):
            performer.round()
    there.before, there.state = lambda _: None, "IN PROGRESS"
    work(bench, performer)
    assert (there.state, jobs(bench)) == ("COMPLETED", [JobState.SUCCEEDED])


def test_a_cache_before_the_worklist_that_is_behind_once_loses_nothing(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    whole = {**there.item, "00080018": el("UI", there.uid), "00741000": el("CS", "SCHEDULED")}
    old = [Reply(body=json.dumps([whole]).encode())]
    answering_for(
        there, lambda asked: old.pop() if old and asked.method == "GET" and there.state == "IN PROGRESS" else None
    )
    performer.round()
    assert (old, there.state, state_of(performer)) == ([], "IN PROGRESS", ClaimState.HELD)
    for _ in range(2):
        work(bench, performer)
    assert (there.state, jobs(bench)) == ("COMPLETED", [JobState.SUCCEEDED])


def dying_after_the_job(performer: Performer, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do a round that ends between the job and the claim's row that names it."""

    def dies(claim: Claim) -> None:
        if claim.job_id is not None:
            raise error
        keep(claim)

    keep = performer.claims.keep
    with monkeypatch.context() as patch:
        patch.setattr(performer.claims, "keep", dies)
        with pytest.raises(type(error)):
            performer.round()


class Died(BaseException):
    """What kills a process."""


@pytest.mark.parametrize("error", [Died(), OperationalError("", None, Exception())], ids=["killed", "no database"])
@pytest.mark.parametrize("how", ["canceled", "gone"])
def test_a_job_that_was_accepted_just_before_a_crash_ends_with_its_workitem(
    bench: Bench,
    there: Elsewhere,
    performer: Performer,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    how: str,
) -> None:
    dying_after_the_job(performer, error, monkeypatch)
    assert jobs(bench) == [JobState.QUEUED]
    if how == "canceled":
        there.state = "CANCELED"
    else:
        answering_for(there, lambda _: Reply(status=410))
    performer.round()
    bench.engine.drain(bench.on.runner)
    assert (state_of(performer), jobs(bench), bench.on.stored("a")) == (ClaimState.LOST, [JobState.CANCELLED], [])


def test_a_job_that_was_accepted_just_before_a_crash_is_done_though_the_procedure_is_taken_out(
    bench: Bench, there: Elsewhere, performer: Performer, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying_after_the_job(performer, Died(), monkeypatch)
    known = (replace(performer.procedures.known[0], code="another"),)
    performer = replace(performer, procedures=replace(performer.procedures, known=known))
    performer.round()
    bench.engine.drain(bench.on.runner)
    performer.round()
    assert (there.state, jobs(bench)) == ("COMPLETED", [JobState.SUCCEEDED])


@pytest.mark.parametrize("first", [[400], []], ids=["one useless answer", "none"])
def test_one_workitem_that_is_not_answered_for_blocks_no_claims_for_ever(
    bad: Elsewhere, there: Elsewhere, both: Performer, first: list[int]
) -> None:
    there.state = "COMPLETED"
    both.round()
    useless = [Reply(status=status) for status in first]
    answering_for(
        bad,
        lambda asked: useless.pop() if useless and asked.method == "POST" else None if useless else Reply(status=500),
    )
    both.round()
    there.state = "SCHEDULED"
    both.round()
    assert there.state == "IN PROGRESS"


def test_one_workitem_that_is_denied_after_a_refusal_blocks_no_claims(
    bad: Elsewhere, there: Elsewhere, both: Performer
) -> None:
    there.state = "COMPLETED"
    bad.after = lambda asked: Reply(status=503) if asked.method == "PUT" else None
    both.round()
    answers = iter([400])
    answering_for(bad, lambda asked: Reply(status=next(answers, 403)) if asked.method == "POST" else None)
    there.state = "SCHEDULED"
    both.round()
    assert there.state == "IN PROGRESS"
    claim = claim_of(both, bad)
    assert claim is not None
    assert (claim.state, claim.failures) == (ClaimState.ASKED, 1)


@pytest.mark.parametrize("status", [302, 308])
def test_a_first_claim_that_is_sent_elsewhere_is_refused_and_made_again_later(bench: Bench, status: int) -> None:
    items = [Elsewhere(uid=f"1.2.826.{number}") for number in range(10, 14)]
    with together(*items) as service:
        performer = bench.performer(service, uids())
        for item in items:
            answering_for(item, lambda asked: Reply(status=status) if asked.method == "PUT" else None)
        for _ in range(12):
            performer.round()
        assert {claim.state for item in items if (claim := claim_of(performer, item))} == {ClaimState.LOST}
        for item in items:
            item.before = lambda _: None
        for _ in range(30):
            work(bench, performer)
    assert {item.state for item in items} == {"COMPLETED"}


@pytest.mark.parametrize("stored", [False, True], ids=["stopped", "stored"])
def test_what_is_scheduled_again_is_claimed_again_with_the_same_uid_and_its_result_is_not_doubled(
    bench: Bench, there: Elsewhere, performer: Performer, stored: bool
) -> None:
    performer.round()
    if stored:
        bench.engine.drain(bench.on.runner)
    there.state, there.lock = "SCHEDULED", None
    for _ in range(10):
        performer.round()
    assert state_of(performer) is ClaimState.LOST
    first = [str(dataset.SOPInstanceUID) for dataset in bench.on.stored("a")]
    performer = replace(performer, new_uid=lambda: OTHER)
    for _ in range(30):
        work(bench, performer)
    assert (there.state, there.lock, state_of(performer)) == ("COMPLETED", RIGHT, ClaimState.COMPLETED)
    after = [str(dataset.SOPInstanceUID) for dataset in bench.on.stored("a")]
    assert len(after) == 3
    assert not stored or sorted(first) == sorted(after)
    assert sorted(jobs(bench)) == sorted([JobState.SUCCEEDED if stored else JobState.CANCELLED, JobState.SUCCEEDED])


def test_what_is_scheduled_again_and_whose_result_was_withdrawn_is_canceled(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    performer.round()
    bench.engine.drain(bench.on.runner)
    there.state, there.lock = "SCHEDULED", None
    for _ in range(10):
        performer.round()
    (job,) = bench.on.store.find(Query())[0]
    assert job.run_id is not None
    bench.on.withdrawals.ask(job.run_id, WithdrawalReason.QUALITY, "blurred", "key")
    for _ in range(30):
        work(bench, performer)
    assert there.state == "CANCELED"
    assert "result-withdrawn" in there.item["00741002"]["Value"][0]["00741238"]["Value"][0]


def test_a_claim_that_is_refused_after_one_without_an_answer_is_made_again_later(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    answers = iter([503, *[409] * 3])
    answering_for(
        there,
        lambda asked: Reply(status=status) if asked.method == "PUT" and (status := next(answers, 0)) else None,
    )
    for _ in range(160):
        performer.round()
    work(bench, performer)
    assert (there.state, state_of(performer)) == ("COMPLETED", ClaimState.COMPLETED)


def test_a_page_before_the_worklist_that_takes_every_claim_has_not_taken_it(
    bench: Bench, there: Elsewhere, performer: Performer
) -> None:
    there.before = lambda asked: Reply(status=503) if asked.method == "PUT" else None
    performer.round()
    there.before = lambda _: Reply(body=b"<html>maintenance")
    with pytest.raises(ArchiveError):
        performer.round()
    assert state_of(performer) is ClaimState.ASKED
    there.before = lambda _: None
    work(bench, performer)
    assert there.state == "COMPLETED"


@pytest.mark.parametrize(
    "changes",
    [{"00404018": el("SQ", code("other"))}, {"00404005": el("DT", "20991231")}],
    ids=["another procedure", "for later"],
)
def test_what_is_corrected_while_a_claim_waits_that_nobody_heard_is_left(
    bench: Bench, there: Elsewhere, performer: Performer, changes: dict[str, Any]
) -> None:
    there.before = lambda asked: Reply(status=503) if asked.method == "PUT" else None
    performer.round()
    there.item.update(changes)
    there.before = lambda _: None
    performer.round()
    assert (there.state, there.told, state_of(performer)) == ("SCHEDULED", ["PUT state"], ClaimState.LOST)


def test_a_claim_that_nobody_ever_hears_keeps_its_place_for_a_while_only(
    bad: Elsewhere, there: Elsewhere, both: Performer
) -> None:
    fail(bad, 500, "PUT")
    performer = replace(both, terms=replace(both.terms, at_once=1))
    for _ in range(3):
        performer.round()
    assert (there.state, len(bad.told)) == ("SCHEDULED", 3)
    performer.round()
    claim = claim_of(performer, bad)
    assert claim is not None
    assert (there.state, len(bad.told), claim.state) == ("IN PROGRESS", 3, ClaimState.LOST)


@pytest.mark.parametrize("ended", [None, "CANCELED"], ids=["ours", "and ended there"])
def test_a_claim_that_is_heard_after_three_calls_came_to_nothing_is_held(
    bench: Bench, there: Elsewhere, performer: Performer, ended: str | None
) -> None:
    queued = list[str]()

    def later(asked: Asked) -> Reply | None:
        if not is_put(asked, "IN PROGRESS"):
            return None
        queued.append(json.loads(asked.body)[0]["00081195"]["Value"][0])
        return Reply(status=504)

    there.before = later
    performer = replace(performer, new_uid=uids())
    for _ in range(4):
        performer.round()
    assert (state_of(performer), len(set(queued))) == (ClaimState.LOST, 1)
    there.before, there.state, there.lock = lambda _: None, ended or "IN PROGRESS", queued[0]
    for _ in range(2):
        work(bench, performer)
    assert there.state == (ended or "COMPLETED")
    assert state_of(performer) is (ClaimState.CANCELED if ended else ClaimState.COMPLETED)


@pytest.mark.parametrize(("status", "proof"), [(409, 409), (403, None)], ids=["refused", "denied"])
def test_a_claim_that_is_heard_just_before_the_next_call_is_refused_is_held(
    bench: Bench, there: Elsewhere, performer: Performer, status: int, proof: int | None
) -> None:
    queued = list[str]()

    def late(asked: Asked) -> Reply | None:
        if is_put(asked, "IN PROGRESS"):
            queued.append(json.loads(asked.body)[0]["00081195"]["Value"][0])
            if len(queued) == 1:
                return Reply(status=504)
            there.state, there.lock = "IN PROGRESS", queued[0]
            return Reply(status=status)
        return Reply(status=proof) if asked.method == "POST" and proof else None

    there.before = late
    for _ in range(2):
        performer.round()
    assert state_of(performer) is ClaimState.ASKED
    there.before = lambda _: None
    for _ in range(2):
        work(bench, performer)
    assert (there.state, there.lock, jobs(bench)) == ("COMPLETED", RIGHT, [JobState.SUCCEEDED])


def test_a_race_that_was_lost_and_not_seen_lets_others_be_claimed(
    bad: Elsewhere, there: Elsewhere, both: Performer
) -> None:
    """The look after the refusal has no answer: whose it is, is not known for ten rounds."""
    there.state = "COMPLETED"
    unseen = [Reply(status=503)]

    def answer(asked: Asked) -> Reply | None:
        if is_put(asked, "IN PROGRESS") and bad.state == "SCHEDULED":
            bad.state, bad.lock = "IN PROGRESS", OTHER
        return unseen.pop() if unseen and asked.method == "GET" and bad.state == "IN PROGRESS" else None

    answering_for(bad, answer)
    both.round()
    both.round()
    claim = claim_of(both, bad)
    assert claim is not None
    assert (claim.state, claim.failures) == (ClaimState.ASKED, 1)
    there.state = "SCHEDULED"
    both.round()
    assert there.state == "IN PROGRESS"


@pytest.mark.parametrize("many", [99, 100, 300])
def test_a_worklist_that_knows_no_limit_hides_nothing(bench: Bench, there: Elsewhere, many: int) -> None:
    foreign = [{**ours(t00404018=el("SQ", code("other"))), "00080018": el("UI", f"1.2.3.{n}")} for n in range(many)]
    body = json.dumps([None, *foreign, {**ours(), "00080018": el("UI", there.uid)}, None]).encode()
    there.before = lambda asked: None if there.is_about(asked) else Reply(body=body)
    with there.serving() as service:
        bench.performer(service).round()
    assert there.state == "IN PROGRESS"


def test_a_null_on_a_full_page_hides_no_further_page(bench: Bench, there: Elsewhere) -> None:
    foreign = [{**ours(t00404018=el("SQ", code("other"))), "00080018": el("UI", f"1.2.3.{n}")} for n in range(150)]
    listed = [None, *foreign, {**ours(), "00080018": el("UI", there.uid)}]

    def answer(asked: Asked) -> Reply | None:
        offset = int(asked.query.get("offset", ["0"])[0])
        return None if there.is_about(asked) else Reply(body=json.dumps(listed[offset : offset + 100]).encode())

    there.before = answer
    with there.serving() as service:
        bench.performer(service).round()
    assert there.state == "IN PROGRESS"


@pytest.mark.parametrize("status", [400, 503])
def test_a_workitem_that_is_canceled_there_ends_its_job_though_the_search_is_not_answered(
    bench: Bench, there: Elsewhere, performer: Performer, status: int
) -> None:
    performer.round()
    there.state = "CANCELED"
    there.before = lambda asked: None if there.is_about(asked) else Reply(status=status)
    with pytest.raises(ArchiveError):
        performer.round()
    bench.engine.drain(bench.on.runner)
    assert (jobs(bench), bench.on.stored("a")) == ([JobState.CANCELLED], [])


def _settings(folder: Path, models: Models, url: str) -> dict[str, str]:
    root = models.catalogue.packages()[0].locate("model.yaml").parent.parent
    procedure = json.dumps([{"code": "radlane-lungs", "scheme": "99SITE", "model": MODEL}])
    return {
        "RADLANE_MODELS_DIR": str(root),
        "RADLANE_DEVICE": "cpu",
        "RADLANE_THREADS": "1",
        "RADLANE_ARCHIVES__A__KIND": "folder",
        "RADLANE_ARCHIVES__A__PATH": str(folder / "a"),
        "RADLANE_DEFAULT_ARCHIVE": "a",
        "RADLANE_WORKLIST__PROCEDURES": procedure,
        "RADLANE_WORKLISTS": json.dumps(
            {"ris": {"url": url, "procedures": json.loads(procedure), "every_seconds": 0.2, "progress_seconds": 0}}
        ),
    }


def until(is_so: Callable[[], bool], server: Server) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, server.said
        time.sleep(0.05)


if WHOLE:  # it takes up to a minute: the engine leaves a job alone for a while that nobody gave it

    def test_a_process_that_is_killed_after_a_claim_and_after_a_creation_loses_and_doubles_nothing(
        tmp_path: Path, models: Models
    ) -> None:
        """Killed when the worklist has its claim and has not answered; a workitem of its own was just made."""
        there, victim = Elsewhere(), list[int]()
        own = "1.2.826.9"

        def kill(asked: Asked) -> Reply | None:
            if victim and is_put(asked, "IN PROGRESS"):
                answer = httpx.post(
                    f"{address[0]}/dicomweb/workitems?workitem={own}",
                    content=json.dumps(ours()),
                    headers={"Content-Type": "application/dicom+json"},
                    trust_env=False,
                    timeout=30,
                )
                assert answer.status_code == 201
                os.kill(victim.pop(), signal.SIGKILL)
            return None

        address = list[str]()
        there.after = kill
        there.state = "COMPLETED"  # until the server runs
        world(tmp_path, models).engine.dispose()
        with serving(there.script()) as url:
            settings = _settings(tmp_path, models, f"{url}/dicom-web")
            with served(tmp_path / "home", **settings) as server:
                address.append(server.url)
                victim.append(server.process.pid)
                there.state = "SCHEDULED"
                until(lambda: server.process.poll() is not None, server)
            assert there.state == "IN PROGRESS"
            lock = there.lock
            with served(tmp_path / "home", **settings) as server:
                with httpx.Client(base_url=server.url, trust_env=False, timeout=30) as caller:

                    def is_done() -> bool:
                        state = caller.get(f"/dicomweb/workitems/{own}").json()[0]["00741000"]["Value"]
                        return there.state == "COMPLETED" and state == ["COMPLETED"]

                    until(is_done, server)
                    found = caller.get("/v1/jobs").json()["items"]
                assert server.stop() == 0
        assert there.lock == lock
        assert [job["state"] for job in found] == ["succeeded"] * len(found)
        assert len(found) <= 2  # both ask for the same: one job where they met, else a second one that used its result
        assert str(lock) not in server.said
