"""Figures over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.asgi import client
from support.asgi import service as service_in


@pytest.mark.asyncio
async def test_requests_jobs_and_models_are_in_the_figures(tmp_path: Path) -> None:
    async with client(service_in(tmp_path)) as caller:
        await caller.get("/v1/jobs/CANARYZQ7")
        answer = await caller.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert 'radlane_http_requests_total{method="GET",route="/v1/jobs/{job_id}",status="404"} 1.0' in answer.text
    assert "radlane_models 3.0" in answer.text
    assert "CANARYZQ7" not in answer.text
