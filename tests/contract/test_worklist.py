"""The worklist over raw HTTP: each cell of the standard's tables on both databases, and each attribute's row."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from radlane.api.everything import build_everything
from radlane.app.site import open_site
from radlane.jobs.claims import Claims
from radlane.jobs.database import AWAY, migrate, open_database, opened
from radlane.monitoring.metrics import Metrics
from support import ups_table as table
from support.asgi import client, services_in, settings_in
from support.postgres import Cluster
from support.ups_table import CELLS, OTHER, RIGHT, Cell, discontinued, el, new, performed

WORKITEMS = "/dicomweb/workitems"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
JSON = {"Content-Type": "application/dicom+json", "Accept": "application/dicom+json"}


class Caller:
    """A client of the service that makes workitems of any state."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self._numbers = itertools.count(1)
        self._shared: dict[str | None, str] = {}

    async def send(self, method: str, path: str, body: Any = None, **query: str) -> httpx.Response:
        content = None if body is None else json.dumps(body)
        return await self.http.request(method, WORKITEMS + path, content=content, params=query, headers=JSON)

    def uid(self) -> str:
        return f"1.2.826.0.1.{next(self._numbers)}"

    async def made(self, state: str | None, body: Any = None) -> str:
        """The UID of a workitem that is in a state, held by who knows `RIGHT`."""
        uid = self.uid()
        if state is None:
            return uid
        assert (await self.send("POST", "", body or new(), workitem=uid)).status_code == 201
        if state == "SCHEDULED":
            return uid
        await self.change(uid, "IN PROGRESS", RIGHT)
        if state != "IN PROGRESS":
            await self.ready(uid, state)
            assert (await self.change(uid, state, RIGHT)).status_code == 200
        return uid

    async def shared(self, state: str | None) -> str:
        """The same, one for all who change nothing of it."""
        if state not in self._shared:
            self._shared[state] = await self.made(state)
        return self._shared[state]

    async def held(self) -> str:
        """One IN PROGRESS whose attributes change."""
        if "held" not in self._shared:
            self._shared["held"] = await self.made("IN PROGRESS")
        return self._shared["held"]

    async def ready(self, uid: str, state: str) -> None:
        """Give a workitem what it needs at its end."""
        told = performed() if state == "COMPLETED" else discontinued()
        assert (await self.send("POST", f"/{uid}", told, **{"transaction-uid": RIGHT})).status_code == 200

    async def change(self, uid: str, state: str, lock: str | None) -> httpx.Response:
        body = {"00741000": el("CS", state)} | ({"00081195": el("UI", lock)} if lock else {})
        return await self.send("PUT", f"/{uid}/state", body)

    async def ask(self, cell: Cell) -> httpx.Response:
        uid = await (self.made if cell.dimse == "0000" else self.shared)(cell.state)
        query = {"transaction-uid": cell.lock} if cell.lock else {}
        if cell.ask == "create":
            return await self.send("POST", "", new(), workitem=uid)
        if cell.ask == "get":
            return await self.send("GET", f"/{uid}")
        if cell.ask == "set":
            return await self.send("POST", f"/{uid}", {"00741204": el("LO", "Other")}, **query)
        if cell.ask == "cancelrequest":
            return await self.send("POST", f"/{uid}/cancelrequest", {"00741238": el("LT", "Not needed")})
        if cell.dimse == "0000" and cell.state == "IN PROGRESS" and cell.ask in ("COMPLETED", "CANCELED", "CANCELLED"):
            await self.ready(uid, "COMPLETED" if cell.ask == "COMPLETED" else "CANCELED")
        return await self.change(uid, cell.ask, cell.lock)


Told = Callable[[Callable[[Caller], Awaitable[Any]]], Any]


