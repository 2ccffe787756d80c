"""radlane's own worklist on a `World`, and a worklist elsewhere that answers by the tables of the standard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from threading import Event
from typing import Any

from radlane.dicomweb.credentials import anonymous
from radlane.dicomweb.session import Service
from radlane.dicomweb.worklist import Absence, Page, WorklistService
from radlane.domain.workitem import Workitem
from radlane.jobs.claims import Claims
from radlane.jobs.workitems import Workitems
from radlane.security.audit_record import Action, Entry
from radlane.triggers.intake import Intake
from radlane.triggers.worklist.elsewhere import Service as Asking
from radlane.triggers.worklist.host import Worklist
from radlane.triggers.worklist.performer import Performer, Terms
from radlane.triggers.worklist.performing import Performing
from radlane.triggers.worklist.procedures import Procedure, Procedures
from radlane.triggers.worklist.work import Work
from support.durable import Engine
from support.jobs import MODEL, SITE_KEY, World
from support.radiographs import SERIES, STUDY
from support.scripted import Asked, Reply, Script, serving
from support.ups_table import CELLS, OTHER, RIGHT, code, el, new, reference

BY = Entry(action=Action.TRAIL_READ, caller="ris", via="test")
OURS = Procedure(scheme="99SITE", code="radlane-lungs", model=MODEL, source="a")


def procedures(*known: Procedure, **addresses: str) -> Procedures:
    return Procedures(known=known or (OURS,), addresses=addresses, zone=UTC)


def no_other() -> None:
    """No other process is ever at a worklist."""


def ours(**changes: Any) -> dict[str, Any]:
    """A new workitem that asks radlane for the study of a `World`."""
    asked = {
        "t00100020": el("LO", "T-1"),
        "t00100021": el("LO", "radlane tests"),
        "t00404018": el("SQ", code()),
        "t00404021": el("SQ", reference(STUDY, SERIES)),
    }
    return new(**{**asked, **changes})


@dataclass(kw_only=True)
class Bench:
    """radlane's own worklist, and what performs it, on a world and a durable engine in memory."""

    on: World
    engine: Engine
    known: Procedures = field(default_factory=procedures)

    def __post_init__(self) -> None:
        intake = Intake(
            store=self.on.store,
            catalogue=self.on.models.catalogue,
            archives=("a", "b"),
            archive=self.on.archive,
            default_archive="a",
            enqueue=self.engine.enqueue,
            trail=self.on.trail,
            secret=SITE_KEY,
        )
        self.items = Workitems(self.on.engine, self.on.clock, 100)
        self.work = Work(
            intake=intake, jobs=self.on.store, ledger=self.on.ledger, addresses={"a": "https://pacs.example/dicom-web"}
        )
        self.worklist = Worklist(
            items=self.items,
            trail=self.on.trail,
            procedures=self.known,
            now=self.on.clock,
            zone=UTC,
            secret=b"a site's secret",
            work=self.work,
            wake=Event(),
        )
        self.performing = Performing(
            items=self.items, work=self.work, procedures=self.known, trail=self.on.trail, now=self.on.clock
        )

    def create(self, uid: str = "1.2.826.1", **changes: Any) -> Workitem:
        self.worklist.create(json.dumps(ours(**changes)).encode(), uid, BY)
        return self.worklist.get(uid)

    def performer(self, service: Asking, uids: Callable[[], str] = lambda: RIGHT) -> Performer:
        return Performer(
            name="ris",
            service=service,
            claims=Claims(self.on.engine, self.on.clock),
            work=self.work,
            procedures=self.known,
            terms=Terms(match={"WorklistLabel": "AI"}, at_once=2, progress_s=10.0),
            trail=self.on.trail,
            now=self.on.clock,
            new_uid=uids,
        )


