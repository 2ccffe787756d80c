"""Alive while every thread works; ready with all that is needed, and the same document where something is not."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from anyio.to_thread import current_default_thread_limiter

from radlane.settings.archives import FolderArchiveSettings
from radlane.settings.limits import LimitSettings
from support.asgi import client, service


def found(document: dict[str, object]) -> dict[str, tuple[str, bool, str | None]]:
    checks = document["checks"]
    assert isinstance(checks, list)
    return {check["name"]: (check["state"], check["needed"], check["code"]) for check in checks}


@pytest.mark.asyncio
async def test_with_all_it_needs_it_is_alive_and_ready(tmp_path: Path) -> None:
    async with client(service(tmp_path)) as caller:
        alive, ready = await caller.get("/livez"), await caller.get("/readyz")
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()["status"], ready.json()["models"]) == (200, "ready", 3)
    needed = dict.fromkeys(("disk", "database", "audit", "models"), ("ok", True, None))
    assert found(ready.json()) == {**needed, "audit-key": ("ok", False, None)}


@pytest.mark.asyncio
async def test_without_a_model_or_room_it_is_alive_and_not_ready(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    limits = LimitSettings(free_bytes=1 << 60)
    async with client(service(tmp_path, models_dir=tmp_path / "models", limits=limits)) as caller:
        alive, ready = await caller.get("/livez"), await caller.get("/readyz")
    assert alive.status_code == 200
    assert (ready.status_code, ready.json()["status"]) == (503, "not-ready")
    assert ready.headers["content-type"] == "application/json"
    assert found(ready.json()) == {
        "disk": ("failed", True, "storage-full"),
        "database": ("ok", True, None),
        "audit": ("ok", True, None),
        "audit-key": ("ok", False, None),
        "models": ("failed", True, "model-not-found"),
    }


@pytest.mark.asyncio
async def test_an_archive_that_is_away_is_counted_and_not_named(tmp_path: Path) -> None:
    (tmp_path / "ward").mkdir()
    names = ("ward", "CANARYZQ7")
    archives = {name: FolderArchiveSettings(kind="folder", path=tmp_path / name) for name in names}
    async with client(service(tmp_path, archives=archives)) as caller, asyncio.timeout(20):
        while (ready := await caller.get("/readyz")).json()["archives_down"] == 0:
            await asyncio.sleep(0.01)
    assert (ready.status_code, ready.json()["archives"], ready.json()["archives_down"]) == (200, 2, 1)
    assert found(ready.json())["archives"] == ("failed", False, "archive-unavailable")
    assert "CANARYZQ7" not in ready.text


@pytest.mark.asyncio
async def test_it_answers_while_every_thread_works(tmp_path: Path) -> None:
    async with client(service(tmp_path)) as caller:
        threads = current_default_thread_limiter()
        threads.total_tokens = 1
        async with threads, asyncio.timeout(10):
            answers = [await caller.get(path) for path in ("/livez", "/readyz")]
    assert [answer.status_code for answer in answers] == [200, 200]
