"""What was answered as stored is announced, whatever dies in between."""

from __future__ import annotations

import time
from pathlib import Path

import httpx

from support.jobs import drawing_package
from support.radiographs import INSTANCE, STUDY
from support.reception import body_of, image, stow_headers
from support.server import serving

PATIENCE_S = 60.0


def test_a_kill_between_the_answer_and_the_announcement_loses_nothing(tmp_path: Path) -> None:
    models = tmp_path / "models"
    drawing_package(models)
    settings = {"RADLANE_MODELS_DIR": str(models), "RADLANE_DEVICE": "cpu"}
    with serving(tmp_path / "service", **settings, RADLANE_RECEPTION__QUIET_SECONDS="600") as server:
        answer = httpx.post(
            f"{server.url}/dicomweb/studies",
            content=body_of([image(1), image(2)]),
            headers=stow_headers(),
            trust_env=False,
        )
        assert answer.status_code == 200, answer.text
        server.process.kill()
        server.process.wait()
        assert "is announced" not in server.said
    with serving(tmp_path / "service", **settings, RADLANE_RECEPTION__QUIET_SECONDS="1") as server:
        deadline = time.monotonic() + PATIENCE_S
        while "a received study is announced" not in server.said:
            assert time.monotonic() < deadline, server.said
            time.sleep(0.1)
        kept = sorted(path.name for path in (server.folder / "data" / "received" / STUDY).rglob("*.dcm"))
        assert kept == [f"{INSTANCE}.{number}.dcm" for number in (1, 2)]
