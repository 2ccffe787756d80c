"""Jobs over HTTP, from their acceptance to the bytes of their objects."""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from radlane.api.places import Places
from radlane.app.keys import open_keys
from radlane.domain.job import JobState
from radlane.security.scopes import Scope
from support.asgi import client, service, settings_in
from support.desk import Desk
from support.jobs import MODEL
from support.radiographs import STUDY, radiograph, save

BODY = {"study": STUDY, "model": MODEL}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def events_of(text: str) -> list[dict[str, Any]]:
    """The data of server-sent events."""
    return [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line.startswith("data: ")]


@pytest.mark.asyncio
async def test_a_job_from_its_acceptance_to_its_objects(desk: Desk) -> None:
    async with client(desk.app) as caller:
        accepted = await caller.post("/v1/jobs", json=BODY)
        assert (accepted.status_code, accepted.json()["state"]) == (202, "queued")
        path = accepted.headers["location"]
        assert (await caller.get(f"{path}/result")).json()["code"] == "job-conflict"
        desk.work()
        job = (await caller.get(path)).json()
        assert (job["state"], job["reused_from"], job["error"], job["reasons"]) == ("succeeded", None, None, [])
        assert job["completeness"].keys() == {"retrieved", "stable", "acquired"}
        assert (job["completeness"]["retrieved"], job["completeness"]["acquired"]) == (True, "unknown")
        result = (await caller.get(f"{path}/result")).json()
        assert result["verdict"] == "analysed"
        assert [item["role"] for item in result["objects"]] == ["segmentation", "capture", "report"]
        assert {"select", "retrieve", "analyse", "encode", "deliver"} <= set(result["timings"])
        for item in result["objects"]:
            assert [delivery["state"] for delivery in item["deliveries"]] == ["stored"]
            sent = await caller.get(f"{path}/objects/{item['sop_instance_uid']}")
            assert sent.headers["content-type"] == "application/dicom"
            (known,) = (
                o for o in desk.world.ledger.objects(job["run"]) if o.ref.sop_instance_uid == item["sop_instance_uid"]
            )
            assert hashlib.sha256(sent.content).hexdigest() == known.sha256
        assert (await caller.get(f"{path}/objects/1.2.3")).json()["code"] == "job-not-found"


@pytest.mark.asyncio
async def test_events_tell_the_whole_story_and_go_on_where_they_were(desk: Desk) -> None:
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        desk.work()
        told = await caller.get(f"{path}/events")
        assert told.headers["content-type"].startswith("text/event-stream")
        events = events_of(told.text)
        assert [event["number"] for event in events] == list(range(1, len(events) + 1))
        assert [event["name"] for event in events if event["kind"] == "state"] == ["queued", "running", "succeeded"]
        later = await caller.get(f"{path}/events", headers={"Last-Event-ID": str(len(events) - 1)})
        assert events_of(later.text) == events[-1:]


@pytest.mark.asyncio
async def test_the_same_request_is_the_same_job(desk: Desk) -> None:
    async with client(desk.app) as caller:
        first = (await caller.post("/v1/jobs", json=BODY)).json()
        assert (await caller.post("/v1/jobs", json=BODY)).json()["id"] == first["id"]  # while it is under way
        desk.work()
        second = (await caller.post("/v1/jobs", json=BODY)).json()
        desk.work()
        reused = (await caller.get(f"/v1/jobs/{second['id']}")).json()
        assert (reused["state"], reused["reused_from"]) == ("succeeded", first["id"])
        desk.engine.clock.forward(1)
        again = (await caller.post("/v1/jobs", json={**BODY, "rerun": {"reason": "asked for"}})).json()
        desk.work()
        results = (await caller.get("/v1/results")).json()["items"]
        assert [(run["number"], run["reason"]) for run in results] == [(2, "asked for"), (1, None)]
        assert {run["job"] for run in results} == {first["id"], again["id"]}


@pytest.mark.asyncio
async def test_an_idempotency_key_is_one_request_for_ever(desk: Desk) -> None:
    async with client(desk.app) as caller:
        headers = {"Idempotency-Key": "a-key"}
        first = (await caller.post("/v1/jobs", json=BODY, headers=headers)).json()
        desk.work()
        assert (await caller.post("/v1/jobs", json=BODY, headers=headers)).json()["id"] == first["id"]
        other = await caller.post("/v1/jobs", json={**BODY, "priority": "stat", "study": "1.2.3"}, headers=headers)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency-conflict")


