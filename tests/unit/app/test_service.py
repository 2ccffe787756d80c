"""The HTTP service, as settings make it."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Event

import pytest

from radlane.app.service import create_app
from radlane.errors import SettingsError
from support.asgi import client, settings_in


@pytest.mark.asyncio
async def test_the_service_starts_and_answers(tmp_path: Path) -> None:
    async with client(create_app(settings_in(tmp_path), Event())) as caller:
        assert (await caller.get("/readyz")).json()["models"] == 3


@pytest.mark.asyncio
async def test_a_service_that_cannot_start_says_why(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(SettingsError):
        async with client(create_app(settings_in(tmp_path, models_dir=tmp_path / "absent"), Event())):
            pass
    (record,) = caplog.records
    assert (record.levelno, record.msg, record.code) == (
        logging.ERROR,
        "the service cannot start",
        "settings-invalid",
    )
