"""The trail over HTTP: every use of a study is in it, in order."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import httpx
import pytest

from support.asgi import client
from support.desk import Desk
from support.jobs import MODEL
from support.radiographs import STUDY, radiograph

BODY = {"study": STUDY, "model": MODEL}
TRAIL = "GET /v1/audit"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def records(caller: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    """The trail, the oldest record first, without what reading it adds."""
    items = (await caller.get("/v1/audit", params={"limit": 200, **query})).json()["items"]
    return [item for item in items[::-1] if item["via"] != TRAIL]


@pytest.mark.asyncio
async def test_a_job_from_its_acceptance_to_its_withdrawal(desk: Desk) -> None:
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        desk.work()
        result = (await caller.get(f"{path}/result")).json()
        uid = result["objects"][0]["sop_instance_uid"]
        await caller.get(f"{path}/objects/{uid}")
        run = (await caller.get("/v1/results", params={"study": STUDY})).json()["items"][0]["run"]
        await caller.post(f"/v1/results/{run}/withdraw", json={"reason": "safety", "comment": "CANARYZQ7"})
        desk.work()
        found = await records(caller)
    said = [(item["action"], item["outcome"], item["facts"].get("archive")) for item in found]
    analysis = [
        ("job-asked", "done", None),
        ("study-queried", "begun", "a"),
        ("instances-retrieved", "begun", "a"),
        ("instances-retrieved", "done", "a"),
        ("study-queried", "begun", "a"),
        ("study-queried", "begun", "a"),
        ("instances-stored", "begun", "a"),
        ("instances-stored", "done", "a"),
    ]
    assert said[: len(analysis)] == analysis
    rest = [action for action, outcome, _ in said[len(analysis) :] if outcome == "done"]
    assert rest[:4] == ["result-read", "object-read", "results-listed", "result-withdrawn"]
    assert rest[4:].count("instances-stored") == 1
    assert {item["study"] for item in found} == {STUDY}
    job = path.rpartition("/")[2]
    assert {item["job"] for item in found[: len(analysis) + 2]} == {job}
    stored = found[len(analysis) - 1]["facts"]
    assert set(stored["states"]) == {item["sop_instance_uid"] for item in result["objects"]}
    assert "CANARYZQ7" not in str(found)


@pytest.mark.asyncio
async def test_what_moves_a_job_is_on_record(desk: Desk) -> None:
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json=BODY)).headers["location"]
        await caller.delete(path)
        await caller.post(f"{path}/retry")
        await caller.get("/v1/jobs", params={"study": "Doe^John"})
        found = await records(caller)
        assert await records(caller, study=STUDY) == found[:3]
        assert await records(caller, action="jobs-listed") == found[3:]
        assert await records(caller, by="nobody") == []
        assert await records(caller, since="2027-01-01T00:00:00Z") == []
        assert await records(caller, until="2027-01-01T00:00:00Z") == found
    said = [(item["action"], item["study"]) for item in found]
    assert said == [
        ("job-asked", STUDY),
        ("job-cancelled", STUDY),
        ("job-retried", STUDY),
        ("jobs-listed", None),
    ]
    assert found[3]["facts"] == {"by": "other", "studies": []}


@pytest.mark.asyncio
async def test_predict_is_on_record_before_and_after(desk: Desk) -> None:
    content = io.BytesIO()
    radiograph().save_as(content, enforce_file_format=True)
    async with client(desk.app) as caller:
        url, headers = f"/v1/predict?model={MODEL}", {"Content-Type": "application/dicom"}
        assert (await caller.post(url, content=content.getvalue(), headers=headers)).status_code == 200
        assert (await caller.post(url, content=b"nonsense", headers=headers)).status_code == 422
        found = await records(caller)
    said = [(item["action"], item["outcome"], item["study"], item["facts"].get("verdict")) for item in found]
    assert said == [("predicted", "begun", STUDY, None), ("predicted", "done", STUDY, "analysed")]


@pytest.mark.asyncio
async def test_reading_the_trail_is_on_record_and_goes_page_by_page(desk: Desk) -> None:
    async with client(desk.app) as caller:
        for _ in range(3):
            await caller.get("/v1/audit")
        page = (await caller.get("/v1/audit?limit=3")).json()
        assert [item["number"] for item in page["items"]] == [4, 3, 2]
        rest = (await caller.get(f"/v1/audit?cursor={page['next']}")).json()
        assert ([item["number"] for item in rest["items"]], rest["next"]) == ([1], None)
        assert {(item["action"], item["via"]) for item in page["items"]} == {("trail-read", TRAIL)}
        assert (await caller.get("/v1/audit?since=2026-01-01T00:00:00")).status_code == 422
