"""Who is not let in is on record, and cannot hide others; with routes: test_audit.py."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from radlane.api.refusals import OF_FURTHER, OF_STRANGERS, PER_MINUTE, Refusals
from radlane.security.audit_record import Action, Entry


class Book:
    """Keeps entries, or has no room."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.is_away = False
        self.fails = 0  # so often
        self.is_writing, self.goes_on = Event(), Event()
        self.goes_on.set()

    def record(self, entry: Entry) -> None:
        if not self.goes_on.is_set():
            self.is_writing.set()
            self.goes_on.wait(5)
        self.fails -= 1
        if self.is_away or self.fails >= 0:
            raise OperationalError("", {}, Exception())
        self.entries.append(entry)


class Door:
    """A service that refuses everybody."""

    def __init__(self) -> None:
        self.book = Book()
        self.now = 0.0
        self.refusals = Refusals(self.app, lambda: self.now)
        self.status = 401

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            assert (await receive())["type"] == "lifespan.shutdown"
            return
        scope["state"]["caller"] = scope["who"]
        await send({"type": "http.response.start", "status": self.status, "headers": []})

    async def ask(self, who: str = "", address: str = "10.0.0.1", status: int = 401) -> list[int]:
        self.status, said = status, []

        async def send(message: Any) -> None:
            said.append(message.get("status"))

        state = {"services": SimpleNamespace(trail=self.book, proxies=())}
        scope = {"type": "http", "method": "GET", "state": state, "who": who, "client": (address, 1), "headers": []}
        await self.refusals(scope, self.receive, send)
        return [one for one in said if one]

    async def receive(self) -> Any:
        return {"type": "lifespan.shutdown"}

    async def stop(self) -> None:
        state = {"services": SimpleNamespace(trail=self.book, proxies=())}
        await self.refusals({"type": "lifespan", "state": state}, self.receive, self.receive)

    def counts(self) -> Counter[tuple[str, str | None]]:
        return Counter((entry.caller, entry.address) for entry in self.book.entries)


async def flood(door: Door, addresses: Sequence[str]) -> None:
    for _ in range(3 * OF_STRANGERS):
        for address in addresses:
            await door.ask(address=address)


@pytest.mark.asyncio
async def test_nobody_hides_behind_those_without_a_key() -> None:
    door = Door()
    await flood(door, ["10.0.0.9"])
    await door.ask(address="10.0.0.1")
    await flood(door, [f"10.0.1.{number}" for number in range(5)])
    for _ in range(5):
        await door.ask("stolen-key", address="10.0.0.9", status=403)
    counts = door.counts()
    assert counts["", "10.0.0.9"] == PER_MINUTE
    assert counts["", "10.0.0.1"] == 1
    assert counts["stolen-key", "10.0.0.9"] == 5
    assert OF_STRANGERS <= sum(count for (caller, _), count in counts.items() if not caller) <= OF_STRANGERS + 5


@pytest.mark.asyncio
async def test_no_address_hides_behind_a_few_others() -> None:
    door = Door()
    await flood(door, ["10.0.0.1", "10.0.0.2"])
    await flood(door, ["10.0.0.3"])
    assert door.counts()["", "10.0.0.3"] == 1
    door.now = 60.0
    await flood(door, [f"10.0.{number}.1" for number in range(99)])
    assert sum(door.counts().values()) <= 2 * OF_STRANGERS + 1 + OF_FURTHER
    assert len(door.counts()) > OF_FURTHER


@pytest.mark.asyncio
async def test_a_count_that_could_not_be_put_on_record_is_told_by_the_next_one() -> None:
    door = Door()
    for _ in range(PER_MINUTE + 2):
        await door.ask("key")
    door.book.is_away = True
    assert await door.ask("other") == [503]
    door.book.is_away = False
    await door.ask("third")
    assert dict(door.book.entries[-1].facts) == {"status": 401, "unrecorded": {"401": 2}}
    await door.ask("fourth")
    assert dict(door.book.entries[-1].facts) == {"status": 401}


async def leave(door: Door) -> None:
    """Ask, with something to tell, and go while that is put on record."""
    for _ in range(PER_MINUTE + 2):
        await door.ask("key")
    door.book.goes_on.clear()
    asking = asyncio.create_task(door.ask("other"))
    while not door.book.is_writing.is_set():
        await asyncio.sleep(0.01)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking


@pytest.mark.asyncio
@pytest.mark.parametrize("fails", [0, 1], ids=["recorded", "not recorded"])
async def test_a_count_is_told_once_where_who_asked_is_gone(fails: int) -> None:
    """The record is made in a thread, which does not end with the request."""
    door = Door()
    await leave(door)
    door.book.fails = fails
    door.book.goes_on.set()
    while door.refusals._under_way:
        await asyncio.sleep(0.01)
    await door.ask("third")
    told = [entry.facts.get("unrecorded") for entry in door.book.entries[PER_MINUTE:]]
    assert told == [{"401": 2}, None][: 2 - fails]


@pytest.mark.asyncio
async def test_the_end_waits_for_what_is_under_way() -> None:
    door = Door()
    await leave(door)
    door.book.fails = 1
    stopping = asyncio.create_task(door.stop())
    await asyncio.sleep(0.05)
    door.book.goes_on.set()
    await stopping
    assert [dict(entry.facts) for entry in door.book.entries[PER_MINUTE:]] == [{"unrecorded": {"401": 2}}]


@pytest.mark.asyncio
async def test_those_who_are_not_on_record_are_counted_for_each_reason() -> None:
    door = Door()
    for status in (401, 429, 403):
        for _ in range(PER_MINUTE + 2):
            await door.ask("key", status=status)
    door.now = 60.0
    await door.ask("key")
    assert dict(door.book.entries[PER_MINUTE].facts) == {"status": 429, "unrecorded": {"401": 2}}
    assert dict(door.book.entries[-1].facts) == {"status": 401, "unrecorded": {"403": 2}}
    refused = {Action.LOGIN_REFUSED, Action.ACCESS_REFUSED, Action.CALL_LIMITED}
    assert {entry.action for entry in door.book.entries} == refused


@pytest.mark.asyncio
async def test_the_last_ones_are_told_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    door = Door()
    await door.stop()
    assert door.book.entries == []
    await flood(door, ["10.0.0.9"])
    await door.stop()
    unrecorded = {"unrecorded": {"401": 3 * OF_STRANGERS - PER_MINUTE}}
    assert (door.book.entries[-1].action, dict(door.book.entries[-1].facts)) == (Action.LOGIN_REFUSED, unrecorded)
    await flood(door, ["10.0.0.9"])
    door.book.is_away = True
    await door.stop()
    assert [record.msg for record in caplog.records] == ["refusals are not on record"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("status", "action"),
    [(429, Action.CALL_LIMITED), (401, Action.LOGIN_REFUSED), (403, Action.ACCESS_REFUSED)],
)
async def test_what_is_told_at_the_end_is_the_gravest_of_it(status: int, action: Action) -> None:
    """Who asks too often is no security alert (docs/audit.md), and others are not hidden behind them."""
    door = Door()
    for _ in range(PER_MINUTE + 1):
        await door.ask("key", status=429)
        await door.ask("other", status=status)
    await door.stop()
    assert door.book.entries[-1].action is action
    assert set(door.book.entries[-1].facts["unrecorded"]) == {"429", str(status)}


@pytest.mark.asyncio
async def test_who_cannot_be_put_on_record_is_told_that() -> None:
    door = Door()
    assert await door.ask() == [401]
    door.book.is_away = True
    assert await door.ask() == [503]
