"""The routes of the worklist; each cell of the standard's tables is driven in tests/contract/test_worklist.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from radlane.app.keys import open_keys
from radlane.security.audit_record import Action
from radlane.security.scopes import Scope
from support.asgi import client, service, settings_in
from support.ups_table import new

JSON = {"Content-Type": "application/dicom+json"}
PATH = "/dicomweb/workitems"


@pytest.mark.asyncio
async def test_a_workitem_is_made_found_and_retrieved(tmp_path: Path) -> None:
    async with client(service(tmp_path)) as caller:
        made = await caller.post(f"{PATH}?workitem=1.2.3", content=json.dumps(new()), headers=JSON)
        assert (made.status_code, made.headers["location"]) == (201, f"{PATH}/1.2.3")
        found = await caller.get(PATH, params={"ProcedureStepState": "SCHEDULED", "fuzzymatching": "true"})
        assert (found.status_code, found.headers["content-type"]) == (200, "application/dicom+json")
        assert "fuzzymatching" in found.headers["warning"]
        one = await caller.get(made.headers["location"])
        assert one.json()[0]["00080018"]["Value"] == ["1.2.3"]
        listed = await caller.get("/v1/audit")
        actions = {record["action"] for record in listed.json()["items"]}
        assert {Action.WORKITEM_CREATED, Action.WORKITEM_READ, Action.WORKITEMS_LISTED} <= actions


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("accept", "status"),
    [("application/dicom+json", 200), ("*/*", 200), ("application/json;q=0.5", 200), ("text/html", 406)],
)
async def test_what_is_accepted_may_stand_in_the_query_too(tmp_path: Path, accept: str, status: int) -> None:
    async with client(service(tmp_path)) as caller:
        await caller.post(f"{PATH}?workitem=1.2.3", content=json.dumps(new()), headers=JSON)
        assert (await caller.get(f"{PATH}/1.2.3", headers={"Accept": accept})).status_code == status
        answer = await caller.get(f"{PATH}/1.2.3", params={"accept": accept}, headers={"Accept": "text/html"})
        assert answer.status_code == status


@pytest.mark.asyncio
async def test_reading_and_writing_need_a_scope_each(tmp_path: Path) -> None:
    _, text = open_keys(settings_in(tmp_path)).create("reads", (Scope.WORKLIST_READ,), None)
    async with client(service(tmp_path, access="keys")) as caller:
        headers = {**JSON, "Authorization": f"Bearer {text}"}
        assert (await caller.get(PATH, headers=headers)).status_code == 204
        body = json.dumps(new())
        assert (await caller.post(f"{PATH}?workitem=1.2.3", content=body, headers=headers)).status_code == 403
