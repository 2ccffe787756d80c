"""Runs over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.asgi import client
from support.desk import Desk
from support.jobs import MODEL
from support.radiographs import STUDY


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
