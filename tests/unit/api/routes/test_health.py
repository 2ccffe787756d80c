"""Alive while every thread works, ready with a model."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from anyio.to_thread import current_default_thread_limiter

from support.asgi import client, service


@pytest.mark.asyncio
async def test_with_a_model_it_is_alive_and_ready(tmp_path: Path) -> None:
    async with client(service(tmp_path)) as caller:
        alive, ready = await caller.get("/livez"), await caller.get("/readyz")
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "models": 2})


@pytest.mark.asyncio
async def test_without_a_model_it_is_alive_and_not_ready(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    async with client(service(tmp_path, models_dir=tmp_path / "models")) as caller:
        alive, ready = await caller.get("/livez"), await caller.get("/readyz")
    assert alive.status_code == 200
    assert (ready.status_code, ready.json()["code"]) == (503, "not-ready")


@pytest.mark.asyncio
async def test_it_answers_while_every_thread_works(tmp_path: Path) -> None:
    async with client(service(tmp_path)) as caller:
        threads = current_default_thread_limiter()
        threads.total_tokens = 1
        async with threads, asyncio.timeout(10):
            answers = [await caller.get(path) for path in ("/livez", "/readyz")]
    assert [answer.status_code for answer in answers] == [200, 200]