@contextmanager
def _serving(folder: Path, **settings: Any) -> Iterator[Told]:
    """Runs what a caller does in a service."""
    figures = Metrics("0")
    with open_site(settings_in(folder, **settings)) as site, asyncio.Runner() as runner:
        services = services_in(folder, site, figures, **settings)

        @asynccontextmanager
        async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
            yield {"services": services}

        opened = client(build_everything("0", lifespan, figures))
        caller = Caller(runner.run(opened.__aenter__()))
        yield lambda ask: runner.run(ask(caller))  # type: ignore[arg-type]
        runner.run(opened.__aexit__(None, None, None))
        services.trail.engine.dispose()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """On SQLite; one service for all tests."""
    with _serving(tmp_path_factory.mktemp("sqlite")) as telling:
        yield telling


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told_by_each(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """On each database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("told")
        return
    postgres: Cluster = request.getfixturevalue("postgres")
    with _serving(tmp_path_factory.mktemp("postgres"), database_url=SecretStr(postgres.database())) as telling:
        yield telling


def _warning(answer: httpx.Response) -> str | None:
    said = answer.headers.get("Warning")
    return None if said is None else said.removeprefix("299 radlane: ")


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.name)
def test_each_cell_of_the_tables_is_answered_as_it_says(told_by_each: Told, cell: Cell) -> None:
    answer = told_by_each(lambda caller: caller.ask(cell))
    assert (answer.status_code, _warning(answer)) == (cell.http, cell.warning), cell.clause


def test_a_workitem_is_made_by_a_uid_in_the_query_or_in_the_data_set_once(told: Told) -> None:
    async def ask(caller: Caller) -> list[tuple[int, str | None]]:
        one, two, three, four = (caller.uid() for _ in range(4))
        answers = [
            await caller.send("POST", "", new(), workitem=one),
            await caller.send("POST", "", [new(t00080018=el("UI", two))]),
            await caller.http.post(f"{WORKITEMS}?{three}", content=json.dumps(new()), headers=JSON),
            await caller.send("POST", "", new()),  # PS3.18 11.4.1.1
            await caller.send("POST", "", new(t00080018=el("UI", four)), workitem=one + ".1"),
        ]
        return [(answer.status_code, answer.headers.get("Location")) for answer in answers]

    answers = told(ask)
    assert [status for status, _ in answers] == [201, 201, 201, 400, 400]
    assert all(location.startswith(f"{WORKITEMS}/1.2.826.0.1.") for _, location in answers[:3])


@pytest.mark.parametrize("tag", table.CREATE_VALUED)
def test_a_new_workitem_has_each_value_of_type_1(told: Told, tag: str) -> None:
    async def ask(caller: Caller) -> list[int]:
        bodies = (new(**{f"t{tag}": None}), new(**{f"t{tag}": {"vr": new()[tag]["vr"]}}))
        return [(await caller.send("POST", "", body, workitem=caller.uid())).status_code for body in bodies]

    assert told(ask) == [400, 400]


@pytest.fixture(scope="module")
def without_type_2(told: Told) -> Any:
    """Answers to a workitem that lacks all attributes of type 2, and to one that has them all without a value."""

    async def ask(caller: Caller) -> tuple[Any, ...]:
        uid, whole = caller.uid(), caller.uid()
        lacking = await caller.send("POST", "", new(**{f"t{tag}": None for tag in table.CREATE_PRESENT}), workitem=uid)
        empty = {f"t{tag}": {"vr": new()[tag]["vr"]} for tag in table.CREATE_PRESENT}
        return (
            lacking,
            (await caller.send("GET", f"/{uid}")).json()[0],
            await caller.send("POST", "", new(**empty), workitem=whole),
        )

    return told(ask)


@pytest.mark.parametrize("tag", table.CREATE_PRESENT)
def test_what_is_of_type_2_and_missing_is_added_without_a_value(without_type_2: Any, tag: str) -> None:
    assert without_type_2[1][tag] == {"vr": new()[tag]["vr"]}


def test_who_left_something_out_is_told_that_it_was_added(without_type_2: Any) -> None:
    lacking, _, empty = without_type_2
    assert (lacking.status_code, _warning(lacking)) == (201, "The Workitem was created with modifications.")
    assert (empty.status_code, _warning(empty)) == (201, None)


def test_a_worklist_label_is_given_where_none_is_sent(told: Told) -> None:
    async def ask(caller: Caller) -> tuple[Any, ...]:
        uid = caller.uid()
        answer = await caller.send("POST", "", new(t00741202=None), workitem=uid)
        return _warning(answer), (await caller.send("GET", f"/{uid}")).json()[0]["00741202"]

    assert told(ask) == ("The Workitem was created with modifications.", el("LO", "radlane"))


@pytest.mark.parametrize(("tag", "value"), table.CREATE_EMPTY.items())
def test_what_is_empty_at_first_has_no_value(told: Told, tag: str, value: Any) -> None:
    body = new(**{f"t{tag}": value})
    assert told(lambda caller: caller.send("POST", "", body, workitem=caller.uid())).status_code == 400


@pytest.mark.parametrize("state", ["IN PROGRESS", "COMPLETED", "CANCELED", "WAITING"])
def test_a_new_workitem_is_scheduled(told: Told, state: str) -> None:  # C309
    body = new(t00741000=el("CS", state))
    assert told(lambda caller: caller.send("POST", "", body, workitem=caller.uid())).status_code == 400


@pytest.mark.parametrize("what", table.WRONG_ITEMS)
def test_items_of_sequences_have_what_they_must(told: Told, what: str) -> None:
    tag, item = table.WRONG_ITEMS[what]
    body = new(**{f"t{tag}": el("SQ", item)})
    assert told(lambda caller: caller.send("POST", "", body, workitem=caller.uid())).status_code == 400


@pytest.mark.parametrize(("tag", "value"), table.SET_NOT_ALLOWED.items())
def test_what_is_not_to_be_changed_is_not(told: Told, tag: str, value: Any) -> None:
    async def ask(caller: Caller) -> tuple[int, bool]:
        uid = await caller.held()
        before = (await caller.send("GET", f"/{uid}")).json()
        answer = await caller.send("POST", f"/{uid}", {tag: value}, **{"transaction-uid": RIGHT})
        return answer.status_code, before == (await caller.send("GET", f"/{uid}")).json()

    assert told(ask) == (400, True)


@pytest.mark.parametrize(("tag", "value"), table.SET_VALUED.items())
def test_what_is_changed_has_its_new_value_and_is_never_emptied(told: Told, tag: str, value: Any) -> None:
    async def ask(caller: Caller) -> tuple[Any, ...]:
        uid = await caller.held()
        empty = await caller.send("POST", f"/{uid}", {tag: {"vr": value["vr"]}}, **{"transaction-uid": RIGHT})
        valued = await caller.send("POST", f"/{uid}", {tag: value}, **{"transaction-uid": RIGHT})
        return empty.status_code, valued.status_code, (await caller.send("GET", f"/{uid}")).json()[0][tag]

    assert told(ask) == (400, 200, value)


@pytest.mark.parametrize("tag", table.SET_EMPTY)
def test_what_may_be_emptied_is(told: Told, tag: str) -> None:
    vr = new().get(tag, {"vr": "DT" if tag == "00404008" else "LO"})["vr"]

    async def ask(caller: Caller) -> tuple[Any, ...]:
        uid = await caller.held()
        answer = await caller.send("POST", f"/{uid}", {tag: {"vr": vr}}, **{"transaction-uid": RIGHT})
        return answer.status_code, (await caller.send("GET", f"/{uid}")).json()[0][tag]

    assert told(ask) == (200, {"vr": vr})


@pytest.mark.parametrize("tag", table.FINAL_PERFORMED)
def test_a_step_is_completed_only_with_all_that_was_performed(told: Told, tag: str) -> None:
    async def ask(caller: Caller) -> tuple[int, str]:
        uid = await caller.made("IN PROGRESS")
        await caller.send("POST", f"/{uid}", performed(**{f"t{tag}": None}), **{"transaction-uid": RIGHT})
        answer = await caller.change(uid, "COMPLETED", RIGHT)
        return answer.status_code, (await caller.send("GET", f"/{uid}")).json()[0]["00741000"]["Value"][0]

    # an Output Information Sequence that is not sent is added, and may have no items
    assert told(ask) == ((200, "COMPLETED") if tag == "00404033" else (409, "IN PROGRESS"))


def test_a_canceled_step_gets_the_time_of_its_cancellation(told: Told) -> None:
    async def ask(caller: Caller) -> Any:
        uid = await caller.made("CANCELED")
        return (await caller.send("GET", f"/{uid}")).json()[0]["00741002"]["Value"][0]

    assert told(ask)["00404052"]["Value"][0]


def test_who_nobody_performs_is_canceled_at_once_with_the_reasons_of_who_asked(told: Told) -> None:
    reason = table.code("110510", "DCM")

    async def ask(caller: Caller) -> Any:
        uid = await caller.made("SCHEDULED")
        body = {"00741238": el("LT", "Twice"), "0074100E": el("SQ", reason), "0074100A": el("UR", "tel:1")}
        await caller.send("POST", f"/{uid}/cancelrequest", body)
        return (await caller.send("GET", f"/{uid}")).json()[0]

    item = told(ask)
    progress = item["00741002"]["Value"][0]
    assert item["00741000"]["Value"] == ["CANCELED"]
    assert (progress["00741238"]["Value"], progress["0074100E"]["Value"]) == (["Twice"], [reason])
    assert progress["00741008"]["Value"] == [{"0074100A": el("UR", "tel:1")}]


def test_who_somebody_performs_goes_on_and_finds_the_request(told: Told) -> None:
    async def ask(caller: Caller) -> Any:
        uid = await caller.made("IN PROGRESS")
        await caller.send("POST", f"/{uid}/cancelrequest")
        return (await caller.send("GET", f"/{uid}")).json()[0]

    item = told(ask)
    assert item["00741000"]["Value"] == ["IN PROGRESS"]
    assert item["00741002"]["Value"][0]["00741238"]["Value"] == ["Cancellation was requested"]


@pytest.mark.parametrize(("key", "values"), table.MATCHED.items())
def test_each_key_matches_what_it_says(told: Told, key: str, values: tuple[str, str]) -> None:
    async def ask(caller: Caller) -> tuple[int, int]:
        uid = await caller.shared("SCHEDULED")
        there, away = values
        found = await caller.send("GET", "", SOPInstanceUID=uid, **{key: there})
        return found.status_code, (await caller.send("GET", "", SOPInstanceUID=uid, **{key: away})).status_code

    assert told(ask) == (200, 204)


def test_a_search_tells_what_it_must_and_what_was_asked_for_and_never_the_transaction_uid(told_by_each: Told) -> None:
    async def ask(caller: Caller) -> tuple[Any, ...]:
        uid = await caller.made("IN PROGRESS", new(t00400400=el("LT", "Soon")))
        plain = (await caller.send("GET", "", SOPInstanceUID=uid)).json()[0]
        more = await caller.send("GET", "", SOPInstanceUID=uid, includefield="CommentsOnTheScheduledProcedureStep")
        whole = await caller.send("GET", "", SOPInstanceUID=uid, includefield="all")
        return plain, more.json()[0], whole.text + (await caller.send("GET", f"/{uid}")).text

    plain, more, texts = told_by_each(ask)
    assert set(table.RETURNED) <= set(plain)
    assert "00400400" not in plain
    assert more["00400400"] == el("LT", "Soon")
    assert "00081195" not in texts
    assert RIGHT not in texts


def test_a_page_says_whether_there_is_more(told_by_each: Told) -> None:
    async def ask(caller: Caller) -> list[tuple[int, int, bool]]:
        label = f"Page {caller.uid()}"
        for _ in range(3):
            await caller.made("SCHEDULED", new(t00741202=el("LO", label)))
        pages = [{"limit": "2"}, {"limit": "2", "offset": "2"}, {"limit": "3"}, {"offset": "3"}]
        answers = [await caller.send("GET", "", WorklistLabel=label, **page) for page in pages]
        return [(a.status_code, len(a.json()) if a.content else 0, "Warning" in a.headers) for a in answers]

    # PS3.18 Table 11.9.3-1
    assert told_by_each(ask) == [(206, 2, True), (200, 1, False), (200, 3, False), (204, 0, False)]


@pytest.mark.parametrize(
    "query",
    [
        {"NoSuchAttribute": "1"},
        {"TransactionUID": RIGHT},
        {"limit": "many"},
        {"offset": "-1"},
        {"ProcedureStepState.CodeValue": "1"},
        {"ScheduledWorkitemCodeSequence": "1"},
        {"PatientName": "*a*b*c*d*e*"},
    ],
    ids=lambda query: next(iter(query)),
)
def test_a_query_that_asks_for_nothing_there_is_is_refused(told: Told, query: dict[str, str]) -> None:
    assert told(lambda caller: caller.send("GET", "", **query)).status_code == 400


def test_subscriptions_are_not_offered(told: Told) -> None:
    async def ask(caller: Caller) -> list[int]:
        uid = await caller.made("SCHEDULED")
        places = [uid, "1.2.840.10008.5.1.4.34.5", "1.2.840.10008.5.1.4.34.5.1"]
        return [
            (await caller.send(method, f"/{place}/subscribers/RIS")).status_code
            for place in places
            for method in ("POST", "DELETE")
        ]

    assert set(told(ask)) == {501}


def test_of_two_who_claim_at_once_one_wins(told_by_each: Told) -> None:
    async def ask(caller: Caller) -> tuple[list[int], list[int]]:
        uid = await caller.made("SCHEDULED")
        answers = await asyncio.gather(*(caller.change(uid, "IN PROGRESS", f"2.25.9{n}") for n in range(8)))
        held = [n for n, answer in enumerate(answers) if answer.status_code == 200]
        ends = [await caller.send("POST", f"/{uid}", {}, **{"transaction-uid": f"2.25.9{n}"}) for n in range(8)]
        assert held == [n for n, answer in enumerate(ends) if answer.status_code == 200]
        return held, sorted(answer.status_code for answer in answers)

    held, statuses = told_by_each(ask)
    assert len(held) == 1
    assert statuses == [200] + [409] * 7


def test_a_lock_is_kept_as_a_digest_and_the_other_spelling_of_its_parameter_is_understood(told: Told) -> None:
    async def ask(caller: Caller) -> list[int]:
        uid = await caller.made("IN PROGRESS")
        body = {"00741204": el("LO", "Other")}
        answers = [
            await caller.send("POST", f"/{uid}", body, transaction=RIGHT),
            await caller.send("POST", f"/{uid}", body, **{"Transaction-UID": RIGHT}),
            await caller.http.post(f"{WORKITEMS}/{uid}?{RIGHT}", content=json.dumps(body), headers=JSON),
            await caller.send("POST", f"/{uid}", {**body, "00081195": el("UI", RIGHT)}),
            await caller.send("POST", f"/{uid}", {**body, "00081195": el("UI", OTHER)}, transaction=RIGHT),
        ]
        return [answer.status_code for answer in answers]

    assert told(ask) == [200, 200, 200, 200, 400]


def test_only_json_comes_and_goes_and_not_too_much_of_it(told: Told) -> None:
    async def ask(caller: Caller) -> list[int]:
        uid = await caller.made("SCHEDULED")
        xml = {"Content-Type": 'multipart/related; type="application/dicom+xml"', "Accept": "application/dicom+xml"}
        long = json.dumps(new(t00400400=el("LT", "x" * (2 << 20))))
        answers = [
            await caller.http.post(WORKITEMS, content="<x/>", headers=xml),
            await caller.http.get(f"{WORKITEMS}/{uid}", headers=xml),
            await caller.http.post(WORKITEMS, content=long, headers=JSON),
            await caller.http.post(f"{WORKITEMS}?workitem={caller.uid()}", content="[[", headers=JSON),
            await caller.http.get(f"{WORKITEMS}/a.b", headers=JSON),
        ]
        return [answer.status_code for answer in answers]

    assert told(ask) == [415, 406, 413, 400, 400]


def test_what_nobody_here_knows_is_left_out_and_said(told: Told) -> None:
    async def ask(caller: Caller) -> tuple[Any, ...]:
        uid = caller.uid()
        made = await caller.send("POST", "", new(t00090010=el("LO", "SITE")), workitem=uid)
        changed = await caller.send("POST", f"/{uid}", {"00091001": el("LO", "x")})
        return _warning(made), _warning(changed), "0009" in (await caller.send("GET", f"/{uid}")).text[:200]

    made, changed, is_kept = told(ask)
    assert made == "The Workitem was created with modifications."
    assert changed == "Requested optional Attributes are not supported."
    assert not is_kept


def test_one_process_at_a_time_works_for_a_worklist(postgres: Cluster) -> None:
    """On PostgreSQL, where there may be several; who dies gives its place up with its connection."""
    url = postgres.database()
    first, second = open_database(url), open_database(url)
    migrate(first)
    mine, theirs = Claims(first, lambda: NOW), Claims(second, lambda: NOW)
    with mine.alone("ris") as is_mine, theirs.alone("ris") as is_theirs, theirs.alone("vna") as of_another:
        assert is_mine is not None
        assert of_another is not None
        assert is_theirs is None
    with theirs.alone("ris") as is_theirs:
        assert is_theirs is not None
    for engine in (first, second):
        engine.dispose()


def test_who_takes_too_long_at_a_worklist_is_told_that_another_process_may_be_at_it(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("radlane.jobs.database.HELD_S", 1.0)
    with opened(postgres.database()) as engine:
        migrate(engine)
        claims = Claims(engine, lambda: NOW)
        with pytest.raises(AWAY):
            take_too_long(claims)


def take_too_long(claims: Claims) -> None:
    with claims.alone("ris") as mine:
        assert mine is not None
        for _ in range(4):
            time.sleep(0.5)
            mine.keep()
        with claims.alone("ris") as theirs:
            assert theirs is None, "kept, it lasts longer than the database lets one sleep"
        time.sleep(2.0)
        with claims.alone("ris") as theirs:
            assert theirs is not None
        mine.keep()