@pytest.mark.asyncio
async def test_jobs_are_listed_page_by_page(desk: Desk) -> None:
    async with client(desk.app) as caller:
        made = [(await caller.post("/v1/jobs", json={**BODY, "study": f"1.2.{n}"})).json()["id"] for n in range(5)]
        seen, cursor = [], ""
        while cursor is not None:
            page = (await caller.get(f"/v1/jobs?limit=2{f'&cursor={cursor}' if cursor else ''}")).json()
            seen += [job["id"] for job in page["items"]]
            cursor = page["next"]
        assert sorted(seen) == sorted(made)
        one = (await caller.get("/v1/jobs?study=1.2.3&state=queued")).json()["items"]
        assert [job["study"] for job in one] == ["1.2.3"]
        assert (await caller.get("/v1/jobs?cursor=nosuch")).status_code == 404


@pytest.mark.asyncio
async def test_a_job_is_cancelled_before_its_next_step_and_tried_again(desk: Desk) -> None:
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        assert (await caller.post(f"{path}/retry")).json()["code"] == "job-conflict"  # it is under way
        cancelled = await caller.delete(path)
        assert cancelled.status_code == 202
        desk.work()
        assert (await caller.get(path)).json()["state"] == "cancelled"
        assert (await caller.delete(path)).json()["code"] == "job-conflict"
        assert desk.world.stored("a") == []
        assert (await caller.post(f"{path}/retry")).json()["state"] == "queued"
        desk.work()
        assert (await caller.get(path)).json()["state"] == "succeeded"


