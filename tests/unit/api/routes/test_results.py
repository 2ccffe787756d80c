"""Runs over HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from radlane.app.keys import open_keys
from radlane.domain.withdrawal import WithdrawalReason
from radlane.security.scopes import Scope
from support.asgi import client, service, settings_in
from support.desk import Desk
from support.jobs import MODEL
from support.radiographs import STUDY
from support.withdrawals import run_of, run_on_record


@pytest.mark.asyncio
async def test_runs_are_found_by_model_and_study(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with client(desk.app) as caller:
        assert (await caller.get("/v1/results")).json() == {"items": [], "next": None}
        for reason in ("one", "two", "three"):
            await caller.post("/v1/jobs", json={"study": STUDY, "model": MODEL, "rerun": {"reason": reason}})
            desk.work()
            desk.engine.clock.forward(1)
        first = (await caller.get("/v1/results?limit=2")).json()
        assert [run["number"] for run in first["items"]] == [3, 2]
        rest = (await caller.get(f"/v1/results?limit=2&cursor={first['next']}")).json()
        assert ([run["number"] for run in rest["items"]], rest["next"]) == ([1], None)
        (run,) = rest["items"]
        assert (run["state"], run["model"], run["version"], run["study"]) == ("complete", MODEL, "1.0.0", STUDY)
        assert [item["modality"] for item in run["objects"]] == ["SEG", "OT", "SR"]
        assert len((await caller.get(f"/v1/results?model={MODEL}&study={STUDY}")).json()["items"]) == 3
        assert (await caller.get("/v1/results?model=other")).json()["items"] == []
        assert (await caller.get("/v1/results?study=1.2.3")).json()["items"] == []
        assert (await caller.get("/v1/results?cursor=nosuch")).status_code == 404


@pytest.mark.asyncio
async def test_a_result_is_withdrawn_and_every_archive_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    run = run_of(desk.world)
    desk.engine.clock.forward(60)
    async with client(desk.app) as caller:
        asked = await caller.post(
            f"/v1/results/{run.id}/withdraw", json={"reason": "safety", "comment": " sides\nswapped "}
        )
        answer = asked.json()
        assert (asked.status_code, answer["state"], answer["run"]) == (202, "withdrawn", run.id)
        assert asked.headers["location"] == f"/v1/jobs/{answer['withdrawal']['job']}"
        assert answer["withdrawal"] == {
            "reason": "safety",
            "comment": "sides swapped",
            "at": "2026-03-01T12:01:00Z",
            "caller": "",
            "job": answer["withdrawal"]["job"],
        }
        assert _states(answer) == [["stored", "stored"]] * 3, "not yet told"
        job = (await caller.get(asked.headers["location"])).json()
        assert (job["withdraws"], job["run"], job["state"]) == (run.id, run.id, "queued")
        assert (job["expires_at"], job["destinations"], job["priority"]) == (None, ["a", "b"], "stat")
        desk.work()
        (listed,) = (await caller.get("/v1/results")).json()["items"]
        assert (listed["state"], listed["withdrawal"]) == ("withdrawn", answer["withdrawal"])
        assert [item["role"] for item in listed["objects"]] == ["segmentation", "capture", "report", "rejection"]
        assert _states(listed) == [["withdrawn", "withdrawn"]] * 3 + [["stored", "stored"]]
        result = (await caller.get(f"/v1/jobs/{run.job_id}/result")).json()
        assert (result["withdrawal"], result["objects"]) == (answer["withdrawal"], listed["objects"])
        note = listed["objects"][-1]
        sent = await caller.get(f"/v1/jobs/{run.job_id}/objects/{note['sop_instance_uid']}")
        assert sent.content == next((tmp_path / "a").rglob(f"{note['sop_instance_uid']}.dcm")).read_bytes()
        assert (await caller.get(asked.headers["location"])).json()["state"] == "succeeded"


def _states(run: dict[str, Any]) -> list[list[str]]:
    return [[delivery["state"] for delivery in item["deliveries"]] for item in run["objects"]]


@pytest.mark.asyncio
async def test_a_result_that_may_be_used_has_no_withdrawal(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    run = run_of(desk.world)
    async with client(desk.app) as caller:
        (listed,) = (await caller.get("/v1/results")).json()["items"]
        result = (await caller.get(f"/v1/jobs/{run.job_id}/result")).json()
    assert listed["withdrawal"] is result["withdrawal"] is None


@pytest.mark.asyncio
async def test_the_same_again_is_the_same_answer_and_another_reason_a_conflict(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = f"/v1/results/{run_of(desk.world).id}/withdraw"
    async with client(desk.app) as caller:
        first = await caller.post(path, json={"reason": "safety"})
        again = await caller.post(path, json={"reason": "safety", "comment": "other words"})
        assert (again.status_code, again.json()) == (202, first.json())
        assert again.headers["location"] == first.headers["location"]
        desk.work()
        done = await caller.post(path, json={"reason": "safety"})
        assert (done.status_code, done.json()["withdrawal"]) == (202, first.json()["withdrawal"])
        other = await caller.post(path, json={"reason": "quality"})
        assert (other.status_code, other.json()["code"]) == (409, "result-withdrawn")
        assert len((await caller.get("/v1/jobs")).json()["items"]) == 2


@pytest.mark.asyncio
async def test_a_withdrawn_result_is_not_used_again_but_for_a_rerun(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    run = run_of(desk.world)
    async with client(desk.app) as caller:
        await caller.post(f"/v1/results/{run.id}/withdraw", json={"reason": "safety"})
        desk.work()
        asked = {"study": STUDY, "model": MODEL}
        refused = (await caller.post("/v1/jobs", json=asked)).json()
        desk.work()
        made = (await caller.post("/v1/jobs", json={**asked, "rerun": {"reason": "mended"}})).json()
        desk.work()
        ended = [(await caller.get(f"/v1/jobs/{job['id']}")).json() for job in (refused, made)]
        assert [job["state"] for job in ended] == ["failed", "succeeded"]
        assert ended[0]["error"]["code"] == "result-withdrawn"
        runs = (await caller.get("/v1/results")).json()["items"]
    assert sorted((item["number"], item["state"]) for item in runs) == [(1, "withdrawn"), (2, "complete")]


@pytest.mark.asyncio
async def test_a_withdrawal_is_not_cancelled(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with client(desk.app) as caller:
        asked = await caller.post(
            f"/v1/results/{run_on_record(desk.world, 'a').id}/withdraw", json={"reason": "safety"}
        )
        answer = await caller.delete(asked.headers["location"])
        assert (answer.status_code, answer.json()["code"]) == (409, "job-conflict")


@pytest.mark.asyncio
async def test_a_result_that_was_sent_nowhere_has_no_job(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    run = run_on_record(desk.world)
    async with client(desk.app) as caller:
        answer = await caller.post(f"/v1/results/{run.id}/withdraw", json={"reason": "safety"})
    assert (answer.status_code, answer.json()["state"], answer.json()["withdrawal"]["job"]) == (202, "withdrawn", None)
    assert "location" not in answer.headers


WRONG: tuple[object, ...] = (
    {},
    {"reason": "incomplete"},  # radlane's own
    {"reason": "Tess^Tess"},
    {"reason": "safety", "comment": "x" * 1001},
    {"reason": "safety", "patient": "Tess"},
    {"reason": "safety", "comment": 7},
    [],
)


@pytest.mark.asyncio
async def test_what_is_no_withdrawal_is_refused_and_not_said_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    run = run_on_record(desk.world, "a")
    async with client(desk.app) as caller:
        for body in WRONG:
            answer = await caller.post(f"/v1/results/{run.id}/withdraw", content=json.dumps(body))
            assert (answer.status_code, answer.json()["code"]) == (422, "usage"), body
            assert "Tess" not in answer.text
        unknown = await caller.post("/v1/results/nosuch/withdraw", json={"reason": "safety"})
        assert (unknown.status_code, unknown.json()["code"]) == (404, "job-not-found")
    assert desk.world.withdrawals.find([run.id]) == {}


@pytest.mark.asyncio
async def test_who_withdrew_a_result_is_on_record(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    run = run_on_record(desk.world, "a")
    made, text = open_keys(settings_in(tmp_path)).create("safety officer", (Scope.RESULTS_WITHDRAW,), None)
    async with client(service(tmp_path, desk.parts, access="keys")) as caller:
        headers = {"Authorization": f"Bearer {text}"}
        answer = await caller.post(f"/v1/results/{run.id}/withdraw", json={"reason": "safety"}, headers=headers)
    assert answer.json()["withdrawal"]["caller"] == made.id
    assert desk.world.withdrawals.find([run.id])[run.id].reason is WithdrawalReason.SAFETY