@dataclass(kw_only=True)
class Elsewhere:
    """A worklist that answers what `CELLS` say, and keeps what it was told.

    Attributes
    ----------
    instead : callable
        May answer in the place of the worklist, before or after it did what was asked.
    """

    item: dict[str, Any] = field(default_factory=ours)
    uid: str = "1.2.826.5"
    state: str = "SCHEDULED"
    lock: str | None = None
    asked: list[Asked] = field(default_factory=list)
    before: Callable[[Asked], Reply | None] = lambda _: None
    after: Callable[[Asked], Reply | None] = lambda _: None

    @property
    def told(self) -> list[str]:
        """Method and last part of the path of what was asked, but searches and looks."""
        return [f"{one.method} {one.path.rsplit('/', 1)[1]}" for one in self.asked if one.method != "GET"]

    def script(self) -> Script:
        def answer(asked: Asked) -> Reply:
            self.asked.append(asked)
            return self.before(asked) or self._after(asked, self._answer(asked))

        return answer

    @contextmanager
    def serving(self) -> Iterator[WorklistService]:
        with serving(self.script()) as url:
            yield WorklistService(Service(url=f"{url}/dicom-web", authorization=anonymous, read_seconds=5.0))

    def is_about(self, asked: Asked) -> bool:
        return self.uid in asked.path.split("/")

    def _after(self, asked: Asked, reply: Reply) -> Reply:
        return self.after(asked) or reply

    def _answer(self, asked: Asked) -> Reply:
        path = asked.path.removeprefix("/dicom-web/workitems")
        (body,) = json.loads(asked.body) if asked.body else [{}]  # an array, by PS3.18 section 11.1.3
        if asked.method == "GET":
            return self._found(path, asked)
        if path == f"/{self.uid}/state":
            return self._changed(body)
        return self._set(body, asked.query.get("transaction-uid", [None])[0])

    def _found(self, path: str, asked: Asked) -> Reply:
        if path == "" and asked.query["00741000"] != [self.state]:
            return Reply(status=204)
        whole = {**self.item, "00080018": el("UI", self.uid), "00741000": el("CS", self.state)}
        return Reply(body=json.dumps([whole]).encode())

    def _known(self, lock: str | None) -> str | None:
        """A Transaction UID as the tables know it."""
        if lock is None:
            return None
        return RIGHT if self.lock in (None, lock) else OTHER

    def _cell(self, ask: str, lock: str | None) -> tuple[int, str]:
        known = self._known(lock)
        (cell,) = (c for c in CELLS if (c.ask, c.state, c.lock, c.ready) == (ask, self.state, known, True))
        return cell.http, cell.dimse

    def _changed(self, body: dict[str, Any]) -> Reply:
        (wanted,), (lock,) = body["00741000"]["Value"], body["00081195"]["Value"]
        status, dimse = self._cell(wanted, lock)
        if dimse == "0000":
            self.state = wanted
            self.lock = self.lock or lock
        return Reply(status=status)

    def _set(self, body: dict[str, Any], lock: str | None) -> Reply:
        status, dimse = self._cell("set", lock)
        if dimse == "0000":
            self.item |= body
        return Reply(status=status)


@contextmanager
def together(*items: Elsewhere) -> Iterator[WorklistService]:
    """One worklist of several workitems."""

    def answer(asked: Asked) -> Reply:
        of = [item.script()(asked) for item in items if item.is_about(asked)]
        if of:
            return of[0]
        replies = [item.script()(asked) for item in items]
        found = [json.loads(reply.body)[0] for reply in replies if reply.body]
        return Reply(body=json.dumps(found).encode()) if found else replies[0]

    with serving(answer) as url:
        yield WorklistService(Service(url=f"{url}/dicom-web", authorization=anonymous, read_seconds=5.0))


@dataclass(kw_only=True)
class Plain:
    """A worklist elsewhere without a network.

    Attributes
    ----------
    state : str
        Of all workitems that were not asked to change it (`states`).
    status : int
        How it answers changes; `of_state` and `of_update` how it answers one kind of them.
    absence : Absence or None
        How it says that it has none of them.
    fails : mapping
        UID -> what is raised where that workitem is asked for.
    """

    uids: tuple[str, ...] = ("1.2.826.5",)
    status: int = 200
    of_state: int | None = None
    of_update: int | None = None
    state: str = "SCHEDULED"
    states: dict[str, str] = field(default_factory=dict)
    absence: Absence | None = None
    fails: dict[str, Exception] = field(default_factory=dict)
    item: dict[str, Any] = field(default_factory=ours)
    told: list[str] = field(default_factory=list)
    retrieved: list[str] = field(default_factory=list)

    def search(self, keys: Mapping[str, str], limit: int, offset: int = 0) -> Page:
        assert keys["00741000"] == "SCHEDULED"
        found = tuple(self._item(uid) for uid in self.uids if self.states.get(uid, self.state) == "SCHEDULED")
        part = found[offset : offset + limit]
        return Page(items=part, has_more=len(found) > offset + limit, places=len(part))

    def retrieve(self, uid: str) -> dict[str, Any] | Absence:
        self.retrieved.append(uid)
        if uid in self.fails:
            raise self.fails[uid]
        return self._item(uid) if self.absence is None else self.absence

    def change_state(self, uid: str, state: str, transaction_uid: str) -> int:
        self.told.append(f"{state} {uid} {transaction_uid}")
        status = self.of_state or self.status
        if status == 200:
            self.states[uid] = state
        return status

    def update(self, uid: str, transaction_uid: str, changes: Mapping[str, Any]) -> int:
        self.told.append(f"{sorted(changes)} {uid} {transaction_uid}")
        status = self.of_update or self.status
        if status == 200:
            self.item = {**self.item, **changes}
        return status

    def _item(self, uid: str) -> dict[str, Any]:
        state = self.states.get(uid, self.state)
        return {**self.item, "00080018": el("UI", uid), "00741000": el("CS", state)}
