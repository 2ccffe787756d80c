"""Models are paused and resumed over HTTP, which is on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.security.audit_record import Action
from support.asgi import client
from support.desk import Desk
from support.jobs import MODEL
from support.radiographs import STUDY
from support.shadows import NEW, shadowed_models

WHY = {"reason": "it errs"}


@pytest.mark.asyncio
async def test_a_model_is_paused_and_resumed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with client(desk.app) as caller:
        paused = await caller.post(f"/v1/models/{MODEL}/pause", json=WHY)
        assert (paused.status_code, paused.json()["paused"], paused.json()["reason"]) == (200, True, "it errs")
        again = await caller.post(f"/v1/models/{MODEL}/pause", json={"reason": "other"})
        assert again.json() == paused.json()
        assert (await caller.get(f"/v1/models/{MODEL}")).json()["paused"]
        job = (await caller.post("/v1/jobs", json={"study": STUDY, "model": MODEL})).json()
        desk.work()
        assert (await caller.get(f"/v1/jobs/{job['id']}")).json()["state"] == "waiting"
        resumed = await caller.post(f"/v1/models/{MODEL}/resume", json=WHY)
        assert (resumed.json()["paused"], resumed.json()["released"]) == (False, 1)
        desk.work()
        assert (await caller.get(f"/v1/jobs/{job['id']}")).json()["state"] == "succeeded"
        assert (await caller.post(f"/v1/models/{MODEL}/resume", json=WHY)).json()["released"] == 0
        assert not (await caller.get("/v1/models")).json()["items"][0]["paused"]
    said = [record.entry for record in desk.world.trail.walk()]
    changes = [entry for entry in said if entry.action in (Action.MODEL_PAUSED, Action.MODEL_RESUMED)]
    assert [(str(entry.action), entry.facts["new"]) for entry in changes] == [
        ("model-paused", True),
        ("model-paused", False),
        ("model-resumed", True),
        ("model-resumed", False),
    ]
    assert changes[0].facts == {"model": MODEL, "reason": "it errs", "new": True}


@pytest.mark.asyncio
async def test_a_model_that_is_not_there_and_no_reason(tmp_path: Path) -> None:
    async with client(Desk(tmp_path).app) as caller:
        for verb in ("pause", "resume"):
            assert (await caller.post(f"/v1/models/other/{verb}", json=WHY)).json()["code"] == "model-not-found"
            assert (await caller.post(f"/v1/models/{MODEL}/{verb}", json={})).status_code == 422
            assert (await caller.post(f"/v1/models/{MODEL}/{verb}", json={"reason": ""})).status_code == 422


@pytest.mark.asyncio
async def test_how_far_a_version_beside_production_agrees_with_it(tmp_path: Path) -> None:
    shadowed_models(tmp_path / "models")
    desk = Desk(tmp_path)
    async with client(desk.app) as caller:
        assert (await caller.get(f"/v1/models/{MODEL}/shadow")).json() == {"items": [], "next": None}
        job = (await caller.post("/v1/jobs", json={"study": STUDY, "model": MODEL})).json()
        desk.work()
        desk.engine.sweep(desk.world.runner)
        desk.work()
        (pair,) = (await caller.get(f"/v1/models/{MODEL}/shadow")).json()["items"]
        assert (pair["version"], pair["beside"], pair["studies"]) == (NEW, "1.0.0", 1)
        assert pair["ends"] == {"succeeded": 1}
        lungs = [finding for finding in pair["findings"] if finding["id"]]
        assert {finding["laterality"] for finding in lungs} == {"left", "right"}
        assert [finding["agreement"] for finding in lungs] == [1.0, 1.0]
        assert lungs[0]["measurements"][0]["studies"] == 1
        assert set(pair["seconds"]) == {"shadow", "beside"}
        jobs = (await caller.get("/v1/jobs")).json()["items"]
        assert sorted(item["shadow_of"] or "" for item in jobs) == ["", job["id"]]
        assert len((await caller.get("/v1/results")).json()["items"]) == 1
        assert (await caller.get("/v1/models/other/shadow")).json()["code"] == "model-not-found"