@pytest.mark.asyncio
async def test_a_study_that_is_not_there_fails_with_its_code(desk: Desk) -> None:
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json={**BODY, "study": "1.2.3"})).headers["location"]
        desk.work()
        job = (await caller.get(path)).json()
        assert (job["state"], job["error"]["code"]) == ("failed", "study-not-found")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"model": MODEL}, 422, "usage"),
        ({"study": STUDY}, 422, "usage"),
        ({**BODY, "url": "http://elsewhere"}, 422, "usage"),  # archives are names, never addresses
        ({**BODY, "priority": "at once"}, 422, "usage"),
        ({**BODY, "not_after": "2026-01-01T00:00:00"}, 422, "usage"),  # in which time zone?
        ({**BODY, "not_after": "9999-12-31T23:59:59-14:00"}, 422, "usage"),  # beyond what a date can say in UTC
        ({**BODY, "not_after": "0001-01-01T00:00:00+14:00"}, 422, "usage"),
        ({**BODY, "rerun": {"reason": ""}}, 422, "usage"),
        ({**BODY, "expect": {"instances": 0}}, 422, "usage"),
        ({**BODY, "study": "../../x"}, 422, "uid-invalid"),
        ({**BODY, "source": "nosuch"}, 404, "archive-not-found"),
        ({**BODY, "model": "nosuch"}, 404, "model-not-found"),
    ],
)
async def test_what_is_not_accepted(desk: Desk, body: dict[str, Any], status: int, code: str) -> None:
    async with client(desk.app) as caller:
        answer = await caller.post("/v1/jobs", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert desk.world.store.counts() == {}


@pytest.mark.asyncio
async def test_a_job_that_is_not_there(desk: Desk) -> None:
    async with client(desk.app) as caller:
        for method, path in (
            ("GET", "/v1/jobs/x"),
            ("GET", "/v1/jobs/x/events"),
            ("GET", "/v1/jobs/x/result"),
            ("GET", "/v1/jobs/x/objects/1.2"),
            ("DELETE", "/v1/jobs/x"),
            ("POST", "/v1/jobs/x/retry"),
        ):
            answer = await caller.request(method, path)
            assert (answer.status_code, answer.json()["code"]) == (404, "job-not-found"), path


@pytest.mark.asyncio
async def test_a_job_waits_until_it_expires(desk: Desk) -> None:
    async with client(desk.app) as caller:
        body = {**BODY, "expect": {"instances": 9}, "not_after": "2026-03-01T13:00:00Z"}
        path = (await caller.post("/v1/jobs", json=body)).headers["location"]
        desk.engine.step(desk.world.runner)
        job = (await caller.get(path)).json()
        assert (job["state"], job["wait_until"] is not None) == (str(JobState.WAITING), True)
        desk.work()
        assert (await caller.get(path)).json()["state"] == "expired"


@pytest.mark.asyncio
async def test_bytes_that_were_changed_are_not_given_out(desk: Desk) -> None:
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        desk.work()
        job = (await caller.get(path)).json()
        item = desk.world.ledger.objects(job["run"])[0]
        item.path.write_bytes(item.path.read_bytes() + b"more")
        answer = await caller.get(f"{path}/objects/{item.ref.sop_instance_uid}")
        assert (answer.status_code, answer.json()["code"]) == (404, "job-not-found")


@pytest.mark.asyncio
async def test_an_event_that_cannot_be(desk: Desk) -> None:
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        answer = await caller.get(f"{path}/events", headers={"Last-Event-ID": "9" * 23})
    assert (answer.status_code, answer.json()["code"]) == (422, "usage")


@pytest.mark.asyncio
async def test_a_database_that_is_away_is_no_defect(desk: Desk) -> None:
    """Another process holds the file, as it were: its table is not there. Nothing is accepted; try again."""
    async with client(desk.app) as caller:
        with desk.world.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE job_event")
        answer = await caller.post("/v1/jobs", json=BODY)
    assert (answer.status_code, answer.json()["code"]) == (503, "records-unavailable")
    assert answer.json()["retryable"]


@pytest.mark.asyncio
async def test_a_study_is_named_by_its_accession_number(desk: Desk) -> None:
    body = {key: value for key, value in BODY.items() if key != "study"}
    async with client(desk.app) as caller:
        made = await caller.post("/v1/jobs", json={**body, "accession": "A-1", "issuer": "Klinik"})
        assert (made.status_code, made.json()["study"]) == (202, BODY["study"])
        none = await caller.post("/v1/jobs", json={**body, "accession": "A-2"})
        assert (none.status_code, none.json()["code"]) == (404, "study-not-found")
        other = radiograph(StudyInstanceUID="1.2.9", SeriesInstanceUID="1.2.9.1", SOPInstanceUID="1.2.9.1.1")
        save(other, desk.world.folder / "a", "another")
        several = await caller.post("/v1/jobs", json={**body, "accession": "A-1"})
        assert (several.status_code, several.json()["code"]) == (409, "accession-ambiguous")
        for wrong in ({}, {"study": "1.2", "accession": "A-1"}, {"study": "1.2", "issuer": "Klinik"}):
            answer = await caller.post("/v1/jobs", json={**body, **wrong})
            assert (answer.status_code, answer.json()["code"]) == (422, "usage")


@pytest.mark.asyncio
async def test_a_stream_of_events_ends_when_the_service_is_told_to_stop(desk: Desk) -> None:
    """A server waits for open answers; the job is not at its end."""
    closing = Event()
    async with client(service(desk.world.folder, {**desk.parts, "closing": closing})) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        following = asyncio.create_task(caller.get(f"{path}/events"))
        await asyncio.sleep(0.6)
        assert not following.done()
        closing.set()
        told = await asyncio.wait_for(following, 5)
    assert [event["name"] for event in events_of(told.text)] == ["queued"]


@pytest.mark.asyncio
async def test_a_stream_of_events_ends_after_its_time_and_goes_on_where_it_was(desk: Desk) -> None:
    async with client(service(desk.world.folder, {**desk.parts, "stream_seconds": 0.3})) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        told = await asyncio.wait_for(caller.get(f"{path}/events"), 10)
        assert [event["name"] for event in events_of(told.text)] == ["queued"]
        desk.work()
        later = await caller.get(f"{path}/events", headers={"Last-Event-ID": "1"})
    assert events_of(later.text)[-1]["name"] == "succeeded"


@pytest.mark.asyncio
async def test_one_caller_has_so_many_streams_of_events_until_one_ends(desk: Desk) -> None:
    closing, streams, folder = Event(), Places(9, 2), desk.world.folder
    parts = {**desk.parts, "closing": closing, "streams": streams}
    _, text = open_keys(settings_in(folder)).create("viewer", (Scope.JOBS_READ, Scope.JOBS_WRITE), None)
    async with client(service(folder, parts, access="keys")) as caller:
        caller.headers["Authorization"] = f"Bearer {text}"
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        following = [asyncio.create_task(caller.get(f"{path}/events")) for _ in range(2)]
        await asyncio.sleep(0.5)
        refused = await caller.get(f"{path}/events")
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many-requests")
        assert refused.headers["retry-after"] == "2"
        assert (await caller.get(path)).status_code == 200
        closing.set()
        assert [answer.status_code for answer in await asyncio.gather(*following)] == [200, 200]
        assert (await caller.get(f"{path}/events")).status_code == 200
        assert (await caller.get("/v1/jobs/none/events")).status_code == 404
    assert not streams._taken


@pytest.mark.asyncio
async def test_who_asks_for_the_head_of_a_stream_holds_no_place(desk: Desk) -> None:
    streams = Places(1)
    async with client(service(desk.world.folder, {**desk.parts, "streams": streams})) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        async with asyncio.timeout(10):
            answers = [await caller.head(f"{path}/events", headers={"Last-Event-ID": "9"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert not streams._taken


@pytest.mark.asyncio
async def test_who_follows_no_longer_gives_the_place_back(desk: Desk) -> None:
    streams = Places(1)
    async with client(service(desk.world.folder, {**desk.parts, "streams": streams})) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        following = asyncio.create_task(caller.get(f"{path}/events"))
        await asyncio.sleep(0.5)
        assert (await caller.get(f"{path}/events")).json()["code"] == "service-busy"
        following.cancel()
        with pytest.raises(asyncio.CancelledError):
            await following
    assert not streams._taken
