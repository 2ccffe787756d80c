"""What the trail gets of requests, and what is answered where it gets nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from radlane.api.audit import study_asked
from radlane.api.refusals import OF_STRANGERS, PER_MINUTE
from radlane.app.records import open_records
from radlane.domain.job import JobState
from radlane.errors import AuditUnavailable
from radlane.security.audit_record import Action, Entry, Record
from radlane.security.keys import KeyFile
from radlane.security.scopes import Scope
from support.asgi import client, service, settings_in
from support.desk import Desk
from support.jobs import MODEL
from support.radiographs import STUDY


def key(folder: Path, *scopes: Scope) -> tuple[str, dict[str, str]]:
    """A new key's id, and headers with it."""
    made, text = KeyFile(folder / "data" / "keys.json", lambda: datetime.now(UTC)).create("test", scopes, None)
    return made.id, {"Authorization": f"Bearer {text}"}


def trail_of(folder: Path) -> Iterator[Record]:
    return open_records(settings_in(folder)).trail.walk()


class Away:
    """A trail that cannot be written, or whose database is away."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def record(self, _: Entry) -> None:
        raise self._error

    @contextmanager
    def saying(self, _: Entry) -> Iterator[Callable[..., None]]:
        def say(*_: Any, **__: Any) -> None:
            raise self._error

        yield say


@pytest.mark.parametrize(
    ("study", "attributes"),
    [
        (None, {"facts": {"by": "all"}}),
        ("1.2.3", {"study": "1.2.3", "facts": {"by": "study"}}),
        ("Doe^John", {"facts": {"by": "other"}}),
    ],
)
def test_a_filter_that_is_no_uid_is_not_on_record(study: str | None, attributes: dict[str, Any]) -> None:
    assert study_asked(study) == attributes


@pytest.mark.asyncio
async def test_who_is_not_let_in_is_on_record(tmp_path: Path) -> None:
    known, headers = key(tmp_path, Scope.METRICS)
    async with client(service(tmp_path, access="keys")) as caller:
        assert (await caller.get("/v1/results")).status_code == 401
        assert (await caller.get("/v1/jobs/x/result", headers=headers)).status_code == 403
        assert (await caller.get("/nowhere")).status_code == 404
    said = [(r.entry.action, r.entry.caller, r.entry.via, r.entry.address) for r in trail_of(tmp_path)]
    assert said == [
        (Action.LOGIN_REFUSED, "", "GET /v1/results", "127.0.0.1"),
        (Action.ACCESS_REFUSED, known, "GET /v1/jobs/{job_id}/result", "127.0.0.1"),
    ]


@pytest.mark.asyncio
async def test_who_asks_too_often_is_on_record_by_name_and_takes_nothing_of_the_strangers(tmp_path: Path) -> None:
    known, headers = key(tmp_path, Scope.JOBS_READ)
    limits = settings_in(tmp_path).limits.model_copy(update={"requests_per_minute": 1})
    async with client(service(tmp_path, access="keys", limits=limits)) as caller:
        answers = [await caller.get("/v1/jobs", headers=headers) for _ in range(OF_STRANGERS + 2)]
        assert [answer.status_code for answer in answers] == [200] + [429] * (OF_STRANGERS + 1)
        assert (await caller.get("/v1/jobs")).status_code == 401
    said = [(r.entry.action, r.entry.caller) for r in trail_of(tmp_path)][1:]
    assert said[:PER_MINUTE] == [(Action.CALL_LIMITED, known)] * PER_MINUTE
    assert said[PER_MINUTE:] == [(Action.LOGIN_REFUSED, "")]


@pytest.mark.asyncio
async def test_who_is_only_counted_is_told_when_the_service_stops(tmp_path: Path) -> None:
    async with client(service(tmp_path, access="keys")) as caller:
        for _ in range(PER_MINUTE + 3):
            assert (await caller.get("/v1/jobs")).status_code == 401
    assert [dict(record.entry.facts) for record in trail_of(tmp_path)] == [
        *[{"status": 401}] * PER_MINUTE,
        {"unrecorded": {"401": 3}},
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (AuditUnavailable("There is no room"), "audit-unavailable"),
        (OperationalError("", {}, Exception()), "records-unavailable"),
    ],
)
async def test_what_cannot_be_put_on_record_does_not_happen(tmp_path: Path, error: Exception, code: str) -> None:
    _, nothing = key(tmp_path, Scope.METRICS)
    _, everything = key(tmp_path, *Scope)
    desk = Desk(tmp_path / "desk")
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json={"study": STUDY, "model": MODEL})).headers["location"]
        desk.work()
        uid = (await caller.get(f"{path}/result")).json()["objects"][0]["sop_instance_uid"]
    parts = {**desk.parts, "trail": Away(error)}
    async with client(service(tmp_path, parts, access="keys")) as caller:
        for headers in ({}, nothing, everything):
            for route in ("/v1/jobs", "/v1/results", "/v1/audit", f"{path}/result", f"{path}/objects/{uid}"):
                answer = await caller.get(route, headers=headers)
                assert (answer.status_code, answer.json()["code"]) == (503, code), route
        assert (await caller.delete(path, headers=everything)).status_code == 409
        desk.world.store.move(path.rpartition("/")[2], JobState.FAILED, since=[JobState.SUCCEEDED])
        assert (await caller.post(f"{path}/retry", headers=everything)).status_code == 503
        for look in (path, f"{path}/events"):
            assert (await caller.get(look, headers=everything)).status_code == 503
    assert desk.world.store.get(path.rpartition("/")[2]).state is JobState.FAILED


@pytest.mark.asyncio
async def test_what_did_not_happen_is_not_on_record(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json={"study": STUDY, "model": MODEL})).headers["location"]
        desk.work()
        for method, route, status in (
            ("POST", f"{path}/retry", 409),
            ("DELETE", path, 409),
            ("GET", "/v1/jobs?cursor=nobody", 404),
            ("GET", "/v1/results?cursor=nobody", 404),
            ("POST", "/v1/results/nobody/withdraw", 404),
        ):
            answer = await caller.request(method, route, json={"reason": "safety"} if "withdraw" in route else None)
            assert answer.status_code == status
    asked = [r.entry.action for r in desk.world.trail.walk() if r.entry.via]
    assert asked == [Action.JOB_ASKED]


@pytest.mark.asyncio
async def test_lists_and_jobs_name_the_studies_that_are_handed_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json={"study": STUDY, "model": MODEL})).headers["location"]
        desk.work()
        for route in ("/v1/jobs", f"/v1/results?study={STUDY}", "/v1/jobs?study=1.2.3", path, f"{path}/events", path):
            await caller.get(route)
    said = [(r.entry.action, r.entry.study, dict(r.entry.facts)) for r in desk.world.trail.walk() if r.entry.via][1:]
    assert said == [
        (Action.JOBS_LISTED, None, {"by": "all", "studies": [STUDY]}),
        (Action.RESULTS_LISTED, STUDY, {"by": "study", "studies": [STUDY]}),
        (Action.JOBS_LISTED, "1.2.3", {"by": "study", "studies": []}),
        (Action.JOB_READ, STUDY, {}),  # who looks again is on record once an hour
    ]
